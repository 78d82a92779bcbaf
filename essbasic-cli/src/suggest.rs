//! Suggestions for misspelled names.

use crate::message::{Message, message};

/// Returns `did you mean …?` with the most similar known name, if any is similar enough.
pub(crate) fn similar_name<'a>(
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Option<Message> {
    let name = name.to_lowercase();
    known
        .map(|known| (strsim::jaro_winkler(&name, &known.to_lowercase()), known))
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, known)| message!("cli-did-you-mean", name = known))
}
