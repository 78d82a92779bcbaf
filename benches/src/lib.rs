//! What the measurements share: a server that costs next to nothing, and the calls that are made.
//!
//! Every figure is a ratio of two things measured in turns in one run, since machines differ and
//! are noisy; what is printed is the median of the pairs.

mod calls;
mod figures;
mod server;

pub use calls::{Bare, Failure, Raised, Typed, action, body, builder, client};
pub use figures::{median, rounded};
pub use server::{OtherProcess, serve};
