//! Documentation of actions, rendered from their schemas: wire names, effect, error help, related
//! actions and search.
//!
//! Pages and command use the same functions, so that both show the same text.

mod docs;
mod domain;
mod effect;
mod error_help;
mod related;
mod search;

pub use docs::{
    default_value, field_with_wire_names, first_sentence, is_file_content, is_unix_time,
    strip_markdown, summary, with_wire_names,
};
pub use domain::domain_name;
pub use effect::{describe_effect, describe_retries};
pub use error_help::{class_help, error_codes, error_help};
pub use related::{RelatedAction, consumers, next_steps, producers};
pub use search::{MatchReason, SearchResult, SearchResults, search};
