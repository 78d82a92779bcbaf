//! Takes, handles and marks one message in a transaction, or reschedules it.

use std::any::Any;
use std::fmt::Display;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use deadpool_postgres::{ClientWrapper, Transaction};
use essbasic::callback::Message;
use tokio::time::timeout;
use tokio_postgres::error::{DbError, SqlState};

use super::{Handler, Inbox, Settings};
use crate::FleetError;
use crate::postgres::database::close_if_unavailable;
use crate::postgres::seconds;

/// Result of [`Inbox::handle_next`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum HandleOutcome {
    /// There is no message to handle now.
    Idle,
    /// A message was handled.
    Handled,
    /// The handler failed; the message is retried later.
    Rescheduled,
    /// The handler failed, and the message is dead.
    Dead,
}

/// Takes the next message, unless an earlier one of its subject waits or is being handled.
///
/// Limits the time for which the transaction may be idle.
const TAKE: &str = "WITH next AS MATERIALIZED ( \
    SELECT id, subject, body, attempts FROM essbasic_inbox AS m \
    WHERE state = 'waiting' AND NOT blocked AND available_at <= now() \
    AND (subject IS NULL OR NOT EXISTS ( \
        SELECT FROM essbasic_inbox AS earlier WHERE earlier.subject = m.subject \
        AND earlier.state = 'waiting' AND earlier.id < m.id)) \
    ORDER BY id LIMIT 1 FOR UPDATE OF m SKIP LOCKED) \
    SELECT id, body, attempts, \
    subject IS NULL OR pg_try_advisory_xact_lock(hashtextextended(subject, 20210526)), \
    set_config('idle_in_transaction_session_timeout', $1, true), subject FROM next";

/// Marks a message as done, and unblocks the next one of its subject.
///
/// Deletes up to two whose retention has ended, so that the table does not grow.
const MARK_DONE: &str = "WITH expired AS (DELETE FROM essbasic_inbox WHERE id IN ( \
    SELECT id FROM essbasic_inbox WHERE state = 'done' AND ended_at < now() - $2 * interval '1 second' \
    ORDER BY ended_at LIMIT 2 FOR UPDATE SKIP LOCKED)), \
    unblocked AS (UPDATE essbasic_inbox SET blocked = false WHERE blocked AND id = ( \
    SELECT min(id) FROM essbasic_inbox WHERE subject = $3 AND state = 'waiting' AND id > $1)) \
    UPDATE essbasic_inbox SET state = 'done', body = NULL, error = NULL, ended_at = now() WHERE id = $1";

/// Reschedules a message, unless another worker has handled it meanwhile.
///
/// If it is dead, unblocks the next one of its subject.
const RESCHEDULE: &str = "WITH unblocked AS (UPDATE essbasic_inbox SET blocked = false \
    WHERE $5 AND blocked AND id = ( \
    SELECT min(id) FROM essbasic_inbox WHERE subject = $6 AND state = 'waiting' AND id > $1)) \
    UPDATE essbasic_inbox SET attempts = attempts + 1, error = $3, \
    available_at = now() + $4 * interval '1 second', \
    state = CASE WHEN $5 THEN 'dead' ELSE 'waiting' END, ended_at = CASE WHEN $5 THEN now() END \
    WHERE id = $1 AND attempts = $2 AND state = 'waiting'";

/// Unblocks messages without a waiting predecessor.
///
/// Their predecessor was being handled when they were stored, or is dead.
const UNBLOCK: &str = "UPDATE essbasic_inbox SET blocked = false WHERE id IN ( \
    SELECT id FROM essbasic_inbox AS m WHERE state = 'waiting' AND blocked AND NOT EXISTS ( \
        SELECT FROM essbasic_inbox AS earlier WHERE earlier.subject = m.subject \
        AND earlier.state = 'waiting' AND earlier.id < m.id) FOR UPDATE SKIP LOCKED) RETURNING id";

/// Maximum number of characters of an error that is stored.
const MAX_ERROR: usize = 500;

/// A message that was taken.
struct Attempt {
    id: i64,
    attempts: i32,
    subject: Option<String>,
}

/// Failure of a handler.
struct Failure {
    text: String,
    is_permanent: bool,
}

impl Inbox {
    /// Handles the next message, if there is one. [`run`](Self::run) does so in a loop.
    ///
    /// # Errors
    ///
    /// [`Unavailable`](crate::FleetErrorKind::Unavailable) if the database cannot be reached; another kind if it
    /// rejects the connection or a statement. Either the message was handled, or nothing was written and it is
    /// handled later.
    pub async fn handle_next<H: Handler>(&self, handler: &H) -> Result<HandleOutcome, FleetError> {
        match self.try_next(handler).await? {
            HandleOutcome::Idle if self.unblock().await? => self.try_next(handler).await,
            outcome => Ok(outcome),
        }
    }

    /// Unblocks messages whose mark is outdated. Returns whether there were any.
    pub(super) async fn unblock(&self) -> Result<bool, FleetError> {
        Ok(!self.database.query(UNBLOCK, &[]).await?.is_empty())
    }

    async fn try_next<H: Handler>(&self, handler: &H) -> Result<HandleOutcome, FleetError> {
        let mut client = self.database.client().await?;
        match self.try_next_with(&mut client, handler).await {
            Ok(outcome) => Ok(outcome),
            Err(error) => close_if_unavailable(client, error),
        }
    }

