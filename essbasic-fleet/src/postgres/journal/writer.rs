//! Group commit: marks and results that wait are written by one transaction.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::time::{Instant, sleep};
use tokio_postgres::types::ToSql;

use super::Table;
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

/// Writes a group, in one statement and so in one transaction. A line has one write in a group, since each
/// is awaited.
///
/// - Results: the first that is not unknown stays, and a late one replaces an unknown one.
/// - Marks: again after a commit whose response was lost, they are the same.
const WRITE: &str = "WITH results AS ( \
    UPDATE essbasic_batch_line AS l SET state = n.state, result = n.result, \
    request = CASE WHEN n.state = 'unknown' THEN l.request END, lease_until = NULL \
    FROM unnest($9::bigint[], $10::text[], $11::text[]) AS n (line, state, result) \
    WHERE l.batch = $1 AND l.line = n.line AND l.state IN ('todo', 'sending', 'unknown')), \
    not_sent AS (UPDATE essbasic_batch_line SET state = 'todo', \
    lease_until = now() + $3 * interval '1 second' WHERE batch = $1 AND line = ANY($5::bigint[]) \
    AND owner = $2 AND state IN ('todo', 'sending')), \
    released AS (UPDATE essbasic_batch_line AS l SET state = 'todo', owner = NULL, \
    lease_until = now() + n.delay * interval '1 second', sent_before = l.sent_before OR n.was_sent \
    FROM unnest($6::bigint[], $7::boolean[], $8::float8[]) AS n (line, was_sent, delay) \
    WHERE l.batch = $1 AND l.line = n.line AND l.owner = $2 AND l.state IN ('todo', 'sending')) \
    UPDATE essbasic_batch_line SET state = 'sending', lease_until = now() + $3 * interval '1 second' \
    WHERE batch = $1 AND line = ANY($4::bigint[]) AND owner = $2 AND state IN ('todo', 'sending') \
    RETURNING line";

impl Writer {
    /// Starts the tasks. They end when all handles are dropped.
    pub(super) fn start(table: Table, patience: Duration) -> Self {
        let (sender, queue) = mpsc::channel(QUEUE);
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..WRITERS {
            tokio::spawn(write_all(table.clone(), patience, Arc::clone(&queue)));
        }
        Self(sender)
    }

    /// Writes; returns when it is durable. For a mark, returns whether the line is still this process's.
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

async fn write_all(table: Table, patience: Duration, queue: Arc<Mutex<mpsc::Receiver<Request>>>) {
    let mut group = Vec::new();
    loop {
        if queue.lock().await.recv_many(&mut group, MAX_GROUP).await == 0 {
            return;
        }
        let writes: Vec<_> = group.iter().map(|request| request.write.clone()).collect();
        match write_patiently(&table, &writes, patience).await {
            Ok(owned) => {
                for Request { write, written } in group.drain(..) {
                    let is_owned = match write {
                        Write::Sending(line) => owned.contains(&line),
                        _ => true,
                    };
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
async fn write_patiently(
    table: &Table,
    writes: &[Write],
    patience: Duration,
) -> Result<BTreeSet<u64>, FleetError> {
    let since = Instant::now();
    let mut warned = false;
    loop {
        match table.write(writes).await {
            Err(error)
                if error.kind() == FleetErrorKind::Unavailable && since.elapsed() < patience =>
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

impl Table {
    async fn write(&self, writes: &[Write]) -> Result<BTreeSet<u64>, FleetError> {
        let Self { batch, owner, lease, .. } = self;
        let number = |line: u64| i64::try_from(line).unwrap_or(i64::MAX);
        let (mut sending, mut not_sent) = (Vec::new(), Vec::new());
        let (mut released, mut was_sents, mut delays) = (Vec::new(), Vec::new(), Vec::new());
        let (mut lines, mut states, mut results) = (Vec::new(), Vec::new(), Vec::new());
        for write in writes {
            match write {
                Write::Sending(line) => sending.push(number(*line)),
                Write::NotSent(line) => not_sent.push(number(*line)),
                Write::Release { line, was_sent, delay } => {
                    released.push(number(*line));
                    was_sents.push(*was_sent);
                    delays.push(delay.as_secs_f64());
                }
                Write::Result { line, status, fields } => {
                    lines.push(number(*line));
                    states.push(status.name());
                    results.push(&**fields);
                }
            }
        }
        let parameters: [&(dyn ToSql + Sync); 11] = [
            batch, owner, lease, &sending, &not_sent, &released, &was_sents, &delays, &lines,
            &states, &results,
        ];
        let rows = self.database.query(WRITE, &parameters).await?;
        Ok(rows.iter().map(|row| super::number(row.get(0))).collect())
    }
}
