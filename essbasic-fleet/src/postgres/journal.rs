//! A journal of a batch in PostgreSQL, for any number of machines.

use std::time::Duration;

use essbasic::{ErrorKind, Outcome};
use serde_json::{Map, Value, json};
use tokio_postgres::Transaction;
use tokio_postgres::types::ToSql;

use super::database::Database;
use super::{owner, seconds};
use crate::batch::{
    BatchAction, BatchProgress, Journal, JournalFuture, Line, LineResult, LineStatus, NextLines,
};
use crate::{FleetError, FleetErrorKind};

mod writer;

use writer::{Write, Writer};

/// A [`Journal`] in PostgreSQL.
///
/// Any number of processes, on any number of machines, work on the batch that they open by its name.
///
/// The marks and results of calls in parallel are written together. While the server is away, nothing is
/// sent; results wait for it, at most for [`max_wait`](PostgresJournalBuilder::max_wait), and are handed
/// back after that.
#[derive(Clone, Debug)]
pub struct PostgresJournal {
    table: Table,
    writer: Writer,
}

/// The lines of a batch, as one process sees them.
#[derive(Clone, Debug)]
struct Table {
    database: Database,
    batch: i64,
    /// Distinguishes this process from others.
    owner: i64,
    lease: f64,
    is_repeatable: bool,
}

/// Opens a [`PostgresJournal`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `open` is called"]
pub struct PostgresJournalBuilder {
    database: Database,
    name: String,
    parameters: String,
    lease: Duration,
    max_wait: Duration,
}

/// A line of a new batch: its number, beginning with 1, and its request, or the error of one that is
/// invalid.
pub type NewLine = (u64, Result<Map<String, Value>, Value>);

/// Maximum number of lines that are stored by one statement.
const CHUNK: usize = 500;

/// Size of requests after which a statement stores no further line: a file may be in each.
const CHUNK_BYTES: usize = 8 << 20;

const CREATE: &str = "INSERT INTO essbasic_batch (name, parameters) VALUES ($1, $2) \
    ON CONFLICT (name) DO NOTHING";

/// Locks the batch, so that one process stores its lines.
const OPEN: &str = "SELECT id, parameters, lines FROM essbasic_batch WHERE name = $1 FOR UPDATE";

const ADD: &str = "INSERT INTO essbasic_batch_line (batch, line, state, request, result) \
    SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[])";

const LOADED: &str = "UPDATE essbasic_batch SET lines = $2 WHERE id = $1";

/// Lines whose process has not reported a result, and that must not be sent twice.
const EXPIRE: &str = "UPDATE essbasic_batch_line SET state = 'unknown', result = $2 \
    WHERE batch = $1 AND state = 'sending' AND lease_until < now()";

/// Lines whose process has not reported a result, and that may be sent again.
const EXPIRE_REPEATABLE: &str = "UPDATE essbasic_batch_line SET state = 'todo', sent_before = true, \
    owner = NULL, lease_until = NULL WHERE batch = $1 AND state = 'sending' AND lease_until < now()";

const TAKE: &str = "WITH next AS MATERIALIZED (SELECT line FROM essbasic_batch_line \
    WHERE batch = $1 AND state = 'todo' AND (lease_until IS NULL OR lease_until < now()) \
    ORDER BY line LIMIT $2 FOR UPDATE SKIP LOCKED) \
    UPDATE essbasic_batch_line AS l SET owner = $3, \
    lease_until = now() + $4 * interval '1 second' FROM next \
    WHERE l.batch = $1 AND l.line = next.line RETURNING l.line, l.request, l.sent_before";

const IS_LEFT: &str = "SELECT EXISTS (SELECT FROM essbasic_batch_line \
    WHERE batch = $1 AND state = 'todo') OR EXISTS (SELECT FROM essbasic_batch_line \
    WHERE batch = $1 AND state = 'sending')";

const COUNT: &str = "SELECT count(*), count(*) FILTER (WHERE state = 'done'), \
    count(*) FILTER (WHERE state = 'refused'), count(*) FILTER (WHERE state = 'unknown'), \
    count(*) FILTER (WHERE state = 'sending') FROM essbasic_batch_line WHERE batch = $1";

const FIND: &str = "SELECT id FROM essbasic_batch WHERE name = $1";

const RESULTS: &str = "SELECT line, state, result FROM essbasic_batch_line \
    WHERE batch = $1 AND line > $2 AND state IN ('done', 'refused', 'unknown') \
    ORDER BY line LIMIT $3";

const REMOVE: &str = "DELETE FROM essbasic_batch WHERE name = $1 RETURNING id";

impl PostgresJournal {
    /// Returns a builder.
    ///
    /// `name` is that of the batch. `parameters` is what must be the same for all processes that work on
    /// it, such as the action, the environment and a digest of the input.
    pub fn builder(
        database: &Database,
        name: impl Into<String>,
        parameters: &Value,
    ) -> PostgresJournalBuilder {
        PostgresJournalBuilder {
            database: database.clone(),
            name: name.into(),
            parameters: parameters.to_string(),
            lease: Duration::from_secs(300),
            max_wait: Duration::from_secs(60),
        }
    }

