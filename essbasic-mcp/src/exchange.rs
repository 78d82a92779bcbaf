//! One call: its client, and the response to it.

use rmcp::RoleServer;
use rmcp::model::{
    CallToolRequestParams, InputRequiredResult, InputResponses, ProgressNotificationParam,
    ProgressToken, ProtocolVersion,
};
use rmcp::service::{Peer, RequestContext};
use tokio_util::sync::CancellationToken;

use crate::outcome::ToolResult;

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
    disconnected: CancellationToken,
    progress: Option<ProgressToken>,
}

impl Exchange {
    pub(crate) fn new(
        context: &RequestContext<RoleServer>,
        request: &mut CallToolRequestParams,
        disconnected: CancellationToken,
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
            disconnected,
            progress: context.meta.get_progress_token(),
        }
    }

    /// Waits until the client has cancelled the call or closed the connection.
    pub(crate) async fn ended(&self) {
        tokio::select! {
            () = self.cancelled.cancelled() => {}
            () = self.disconnected.cancelled() => {}
        }
    }

    /// Returns a function that returns whether [`ended`](Self::ended) has completed.
    pub(crate) fn has_ended(&self) -> impl Fn() -> bool + Send + 'static {
        let tokens = [self.cancelled.clone(), self.disconnected.clone()];
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
