//! Group commit of journal marks: many are written together, and each caller waits for the disk.

use std::fs::File;
use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

/// Thread that writes the journal.
#[derive(Debug)]
pub(crate) struct JournalWriter {
    marks: Sender<Mark>,
    failure: Arc<Mutex<Option<io::Error>>>,
    thread: JoinHandle<()>,
}

/// Handle for writing marks.
#[derive(Clone, Debug)]
pub(crate) struct Marker(Sender<Mark>);

/// A mark, and the caller that waits for it.
#[derive(Debug)]
struct Mark {
    line: i128,
    written: Option<oneshot::Sender<()>>,
}

impl JournalWriter {
    /// Starts to append to a file.
    pub(super) fn start(file: File) -> io::Result<Self> {
        let (marks, queue) = mpsc::channel();
        let failure = Arc::new(Mutex::new(None));
        let thread_failure = Arc::clone(&failure);
        let run = move || {
            if let Err(error) = write_marks(file, &queue) {
                *thread_failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            }
        };
        let thread = thread::Builder::new().name("journal".to_owned()).spawn(run)?;
        Ok(Self { marks, failure, thread })
    }

    pub(crate) fn marker(&self) -> Marker {
        Marker(self.marks.clone())
    }

    /// Takes the error that stopped the thread, if any.
    pub(crate) fn failure(&self) -> Option<io::Error> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Writes the remaining marks. All markers must have been dropped.
    pub(crate) fn finish(self) -> Option<io::Error> {
        drop(self.marks);
        // A panic was printed already, and unwritten marks were not acknowledged.
        let _ = self.thread.join();
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Marker {
    /// Records that a line is about to be sent, and waits until that is on the disk. Returns
    /// `false` if it failed, so that the line must not be sent.
    pub(crate) async fn mark_sending(&self, line: u64) -> bool {
        let (written, confirmation) = oneshot::channel();
        let mark = Mark { line: i128::from(line), written: Some(written) };
        self.0.send(mark).is_ok() && confirmation.await.is_ok()
    }

    /// Records that a line was not sent after all.
    pub(crate) fn mark_not_sent(&self, line: u64) {
        // If this fails, the line counts as sent.
        let _ = self.0.send(Mark { line: -i128::from(line), written: None });
    }
}

/// Writes marks until all senders are gone. Marks that are queued are written together.
fn write_marks(mut file: File, queue: &Receiver<Mark>) -> io::Result<()> {
    while let Ok(first) = queue.recv() {
        let marks: Vec<_> = std::iter::once(first).chain(queue.try_iter()).collect();
        let mut lines = Vec::new();
        for mark in &marks {
            writeln!(lines, "{}", mark.line)?;
        }
        file.write_all(&lines)?;
        if marks.iter().any(|mark| mark.written.is_some()) {
            file.sync_data()?;
        }
        for written in marks.into_iter().filter_map(|mark| mark.written) {
            // The caller may have been dropped.
            let _ = written.send(());
        }
    }
    Ok(())
}
