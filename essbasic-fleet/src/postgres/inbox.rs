//! An inbox: callbacks are stored, acknowledged, and handled once, in a transaction.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use essbasic::callback::Message;
use tokio::sync::Notify;
use tokio_postgres::Transaction;

use super::database::Database;
use super::key::indexable;
use crate::FleetError;

mod dead;
mod handle;
mod worker;

pub use dead::{DeadMessage, InboxCounts};
pub use handle::HandleOutcome;

/// An inbox in PostgreSQL: callbacks are stored before they are acknowledged, and handled afterwards.
///
/// A replica that receives a callback [stores](Self::store) it and responds with 200: the service does
/// not wait until it is handled, and no acknowledged callback is lost. Workers of any replica
/// [handle](Self::run) the messages:
///
/// - The handler's rows and the mark of the handled message are committed in one transaction. The rows
///   are written once for each message, even if the replica or the server crashes.
/// - Messages about a contract are handled one at a time, in the order in which they were stored; so are
///   other messages about an organization. A [`FlowState`] can be read and written without locks.
/// - A message whose handler fails is retried with exponential backoff; messages about the same contract
///   wait for it. After [`max_attempts`](Self::max_attempts) it is [dead](Self::dead): kept, until you
///   [retry](Self::retry) or [discard](Self::discard) it.
/// - The body of a handled message is deleted; its key is kept for [`retention`](Self::retention), to
///   recognize duplicates.
///
/// ```no_run
/// use essbasic::callback::{CallbackError, CallbackKeys, Message, Payload};
/// use essbasic_fleet::tokio_postgres::Transaction;
/// use essbasic_fleet::{Database, Handler, Inbox};
///
/// struct Contracts;
///
/// impl Handler for Contracts {
///     type Error = essbasic_fleet::tokio_postgres::Error;
///
///     async fn handle(&self, tx: &Transaction<'_>, message: &Message) -> Result<(), Self::Error> {
///         let insert = "INSERT INTO events (key, type) VALUES ($1, $2)";
///         tx.execute(insert, &[&message.key(), &message.event.msg_type()]).await?;
///         Ok(())
///     }
/// }
///
/// /// Returns the HTTP status to respond with.
/// async fn receive(
///     keys: &CallbackKeys,
///     inbox: &Inbox,
///     signature: Option<&str>,
///     body: &[u8],
/// ) -> Result<u16, CallbackError> {
///     if let Payload::Message(message) = keys.receive(signature, body)? {
///         inbox.store(&message).await?;
///     }
///     Ok(200)
/// }
///
/// # async fn example(stop: impl Future<Output = ()>) -> Result<(), Box<dyn std::error::Error>> {
/// let database = Database::connect("postgres://app:password@10.0.0.6:5432/app").await?;
/// let inbox = Inbox::new(&database);
/// // Until `stop` is ready, as when the process gets a signal.
/// inbox.run(Contracts, stop).await?;
/// # Ok(())
/// # }
/// ```
///
/// [`FlowState`]: essbasic::callback::FlowState
#[derive(Clone, Debug)]
pub struct Inbox {
    database: Database,
    settings: Settings,
    /// Wakes a worker of this process when a message is stored.
    stored: Arc<Notify>,
}

#[derive(Clone, Copy, Debug)]
struct Settings {
    workers: usize,
    lease: Duration,
    poll_interval: Duration,
    max_attempts: u32,
    min_backoff: Duration,
    max_backoff: Duration,
    retention: Duration,
}

/// A handler of the messages of an [`Inbox`].
pub trait Handler: Send + Sync {
    /// Error of a message that could not be handled. Its first 500 characters are stored with the message.
    type Error: fmt::Display + Send;

    /// Handles a message.
    ///
    /// Rows written through `transaction` are committed together with the mark that the message was
    /// handled, or not at all.
    ///
    /// Any other effect may happen again: after an error, a timeout or a crash.
    fn handle(
        &self,
        transaction: &Transaction<'_>,
        message: &Message,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Returns whether the error is permanent, so that the message is dead without further attempts.
    ///
    /// Default: `false`.
    fn is_permanent(&self, error: &Self::Error) -> bool {
        let _ = error;
        false
    }
}

/// Result of [`Inbox::store`]. Respond with 200 in both cases.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StoreOutcome {
    /// The message was stored.
    New,
    /// The message was stored before, and may have been handled.
    Duplicate,
}

