//! The copy on disk: a thread that writes transactions in order, all waiting ones at once.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use redb::{Database, DatabaseError, ReadableTable, TableDefinition};
use tokio::sync::watch;

use crate::errors::StorageError;
use crate::state::State;
use crate::table::Change;

/// All rows of all tables, by table name and key.
const ROWS: TableDefinition<'static, (&'static str, &'static str), &'static [u8]> =
    TableDefinition::new("rows");

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The queue of the writing thread.
#[derive(Debug)]
pub(crate) struct Disk {
    /// `None` once the disk is closing, which ends the thread.
    queue: Option<mpsc::Sender<(u64, Vec<Change>)>>,
    queued: AtomicU64,
    progress: Arc<Progress>,
    writer: Option<JoinHandle<()>>,
}

impl Disk {
    /// Opens the database in a folder and reads its rows into the state.
    pub(crate) fn open(folder: &Path, state: &mut State) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let database = open_database(&folder.join("sandbox.redb"))?;
        restore(&database, state).map_err(io::Error::other)?;
        let (queue, receiver) = mpsc::channel();
        let progress = Arc::new(Progress::new());
        let shared = Arc::clone(&progress);
        let writer = thread::Builder::new()
            .name("sandbox-disk".to_owned())
            .spawn(move || write_all(&database, &receiver, &shared))?;
        Ok(Self { queue: Some(queue), queued: AtomicU64::new(0), progress, writer: Some(writer) })
    }

    /// Queues a transaction. The caller holds the lock on the state, which keeps the order.
    pub(crate) fn write(&self, changes: Vec<Change>) {
        let number = self.queued.load(Ordering::Relaxed) + 1;
        self.queued.store(number, Ordering::Release);
        let sent = self.queue.as_ref().map(|queue| queue.send((number, changes)));
        if !matches!(sent, Some(Ok(()))) {
            self.progress.fail();
        }
    }

    /// Returns a ticket for everything that is queued now.
    pub(crate) fn ticket(&self) -> WriteTicket {
        let number = self.queued.load(Ordering::Acquire);
        WriteTicket { number, progress: Arc::clone(&self.progress) }
    }
}

/// Opens the database, which one process at a time can use.
fn open_database(file: &Path) -> io::Result<Database> {
    Database::create(file).map_err(|error| match error {
        DatabaseError::DatabaseAlreadyOpen => io::ErrorKind::ResourceBusy.into(),
        other => io::Error::other(other),
    })
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(writer) = self.writer.take() {
            // The thread ends after the last transaction, or has ended on a failure.
            let _ = writer.join();
        }
    }
}

/// Position of a transaction in the queue.
#[derive(Debug)]
pub(crate) struct WriteTicket {
    number: u64,
    progress: Arc<Progress>,
}

impl WriteTicket {
    /// Waits until the transaction is on disk.
    pub(crate) async fn wait(self) -> Result<(), StorageError> {
        let mut written = self.progress.watched.subscribe();
        let written = written.wait_for(|it| *it >= self.number).await.map_err(|_| StorageError)?;
        if *written == FAILED { Err(StorageError) } else { Ok(()) }
    }

    /// Blocks the thread until the transaction is on disk.
    pub(crate) fn wait_blocking(self) {
        let mut written = self.progress.written.lock().unwrap_or_else(PoisonError::into_inner);
        while *written < self.number {
            written = self.progress.changed.wait(written).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Number of the last written transaction once the disk has failed.
const FAILED: u64 = u64::MAX;

/// Number of the last transaction that is on disk, for waiting threads and tasks.
#[derive(Debug)]
struct Progress {
    written: Mutex<u64>,
    changed: Condvar,
    watched: watch::Sender<u64>,
}

impl Progress {
    fn new() -> Self {
        Self { written: Mutex::new(0), changed: Condvar::new(), watched: watch::Sender::new(0) }
    }

    fn advance(&self, number: u64) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        *written = number.max(*written);
        self.watched.send_replace(*written);
        self.changed.notify_all();
    }

    fn fail(&self) {
        self.advance(FAILED);
    }
}

/// Reports a failure when the thread ends, also on a panic.
struct FailOnEnd<'a>(&'a Progress);

impl Drop for FailOnEnd<'_> {
    fn drop(&mut self) {
        self.0.fail();
    }
}

/// Writes transactions until the queue is closed or a write fails.
fn write_all(
    database: &Database,
    receiver: &mpsc::Receiver<(u64, Vec<Change>)>,
    progress: &Progress,
) {
    let _end = FailOnEnd(progress);
    while let Ok(first) = receiver.recv() {
        let batch: Vec<_> = std::iter::once(first).chain(receiver.try_iter()).collect();
        let last = batch.last().map_or(0, |(number, _)| *number);
        if write(database, batch).is_err() {
            return;
        }
        progress.advance(last);
    }
}

fn write(database: &Database, batch: Vec<(u64, Vec<Change>)>) -> Result<(), Failure> {
    let transaction = database.begin_write()?;
    {
        let mut rows = transaction.open_table(ROWS)?;
        for change in batch.iter().flat_map(|(_, changes)| changes) {
            let key = (change.table, change.key.as_str());
            match &change.row {
                Some(row) => drop(rows.insert(key, row.as_slice())?),
                None => drop(rows.remove(key)?),
            }
        }
    }
    transaction.commit()?;
    Ok(())
}

fn restore(database: &Database, state: &mut State) -> Result<(), Failure> {
    // Opening for writing creates a missing table.
    let transaction = database.begin_write()?;
    transaction.open_table(ROWS)?;
    transaction.commit()?;
    let rows = database.begin_read()?.open_table(ROWS)?;
    for row in rows.iter()? {
        let (key, content) = row?;
        let (table, key) = key.value();
        if let Some(table) = state.journals().into_iter().find(|it| it.name() == table) {
            // serde's message may repeat the row's content.
            table.restore(key, content.value()).map_err(|_| {
                let name = table.name();
                format!("a row of {name} cannot be read: another version may have written it")
            })?;
        }
    }
    Ok(())
}
