//! Appends lines on its own thread: in batches, durable before they are confirmed.

use std::io;
use std::path::Path;
use std::thread;

use essbasic_sandbox::HeldMemory;
use serde_json::to_vec;
use tokio::sync::{mpsc, oneshot, watch};

use super::{Line, StoreLock, StoreState, cannot_use};
use crate::error::CliError;
use crate::files;
use crate::line_file::LineFile;

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
        let file = files::open(path).map_err(problem)?;
        files::make_private(&file, path).map_err(problem)?;
        let lines = LineFile::new(file, path, state.length).map_err(problem)?;
        lines.sync().map_err(problem)?;
        let (queue, requests) = mpsc::channel(QUEUE);
        let (durable, receiver) = watch::channel(state.length);
        let thread = WriterThread { lines, next_id: state.next_id, durable, _lock: lock };
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
    lines: LineFile,
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
            let written = self.lines.append_durable(&bytes);
            for (id, _memory, confirm) in batch {
                let result = match &written {
                    Ok(()) => Ok(Appended { id }),
                    Err(error) => Err(io::Error::new(error.kind(), error.to_string())),
                };
                // The connection may have been closed; the callback is stored all the same.
                let _ = confirm.send(result);
            }
            if written.is_ok() {
                self.durable.send_replace(self.lines.length());
            } else {
                self.next_id = first_id;
            }
        }
    }
}