const STORE: &str = "INSERT INTO essbasic_inbox (key, subject, body, blocked) \
    SELECT $1, $2, $3, EXISTS (SELECT FROM essbasic_inbox WHERE subject = $2 AND state = 'waiting') \
    ON CONFLICT (key) DO NOTHING RETURNING true";

impl Inbox {
    /// Creates an inbox in a database. All inboxes of a database share their messages.
    pub fn new(database: &Database) -> Self {
        let settings = Settings {
            workers: 4,
            lease: Duration::from_secs(60),
            poll_interval: Duration::from_secs(1),
            max_attempts: 16,
            min_backoff: Duration::from_secs(1),
            max_backoff: Duration::from_secs(600),
            retention: Duration::from_secs(7 * 24 * 60 * 60),
        };
        Self { database: database.clone(), settings, stored: Arc::default() }
    }

    /// Sets the number of messages that this process handles concurrently.
    ///
    /// Each needs a connection. Default: 4.
    #[must_use]
    pub fn workers(mut self, workers: usize) -> Self {
        self.settings.workers = workers.max(1);
        self
    }

    /// Sets the maximum time that handling a message may take.
    ///
    /// A process that is paused for longer loses the message to another. Default: 1 minute.
    #[must_use]
    pub fn lease(mut self, lease: Duration) -> Self {
        self.settings.lease = lease.max(Duration::from_millis(1));
        self
    }

    /// Sets the interval at which an idle worker polls for messages that other processes stored, and for
    /// retries. Messages that this process stores are handled at once. Default: 1 second.
    #[must_use]
    pub fn poll_interval(mut self, interval: Duration) -> Self {
        self.settings.poll_interval = interval.max(Duration::from_millis(1));
        self
    }

    /// Sets the number of failed attempts after which a message is dead.
    ///
    /// Default: 16, which takes about 80 minutes.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.settings.max_attempts = attempts.max(1);
        self
    }

    /// Sets the delay after the first failed attempt, which doubles after each, and its maximum.
    ///
    /// Default: 1 second and 10 minutes.
    #[must_use]
    pub fn backoff(mut self, min: Duration, max: Duration) -> Self {
        self.settings.min_backoff = min;
        self.settings.max_backoff = max.max(min);
        self
    }

    /// Sets how long the keys of handled messages are kept.
    ///
    /// Must exceed the time for which the service repeats a message: at least 3 days. Default: 7 days.
    #[must_use]
    pub fn retention(mut self, retention: Duration) -> Self {
        self.settings.retention = retention;
        self
    }

    /// Stores a message, unless it was stored before. Returns when it is on the server's disk.
    ///
    /// # Errors
    ///
    /// [`Unavailable`](crate::FleetErrorKind::Unavailable) if the database cannot be reached; another kind if it
    /// rejects the connection or the statement. Do not respond with 200 then, so that the service sends the
    /// message again. The error converts to a [`CallbackError`](essbasic::callback::CallbackError), whose status
    /// is 503.
    pub async fn store(&self, message: &Message) -> Result<StoreOutcome, FleetError> {
        let body = serde_json::to_string(message).map_err(|error| {
            let hint = "report this as a bug";
            let kind = crate::FleetErrorKind::Configuration;
            FleetError::new(kind, "the message cannot be encoded", hint).with_source(error)
        })?;
        let (key, subject) = (indexable(message.key()), subject(message).map(indexable));
        let rows = self.database.query(STORE, &[&key, &subject, &body]).await?;
        if rows.is_empty() {
            return Ok(StoreOutcome::Duplicate);
        }
        self.stored.notify_one();
        Ok(StoreOutcome::New)
    }
}

/// Returns the subject of a message: its contract, or else its organization.
fn subject(message: &Message) -> Option<&str> {
    let flow_id = message.data.0.get("FlowId").and_then(|id| id.as_str());
    flow_id.filter(|id| !id.is_empty()).or_else(|| message.proxy_organization_open_id())
}
