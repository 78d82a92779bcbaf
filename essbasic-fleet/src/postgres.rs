//! Data that replicas share, in PostgreSQL.

use std::time::Duration;

mod database;
mod dedup;
mod errors;
mod inbox;
mod journal;
mod key;
mod migrations;

pub use database::{Database, DatabaseBuilder};
pub use dedup::PostgresDedupStore;
pub use inbox::{DeadMessage, HandleOutcome, Handler, Inbox, InboxCounts, StoreOutcome};
pub use journal::{NewLine, PostgresJournal, PostgresJournalBuilder};
pub use migrations::Migration;

/// Maximum of an interval in SQL: about a century, which timestamps can be moved by.
const MAX_INTERVAL: Duration = Duration::from_secs(3_000_000_000);

/// Returns a duration in seconds, for an interval in SQL.
fn seconds(duration: Duration) -> f64 {
    duration.min(MAX_INTERVAL).as_secs_f64()
}

/// Returns a random number that distinguishes this process from others.
fn owner() -> i64 {
    use std::hash::{BuildHasher, RandomState};

    // Keyed by the system's random numbers.
    let random = RandomState::new().hash_one(std::process::id());
    i64::from_ne_bytes(random.to_ne_bytes())
}
