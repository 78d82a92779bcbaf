//! Tokio runtime for blocking calls.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use tokio::runtime::{Builder, Handle};

use crate::error::{Error, ErrorKind};

/// A Tokio runtime for the blocking calls of a client, started by the first one.
#[derive(Default)]
pub(crate) struct Runtime(Mutex<Option<tokio::runtime::Runtime>>);

impl Runtime {
    /// Runs a future to completion on this thread.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] inside an async runtime, or when no thread can be started.
    pub(crate) fn block_on<T>(&self, future: impl Future<Output = T>) -> Result<T, Error> {
        if Handle::try_current().is_ok() {
            let message = "a blocking call inside an async runtime: await the call instead";
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        Ok(self.handle()?.block_on(future))
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
                let message = "could not start a thread for blocking calls";
                Error::new(ErrorKind::Configuration, message).with_source(source)
            })?;
        let handle = started.handle().clone();
        *runtime = Some(started);
        Ok(handle)
    }
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
