//! Data that replicas share, in PostgreSQL.

mod database;
mod dedup;
mod errors;
mod inbox;
mod journal;
mod key;
mod migrations;

pub use database::{Database, DatabaseBuilder};
pub use dedup::PostgresDedupStore;
pub use inbox::{DeadMessage, Handler, Inbox, InboxCounts, Step, Stored};
pub use journal::{NewLine, PostgresJournal, PostgresJournalBuilder};
pub use migrations::Migration;

/// Returns a number that no other process is likely to have.
fn owner() -> i64 {
    use std::hash::{BuildHasher, RandomState};

    // Keyed by the system's random numbers.
    let random = RandomState::new().hash_one(std::process::id());
    i64::from_ne_bytes(random.to_ne_bytes())
}
