//! `change`: sends an action that changes something, after confirmation by a person.

use std::sync::Arc;

use essbasic::validate;
use essbasic::{Descriptor, Effect, Entry};
use essbasic_devtools::{Language, t};
use essbasic_explorer::ConfirmationRequest;
use rmcp::model::Tool;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tracing::instrument::WithSubscriber;

use super::{ToolEffect, ToolOutput, parse};
use crate::change_log;
use crate::confirm;
use crate::exchange::Exchange;
use crate::outcome::ToolResult;
use crate::shared::Shared;
use crate::shared::UndeliveredChange;

pub(super) const NAME: &str = "change";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    action: String,
    #[serde(default, deserialize_with = "super::object_or_null")]
    request: Map<String, Value>,
}

pub(super) fn tool(language: Language) -> Tool {
    let (title, description) = (t!(language, "mcp-change-title"), t!(language, "mcp-change"));
    let input = super::call_input(language, json!({}));
    let effect = ToolEffect::Changes { is_destructive: true, is_idempotent: false };
    super::tool(NAME, title, description, input, super::call_output(), effect)
}

pub(super) async fn call(
    shared: &Arc<Shared>,
    exchange: &Exchange,
    arguments: Map<String, Value>,
) -> ToolOutput {
    let Arguments { action, request } = parse(shared, arguments)?;
    send(shared, exchange, shared.scope.offered(&action)?, request).await
}

/// Sends an action that changes something, after confirmation.
pub(super) async fn send(
    shared: &Arc<Shared>,
    exchange: &Exchange,
    entry: &'static Entry,
    mut request: Map<String, Value>,
) -> ToolOutput {
    let (action, language) = (entry.descriptor(), shared.language);
    if action.effect == Effect::Read {
        let hint = t!(language, "mcp-use-read");
        return Err(ToolResult::rejected(
            t!(language, "mcp-only-reads", name = action.name),
            Some(hint),
        )
        .into());
    }
    shared.scope.complete(action, &mut request)?;
    let violations = validate::json((action.request)(), &request);
    if !violations.is_empty() {
        return Err(shared.reporter().violations(&violations).into());
    }
    let asked = ConfirmationRequest { action, request: request.clone(), notes: Vec::new() };
    confirm::confirm(shared, exchange, asked).await?;
    let send = {
        let (shared, request) = (Arc::clone(shared), request.clone());
        async move {
            let call = shared.client.call_json(action, &request).language(language.service_tag());
            shared.reporter().call(action, &request, call.await)
        }
    };
    Ok(complete(shared, exchange, action, &request, send).await.into())
}

/// Runs a confirmed call to its end, even if the client cancels it or disconnects, and records its
/// outcome.
pub(super) async fn complete(
    shared: &Arc<Shared>,
    exchange: &Exchange,
    action: &'static Descriptor,
    request: &Map<String, Value>,
    send: impl Future<Output = ToolResult> + Send + 'static,
) -> ToolResult {
    let digest = change_log::digest(action, request);
    let time = shared.change_log.start(action, digest);
    let (owned, has_ended) = (Arc::clone(shared), exchange.has_ended());
    let task = async move {
        let result = send.await;
        owned.change_log.end(digest, time, &result);
        if has_ended() {
            let request_id = result.fields.get("request_id").and_then(Value::as_str);
            (owned.on_undelivered)(&UndeliveredChange {
                action: action.name,
                outcome: result.name().to_owned(),
                request_id: request_id.map(str::to_owned),
            });
        }
        result
    };
    let task = shared.changes.spawn(task.with_current_subscriber());
    task.await.unwrap_or_else(|_| {
        let mut result = ToolResult::outcome("unknown", t!(shared.language, "mcp-unknown"));
        result.is_error = true;
        result
    })
}
