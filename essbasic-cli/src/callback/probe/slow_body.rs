//! A body that arrives slowly.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use essbasic::transport::BodySource;
use tokio::sync::oneshot;

/// Source of a body whose second half is sent after a pause, and not before it is released.
#[derive(Debug)]
pub(super) struct SlowBody {
    body: Bytes,
    /// `true` after the first read, which computes the hash without a pause.
    is_measured: AtomicBool,
    pause_end: Mutex<Option<PauseEnd>>,
}

/// End of the pause.
#[derive(Debug)]
struct PauseEnd {
    started: oneshot::Sender<()>,
    released: mpsc::Receiver<()>,
}

/// A control that holds back the second half of a body until it is dropped.
#[derive(Debug)]
pub(super) struct SlowBodyControl {
    /// Resolves when the first half has been read.
    pub(super) started: oneshot::Receiver<()>,
    _release: mpsc::Sender<()>,
}

impl SlowBody {
    /// Minimum duration of the pause.
    pub(super) const DURATION: Duration = Duration::from_millis(1500);

    /// Creates the source, and its control.
    pub(super) fn new(body: Bytes) -> (Self, SlowBodyControl) {
        let (started, has_started) = oneshot::channel();
        let (release, released) = mpsc::channel();
        let pause_end = Mutex::new(Some(PauseEnd { started, released }));
        let control = SlowBodyControl { started: has_started, _release: release };
        (Self { body, is_measured: AtomicBool::new(false), pause_end }, control)
    }
}

impl BodySource for SlowBody {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        let body = io::Cursor::new(self.body.clone());
        if !self.is_measured.swap(true, Ordering::Relaxed) {
            return Ok(Box::new(body));
        }
        let pause_end = self.pause_end.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(Box::new(SlowReader { body, pause_end }))
    }
}

struct SlowReader {
    body: io::Cursor<Bytes>,
    pause_end: Option<PauseEnd>,
}

impl Read for SlowReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let half = self.body.get_ref().len() as u64 / 2;
        if self.body.position() >= half
            && let Some(PauseEnd { started, released }) = self.pause_end.take()
        {
            // The check may have ended.
            let _ = started.send(());
            // Called on a thread that may block.
            thread::sleep(SlowBody::DURATION);
            // An error is the release: nothing is ever sent.
            let _ = released.recv();
        }
        self.body.read(buffer)
    }
}
