//! The name that was probably meant.

/// The known name nearest to a mistyped one, if any is near.
pub(crate) fn nearest<'a>(mistyped: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let mistyped = mistyped.to_lowercase();
    known
        .map(|name| (strsim::jaro_winkler(&mistyped, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, name)| format!("did you mean `{name}`?"))
}
