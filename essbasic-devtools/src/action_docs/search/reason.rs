//! Reasons why an action is among the results of a search.

/// The part of an action that matched a word, if name, title and summary do not show it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MatchReason {
    /// The name of a field, or one of its values.
    FieldName(&'static str),
    /// The documentation of a field.
    FieldDoc(&'static str),
    /// An error code.
    ErrorCode(&'static str),
    /// The documentation of the action, after its summary.
    Documentation,
}
