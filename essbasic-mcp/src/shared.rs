//! Configuration and state of a server.

use std::fmt;
use std::time::Duration;

use essbasic::Client;
use essbasic_devtools::callback_diagnostics::CallbackSecrets;
use essbasic_devtools::{Language, t};
use essbasic_explorer::{ConfirmationQueue, RemoteEnvironment};
use tokio::sync::{OnceCell, Semaphore};
use tokio_util::task::TaskTracker;

use crate::change_log::ChangeLog;
use crate::limits;
use crate::outcome::{Reporter, ToolResult};
use crate::parts::KeptResults;
use crate::questions::Questions;
use crate::scope::Scope;

/// Configuration and state that all connections share.
pub(crate) struct Shared {
    pub(crate) client: Client,
    pub(crate) environment: String,
    pub(crate) language: Language,
    pub(crate) reveal: bool,
    pub(crate) scope: Scope,
    pub(crate) toolset: Vec<String>,
    pub(crate) callback_secrets: CallbackSecrets,
    pub(crate) on_undelivered: fn(&UndeliveredChange),
    pub(crate) confirmation_timeout: Duration,
    pub(crate) queue: ConfirmationQueue,
    pub(crate) questions: Questions,
    pub(crate) change_log: ChangeLog,
    pub(crate) results: KeptResults,
    pub(crate) concurrency: ConcurrencyLimits,
    /// Calls that have been confirmed: they run to their end even if their client disconnects.
    pub(crate) changes: TaskTracker,
    /// Base URL of the confirmation pages, once they are served.
    pub(crate) pages: OnceCell<Option<String>>,
}

/// Limits of what is in progress at once.
#[derive(Debug)]
pub(crate) struct ConcurrencyLimits {
    pub(crate) calls: Semaphore,
    pub(crate) argument_kib: Semaphore,
    pub(crate) questions: Semaphore,
    pub(crate) uploads: Semaphore,
}

impl Default for ConcurrencyLimits {
    fn default() -> Self {
        Self {
            calls: Semaphore::new(limits::CALLS),
            argument_kib: Semaphore::new(limits::ARGUMENT_KIB),
            questions: Semaphore::new(limits::QUESTIONS),
            uploads: Semaphore::new(1),
        }
    }
}

impl Shared {
    pub(crate) fn reporter(&self) -> Reporter {
        Reporter { language: self.language, reveal: self.reveal }
    }

    /// Returns the result of a call that exceeds a limit.
    pub(crate) fn too_busy(&self) -> ToolResult {
        let hint = t!(self.language, "mcp-busy-hint");
        ToolResult::rejected(t!(self.language, "mcp-busy"), Some(hint))
    }

    /// Returns the base URL of the confirmation pages; serves them from the first call on.
    ///
    /// Returns `None` if no port of this machine can be used.
    pub(crate) async fn pages(&self) -> Option<&str> {
        let serve = || async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.ok()?;
            let address = listener.local_addr().ok()?;
            let environment = RemoteEnvironment::new(self.client.clone(), self.environment.clone());
            let pages = essbasic_explorer::confirmation_pages(environment, self.queue.clone());
            tokio::spawn(essbasic_sandbox::serve(listener, pages, std::future::pending()));
            Some(format!("http://{address}"))
        };
        self.pages.get_or_init(serve).await.as_deref()
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared")
            .field("environment", &self.environment)
            .field("scope", &self.scope)
            .field("reveal", &self.reveal)
            .finish_non_exhaustive()
    }
}

/// Outcome of a change that its client did not receive.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UndeliveredChange {
    /// The action.
    pub action: &'static str,
    /// `done`, `refused`, `not_sent` or `unknown`.
    pub outcome: String,
    /// Request ID, if there was a response.
    pub request_id: Option<String>,
}
