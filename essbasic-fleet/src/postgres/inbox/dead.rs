//! Dead messages, which are not retried any more, and counts of messages.

use std::time::Duration;

use essbasic::callback::Message;

use super::Inbox;
use crate::FleetError;

/// A message that could not be handled and is not retried any more.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeadMessage {
    /// ID of the message in the inbox.
    pub id: i64,
    /// Key of the message.
    pub key: String,
    /// The message; `None` if it cannot be decoded.
    pub message: Option<Message>,
    /// Number of attempts that failed.
    pub attempts: u32,
    /// Error of the last attempt.
    pub error: String,
}

/// Counts of messages in an inbox.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct InboxCounts {
    /// Messages that wait or are being handled.
    pub waiting: u64,
    /// Dead messages.
    pub dead: u64,
    /// Age of the oldest message that waits; `None` if none waits.
    pub oldest: Option<Duration>,
}

const COUNT: &str = "SELECT \
    (SELECT count(*) FROM essbasic_inbox WHERE state = 'waiting'), \
    (SELECT count(*) FROM essbasic_inbox WHERE state = 'dead'), \
    (SELECT extract(epoch FROM now() - min(received_at))::float8 FROM essbasic_inbox \
    WHERE state = 'waiting')";

const DEAD: &str = "SELECT id, key, body, attempts, coalesce(error, '') FROM essbasic_inbox \
    WHERE state = 'dead' AND id > $1 ORDER BY id LIMIT $2";

const RETRY: &str = "UPDATE essbasic_inbox SET state = 'waiting', blocked = false, attempts = 0, available_at = now(), \
    ended_at = NULL WHERE id = $1 AND state = 'dead' RETURNING true";

const DISCARD: &str = "UPDATE essbasic_inbox SET state = 'done', body = NULL, ended_at = now() \
    WHERE id = $1 AND state = 'dead' RETURNING true";

impl Inbox {
    /// Counts the messages, for metrics and health checks.
    ///
    /// # Errors
    ///
    /// [`Unavailable`](crate::FleetErrorKind::Unavailable) if the database cannot be reached; another kind if it
    /// rejects the connection or the statement.
    pub async fn counts(&self) -> Result<InboxCounts, FleetError> {
        let rows = self.database.query(COUNT, &[]).await?;
        let Some(row) = rows.first() else { return Ok(InboxCounts::default()) };
        let count = |index| u64::try_from(row.get::<_, i64>(index)).unwrap_or(0);
        let oldest = row.get::<_, Option<f64>>(2);
        let oldest = oldest.map(|age| Duration::try_from_secs_f64(age).unwrap_or_default());
        Ok(InboxCounts { waiting: count(0), dead: count(1), oldest })
    }

    /// Returns at most `max` dead messages, oldest first.
    ///
    /// Only those with an ID greater than `after`. Pass 0 for the first page.
    ///
    /// # Errors
    ///
    /// [`Unavailable`](crate::FleetErrorKind::Unavailable) if the database cannot be reached; another kind if it
    /// rejects the connection or the statement.
    pub async fn dead(&self, after: i64, max: u32) -> Result<Vec<DeadMessage>, FleetError> {
        let rows = self.database.query(DEAD, &[&after, &i64::from(max)]).await?;
        let message = |body: Option<&str>| serde_json::from_str(body?).ok();
        Ok(rows
            .iter()
            .map(|row| DeadMessage {
                id: row.get(0),
                key: row.get(1),
                message: message(row.get(2)),
                attempts: u32::try_from(row.get::<_, i32>(3)).unwrap_or(0),
                error: row.get(4),
            })
            .collect())
    }

    /// Schedules a dead message again. Returns whether there was one with this ID.
    ///
    /// Later messages about its contract may have been handled already; a
    /// [`FlowState`](essbasic::callback::FlowState) never moves back.
    ///
    /// # Errors
    ///
    /// [`Unavailable`](crate::FleetErrorKind::Unavailable) if the database cannot be reached; another kind if it
    /// rejects the connection or the statement.
    pub async fn retry(&self, id: i64) -> Result<bool, FleetError> {
        let is_found = !self.database.query(RETRY, &[&id]).await?.is_empty();
        self.stored.notify_one();
        Ok(is_found)
    }

    /// Marks a dead message as handled without handling it. Returns whether there was one with this ID.
    ///
    /// # Errors
    ///
    /// [`Unavailable`](crate::FleetErrorKind::Unavailable) if the database cannot be reached; another kind if it
    /// rejects the connection or the statement.
    pub async fn discard(&self, id: i64) -> Result<bool, FleetError> {
        Ok(!self.database.query(DISCARD, &[&id]).await?.is_empty())
    }
}
