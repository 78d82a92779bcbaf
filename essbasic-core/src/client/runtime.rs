//! Tokio runtime for blocking calls.

use std::fmt;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Builder, Handle};
use tokio::task::{unconstrained, yield_now};

use crate::error::{Error, ErrorKind};
use crate::message::message;

/// A Tokio runtime for the blocking calls of a client, started by the first one.
#[derive(Default)]
pub(crate) struct Runtime(Mutex<Option<tokio::runtime::Runtime>>);

impl Runtime {
    /// Runs a future to completion on this thread, which may be a blocking thread of another runtime.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] on a thread that runs async tasks, or when no thread can be
    /// started.
    pub(crate) fn block_on<T>(&self, future: impl Future<Output = T>) -> Result<T, Error> {
        if runs_tasks() {
            let message = message!(
                "a blocking call inside an async runtime: await the call instead, or move it to `spawn_blocking`"
            );
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        // Unlike `Handle::block_on`, this works on the blocking threads of other runtimes.
        let handle = self.handle()?;
        let _context = handle.enter();
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut future = pin!(unconstrained(future));
        loop {
            match future.as_mut().poll(&mut Context::from_waker(&waker)) {
                Poll::Ready(output) => return Ok(output),
                Poll::Pending => thread::park(),
            }
        }
    }

    fn handle(&self) -> Result<Handle, Error> {
        let mut runtime = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(runtime) = &*runtime {
            return Ok(runtime.handle().clone());
        }
        let started = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("essbasic")
            .enable_all()
            .build()
            .map_err(|source| {
                let message = message!("could not start a thread for blocking calls");
                Error::new(ErrorKind::Configuration, message).with_source(source)
            })?;
        let handle = started.handle().clone();
        *runtime = Some(started);
        Ok(handle)
    }
}

/// A waker of the thread that waits for a future.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// A waker that records whether it was woken.
struct WakeFlag(AtomicBool);

impl Wake for WakeFlag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Returns whether this thread runs tasks of a runtime, which must not be blocked. There, Tokio wakes a
/// task that yields only after the others; on any other thread it wakes at once.
fn runs_tasks() -> bool {
    let woken = Arc::new(WakeFlag(AtomicBool::new(false)));
    let _ = pin!(yield_now()).poll(&mut Context::from_waker(&Waker::from(Arc::clone(&woken))));
    !woken.0.load(Ordering::Relaxed)
}

impl Drop for Runtime {
    fn drop(&mut self) {
        let runtime = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        // The last client may be dropped inside another runtime, where a blocking shutdown panics.
        if let Some(runtime) = runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Runtime")
    }
}
