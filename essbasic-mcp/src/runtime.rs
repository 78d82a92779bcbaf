//! The runtime of a server: threads on which the MCP library cannot log.
//!
//! The library logs requests and responses with all their contents. A `tracing` subscriber of the
//! application would therefore record personal data. Threads of this runtime have no subscriber;
//! calls of essbasic get that of the application back, see `Handler`.

use std::io;
use std::mem;

use tokio::runtime::{Builder, Handle, Runtime};
use tracing::subscriber::{NoSubscriber, set_default};

/// A runtime that shuts down without waiting when it is dropped, so that it may be dropped in async code.
#[derive(Debug)]
pub(crate) struct SilentRuntime(Option<Runtime>);

impl SilentRuntime {
    pub(crate) fn new() -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("essbasic-mcp")
            .on_thread_start(|| {
                // Stays until the thread ends.
                mem::forget(set_default(NoSubscriber::new()));
            })
            .enable_all()
            .build()?;
        Ok(Self(Some(runtime)))
    }

    pub(crate) fn handle(&self) -> io::Result<Handle> {
        let runtime = self.0.as_ref().map(|it| it.handle().clone());
        runtime.ok_or_else(|| io::Error::other("the runtime has ended"))
    }
}

impl Drop for SilentRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
