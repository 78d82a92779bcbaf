//! Group commit: marks and results that wait are written by one transaction.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::Object;
use futures_util::future::try_join_all;
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::time::{Instant, sleep};
use tokio_postgres::{Error as PgError, Statement};

use super::{Table, seconds};
use crate::batch::LineStatus;
use crate::{FleetError, FleetErrorKind};

/// Writes that are done by one transaction.
const MAX_GROUP: usize = 500;

/// Groups that are written at once; the server joins their waits for the disk.
const WRITERS: usize = 4;

/// Writes that wait; further ones wait until the queue is shorter.
const QUEUE: usize = 2 * MAX_GROUP;

/// Delay after an error of the database.
const PAUSE: Duration = Duration::from_millis(200);

/// Handle of the tasks that write.
#[derive(Clone, Debug)]
pub(super) struct Writer(mpsc::Sender<Request>);

/// Something to be written.
#[derive(Clone, Debug)]
pub(super) enum Write {
    Sending(u64),
    NotSent(u64),
    Release { line: u64, was_sent: bool, delay: Duration },
    Result { line: u64, status: LineStatus, fields: Arc<str> },
}

#[derive(Debug)]
struct Request {
    write: Write,
    written: oneshot::Sender<Result<bool, FleetError>>,
}

/// Marks a line; again after a commit whose response was lost, it is the same.
const MARK: &str = "UPDATE essbasic_batch_line SET state = $4, \
    lease_until = now() + $5 * interval '1 second' \
    WHERE batch = $1 AND line = $2 AND owner = $3 AND state IN ('todo', 'sending')";

const RELEASE: &str = "UPDATE essbasic_batch_line SET state = 'todo', owner = NULL, \
    lease_until = now() + $4 * interval '1 second', sent_before = sent_before OR $5 \
    WHERE batch = $1 AND line = $2 AND owner = $3 AND state IN ('todo', 'sending')";

/// Records a result: the first that is not unknown stays, and a late one replaces an unknown one.
const RECORD: &str = "UPDATE essbasic_batch_line SET state = $3, result = $4, \
    request = CASE WHEN $3 = 'unknown' THEN request END, lease_until = NULL \
    WHERE batch = $1 AND line = $2 AND state IN ('todo', 'sending', 'unknown')";

impl Write {
    fn line(&self) -> u64 {
        match self {
            Self::Sending(line)
            | Self::NotSent(line)
            | Self::Release { line, .. }
            | Self::Result { line, .. } => *line,
        }
    }
}

impl Writer {
    /// Starts the tasks. They end when all handles are dropped.
    pub(super) fn start(table: Table, max_wait: Duration) -> Self {
        let (sender, queue) = mpsc::channel(QUEUE);
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..WRITERS {
            tokio::spawn(write_all(table.clone(), max_wait, Arc::clone(&queue)));
        }
        Self(sender)
    }

    /// Writes; returns when it is durable. Returns whether the line was this process's, or had no result.
    pub(super) async fn write(&self, write: Write) -> Result<bool, FleetError> {
        let (written, confirmation) = oneshot::channel();
        let is_sent = self.0.send(Request { write, written }).await.is_ok();
        match confirmation.await {
            Ok(result) if is_sent => result,
            _ => {
                let hint = "use the journal in the runtime in which it was opened";
                let message = "the tasks that write the journal have ended";
                Err(FleetError::new(FleetErrorKind::Configuration, message, hint))
            }
        }
    }
}

async fn write_all(table: Table, max_wait: Duration, queue: Arc<Mutex<mpsc::Receiver<Request>>>) {
    let mut group = Vec::new();
    loop {
        if queue.lock().await.recv_many(&mut group, MAX_GROUP).await == 0 {
            return;
        }
        let writes: Vec<_> = group.iter().map(|request| request.write.clone()).collect();
        match write_or_wait(&table, &writes, max_wait).await {
            Ok(owned) => {
                for (Request { written, .. }, is_owned) in group.drain(..).zip(owned) {
                    // The caller may have been dropped.
                    let _ = written.send(Ok(is_owned));
                }
            }
            Err(error) => {
                for Request { written, .. } in group.drain(..) {
                    let _ = written.send(Err(error.clone()));
                }
            }
        }
    }
}

/// Writes a group, again while the server is away.
async fn write_or_wait(
    table: &Table,
    writes: &[Write],
    max_wait: Duration,
) -> Result<Vec<bool>, FleetError> {
    let since = Instant::now();
    let mut warned = false;
    loop {
        match table.write(writes).await {
            Err(error)
                if error.kind() == FleetErrorKind::Unavailable && since.elapsed() < max_wait =>
            {
                if !std::mem::replace(&mut warned, true) {
                    let hint = error.hint();
                    tracing::warn!(%error, hint, "batch: the journal is away; nothing is sent");
                }
                sleep(PAUSE).await;
            }
            result => return result,
        }
    }
}

/// The statements of a connection.
///
/// Each writes one line, so that the server plans it once: it would plan one that writes an array of
/// lines for each array.
struct Statements {
    mark: Statement,
    release: Statement,
    record: Statement,
}

impl Statements {
    async fn prepare(client: &Object) -> Result<Self, PgError> {
        Ok(Self {
            mark: client.prepare_cached(MARK).await?,
            release: client.prepare_cached(RELEASE).await?,
            record: client.prepare_cached(RECORD).await?,
        })
    }
}

impl Table {
    /// Writes a group. Returns of each whether its line was this process's.
    async fn write(&self, writes: &[Write]) -> Result<Vec<bool>, FleetError> {
        let client = self.database.client().await?;
        let written = self.database.in_time(async {
            let statements = Statements::prepare(&client).await?;
            let one = |write| self.write_one(&client, &statements, write);
            if let [write] = writes {
                return Ok(vec![one(write).await?]);
            }
            // All are sent before the first response arrives: a group takes one round trip.
            let ((), written, ()) = tokio::try_join!(
                biased;
                client.batch_execute("BEGIN"),
                try_join_all(writes.iter().map(one)),
                client.batch_execute("COMMIT"),
            )?;
            Ok(written)
        });
        // After an error, the connection may still be in the transaction.
        written.await.inspect_err(|_| drop(Object::take(client)))
    }

    async fn write_one(
        &self,
        client: &Object,
        statements: &Statements,
        write: &Write,
    ) -> Result<bool, PgError> {
        let Self { batch, owner, lease, .. } = self;
        let line = i64::try_from(write.line()).unwrap_or(i64::MAX);
        let rows = match write {
            Write::Sending(_) | Write::NotSent(_) => {
                let state = if matches!(write, Write::Sending(_)) { "sending" } else { "todo" };
                client.execute(&statements.mark, &[batch, &line, owner, &state, lease]).await?
            }
            Write::Release { was_sent, delay, .. } => {
                let delay = seconds(*delay);
                client
                    .execute(&statements.release, &[batch, &line, owner, &delay, was_sent])
                    .await?
            }
            Write::Result { status, fields, .. } => {
                let (state, fields) = (status.as_str(), &**fields);
                client.execute(&statements.record, &[batch, &line, &state, &fields]).await?
            }
        };
        Ok(rows > 0)
    }
}
