//! What the measurements share: a server that costs next to nothing, and the calls that are made.
//!
//! Every figure is a ratio of two things measured in turns in one run, since machines differ and
//! are noisy; what is printed is the median of the pairs. Each line of JSON that a program prints
//! has a [`Row`] in it, which is what the README shows.

mod apps;
mod calls;
mod figures;
mod flight;
pub mod floors;
mod memory;
mod padded;
pub mod peers;
mod places;
mod process;
mod row;
mod server;

pub use apps::{APPS, App};
pub use calls::{Bare, Failure, Raised, Typed, action, body, builder, client};
pub use figures::{Compared, Spent, in_turns, median, rounded, spent};
pub use flight::fly;
pub use memory::Memory;
pub use padded::{PADDING, Padded, PaddedAnswer};
pub use places::{build, cargo, sibling, target, workspace};
pub use process::{cpu_of_children, peak_memory};
pub use row::{Aim, Row};
pub use server::{OtherProcess, SMALL_ANSWER, serve};
