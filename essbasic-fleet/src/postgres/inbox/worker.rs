//! Workers of an inbox.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::sleep;

use super::{HandleOutcome, Handler, Inbox};
use crate::{FleetError, FleetErrorKind};

/// Interval at which messages whose mark as blocked is outdated are unblocked.
const UNBLOCK_INTERVAL: Duration = Duration::from_secs(5);

/// Minimum delay after an error of the database.
const MIN_PAUSE: Duration = Duration::from_millis(50);

/// Maximum delay after an error of the database.
const MAX_PAUSE: Duration = Duration::from_secs(2);

impl Inbox {
    /// Handles messages until `stop` is ready, then waits for those that are being handled.
    ///
    /// While the database is unavailable, workers wait; an outage is logged once, as a warning. Dropping
    /// the future cancels the handlers; their messages are handled later.
    ///
    /// # Errors
    ///
    /// [`Configuration`](FleetErrorKind::Configuration) unless there are more connections than workers.
    pub async fn run<H: Handler + 'static>(
        &self,
        handler: H,
        stop: impl Future<Output = ()>,
    ) -> Result<(), FleetError> {
        let (workers, connections) = (self.settings.workers, self.database.max_connections());
        if workers >= connections {
            let message = format!("{workers} workers leave none of {connections} connections free");
            let hint = "raise `max_connections` of the database, or lower `workers` of the inbox";
            return Err(FleetError::new(FleetErrorKind::Configuration, message, hint));
        }
        let worker = Worker {
            inbox: self.clone(),
            handler: Arc::new(handler),
            is_down: Arc::new(AtomicBool::new(false)),
        };
        let (stopping, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        for _ in 0..workers {
            tasks.spawn(worker.clone().run(stopped.clone()));
        }
        let inbox = self.clone();
        let unblocking = tokio::spawn(async move {
            loop {
                sleep(UNBLOCK_INTERVAL).await;
                // Workers report an outage.
                let _ = inbox.unblock().await;
            }
        });
        let _unblocking = AbortOnDrop(unblocking.abort_handle());
        stop.await;
        // Workers may have ended.
        let _ = stopping.send(true);
        while tasks.join_next().await.is_some() {}
        Ok(())
    }
}

/// Aborts a task when the future that started it is dropped.
struct AbortOnDrop(AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

struct Worker<H> {
    inbox: Inbox,
    handler: Arc<H>,
    /// `true` while the database is unavailable, which was logged.
    is_down: Arc<AtomicBool>,
}

impl<H> Clone for Worker<H> {
    fn clone(&self) -> Self {
        let (inbox, handler) = (self.inbox.clone(), Arc::clone(&self.handler));
        Self { inbox, handler, is_down: Arc::clone(&self.is_down) }
    }
}

impl<H: Handler> Worker<H> {
    async fn run(self, mut stopped: watch::Receiver<bool>) {
        let mut pause = MIN_PAUSE;
        while !*stopped.borrow() {
            let step = self.inbox.handle_next(&*self.handler).await;
            let wait = match &step {
                Ok(HandleOutcome::Idle) => self.inbox.settings.poll_interval,
                Ok(_) => Duration::ZERO,
                Err(_) => pause,
            };
            match step {
                Ok(_) => {
                    pause = MIN_PAUSE;
                    self.on_up();
                }
                Err(error) => {
                    pause = (pause * 2).min(MAX_PAUSE);
                    self.on_down(&error);
                }
            }
            if wait.is_zero() {
                continue;
            }
            tokio::select! {
                () = sleep(wait) => {}
                () = self.inbox.stored.notified() => {}
                _ = stopped.wait_for(|stopped| *stopped) => {}
            }
        }
    }

    fn on_down(&self, error: &FleetError) {
        if !self.is_down.swap(true, Ordering::Relaxed) {
            let hint = error.hint();
            tracing::warn!(%error, hint, "inbox: the database is unavailable; workers wait for it");
        }
    }

    fn on_up(&self) {
        if self.is_down.swap(false, Ordering::Relaxed) {
            tracing::info!("inbox: the database is available again");
        }
    }
}
