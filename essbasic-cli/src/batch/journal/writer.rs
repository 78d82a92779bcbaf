//! Writing marks: many at once, and none is relied on before it is safe on the disk.

use std::fs::File;
use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

/// The thread that writes the journal.
#[derive(Debug)]
pub(in crate::batch) struct Writer {
    marks: Sender<Mark>,
    failure: Arc<Mutex<Option<io::Error>>>,
    thread: JoinHandle<()>,
}

/// A hand to write marks with.
#[derive(Clone, Debug)]
pub(in crate::batch) struct Marker(Sender<Mark>);

/// A line to be written, and who waits for it.
#[derive(Debug)]
struct Mark {
    line: i128,
    written: Option<oneshot::Sender<()>>,
}

impl Writer {
    /// Goes on writing a file at its end.
    pub(super) fn start(file: File) -> io::Result<Self> {
        let (marks, waiting) = mpsc::channel();
        let failure = Arc::new(Mutex::new(None));
        let failed = Arc::clone(&failure);
        let write = move || {
            if let Err(error) = write(file, &waiting) {
                *failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            }
        };
        let thread = thread::Builder::new().name("journal".to_owned()).spawn(write)?;
        Ok(Self { marks, failure, thread })
    }

    pub(in crate::batch) fn marker(&self) -> Marker {
        Marker(self.marks.clone())
    }

    /// Why it stopped writing, if it did.
    pub(in crate::batch) fn failure(&self) -> Option<io::Error> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Writes what is left; all markers must be gone.
    pub(in crate::batch) fn finish(self) -> Option<io::Error> {
        drop(self.marks);
        // A panic of the thread has been printed; what it did not write was not relied on.
        let _ = self.thread.join();
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Marker {
    /// Says that a line is about to be sent, and waits until that is safe; false when it cannot
    /// be said, so that it must not be sent.
    pub(in crate::batch) async fn about_to_send(&self, line: u64) -> bool {
        let (written, safe) = oneshot::channel();
        let mark = Mark { line: i128::from(line), written: Some(written) };
        self.0.send(mark).is_ok() && safe.await.is_ok()
    }

    /// Says that a line was not sent, after all.
    pub(in crate::batch) fn not_sent(&self, line: u64) {
        // Where this cannot be said, the line counts as sent.
        let _ = self.0.send(Mark { line: -i128::from(line), written: None });
    }
}

/// Writes marks until nobody has any more. Those that wait are written together.
fn write(mut file: File, waiting: &Receiver<Mark>) -> io::Result<()> {
    while let Ok(first) = waiting.recv() {
        let marks: Vec<_> = std::iter::once(first).chain(waiting.try_iter()).collect();
        let mut lines = Vec::new();
        for mark in &marks {
            writeln!(lines, "{}", mark.line)?;
        }
        file.write_all(&lines)?;
        if marks.iter().any(|mark| mark.written.is_some()) {
            file.sync_data()?;
        }
        for written in marks.into_iter().filter_map(|mark| mark.written) {
            // Whoever waited may have given up.
            let _ = written.send(());
        }
    }
    Ok(())
}
