//! The copy on disk: a thread that writes transactions in order, all waiting ones at once.
//!
//! Transactions that cannot be written are kept and tried again, every second. Until they are
//! written, calls fail, and change nothing.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::watch;

use super::database::DatabaseFile;
use crate::errors::StorageError;
use crate::state::State;
use crate::table::Change;

/// Interval between attempts to write after a failure.
const RETRY_INTERVAL: Duration = Duration::from_secs(1);

/// Reports that the disk fails, and that it works again.
pub(crate) type Reporter = fn(StorageEvent<'_>);

/// A change of whether the data folder can be written.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum StorageEvent<'a> {
    /// It cannot be written; calls are rejected until it can.
    Failed(&'a io::Error),
    /// It can be written again.
    Recovered,
}

impl fmt::Display for StorageEvent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(error) => {
                write!(f, "{error}: calls are rejected until the data folder can be written")
            }
            Self::Recovered => f.write_str("the data folder can be written again"),
        }
    }
}

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
    pub(crate) fn open(folder: &Path, state: &mut State, report: Reporter) -> io::Result<Self> {
        let file = DatabaseFile::open(folder, state)?;
        let (queue, receiver) = mpsc::channel();
        let progress = Arc::new(Progress::default());
        let writer = Writer { file, report, progress: Arc::clone(&progress) };
        let thread = thread::Builder::new().name("sandbox-disk".to_owned());
        let writer = thread.spawn(move || writer.run(&receiver))?;
        Ok(Self { queue: Some(queue), queued: AtomicU64::new(0), progress, writer: Some(writer) })
    }

    /// Returns whether transactions wait for the disk to work again.
    pub(crate) fn is_failing(&self) -> bool {
        self.progress.watched.borrow().failed > 0
    }

    /// Queues a transaction. The caller holds the lock on the state, which keeps the order.
    pub(crate) fn write(&self, changes: Vec<Change>) {
        let number = self.queued.load(Ordering::Relaxed) + 1;
        self.queued.store(number, Ordering::Release);
        let sent = self.queue.as_ref().map(|queue| queue.send((number, changes)));
        if !matches!(sent, Some(Ok(()))) {
            self.progress.advance(|it| it.failed = u64::MAX);
        }
    }

    /// Returns a ticket for everything that is queued now.
    pub(crate) fn ticket(&self) -> WriteTicket {
        let number = self.queued.load(Ordering::Acquire);
        WriteTicket { number, progress: Arc::clone(&self.progress) }
    }

    /// Returns a ticket for a transaction that was rejected because the disk fails.
    pub(crate) fn rejected(&self) -> WriteTicket {
        WriteTicket { number: u64::MAX, ..self.ticket() }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(writer) = self.writer.take() {
            // The thread ends after the last transaction.
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
        let mut watched = self.progress.watched.subscribe();
        let ended = watched.wait_for(|it| it.result(self.number).is_some()).await;
        ended.ok().and_then(|it| it.result(self.number)).unwrap_or(Err(StorageError))
    }

    /// Blocks the thread until the transaction is on disk, or cannot be written now.
    pub(crate) fn wait_blocking(self) {
        let mut locked = self.progress.locked.lock().unwrap_or_else(PoisonError::into_inner);
        while locked.result(self.number).is_none() {
            locked = self.progress.changed.wait(locked).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Numbers of transactions.
#[derive(Clone, Copy, Debug, Default)]
struct Position {
    /// The last one that is on disk.
    written: u64,
    /// The last one that could not be written; 0 if the disk works.
    failed: u64,
}

impl Position {
    /// Returns the result of a transaction, once there is one.
    fn result(&self, number: u64) -> Option<Result<(), StorageError>> {
        let is_rejected = number == u64::MAX;
        if number <= self.written {
            Some(Ok(()))
        } else if number <= self.failed || is_rejected {
            Some(Err(StorageError))
        } else {
            None
        }
    }
}

/// Position of the writing thread, for waiting threads and tasks.
#[derive(Debug, Default)]
struct Progress {
    locked: Mutex<Position>,
    changed: Condvar,
    watched: watch::Sender<Position>,
}

impl Progress {
    fn advance(&self, change: impl FnOnce(&mut Position)) {
        let mut position = self.locked.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut position);
        self.watched.send_replace(*position);
        self.changed.notify_all();
    }
}

/// The writing thread.
struct Writer {
    file: DatabaseFile,
    report: Reporter,
    progress: Arc<Progress>,
}

impl Writer {
    /// Writes transactions until the queue is closed.
    fn run(mut self, queue: &mpsc::Receiver<(u64, Vec<Change>)>) {
        let mut waiting = Vec::new();
        let mut last = 0;
        let mut is_open = true;
        while is_open || !waiting.is_empty() {
            let first = if waiting.is_empty() {
                queue.recv().map_err(|_| mpsc::RecvTimeoutError::Disconnected)
            } else {
                queue.recv_timeout(RETRY_INTERVAL)
            };
            is_open = !matches!(first, Err(mpsc::RecvTimeoutError::Disconnected));
            for (number, changes) in first.into_iter().chain(queue.try_iter()) {
                last = number;
                waiting.extend(changes);
            }
            let was_failing = self.progress.watched.borrow().failed > 0;
            match self.file.write(&waiting) {
                Ok(()) => {
                    waiting.clear();
                    self.progress.advance(|it| *it = Position { written: last, failed: 0 });
                    if was_failing {
                        (self.report)(StorageEvent::Recovered);
                    }
                }
                Err(error) => {
                    self.progress.advance(|it| it.failed = last);
                    if !was_failing {
                        (self.report)(StorageEvent::Failed(&error));
                    }
                    if !is_open {
                        return;
                    }
                }
            }
        }
    }
}
