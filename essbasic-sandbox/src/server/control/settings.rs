//! The control API for settings of a running sandbox: clock, faults, callbacks, snapshots, reset.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State as Extracted};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use axum::{Json, Router};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Body, error, execute, invalid};
use crate::callbacks::{Callback, CallbackSettingError};
use crate::clock;
use crate::command::Command;
use crate::context::Context;
use crate::faults::{Fault, FaultKind};
use crate::saved_snapshots::{SavedSnapshot, SnapshotError};

/// Creates the routes.
pub(super) fn routes() -> Router<Arc<Context>> {
    Router::new()
        .route("/clock", get(clock_state).post(move_clock).delete(reset_clock))
        .route("/faults", get(list_faults).post(inject_fault).delete(clear_faults))
        .route("/faults/{id}", delete(remove_fault))
        .route("/callbacks", get(list_callbacks).post(add_callback))
        .route("/callbacks/{id}", put(replace_callback).delete(remove_callback))
        .route("/snapshots", get(list_snapshots).post(save_snapshot))
        .route("/snapshots/{id}", delete(delete_snapshot))
        .route("/snapshots/{id}/restore", post(restore_snapshot))
        .route("/reset", post(reset))
}

async fn clock_state(Extracted(context): Extracted<Arc<Context>>) -> Json<Value> {
    let clock = context.gateway.store().clock();
    Json(json!({"Now": clock.now, "Ahead": clock.ahead, "Stopped": clock.is_stopped}))
}

/// Seconds to move the clock forward, or a time to set it to.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct ClockChange {
    seconds: Option<u64>,
    now: Option<i64>,
    #[serde(default)]
    stopped: bool,
}

async fn move_clock(context: Extracted<Arc<Context>>, body: Body<ClockChange>) -> Response {
    let change = match body {
        Ok(Json(change)) => change,
        Err(rejection) => return invalid(&rejection),
    };
    let command = match change {
        ClockChange { seconds: Some(seconds), now: None, stopped: false } => {
            Command::Advance(Duration::from_secs(seconds))
        }
        ClockChange { seconds: None, now: Some(time), stopped }
            if (0..=clock::END).contains(&time) =>
        {
            Command::SetClock { time, is_stopped: stopped }
        }
        _ => {
            let text =
                "the clock takes Seconds, or Now, a Unix time up to the year 9999, and Stopped";
            return error(StatusCode::UNPROCESSABLE_ENTITY, text);
        }
    };
    execute(context, command).await
}

async fn reset_clock(context: Extracted<Arc<Context>>) -> Response {
    execute(context, Command::ResetClock).await
}

async fn list_faults(Extracted(context): Extracted<Arc<Context>>) -> Json<Value> {
    Json(context.faults.all().iter().map(fault_json).collect())
}

fn fault_json(fault: &Fault) -> Value {
    let kind = match fault.kind() {
        FaultKind::Delay(milliseconds) => json!({"Delay": milliseconds}),
        FaultKind::Status(status) => json!({"Status": status}),
        FaultKind::Reject(code) => json!({"Reject": code.as_str()}),
        kind => json!(format!("{kind:?}")),
    };
    json!({
        "Id": fault.id(),
        "Action": fault.action(),
        "PerMille": fault.per_mille(),
        "Seconds": fault.remaining().map(|it| it.as_secs()),
        "Kind": kind,
    })
}

async fn inject_fault(Extracted(context): Extracted<Arc<Context>>, body: Body<Fault>) -> Response {
    match body {
        Ok(Json(fault)) => match context.faults.add(fault) {
            Ok(id) => Json(json!({"Id": id})).into_response(),
            Err(rejected) => error(StatusCode::CONFLICT, &rejected.to_string()),
        },
        Err(rejection) => invalid(&rejection),
    }
}

async fn remove_fault(
    Extracted(context): Extracted<Arc<Context>>,
    Path(id): Path<u64>,
) -> Response {
    if context.faults.remove(id) {
        return Json(json!({})).into_response();
    }
    error(StatusCode::NOT_FOUND, "no fault has this ID")
}

