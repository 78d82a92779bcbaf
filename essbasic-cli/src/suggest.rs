//! Suggestions for misspelled names.

use essbasic_devtools::action_docs;

use crate::message::{Message, message};

/// Similarity above which a name is suggested, from 0 to 1.
const SIMILAR: f64 = 0.8;

/// Returns `did you mean …?` with the first action that a search for a name finds and that has a
/// similar name, if any.
pub(crate) fn similar_action(name: &str) -> Option<Message> {
    let typed = short_name(name);
    let found = action_docs::search(name).results;
    let mut names = found.iter().map(|result| result.entry.descriptor().name);
    let action = names.find(|action| {
        let action = short_name(action);
        action.contains(&typed) || is_similar(&typed, &action)
    })?;
    Some(message!("cli-did-you-mean", name = action))
}

/// Returns the name of an action in lower case, without `Channel`.
fn short_name(name: &str) -> String {
    let name = name.to_lowercase();
    name.strip_prefix("channel").unwrap_or(&name).to_owned()
}

fn is_similar(left: &str, right: &str) -> bool {
    strsim::jaro_winkler(left, right) > SIMILAR
}

/// Returns `did you mean …?` with the most similar known name, if any is similar enough.
pub(crate) fn similar_name<'a>(
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Option<Message> {
    let name = name.to_lowercase();
    known
        .map(|known| (strsim::jaro_winkler(&name, &known.to_lowercase()), known))
        .filter(|(similarity, _)| *similarity > SIMILAR)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, known)| message!("cli-did-you-mean", name = known))
}