    /// Counts the lines of a batch. Returns `None` if there is no batch of this name.
    ///
    /// # Errors
    ///
    /// [`Unavailable`](FleetErrorKind::Unavailable) if the database cannot be reached; another kind if it
    /// rejects the connection or the statement.
    pub async fn progress_of(
        database: &Database,
        name: &str,
    ) -> Result<Option<BatchProgress>, FleetError> {
        match find(database, name).await? {
            Some(batch) => count(database, batch).await.map(Some),
            None => Ok(None),
        }
    }

    /// Returns up to `max` results of a batch, in the order of its lines.
    ///
    /// Starts after the line `after`; 0 starts at the first line. `None` if there is no batch of this name.
    ///
    /// # Errors
    ///
    /// [`Unavailable`](FleetErrorKind::Unavailable) if the database cannot be reached; another kind if it
    /// rejects the connection or the statement.
    pub async fn results_of(
        database: &Database,
        name: &str,
        after: u64,
        max: u32,
    ) -> Result<Option<Vec<LineResult>>, FleetError> {
        let Some(batch) = find(database, name).await? else { return Ok(None) };
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let rows = database.query(RESULTS, &[&batch, &after, &i64::from(max)]).await?;
        let result = |row: &tokio_postgres::Row| {
            let status = match row.get(1) {
                "done" => LineStatus::Done,
                "refused" => LineStatus::Refused,
                _ => LineStatus::Unknown,
            };
            let fields = row.get::<_, Option<&str>>(2);
            let fields = fields.and_then(|fields| serde_json::from_str(fields).ok());
            LineResult::stored(number(row.get(0)), status, fields.unwrap_or_default())
        };
        Ok(Some(rows.iter().map(result).collect()))
    }

    /// Deletes a batch with its requests and results. Returns whether there was one.
    ///
    /// # Errors
    ///
    /// [`Unavailable`](FleetErrorKind::Unavailable) if the database cannot be reached; another kind if it
    /// rejects the connection or the statement.
    pub async fn remove(database: &Database, name: &str) -> Result<bool, FleetError> {
        Ok(!database.query(REMOVE, &[&name]).await?.is_empty())
    }
}

impl PostgresJournalBuilder {
    /// Sets the time after which a process that was about to send a line is considered dead.
    ///
    /// Must exceed the time that a call takes, with its retries. Default: 5 minutes.
    pub fn lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// Sets the maximum time that marks and results wait for an unavailable server. Default: 1 minute.
    pub fn max_wait(mut self, wait: Duration) -> Self {
        self.max_wait = wait;
        self
    }

    /// Opens the batch of this name, or creates it with `lines`, which are not read otherwise.
    ///
    /// # Errors
    ///
    /// [`Configuration`](FleetErrorKind::Configuration) if the batch has other parameters; the first error of
    /// `lines`; [`Unavailable`](FleetErrorKind::Unavailable) if the database cannot be reached; another kind if
    /// it rejects the connection or a statement.
    pub async fn open<E: From<FleetError>>(
        self,
        action: &BatchAction,
        lines: impl IntoIterator<Item = Result<NewLine, E>>,
    ) -> Result<PostgresJournal, E> {
        let Self { database, name, parameters, lease, max_wait } = self;
        let mut client = database.client().await?;
        let transaction = database.in_time(client.transaction()).await?;
        // Both wait while another process stores the lines, for as long as that takes.
        let opened = async {
            transaction.execute(CREATE, &[&name, &parameters]).await?;
            transaction.query_one(OPEN, &[&name]).await
        };
        let row = opened.await.map_err(|error| database.explain(error))?;
        let batch: i64 = row.get(0);
        if row.get::<_, &str>(1) != parameters {
            let message = format!("the batch `{name}` has another action, input or destination");
            let hint = "use the same command on all machines, or another name";
            let kind = FleetErrorKind::Configuration;
            return Err(FleetError::new(kind, message, hint).into());
        }
        if row.get::<_, Option<i64>>(2).is_none() {
            let mut lines = lines.into_iter();
            let mut stored = 0;
            loop {
                let chunk = Chunk::read(&mut lines)?;
                if chunk.numbers.is_empty() {
                    break;
                }
                stored += i64::try_from(chunk.numbers.len()).unwrap_or(0);
                add(&database, &transaction, batch, &chunk).await?;
            }
            database.in_time(transaction.execute(LOADED, &[&batch, &stored])).await?;
        }
        database.in_time(transaction.commit()).await?;
        let table = Table {
            database,
            batch,
            owner: owner(),
            lease: seconds(lease),
            is_repeatable: action.is_repeatable(),
        };
        let writer = Writer::start(table.clone(), max_wait);
        Ok(PostgresJournal { table, writer })
    }
}

/// Lines that are stored by one statement, by column.
#[derive(Default)]
struct Chunk {
    numbers: Vec<i64>,
    states: Vec<&'static str>,
    requests: Vec<Option<String>>,
    results: Vec<Option<String>>,
}

