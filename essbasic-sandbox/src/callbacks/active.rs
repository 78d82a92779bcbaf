//! The callbacks that events are posted to now, each with the task that posts them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use essbasic::transport::Transport;
use tokio::task::JoinHandle;

use super::{Callback, CallbackSettingError};

/// The callbacks of a running sandbox.
#[derive(Debug, Default)]
pub(crate) struct ActiveCallbacks(Mutex<Active>);

/// The callbacks while they are read or changed.
#[derive(Debug, Default)]
pub(crate) struct Active {
    pub(super) entries: Vec<Entry>,
    last_id: u64,
    is_stopped: bool,
}

/// A callback and its task.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: u64,
    pub(super) callback: Callback,
    pub(super) dispatcher: Dispatcher,
}

/// The task that posts events to a callback. Dropping it stops the task.
#[derive(Debug)]
pub(super) struct Dispatcher(pub(super) JoinHandle<()>);

impl Drop for Dispatcher {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl ActiveCallbacks {
    pub(super) fn lock(&self) -> MutexGuard<'_, Active> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns all callbacks with their IDs, oldest first.
    pub(crate) fn all(&self) -> Vec<(u64, Callback)> {
        self.lock().entries.iter().map(|it| (it.id, it.callback.clone())).collect()
    }

    /// Stops all tasks for good.
    pub(crate) fn stop(&self) {
        let mut active = self.lock();
        active.is_stopped = true;
        active.entries.clear();
    }
}

impl Active {
    pub(super) fn urls(&self) -> Vec<String> {
        self.entries.iter().map(|it| it.callback.url.clone()).collect()
    }

    pub(super) fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    pub(super) fn find(&mut self, id: u64) -> Result<&mut Entry, CallbackSettingError> {
        self.entries.iter_mut().find(|it| it.id == id).ok_or(CallbackSettingError::NotFound)
    }

    /// Validates a callback that is added or, with an ID, takes the place of another. Returns its
    /// transport.
    pub(super) fn check(
        &self,
        callback: &Callback,
        id: Option<u64>,
    ) -> Result<Arc<dyn Transport>, CallbackSettingError> {
        let mut others = self.entries.iter().filter(|it| Some(it.id) != id);
        if self.is_stopped {
            Err(CallbackSettingError::NotFound)
        } else if others.any(|it| it.callback.url == callback.url) {
            Err(CallbackSettingError::Repeated)
        } else {
            callback.transport()
        }
    }
}
