//! The thread that writes an audit log, and the queue of lines that wait for it.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::file::LogFile;
use super::{AuditError, ErrorHandler, line};

/// Maximum size of the lines that wait: 8 MiB.
const MAX_QUEUED_BYTES: usize = 8 << 20;

/// Pause after an error.
const RETRY_PAUSE: Duration = Duration::from_secs(1);

/// Handle of the thread. Dropping it writes the lines that wait, and ends the thread.
pub(super) struct Writer {
    path: PathBuf,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    queue: Mutex<Queue>,
    changed: Condvar,
}

#[derive(Default)]
struct Queue {
    lines: VecDeque<Vec<u8>>,
    bytes: usize,
    /// Number of lines that were added, and of those that are on disk.
    added: u64,
    written: u64,
    /// Number of calls that were lost, and of those that the log reports.
    lost: u64,
    lost_reported: u64,
    /// The last error, and the number of errors.
    error: Option<AuditError>,
    errors: u64,
    closed: bool,
}

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    ///
    /// If it cannot be started.
    pub(super) fn start(path: PathBuf, file: LogFile, on_error: ErrorHandler) -> io::Result<Self> {
        let shared = Arc::new(Shared { queue: Mutex::default(), changed: Condvar::new() });
        let worker = Worker {
            path: path.clone(),
            shared: Arc::clone(&shared),
            file,
            on_error,
            unsynced: false,
        };
        let thread = thread::Builder::new().name("essbasic-audit".to_owned());
        let thread = Some(thread.spawn(|| worker.run())?);
        Ok(Self { path, shared, thread })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a line, or counts it as lost if too many wait.
    pub(super) fn push(&self, line: Vec<u8>) {
        let mut queue = self.shared.queue();
        if queue.bytes + line.len() > MAX_QUEUED_BYTES {
            queue.lost += 1;
        } else {
            queue.bytes += line.len();
            queue.added += 1;
            queue.lines.push_back(line);
        }
        self.shared.changed.notify_all();
    }

    /// Waits until all lines so far are on disk. On the thread itself, returns its last error.
    ///
    /// # Errors
    ///
    /// The next error of the thread.
    pub(super) fn flush(&self) -> Result<(), AuditError> {
        let mut queue = self.shared.queue();
        if self.is_current_thread() {
            return queue.error.clone().map_or(Ok(()), Err);
        }
        let (added, errors) = (queue.added, queue.errors);
        loop {
            if queue.written >= added {
                return Ok(());
            }
            match &queue.error {
                Some(error) if queue.errors > errors => return Err(error.clone()),
                _ => queue = self.shared.wait(queue),
            }
        }
    }

    /// Returns whether the caller is the handler of errors, for which the thread must not wait.
    fn is_current_thread(&self) -> bool {
        let id = self.thread.as_ref().map(|it| it.thread().id());
        id == Some(thread::current().id())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.shared.queue().closed = true;
        self.shared.changed.notify_all();
        if self.is_current_thread() {
            return;
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Queue {
    /// Returns whether nothing is left to write.
    fn is_done(&self) -> bool {
        self.lines.is_empty() && self.lost == self.lost_reported
    }
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'q>(&self, queue: MutexGuard<'q, Queue>) -> MutexGuard<'q, Queue> {
        self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner)
    }
}

/// The thread's side.
struct Worker {
    path: PathBuf,
    shared: Arc<Shared>,
    file: LogFile,
    on_error: ErrorHandler,
    /// `true` if lines were written that may not be on disk.
    unsynced: bool,
}

impl Worker {
    fn run(mut self) {
        loop {
            let mut queue = self.shared.queue();
            while !self.unsynced && queue.is_done() {
                if queue.closed {
                    return;
                }
                queue = self.shared.wait(queue);
            }
            let lines = std::mem::take(&mut queue.lines);
            let lost = queue.lost - queue.lost_reported;
            drop(queue);
            let (left, result) = self.write(lines, lost);
            if let Err(error) = result {
                if self.failed(left, error) {
                    return;
                }
            } else {
                let mut queue = self.shared.queue();
                queue.written = queue.added - queue.lines.len() as u64;
                queue.bytes = queue.lines.iter().map(Vec::len).sum();
                self.shared.changed.notify_all();
            }
        }
    }

    /// Writes lines, then the number of lost calls. Returns the lines that are left.
    fn write(
        &mut self,
        mut lines: VecDeque<Vec<u8>>,
        lost: u64,
    ) -> (VecDeque<Vec<u8>>, io::Result<()>) {
        while let Some(line) = lines.front() {
            if let Err(error) = self.file.write(line) {
                return (lines, Err(error));
            }
            lines.pop_front();
            self.unsynced = true;
        }
        if lost > 0 {
            if let Err(error) = self.file.write(&line::of_lost(lost)) {
                return (lines, Err(error));
            }
            self.shared.queue().lost_reported += lost;
            self.unsynced = true;
        }
        let synced = self.file.sync();
        self.unsynced = synced.is_err();
        (lines, synced)
    }

    /// Puts lines back, reports the error, and pauses. Returns whether to give up.
    fn failed(&mut self, mut left: VecDeque<Vec<u8>>, source: io::Error) -> bool {
        let mut queue = self.shared.queue();
        left.append(&mut queue.lines);
        queue.lines = left;
        queue.bytes = queue.lines.iter().map(Vec::len).sum();
        if queue.closed {
            queue.lost += queue.lines.len() as u64;
        }
        let error =
            AuditError { path: self.path.clone(), lost: queue.lost, source: Arc::new(source) };
        queue.error = Some(error.clone());
        queue.errors += 1;
        self.shared.changed.notify_all();
        let closed = queue.closed;
        drop(queue);
        // A handler that panics must not end the thread, which others wait for.
        let _ = catch_unwind(AssertUnwindSafe(|| (self.on_error)(&error)));
        if !closed {
            let queue = self.shared.queue();
            let pause = self.shared.changed.wait_timeout_while(queue, RETRY_PAUSE, |it| !it.closed);
            drop(pause);
        }
        closed
    }
}
