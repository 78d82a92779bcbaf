//! Tools of a toolset: one for each action, with the schema of its request.

use std::sync::Arc;

use essbasic::{Effect, Entry};
use essbasic_devtools::{action_docs, catalogue_docs};
use rmcp::model::Tool;
use serde_json::{Map, Value};

use super::{ToolEffect, ToolOutput};
use crate::exchange::Exchange;
use crate::json_schema;
use crate::shared::Shared;

pub(super) fn tool(shared: &Shared, entry: &Entry) -> Tool {
    let (action, language) = (entry.descriptor(), shared.language);
    let doc = action_docs::summary(catalogue_docs::action(language, action));
    let mut description = action_docs::strip_markdown(&doc);
    if let Some(effect) = action_docs::describe_effect(action.effect, language) {
        description += language.sentence_separator();
        description += &effect;
    }
    let effect = match action.effect {
        Effect::Read => ToolEffect::Reads,
        Effect::Idempotent(_) => ToolEffect::Changes { is_destructive: true, is_idempotent: true },
        _ => ToolEffect::Changes { is_destructive: false, is_idempotent: false },
    };
    let input = json_schema::request(action, language);
    super::tool(
        action.name,
        action.title.into(),
        description.into(),
        input,
        super::call_output(),
        effect,
    )
}

pub(super) async fn call(
    shared: &Arc<Shared>,
    exchange: &Exchange,
    name: &str,
    request: Map<String, Value>,
) -> ToolOutput {
    let entry = shared.scope.offered(name)?;
    match entry.descriptor().effect {
        Effect::Read => super::read::send(shared, entry, request).await,
        _ => super::change::send(shared, exchange, entry, request).await,
    }
}
