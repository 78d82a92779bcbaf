//! `wait`: polls an action until its final state, or until its timeout.

use std::time::Duration;

use essbasic::{CATALOGUE, Effect, Entry};
use essbasic_devtools::{Language, t};
use rmcp::model::Tool;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::time::{Instant, interval};

use super::{ToolEffect, ToolOutput, parse};
use crate::exchange::Exchange;
use crate::limits;
use crate::outcome::ToolResult;
use crate::shared::Shared;

pub(super) const NAME: &str = "wait";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    action: String,
    #[serde(default, deserialize_with = "super::object_or_null")]
    request: Map<String, Value>,
    seconds: Option<u64>,
}

pub(super) fn tool(language: Language) -> Tool {
    let seconds = json!({
        "seconds": {
            "type": "integer",
            "minimum": 1,
            "maximum": limits::MAX_WAIT_TIME.as_secs(),
            "description": t!(language, "mcp-argument-seconds"),
        },
    });
    let input = super::call_input(language, seconds);
    let (title, description) = (t!(language, "mcp-wait-title"), t!(language, "mcp-wait"));
    super::tool(NAME, title, description, input, super::call_output(), ToolEffect::Reads)
}

pub(super) async fn call(
    shared: &Shared,
    exchange: &Exchange,
    arguments: Map<String, Value>,
) -> ToolOutput {
    let Arguments { action, mut request, seconds } = parse(shared, arguments)?;
    let (action, language) = (shared.scope.offered(&action)?.descriptor(), shared.language);
    if action.wait.is_none() || action.effect != Effect::Read {
        let waitable = CATALOGUE.iter().map(Entry::descriptor).filter(|it| it.wait.is_some());
        let names: Vec<_> = waitable.map(|it| it.name).collect();
        let message = t!(language, "mcp-no-final-state", name = action.name);
        let mut result = ToolResult::rejected(message, None);
        result.set("actions", names);
        return Err(result.into());
    }
    shared.scope.complete(action, &mut request)?;
    let time = seconds.map_or(limits::WAIT_TIME, Duration::from_secs).min(limits::MAX_WAIT_TIME);
    let wait = shared.client.wait_json(action, &request).timeout(time).into_future();
    let mut wait = std::pin::pin!(wait);
    let started = Instant::now();
    let mut ticks = interval(limits::PROGRESS_INTERVAL);
    loop {
        tokio::select! {
            result = &mut wait => return Ok(shared.reporter().call(action, &request, result).into()),
            () = exchange.ended() => {
                return Err(ToolResult::outcome("cancelled", t!(language, "mcp-cancelled")).into());
            }
            _ = ticks.tick() => {
                let message = t!(language, "mcp-waiting-for", name = action.name);
                let done = started.elapsed().as_secs_f64();
                exchange.progress(done, time.as_secs_f64(), &message).await;
            }
        }
    }
}
