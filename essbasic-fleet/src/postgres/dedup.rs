//! Deduplication of callbacks in PostgreSQL.

use std::time::Duration;

use essbasic::callback::{CallbackError, Claim, DedupFuture, DedupStore};

use super::database::Database;
use super::key::indexable;
use super::{owner, seconds};

/// A [`DedupStore`] that all replicas share, in PostgreSQL.
///
/// A claim is committed before the message is handled, and the mark of a handled message before it is
/// acknowledged. Times are measured by the server's clock, not by those of the replicas.
///
/// ```no_run
/// use essbasic::callback::{CallbackError, Message};
/// use essbasic_fleet::PostgresDedupStore;
///
/// async fn on_message(store: &PostgresDedupStore, message: Message) -> Result<u16, CallbackError> {
///     let delivery = message.handle_once(store, async {
///         println!("{:?}", message.event);
///         Ok::<_, CallbackError>(())
///     });
///     Ok(delivery.await?.status())
/// }
/// ```
///
/// A message whose replica crashes while it is handled is handled again. If that must not happen, use
/// an [`Inbox`](crate::Inbox).
#[derive(Clone, Debug)]
pub struct PostgresDedupStore {
    database: Database,
    /// Distinguishes the claims of this store from those of others.
    owner: i64,
    claim_timeout: Duration,
    retention: Duration,
}

/// Claims a message: a new one, or one whose claim has expired.
const CLAIM: &str = "INSERT INTO essbasic_dedup AS d (key, owner, expires_at) \
    VALUES ($1, $2, now() + $3 * interval '1 second') \
    ON CONFLICT (key) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at, \
    done = false WHERE d.expires_at <= now() RETURNING true";

const IS_DONE: &str = "SELECT done FROM essbasic_dedup WHERE key = $1";

/// Marks a message, and deletes up to two that have expired, so that the table does not grow.
const MARK_DONE: &str = "WITH expired AS (DELETE FROM essbasic_dedup WHERE key IN ( \
    SELECT key FROM essbasic_dedup WHERE expires_at < now() AND key <> $1 \
    ORDER BY expires_at LIMIT 2 FOR UPDATE SKIP LOCKED)) \
    INSERT INTO essbasic_dedup (key, owner, done, expires_at) \
    VALUES ($1, $2, true, now() + $3 * interval '1 second') \
    ON CONFLICT (key) DO UPDATE SET done = true, expires_at = excluded.expires_at";

const RELEASE: &str = "DELETE FROM essbasic_dedup WHERE key = $1 AND owner = $2 AND NOT done";

impl PostgresDedupStore {
    /// Creates a store in a database.
    pub fn new(database: &Database) -> Self {
        Self {
            database: database.clone(),
            owner: owner(),
            claim_timeout: Duration::from_secs(60),
            retention: Duration::from_secs(3 * 24 * 60 * 60),
        }
    }

    /// Sets the time after which a claim expires.
    ///
    /// Must exceed the time that handling takes. Default: 1 minute.
    #[must_use]
    pub fn claim_timeout(mut self, timeout: Duration) -> Self {
        self.claim_timeout = timeout;
        self
    }

    /// Sets how long the keys of handled messages are kept. Default: 3 days.
    #[must_use]
    pub fn retention(mut self, retention: Duration) -> Self {
        self.retention = retention;
        self
    }
}

impl DedupStore for PostgresDedupStore {
    fn try_claim<'a>(&'a self, key: &'a str) -> DedupFuture<'a, Claim> {
        Box::pin(async move {
            let key = indexable(key);
            let timeout = seconds(self.claim_timeout);
            let claimed = self.database.query(CLAIM, &[&key, &self.owner, &timeout]).await;
            if !claimed.map_err(CallbackError::dedup_store)?.is_empty() {
                return Ok(Claim::Claimed);
            }
            let found = self.database.query(IS_DONE, &[&key]).await;
            let found = found.map_err(CallbackError::dedup_store)?;
            // A claim that was released meanwhile is claimed when the message is sent again.
            let is_done = found.first().is_some_and(|row| row.get(0));
            Ok(if is_done { Claim::Done } else { Claim::InProgress })
        })
    }

    fn mark_done<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()> {
        Box::pin(async move {
            let key = indexable(key);
            let retention = seconds(self.retention);
            let marked = self.database.query(MARK_DONE, &[&key, &self.owner, &retention]).await;
            marked.map(drop).map_err(CallbackError::dedup_store)
        })
    }

    fn release<'a>(&'a self, key: &'a str) -> DedupFuture<'a, ()> {
        Box::pin(async move {
            let key = indexable(key);
            let released = self.database.query(RELEASE, &[&key, &self.owner]).await;
            released.map(drop).map_err(CallbackError::dedup_store)
        })
    }
}