impl Chunk {
    /// Reads the next lines, at least one if there is any.
    fn read<E>(lines: &mut impl Iterator<Item = Result<NewLine, E>>) -> Result<Self, E> {
        let (mut chunk, mut bytes) = (Self::default(), 0);
        while chunk.numbers.len() < CHUNK && bytes < CHUNK_BYTES {
            let Some(line) = lines.next() else { break };
            bytes += chunk.push(line?);
        }
        Ok(chunk)
    }

    /// Adds a line. Returns the size of its text.
    fn push(&mut self, (line, request): NewLine) -> usize {
        self.numbers.push(i64::try_from(line).unwrap_or(i64::MAX));
        let (state, request, result) = match request {
            Ok(fields) => ("todo", Some(Value::Object(fields).to_string()), None),
            Err(error) => {
                let result = LineResult::failed(line, LineStatus::Refused, error);
                let fields = Value::Object(result.fields).to_string();
                (result.status.as_str(), None, Some(fields))
            }
        };
        let bytes = [&request, &result].into_iter().flatten().map(String::len).sum();
        self.states.push(state);
        self.requests.push(request);
        self.results.push(result);
        bytes
    }
}

/// Returns the fields of the result of a line whose process did not report one.
fn lost() -> Map<String, Value> {
    let error = json!({
        "kind": ErrorKind::Interrupted.as_str(),
        "outcome": Outcome::Unknown.as_str(),
        "message": "the process that was about to send the line did not report its result",
        "hint": "check whether it was executed, and send it in another batch if not",
    });
    LineResult::failed(0, LineStatus::Unknown, error).fields
}

async fn add(
    database: &Database,
    transaction: &Transaction<'_>,
    batch: i64,
    chunk: &Chunk,
) -> Result<(), FleetError> {
    let Chunk { numbers, states, requests, results } = chunk;
    let parameters: [&(dyn ToSql + Sync); 5] = [&batch, numbers, states, requests, results];
    database.in_time(transaction.execute(ADD, &parameters)).await.map(drop)
}

async fn find(database: &Database, name: &str) -> Result<Option<i64>, FleetError> {
    let rows = database.query(FIND, &[&name]).await?;
    Ok(rows.first().map(|row| row.get(0)))
}

async fn count(database: &Database, batch: i64) -> Result<BatchProgress, FleetError> {
    let rows = database.query(COUNT, &[&batch]).await?;
    let count = |index| rows.first().map_or(0, |row| number(row.get(index)));
    Ok(BatchProgress {
        requests: count(0),
        done: count(1),
        refused: count(2),
        unknown: count(3),
        sending: count(4),
    })
}

fn number(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

impl Table {
    async fn take(&self, max: usize) -> Result<NextLines, FleetError> {
        let database = &self.database;
        if self.is_repeatable {
            database.query(EXPIRE_REPEATABLE, &[&self.batch]).await?;
        } else {
            let lost = Value::Object(lost()).to_string();
            database.query(EXPIRE, &[&self.batch, &lost]).await?;
        }
        let max = i64::try_from(max).unwrap_or(i64::MAX);
        let rows = database.query(TAKE, &[&self.batch, &max, &self.owner, &self.lease]).await?;
        if rows.is_empty() {
            let rows = database.query(IS_LEFT, &[&self.batch]).await?;
            let is_left = rows.first().is_some_and(|row| row.get(0));
            return Ok(if is_left { NextLines::Others } else { NextLines::End });
        }
        let mut lines: Vec<_> = rows
            .iter()
            .map(|row| {
                let request = row.get::<_, Option<&str>>(1);
                let request = request.and_then(|request| serde_json::from_str(request).ok());
                Line::new(number(row.get(0)), request.unwrap_or_default()).sent_before(row.get(2))
            })
            .collect();
        lines.sort_unstable_by_key(|line| line.number);
        Ok(NextLines::Lines(lines))
    }
}

impl Journal for PostgresJournal {
    fn take(&self, max: usize) -> JournalFuture<'_, NextLines> {
        Box::pin(self.table.take(max))
    }

    fn mark_sending(&self, line: u64) -> JournalFuture<'_, bool> {
        Box::pin(self.writer.write(Write::Sending(line)))
    }

    fn mark_not_sent(&self, line: u64) -> JournalFuture<'_, ()> {
        let write = Write::NotSent(line);
        Box::pin(async move { self.writer.write(write).await.map(drop) })
    }

    fn release(&self, line: u64, was_sent: bool, delay: Duration) -> JournalFuture<'_, ()> {
        let write = Write::Release { line, was_sent, delay };
        Box::pin(async move { self.writer.write(write).await.map(drop) })
    }

    fn record<'a>(&'a self, result: &'a LineResult) -> JournalFuture<'a, ()> {
        let fields = serde_json::to_string(&result.fields).unwrap_or_default();
        let write =
            Write::Result { line: result.line, status: result.status, fields: fields.into() };
        Box::pin(async move { self.writer.write(write).await.map(drop) })
    }

    fn progress(&self) -> JournalFuture<'_, BatchProgress> {
        Box::pin(count(&self.table.database, self.table.batch))
    }
}
