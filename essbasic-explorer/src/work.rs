//! Work that takes long: parsing, rendering and searching on blocking threads, a few at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use tokio::sync::Semaphore;

use crate::limits;

/// Threads for work, shared by all pages.
#[derive(Clone, Debug)]
pub(crate) struct Workers(Arc<Semaphore>);

impl Default for Workers {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(limits::WORKERS)))
    }
}

/// Flag that is set when the client has left.
pub(crate) type Abandoned = AtomicBool;

/// Sets the flag when the future of a request is dropped.
struct SetOnDrop(Arc<Abandoned>);

impl Drop for SetOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Workers {
    /// Runs work when a thread is free.
    ///
    /// Work that has not begun when the client leaves is not begun; what has begun should look at the
    /// flag.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Abandoned) -> T + Send + 'static,
    ) -> Result<T, Response> {
        // Never closed.
        let permit = Arc::clone(&self.0).acquire_owned().await;
        let flag = Arc::new(Abandoned::new(false));
        let _set_on_drop = SetOnDrop(Arc::clone(&flag));
        let task = tokio::task::spawn_blocking(move || {
            let _held = permit;
            work(&flag)
        });
        task.await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }

    /// Runs work that renders a response.
    pub(crate) async fn respond(
        &self,
        work: impl FnOnce(&Abandoned) -> Response + Send + 'static,
    ) -> Response {
        self.run(work).await.unwrap_or_else(|error| error)
    }
}
