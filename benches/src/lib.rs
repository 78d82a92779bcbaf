//! Shared by the benchmarks: a minimal server, the measured calls, and statistics.
//!
//! Every result is a ratio of two things measured alternately in one run, because machines differ
//! and are noisy; the median of all pairs is printed. Each JSON line that a program prints contains
//! a [`Row`] of the table in `README.md`.

mod apps;
pub mod baselines;
mod calls;
pub mod chart;
mod observed;
mod padded;
mod paths;
pub mod peers;
mod process;
mod row;
mod server;
mod stats;

pub use apps::{APPS, App, TESTS};
pub use calls::{
    BareCall, BoxError, HighRateLimiter, InMemoryTransport, TypedCall, action, body, builder,
    client, run_concurrently,
};
pub use observed::Observers;
pub use padded::{PADDING, PaddedCancel, PaddedResponse};
pub use paths::{build, cargo, sibling, target, workspace};
pub use process::{cpu_of_children, peak_memory};
pub use row::{Row, Target};
pub use server::{SMALL_RESPONSE, ServerProcess, serve};
pub use stats::{Comparison, Cost, interleave, measure_cost, median, rounded};
