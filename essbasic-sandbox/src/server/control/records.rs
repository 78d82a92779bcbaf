//! The call log for programs: in pages, and as it grows.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::{Value, json};
use tokio::time::{Instant, timeout_at};

use super::error;
use crate::context::Context;
use crate::limits;
use crate::records::{Record, RecordFilter, RecordKind};

/// Records to list.
struct Query {
    after: Option<u64>,
    /// Number of the last records, instead of those after a number.
    tail: Option<usize>,
    limit: usize,
    filter: RecordFilter,
    wait: Duration,
}

/// Lists records, oldest first. With `Wait`, waits for the first of them.
pub(super) async fn list(
    State(context): State<Arc<Context>>,
    RawQuery(query): RawQuery,
) -> Response {
    let Some(query) = Query::read(query.as_deref().unwrap_or_default()) else {
        let message = "the query takes After, Limit, Tail and Wait, numbers; Kind: call, person, \
                       callback or connection; Action and Outcome";
        return error(StatusCode::BAD_REQUEST, message);
    };
    let mut changes = context.call_log.watch();
    let until = Instant::now() + query.wait;
    loop {
        let cursor = *changes.borrow_and_update();
        // A sandbox that was started again has lower numbers.
        let after = query.after.filter(|it| *it <= cursor.last).unwrap_or_default();
        let mut records = context.call_log.after(after);
        records.retain(|it| query.filter.matches(it));
        if let Some(tail) = query.tail {
            records.drain(..records.len().saturating_sub(tail));
        }
        let is_over = timeout_at(until, async {
            if records.is_empty() { changes.changed().await } else { Ok(()) }
        });
        if !records.is_empty() || is_over.await.is_err() {
            return Json(page(&records, query.limit, cursor.last)).into_response();
        }
    }
}

/// Returns the first records, up to the limits, and the number to go on after.
fn page(records: &[Record], limit: usize, last: u64) -> Value {
    let (mut listed, mut bytes) = (Vec::new(), 0);
    for record in records.iter().take(limit) {
        let record = record.json();
        bytes += record.to_string().len();
        listed.push(record);
        if bytes >= limits::LISTED_RECORD_BYTES {
            break;
        }
    }
    // Records that do not match need not be read again.
    let last = if listed.len() == records.len() {
        records.last().map_or(last, |it| it.number().max(last))
    } else {
        records[..listed.len()].last().map_or(0, Record::number)
    };
    json!({ "Records": listed, "Last": last })
}

impl Query {
    fn read(query: &str) -> Option<Self> {
        let mut read = Self {
            after: None,
            tail: None,
            limit: limits::LISTED_RECORDS,
            filter: RecordFilter::default(),
            wait: Duration::ZERO,
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "After" => read.after = Some(value.parse().ok()?),
                "Limit" => {
                    read.limit = value.parse::<usize>().ok()?.clamp(1, limits::LISTED_RECORDS);
                }
                "Tail" => read.tail = Some(value.parse().ok()?),
                "Wait" => {
                    let wait = Duration::from_secs(value.parse().ok()?);
                    read.wait = wait.min(limits::RECORD_WAIT);
                }
                "Kind" => {
                    RecordKind::from_word(&value)?;
                    read.filter.kind = value.into_owned();
                }
                "Action" => read.filter.action = value.into_owned(),
                "Outcome" => read.filter.outcome = value.into_owned(),
                _ => return None,
            }
        }
        Some(read)
    }
}
