//! A body that arrives slowly.

use std::io::{self, Read};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use essbasic::transport::BodySource;
use tokio::sync::oneshot;

/// Source of a body whose second half is sent after a pause.
#[derive(Debug)]
pub(super) struct SlowBody {
    body: Bytes,
    /// The first reading computes the hash, without a pause.
    is_measured: AtomicBool,
    started: Mutex<Option<oneshot::Sender<()>>>,
}

impl SlowBody {
    /// Duration of the pause.
    pub(super) const DURATION: Duration = Duration::from_millis(1500);

    /// Creates the source, and a receiver that learns when the first half has been read.
    pub(super) fn new(body: Bytes) -> (Self, oneshot::Receiver<()>) {
        let (started, receiver) = oneshot::channel();
        let started = Mutex::new(Some(started));
        (Self { body, is_measured: AtomicBool::new(false), started }, receiver)
    }
}

impl BodySource for SlowBody {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        let body = io::Cursor::new(self.body.clone());
        if !self.is_measured.swap(true, Ordering::Relaxed) {
            return Ok(Box::new(body));
        }
        let started = self.started.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(Box::new(SlowReader { body, started }))
    }
}

struct SlowReader {
    body: io::Cursor<Bytes>,
    started: Option<oneshot::Sender<()>>,
}

impl Read for SlowReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let half = self.body.get_ref().len() as u64 / 2;
        if self.body.position() >= half
            && let Some(started) = self.started.take()
        {
            // The check may have ended.
            let _ = started.send(());
            // Called on a thread that may block.
            thread::sleep(Self::PAUSE);
        }
        self.body.read(buffer)
    }
}

impl SlowReader {
    const PAUSE: Duration = SlowBody::DURATION;
}