    async fn try_next_with<H: Handler>(
        &self,
        client: &mut ClientWrapper,
        handler: &H,
    ) -> Result<HandleOutcome, FleetError> {
        let database = &self.database;
        let lease = self.settings.lease;
        let transaction = database.in_time(client.transaction()).await?;
        // A handler that takes too long is noticed here first.
        let idle = lease.saturating_add(lease / 4).saturating_add(Duration::from_millis(100));
        let idle = idle.as_millis().min(1 << 30);
        let idle = idle.to_string();
        let take = async {
            let take = transaction.prepare_cached(TAKE).await?;
            transaction.query_opt(&take, &[&idle]).await
        };
        let row = database.in_time(take).await?;
        let Some(row) = row.filter(|row| row.get(3)) else {
            database.in_time(transaction.rollback()).await?;
            return Ok(HandleOutcome::Idle);
        };
        let taken = Attempt { id: row.get(0), attempts: row.get(2), subject: row.get(5) };
        let result = match serde_json::from_str::<Message>(row.get(1)) {
            Ok(message) => {
                let handling = handler.handle(&transaction, &message);
                call(lease, handler, handling).await
            }
            Err(error) => Err(Failure {
                text: format!("the stored message cannot be decoded: {error}"),
                is_permanent: true,
            }),
        };
        let failure = match result {
            Ok(()) => match self.mark_and_commit(transaction, &taken).await? {
                Ok(()) => return Ok(HandleOutcome::Handled),
                Err(failure) => failure,
            },
            Err(failure) => {
                database.in_time(transaction.rollback()).await?;
                failure
            }
        };
        self.reschedule(client, &taken, failure).await
    }

    /// Marks a message as done and commits.
    ///
    /// A statement or a commit that the server rejects is a failure of the handler: it ignored the error of a
    /// statement, which aborts the transaction, or violated a deferred constraint. Otherwise the message would
    /// be taken again at once, for ever.
    async fn mark_and_commit(
        &self,
        transaction: Transaction<'_>,
        taken: &Attempt,
    ) -> Result<Result<(), Failure>, FleetError> {
        let retention = seconds(self.settings.retention);
        let ended = self.database.in_time(async {
            let result = async {
                let mark = transaction.prepare_cached(MARK_DONE).await?;
                transaction.execute(&mark, &[&taken.id, &retention, &taken.subject]).await?;
                transaction.commit().await
            };
            match result.await {
                Ok(()) => Ok(Ok(())),
                Err(error) => match error.code() {
                    Some(code) if is_caused_by_handler(code) => {
                        // Its details are values of the row, which may be personal data.
                        let message = error.as_db_error().map_or("", DbError::message);
                        let text = format!("the server rejected the transaction: {message}");
                        Ok(Err(temporary(text)))
                    }
                    _ => Err(error),
                },
            }
        });
        ended.await
    }

    /// Counts a failed attempt, and schedules the next one.
    ///
    /// Fails if the connection was lost; such an attempt is not counted.
    async fn reschedule(
        &self,
        client: &ClientWrapper,
        taken: &Attempt,
        failure: Failure,
    ) -> Result<HandleOutcome, FleetError> {
        let attempts = u32::try_from(taken.attempts).unwrap_or(0);
        let is_dead = failure.is_permanent || attempts + 1 >= self.settings.max_attempts;
        let delay = seconds(self.settings.delay_after(attempts));
        let error: String = failure.text.chars().filter(|it| *it != '\0').take(MAX_ERROR).collect();
        let reschedule = async {
            let reschedule = client.prepare_cached(RESCHEDULE).await?;
            let Attempt { id, attempts, subject } = taken;
            client.execute(&reschedule, &[id, attempts, &error, &delay, &is_dead, subject]).await
        };
        self.database.in_time(reschedule).await?;
        let id = taken.id;
        if is_dead {
            tracing::error!(id, error, "inbox: a callback could not be handled; it is dead");
            return Ok(HandleOutcome::Dead);
        }
        tracing::warn!(id, error, delay, "inbox: a callback could not be handled; it is retried");
        Ok(HandleOutcome::Rescheduled)
    }
}

/// States that say that the rows of a handler, or a statement of it, were rejected: a constraint, an aborted
/// or serialized transaction, an error of a trigger, which a deferred one raises when the transaction is
/// committed.
const CAUSED_BY_HANDLER: &[&str] =
    &["09", "21", "22", "23", "25P02", "27", "2F", "38", "39", "40", "44", "P0"];

/// Returns whether a state, or its class, is caused by the handler.
fn is_caused_by_handler(code: &SqlState) -> bool {
    CAUSED_BY_HANDLER.iter().any(|class| code.code().starts_with(class))
}

impl Settings {
    /// Returns the delay after an attempt that failed; `attempts` failed before it.
    fn delay_after(&self, attempts: u32) -> Duration {
        let factor = 2_u32.saturating_pow(attempts);
        self.min_backoff.saturating_mul(factor).min(self.max_backoff)
    }
}

/// Awaits a handler. A timeout and a panic are failures.
async fn call<H: Handler>(
    lease: Duration,
    handler: &H,
    handling: impl Future<Output = Result<(), H::Error>>,
) -> Result<(), Failure> {
    let mut handling = pin!(handling);
    let caught = poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| handling.as_mut().poll(context)));
        match polled {
            Ok(polled) => polled.map(Ok),
            Err(panic) => Poll::Ready(Err(panic)),
        }
    });
    match timeout(lease, caught).await {
        Ok(Ok(Ok(()))) => Ok(()),
        Ok(Ok(Err(error))) => {
            let is_permanent = handler.is_permanent(&error);
            Err(Failure { text: error.to_string(), is_permanent })
        }
        Ok(Err(panic)) => {
            Err(temporary(format_args!("the handler panicked: {}", text_of(&*panic))))
        }
        Err(_) => {
            Err(temporary(format_args!("the handler took longer than its lease of {lease:?}")))
        }
    }
}

fn temporary(text: impl Display) -> Failure {
    Failure { text: text.to_string(), is_permanent: false }
}

fn text_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}
