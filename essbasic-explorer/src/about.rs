//! What there is to say about an action: its documentation on the wire, what its codes mean, what
//! repeating it does, what feeds it, and which actions are about a few words.
//!
//! All of it is made of the schemas. The pages and the command read it here, so that both say the
//! same.

mod advice;
mod doc;
mod feeds;
mod repeating;
mod search;

pub use advice::{codes, of_class, on};
pub use doc::{first_sentence, given_default, is_file, on_the_wire, plain, summary};
pub use feeds::{Feed, made_by, used_by};
pub use repeating::{consequence, repeated};
pub use search::{Found, Reason, search, words};
