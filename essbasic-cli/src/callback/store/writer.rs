//! Appends lines on its own thread: in batches, durable before they are confirmed.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;
use std::thread;

use essbasic_sandbox::HeldMemory;
use serde_json::to_vec;
use tokio::sync::{mpsc, oneshot, watch};

use super::{Line, StoreLock, StoreState, cannot_use};
use crate::error::CliError;
use crate::files;

/// Maximum number of lines that wait to be written.
const QUEUE: usize = 256;

/// Size at which a batch of lines is written.
const BATCH_BYTES: usize = 4 << 20;

/// A line that is durable.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Appended {
    /// Number of a received callback.
    pub(crate) id: u64,
}

/// Writer of a store.
#[derive(Clone, Debug)]
pub(crate) struct StoreWriter {
    queue: mpsc::Sender<Request>,
    durable: watch::Receiver<u64>,
}

#[derive(Debug)]
struct Request {
    line: Line,
    memory: HeldMemory,
    confirm: oneshot::Sender<io::Result<Appended>>,
}

impl StoreWriter {
    /// Opens the store, removes an incomplete last line, and starts the thread.
    pub(crate) fn start(
        path: &Path,
        lock: StoreLock,
        state: &StoreState,
    ) -> Result<Self, CliError> {
        let problem = |error: io::Error| cannot_use(path, &error);
        let mut file = files::open(path).map_err(problem)?;
        files::make_private(&file, path).map_err(problem)?;
        file.set_len(state.length).map_err(problem)?;
        file.seek(SeekFrom::Start(state.length)).map_err(problem)?;
        file.sync_all().map_err(problem)?;
        let (queue, requests) = mpsc::channel(QUEUE);
        let (durable, receiver) = watch::channel(state.length);
        let thread = WriterThread {
            file,
            length: state.length,
            is_torn: false,
            next_id: state.next_id,
            durable,
            _lock: lock,
        };
        thread::Builder::new().name("store".to_owned()).spawn(move || thread.run(requests))?;
        Ok(Self { queue, durable: receiver })
    }

    /// Appends a line and waits until it is durable. The number of a received callback is assigned.
    pub(crate) async fn append(&self, line: Line) -> io::Result<Appended> {
        self.append_held(line, HeldMemory::default()).await
    }

    /// Appends a line as [`append`](Self::append) does, and holds memory until it is written, even if this
    /// future is dropped before.
    pub(crate) async fn append_held(&self, line: Line, memory: HeldMemory) -> io::Result<Appended> {
        let (confirm, confirmed) = oneshot::channel();
        let request = Request { line, memory, confirm };
        let stopped = || io::Error::other("the store was closed");
        self.queue.send(request).await.map_err(|_| stopped())?;
        confirmed.await.map_err(|_| stopped())?
    }

    /// Returns the size of all durable lines, which changes as lines are appended.
    pub(crate) fn durable(&self) -> watch::Receiver<u64> {
        self.durable.clone()
    }
}

struct WriterThread {
    file: File,
    /// Length of all durable lines.
    length: u64,
    /// `true` if bytes of lines that were not confirmed may follow.
    is_torn: bool,
    next_id: u64,
    durable: watch::Sender<u64>,
    _lock: StoreLock,
}

impl WriterThread {
    fn run(mut self, mut requests: mpsc::Receiver<Request>) {
        while let Some(first) = requests.blocking_recv() {
            let first_id = self.next_id;
            let mut batch = Vec::new();
            let mut bytes = Vec::new();
            let mut next = Some(first);
            while let Some(mut request) = next {
                let mut id = 0;
                if let Line::Received(received) = &mut request.line {
                    received.id = self.next_id;
                    id = self.next_id;
                    self.next_id += 1;
                }
                if let Ok(line) = to_vec(&request.line) {
                    bytes.extend(line);
                    bytes.push(b'\n');
                }
                batch.push((id, request.memory, request.confirm));
                next = if bytes.len() < BATCH_BYTES { requests.try_recv().ok() } else { None };
            }
            let written = self.write(&bytes);
            for (id, _memory, confirm) in batch {
                let result = match &written {
                    Ok(()) => Ok(Appended { id }),
                    Err(error) => Err(io::Error::new(error.kind(), error.to_string())),
                };
                // The connection may have been closed; the callback is stored all the same.
                let _ = confirm.send(result);
            }
            if written.is_ok() {
                self.durable.send_replace(self.length);
            } else {
                self.next_id = first_id;
            }
        }
    }

    /// Writes whole lines. After an error, nothing of them is left in the file before the next ones are written.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.is_torn {
            self.remove_unconfirmed()?;
        }
        let written = self.file.write_all(bytes).and_then(|()| self.file.sync_data());
        match written {
            Ok(()) => self.length += bytes.len() as u64,
            Err(_) => {
                self.is_torn = true;
                // If this fails too, the next lines are written only once it has succeeded.
                let _ = self.remove_unconfirmed();
            }
        }
        written
    }

    fn remove_unconfirmed(&mut self) -> io::Result<()> {
        self.file.set_len(self.length)?;
        self.file.seek(SeekFrom::Start(self.length))?;
        self.is_torn = false;
        Ok(())
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs::{self, OpenOptions};
    use std::io::Write;

    use tokio::sync::watch;

    use super::super::StoreLock;
    use super::WriterThread;

    #[test]
    fn what_could_not_be_removed_after_an_error_is_removed_before_the_next_lines() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("callbacks.jsonl");
        let lock = StoreLock::try_new(&path).unwrap().unwrap();
        let open = |path: &std::path::Path| {
            OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)
        };
        // Neither takes bytes nor can be truncated.
        let full = open("/dev/full".as_ref()).unwrap();
        let (durable, _) = watch::channel(0);
        let mut thread = WriterThread {
            file: full,
            length: 3,
            is_torn: false,
            next_id: 1,
            durable,
            _lock: lock,
        };
        thread.write(b"{2}\n").unwrap_err();
        let mut file = open(&path).unwrap();
        file.write_all(b"{1}{2").unwrap();
        thread.file = file;
        thread.write(b"\n{3}\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "{1}\n{3}\n");
        assert_eq!(thread.length, 8);
    }
}
