//! Requests of the protocol, passed to tools, resources and prompts.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use essbasic::Client;
use essbasic_devtools::callback_diagnostics::CallbackSecrets;
use essbasic_devtools::{Language, t};
use essbasic_explorer::{ConfirmationQueue, Environment};
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, GetPromptRequestParams, GetPromptResponse,
    Implementation, InputRequiredResult, InputResponses, ListPromptsResult,
    ListResourceTemplatesResult, ListResourcesResult, ListToolsResult, PaginatedRequestParams,
    ProgressNotificationParam, ProgressToken, ProtocolVersion, ReadResourceRequestParams,
    ReadResourceResponse, ServerCapabilities, ServerConfig,
};
use rmcp::service::{Peer, RequestContext};
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde_json::Value;
use tokio::sync::{OnceCell, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::Dispatch;
use tracing::instrument::WithSubscriber;

use crate::confirm::Questions;
use crate::journal::Journal;
use crate::limits;
use crate::outcome::{Reporter, ToolResult};
use crate::parts::KeptResults;
use crate::prompts;
use crate::resources;
use crate::scope::Scope;
use crate::server::UndeliveredChange;
use crate::tools;

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
    pub(crate) journal: Journal,
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
    calls: Semaphore,
    argument_kib: Semaphore,
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

    /// Returns the base URL of the confirmation pages; serves them from the first call on. Returns
    /// `None` if no port of this machine can be used.
    pub(crate) async fn pages(&self) -> Option<&str> {
        let serve = || async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.ok()?;
            let address = listener.local_addr().ok()?;
            let environment = Environment::new(self.client.clone(), self.environment.clone());
            let pages = essbasic_explorer::confirmation_pages(environment, self.queue.clone());
            tokio::spawn(essbasic_sandbox::serve(listener, pages, std::future::pending()));
            Some(format!("http://{address}"))
        };
        self.pages.get_or_init(serve).await.as_deref()
    }
}

/// Support of a client for questions to its user.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Elicitation {
    /// None.
    None,
    /// By a request of the server.
    Request,
    /// By a result that requires input.
    Result,
}

/// The client of a call, and the state of this call.
pub(crate) struct Exchange {
    pub(crate) peer: Peer<RoleServer>,
    pub(crate) elicitation: Elicitation,
    pub(crate) request_state: Option<String>,
    pub(crate) input_responses: Option<InputResponses>,
    cancelled: CancellationToken,
    gone: CancellationToken,
    progress: Option<ProgressToken>,
}

impl Exchange {
    fn new(
        context: &RequestContext<RoleServer>,
        request: &mut CallToolRequestParams,
        gone: CancellationToken,
    ) -> Self {
        let version = context.protocol_version();
        let is_by_result = version.is_some_and(|it| it >= ProtocolVersion::V_2026_07_28);
        let declared = context.client_capabilities().and_then(|it| it.elicitation);
        // Neither mode declared means forms, as before there were modes.
        let has_forms = declared.is_some_and(|it| it.form.is_some() || it.url.is_none());
        let elicitation = match (has_forms, is_by_result) {
            (false, _) => Elicitation::None,
            (true, false) => Elicitation::Request,
            (true, true) => Elicitation::Result,
        };
        Self {
            peer: context.peer.clone(),
            elicitation,
            request_state: request.request_state.take(),
            input_responses: request.input_responses.take(),
            cancelled: context.ct.clone(),
            gone,
            progress: context.meta.get_progress_token(),
        }
    }

    /// Waits until the client has cancelled the call or closed the connection.
    pub(crate) async fn ended(&self) {
        tokio::select! {
            () = self.cancelled.cancelled() => {}
            () = self.gone.cancelled() => {}
        }
    }

    /// Returns a function that returns whether [`ended`](Self::ended) has completed.
    pub(crate) fn has_ended(&self) -> impl Fn() -> bool + Send + 'static {
        let tokens = [self.cancelled.clone(), self.gone.clone()];
        move || tokens.iter().any(CancellationToken::is_cancelled)
    }

    /// Reports progress, if the client asked for it.
    pub(crate) async fn progress(&self, done: f64, total: f64, message: &str) {
        let Some(token) = self.progress.clone() else { return };
        let progress = ProgressNotificationParam::new(token, done).with_total(total);
        // A client that has disconnected needs no progress.
        let _ = self.peer.notify_progress(progress.with_message(message)).await;
    }
}

/// Response of a tool to the client: a result, or a question.
#[derive(Debug)]
pub(crate) enum ToolResponse {
    Result(Box<ToolResult>),
    Ask(InputRequiredResult),
}

impl From<ToolResult> for ToolResponse {
    fn from(result: ToolResult) -> Self {
        Self::Result(Box::new(result))
    }
}

/// Handler of one connection.
#[derive(Clone)]
pub(crate) struct Handler {
    pub(crate) shared: Arc<Shared>,
    /// The subscriber of the application, for the calls of essbasic.
    pub(crate) subscriber: Dispatch,
    /// Cancelled when the client has closed the connection.
    pub(crate) gone: CancellationToken,
}

impl Handler {
    async fn call(
        &self,
        mut request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> ToolResponse {
        let shared = &self.shared;
        let arguments = request.arguments.take().unwrap_or_default();
        let kib = u32::try_from(size(&arguments) >> 10).unwrap_or(u32::MAX);
        let held = (
            shared.concurrency.calls.try_acquire(),
            shared.concurrency.argument_kib.try_acquire_many(kib),
        );
        let (Ok(_), Ok(_)) = &held else { return shared.too_busy().into() };
        let exchange = Exchange::new(&context, &mut request, self.gone.clone());
        tools::call(shared, &exchange, &request.name, arguments).await
    }
}

/// Returns the length of arguments as JSON.
fn size(arguments: &serde_json::Map<String, Value>) -> usize {
    struct Counter(usize);
    impl std::io::Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut counter = Counter(0);
    // Counting cannot fail.
    let _ = serde_json::to_writer(&mut counter, arguments);
    counter.0
}

impl ServerHandler for Handler {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder()
            .enable_tools()
            .enable_resources()
            .enable_prompts()
            .build();
        let about = Implementation::new("essbasic", env!("CARGO_PKG_VERSION"));
        let language = self.shared.language;
        let environment = self.shared.environment.as_str();
        ServerConfig::new(capabilities)
            .with_server_info(about.with_title(t!(language, "mcp-title")))
            .with_instructions(t!(language, "mcp-instructions", environment = environment))
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools::list(&self.shared)))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        if !tools::exists(&self.shared, &request.name) {
            let name: String = request.name.chars().take(100).collect();
            return Err(ErrorData::invalid_params(format!("unknown tool: {name}"), None));
        }
        let answer = self.call(request, context).with_subscriber(self.subscriber.clone()).await;
        Ok(match answer {
            ToolResponse::Result(result) => {
                result.finish(&self.shared.results, self.shared.language).into()
            }
            ToolResponse::Ask(question) => question.into(),
        })
    }

    async fn list_resources(
        &self,
        page: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        resources::list(&self.shared, page.and_then(|it| it.cursor))
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(resources::templates(self.shared.language))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        resources::read(&self.shared, &request.uri).map(Into::into)
    }

    async fn list_prompts(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListPromptsResult, ErrorData> {
        Ok(ListPromptsResult::with_all_items(prompts::list(self.shared.language)))
    }

    async fn get_prompt(
        &self,
        request: GetPromptRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<GetPromptResponse, ErrorData> {
        prompts::get(self.shared.language, &request).map(Into::into)
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
