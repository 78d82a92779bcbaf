//! The copy on disk: a thread that writes transactions in their order, as many at once as wait.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use redb::{Database, DatabaseError, ReadableTable, TableDefinition};
use tokio::sync::watch;

use super::{Change, NotStored};
use crate::state::State;

/// Every row of every table, under the table's name and its own key.
const ROWS: TableDefinition<'static, (&'static str, &'static str), &'static [u8]> =
    TableDefinition::new("rows");

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The disk, and how far it is.
#[derive(Debug)]
pub(crate) struct Disk {
    /// Taken when the disk is closed, which ends the thread.
    waiting: Option<mpsc::Sender<(u64, Vec<Change>)>>,
    handed: AtomicU64,
    progress: Arc<Progress>,
    writer: Option<JoinHandle<()>>,
}

impl Disk {
    /// Opens the database in a folder, and reads what is in it.
    pub(crate) fn open(folder: &Path, state: &mut State) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let database = open(&folder.join("sandbox.redb"))?;
        restore(&database, state).map_err(io::Error::other)?;
        let (waiting, arrived) = mpsc::channel();
        let progress = Arc::new(Progress::new());
        let told = Arc::clone(&progress);
        let writer = thread::Builder::new()
            .name("sandbox-disk".to_owned())
            .spawn(move || write_all(&database, &arrived, &told))?;
        Ok(Self {
            waiting: Some(waiting),
            handed: AtomicU64::new(0),
            progress,
            writer: Some(writer),
        })
    }

    /// Hands a transaction over. Whoever calls holds the state's lock, which keeps the order.
    pub(crate) fn write(&self, changes: Vec<Change>) {
        let turn = self.handed.load(Ordering::Relaxed) + 1;
        self.handed.store(turn, Ordering::Release);
        let sent = self.waiting.as_ref().map(|waiting| waiting.send((turn, changes)));
        if !matches!(sent, Some(Ok(()))) {
            self.progress.fail();
        }
    }

    /// All that was handed over so far, to be waited for.
    pub(crate) fn so_far(&self) -> Stored {
        let turn = self.handed.load(Ordering::Acquire);
        Stored { turn, progress: Arc::clone(&self.progress) }
    }
}

/// Opens the database, which one process can have at a time.
fn open(file: &Path) -> io::Result<Database> {
    Database::create(file).map_err(|error| match error {
        DatabaseError::DatabaseAlreadyOpen => io::ErrorKind::ResourceBusy.into(),
        other => io::Error::other(other),
    })
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.waiting = None;
        if let Some(writer) = self.writer.take() {
            // It ends once the last transaction is written, or has told that it cannot be.
            let _ = writer.join();
        }
    }
}

/// A transaction's turn on the disk.
#[derive(Debug)]
pub(crate) struct Stored {
    turn: u64,
    progress: Arc<Progress>,
}

impl Stored {
    /// Waits until it is on disk.
    pub(crate) async fn wait(self) -> Result<(), NotStored> {
        let mut done = self.progress.told.subscribe();
        let turn = done.wait_for(|done| *done >= self.turn).await.map_err(|_| NotStored)?;
        if *turn == FAILED { Err(NotStored) } else { Ok(()) }
    }

    /// Waits until it is on disk, and holds the thread up.
    pub(crate) fn wait_blocking(self) {
        let mut done = self.progress.done.lock().unwrap_or_else(PoisonError::into_inner);
        while *done < self.turn {
            done = self.progress.more.wait(done).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// What stands for the last turn once the disk has failed.
const FAILED: u64 = u64::MAX;

/// The last turn that is on disk.
#[derive(Debug)]
struct Progress {
    done: Mutex<u64>,
    more: Condvar,
    told: watch::Sender<u64>,
}

impl Progress {
    fn new() -> Self {
        Self { done: Mutex::new(0), more: Condvar::new(), told: watch::Sender::new(0) }
    }

    fn tell(&self, turn: u64) {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        *done = turn.max(*done);
        self.told.send_replace(*done);
        self.more.notify_all();
    }

    fn fail(&self) {
        self.tell(FAILED);
    }
}

/// The thread's end, however it comes: whoever still waits is told that it is in vain.
struct End<'a>(&'a Progress);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.fail();
    }
}

/// Writes until nobody hands anything over any more; a failure is the last thing it does.
fn write_all(
    database: &Database,
    arrived: &mpsc::Receiver<(u64, Vec<Change>)>,
    progress: &Progress,
) {
    let _end = End(progress);
    while let Ok(first) = arrived.recv() {
        let batch: Vec<_> = std::iter::once(first).chain(arrived.try_iter()).collect();
        let last = batch.last().map_or(0, |(turn, _)| *turn);
        if write(database, batch).is_err() {
            return;
        }
        progress.tell(last);
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
    // Opening for writing makes the table where there is none yet.
    let transaction = database.begin_write()?;
    transaction.open_table(ROWS)?;
    transaction.commit()?;
    let rows = database.begin_read()?.open_table(ROWS)?;
    for row in rows.iter()? {
        let (key, content) = row?;
        let (table, key) = key.value();
        if let Some(table) = state.tables().into_iter().find(|it| it.name() == table) {
            // What serde says of a row may repeat what is in it.
            table.restore(key, content.value()).map_err(|_| {
                let name = table.name();
                format!("a row of {name} cannot be read: another version may have written it")
            })?;
        }
    }
    Ok(())
}
