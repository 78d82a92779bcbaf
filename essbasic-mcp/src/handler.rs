//! Requests of the protocol, passed to tools, resources and prompts.

use std::sync::Arc;

use essbasic_devtools::t;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, GetPromptRequestParams, GetPromptResponse,
    Implementation, ListPromptsResult, ListResourceTemplatesResult, ListResourcesResult,
    ListToolsResult, PaginatedRequestParams, ReadResourceRequestParams, ReadResourceResponse,
    ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tracing::Dispatch;
use tracing::instrument::WithSubscriber;

use crate::exchange::{Exchange, ToolResponse};
use crate::prompts;
use crate::resources;
use crate::shared::Shared;
use crate::tools;

/// Handler of one connection.
#[derive(Clone)]
pub(crate) struct Handler {
    pub(crate) shared: Arc<Shared>,
    /// The subscriber of the application, for the calls of essbasic.
    pub(crate) subscriber: Dispatch,
    /// Cancelled when the client has closed the connection.
    pub(crate) disconnected: CancellationToken,
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
        let exchange = Exchange::new(&context, &mut request, self.disconnected.clone());
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
        let response = self.call(request, context).with_subscriber(self.subscriber.clone()).await;
        Ok(match response {
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