async fn clear_faults(Extracted(context): Extracted<Arc<Context>>) -> Json<Value> {
    context.faults.clear();
    Json(json!({}))
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct CallbackBody {
    url: String,
    token: Option<String>,
    key: Option<String>,
}

impl CallbackBody {
    fn callback(self) -> Callback {
        let mut callback = Callback::new(self.url);
        if let Some(token) = self.token {
            callback = callback.token(token);
        }
        match self.key {
            Some(key) => callback.key(key),
            None => callback,
        }
    }
}

/// Lists the callbacks, without their tokens and keys.
async fn list_callbacks(Extracted(context): Extracted<Arc<Context>>) -> Json<Value> {
    let settings = context.callback_settings().into_iter();
    let settings = settings.map(|it| {
        let (signed, encrypted) = (it.token.is_some(), it.key.is_some());
        json!({"Id": it.id, "Url": it.url, "Signed": signed, "Encrypted": encrypted})
    });
    Json(settings.collect())
}

async fn add_callback(
    Extracted(context): Extracted<Arc<Context>>,
    body: Body<CallbackBody>,
) -> Response {
    match body {
        Ok(Json(body)) => match context.add_callback(body.callback()) {
            Ok(id) => Json(json!({"Id": id})).into_response(),
            Err(rejected) => callback_error(rejected),
        },
        Err(rejection) => invalid(&rejection),
    }
}

async fn replace_callback(
    Extracted(context): Extracted<Arc<Context>>,
    Path(id): Path<u64>,
    body: Body<CallbackBody>,
) -> Response {
    match body {
        Ok(Json(body)) => changed(context.replace_callback(id, body.callback())),
        Err(rejection) => invalid(&rejection),
    }
}

async fn remove_callback(
    Extracted(context): Extracted<Arc<Context>>,
    Path(id): Path<u64>,
) -> Response {
    changed(context.remove_callback(id))
}

fn changed(result: Result<(), CallbackSettingError>) -> Response {
    match result {
        Ok(()) => Json(json!({})).into_response(),
        Err(rejected) => callback_error(rejected),
    }
}

fn callback_error(rejected: CallbackSettingError) -> Response {
    let status = match rejected {
        CallbackSettingError::NotFound => StatusCode::NOT_FOUND,
        CallbackSettingError::TooMany | CallbackSettingError::Repeated => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    error(status, &rejected.to_string())
}

async fn list_snapshots(Extracted(context): Extracted<Arc<Context>>) -> Json<Value> {
    let json = |it: &SavedSnapshot| json!({"Id": it.id, "Name": it.name, "TakenOn": it.taken_on, "Clock": it.clock, "Rows": it.rows});
    Json(context.snapshots.all().iter().map(json).collect())
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct SnapshotName {
    name: String,
}

async fn save_snapshot(
    Extracted(context): Extracted<Arc<Context>>,
    body: Body<SnapshotName>,
) -> Response {
    match body {
        Ok(Json(body)) => match context.save_snapshot(&body.name).await {
            Ok(id) => Json(json!({"Id": id})).into_response(),
            Err(rejected) => snapshot_error(rejected),
        },
        Err(rejection) => invalid(&rejection),
    }
}

/// A body without fields. As JSON, browsers do not send it across sites.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn restore_snapshot(
    Extracted(context): Extracted<Arc<Context>>,
    Path(id): Path<u64>,
    body: Body<Nothing>,
) -> Response {
    match body {
        Ok(_) => restored(context.restore_snapshot(id).await),
        Err(rejection) => invalid(&rejection),
    }
}

async fn delete_snapshot(
    Extracted(context): Extracted<Arc<Context>>,
    Path(id): Path<u64>,
) -> Response {
    restored(context.snapshots.delete(id))
}

async fn reset(Extracted(context): Extracted<Arc<Context>>, body: Body<Nothing>) -> Response {
    match body {
        Ok(_) => restored(context.reset().await),
        Err(rejection) => invalid(&rejection),
    }
}

fn restored(result: Result<(), SnapshotError>) -> Response {
    match result {
        Ok(()) => Json(json!({})).into_response(),
        Err(rejected) => snapshot_error(rejected),
    }
}

fn snapshot_error(rejected: SnapshotError) -> Response {
    let status = match rejected {
        SnapshotError::NotFound => StatusCode::NOT_FOUND,
        SnapshotError::TooMany => StatusCode::CONFLICT,
        SnapshotError::Name => StatusCode::UNPROCESSABLE_ENTITY,
        SnapshotError::Storage => StatusCode::INTERNAL_SERVER_ERROR,
    };
    error(status, &rejected.to_string())
}
