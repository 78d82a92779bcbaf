//! Group commit of marks: many are written together, and each caller waits for the disk.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use tokio::sync::oneshot;

use crate::files;
use crate::message::{Message, message};

/// Handle of the thread that writes the marks.
#[derive(Debug)]
pub(crate) struct MarkWriter(Sender<Mark>);

/// A mark, and the caller that waits for it.
#[derive(Debug)]
struct Mark {
    text: String,
    written: Option<oneshot::Sender<Result<(), Message>>>,
}

impl MarkWriter {
    /// Starts to append to a file at a path.
    pub(super) fn start(file: File, path: PathBuf) -> io::Result<Self> {
        let (marks, queue) = mpsc::channel();
        let run = move || write_marks(file, &path, &queue);
        thread::Builder::new().name("journal".to_owned()).spawn(run)?;
        Ok(Self(marks))
    }

    /// Records that a line is about to be sent, and waits until that is on the disk.
    ///
    /// If it fails, the line must not be sent.
    pub(crate) async fn mark_sending(&self, line: u64) -> Result<(), Message> {
        self.write(format!("{line}\n")).await
    }

    /// Records that a line was not sent after all.
    pub(crate) fn mark_not_sent(&self, line: u64) {
        // If this fails, the line counts as sent.
        let _ = self.0.send(Mark { text: format!("-{line}\n"), written: None });
    }

    /// Waits until all marks are on the disk.
    pub(crate) async fn flush(&self) -> Result<(), Message> {
        self.write(String::new()).await
    }

    async fn write(&self, text: String) -> Result<(), Message> {
        let (written, confirmation) = oneshot::channel();
        let is_sent = self.0.send(Mark { text, written: Some(written) }).is_ok();
        match confirmation.await {
            Ok(result) if is_sent => result,
            // The thread panicked, which was printed.
            _ => Err(failed(&io::ErrorKind::BrokenPipe.into())),
        }
    }
}

/// Writes marks until all senders are gone, or until it fails. Marks that are queued are written together.
fn write_marks(mut file: File, path: &Path, queue: &Receiver<Mark>) {
    let mut result = Ok(());
    while let Ok(first) = queue.recv() {
        let marks: Vec<_> = std::iter::once(first).chain(queue.try_iter()).collect();
        if result.is_ok() {
            result = write_group(&mut file, path, &marks).map_err(|error| failed(&error));
        }
        for written in marks.into_iter().filter_map(|mark| mark.written) {
            // The caller may have been dropped.
            let _ = written.send(result.clone());
        }
    }
}

fn write_group(file: &mut File, path: &Path, marks: &[Mark]) -> io::Result<()> {
    let text: String = marks.iter().map(|mark| mark.text.as_str()).collect();
    file.write_all(text.as_bytes())?;
    let is_awaited = marks.iter().any(|mark| mark.written.is_some());
    if !is_awaited {
        return Ok(());
    }
    file.sync_data()?;
    // A later run must find the marks.
    files::check_in_place(file, path)
}

fn failed(error: &io::Error) -> Message {
    message!("cli-cannot-write-journal", problem = error)
}
