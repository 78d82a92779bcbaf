//! The control API: commands, events and settings for tests in any language.
//!
//! JSON in both directions, with field names in PascalCase.

use std::sync::Arc;

use axum::extract::rejection::JsonRejection;
use axum::extract::{RawQuery, Request, State as Extracted};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::actions;
use crate::callbacks::events::{self, Event};
use crate::command::{Command, CommandError, CommandOutput, SignerRef};
use crate::context::Context;
use crate::csrf;
use crate::limits;
use crate::records::ActSource;
use crate::state::{EventError, Person, SignError};

mod records;
mod settings;

type Body<T> = Result<Json<T>, JsonRejection>;

/// Creates the routes of the control API. Unless `any_host`, it answers only requests that name
/// this machine.
pub(super) fn routes(any_host: bool) -> Router<Arc<Context>> {
    let routes = Router::new()
        .route("/actions", get(list_actions))
        .route("/events", get(list_events))
        .route("/records", get(records::list))
        .route("/resend", post(resend))
        .route("/trigger", post(trigger))
        .route("/scan", post(scan))
        .route("/sign", post(sign))
        .route("/decline", post(decline))
        .route("/complete-link", post(complete_link))
        .route("/seals", post(review_seal))
        .route("/contract-quota", post(contract_quota))
        .merge(settings::routes());
    let routes = routes.layer(middleware::from_fn(same_site_only));
    if any_host { routes } else { routes.layer(middleware::from_fn(local_host_only)) }
}

/// Rejects requests under a host name that another site may control.
async fn local_host_only(request: Request, next: Next) -> Response {
    if csrf::has_local_host(request.headers()) {
        return next.run(request).await;
    }
    error(StatusCode::FORBIDDEN, "the control API answers only to an IP address or localhost")
}

/// Rejects requests that another site made a browser send.
async fn same_site_only(request: Request, next: Next) -> Response {
    if csrf::is_cross_site(request.method(), request.headers()) {
        return error(StatusCode::FORBIDDEN, "cross-site requests are not accepted");
    }
    next.run(request).await
}

async fn list_actions() -> Json<Value> {
    let actions = actions::all().list().into_iter();
    let actions = actions.map(|it| json!({"Action": it.name, "Support": it.support.to_string()}));
    Json(actions.collect())
}

async fn list_events(
    Extracted(context): Extracted<Arc<Context>>,
    RawQuery(query): RawQuery,
) -> Response {
    let Some((after, limit)) = event_page(query.as_deref().unwrap_or_default()) else {
        return error(StatusCode::BAD_REQUEST, "the query takes After, an ID, and Limit, a number");
    };
    let listed = context.gateway.store().read(|state| events::after(state, &after, limit));
    match listed.stored().await {
        Ok(listed) => Json(listed.iter().map(Event::json).collect::<Value>()).into_response(),
        Err(failure) => error(StatusCode::INTERNAL_SERVER_ERROR, &failure.to_string()),
    }
}

/// Returns `After` and `Limit` of a query.
fn event_page(query: &str) -> Option<(String, usize)> {
    let (mut after, mut limit) = (String::new(), limits::EVENTS);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "After" => after = value.into_owned(),
            "Limit" => limit = value.parse::<usize>().ok()?.min(limits::EVENTS),
            _ => return None,
        }
    }
    Some((after, limit))
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Resend {
    id: String,
    url: Option<String>,
}

async fn resend(context: Extracted<Arc<Context>>, body: Body<Resend>) -> Response {
    execute_body(context, body, |it| Command::ResendEvent { id: it.id, url: it.url }).await
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Trigger {
    kind: String,
    data: Map<String, Value>,
}

async fn trigger(context: Extracted<Arc<Context>>, body: Body<Trigger>) -> Response {
    execute_body(context, body, |it| Command::TriggerEvent { kind: it.kind, data: it.data }).await
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
#[serde(rename_all = "PascalCase")]
struct Scan {
    qr_code_id: String,
    #[serde(flatten)]
    person: Person,
}

async fn scan(context: Extracted<Arc<Context>>, body: Body<Scan>) -> Response {
    let command = |it: Scan| Command::Scan { qr_code_id: it.qr_code_id, person: it.person };
    execute_body(context, body, command).await
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
#[serde(rename_all = "PascalCase")]
struct Sign {
    flow_id: String,
    #[serde(default)]
    message: String,
    #[serde(flatten)]
    person: Person,
}

async fn sign(context: Extracted<Arc<Context>>, body: Body<Sign>) -> Response {
    let command =
        |it: Sign| Command::Sign { flow_id: it.flow_id, signer: SignerRef::Person(it.person) };
    execute_body(context, body, command).await
}

async fn decline(context: Extracted<Arc<Context>>, body: Body<Sign>) -> Response {
    let command = |Sign { flow_id, message, person }| Command::Decline {
        flow_id,
        signer: SignerRef::Person(person),
        message,
    };
    execute_body(context, body, command).await
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
#[serde(rename_all = "PascalCase")]
struct LinkCompletion {
    link: String,
    person: Option<Person>,
}

async fn complete_link(context: Extracted<Arc<Context>>, body: Body<LinkCompletion>) -> Response {
    let command = |it: LinkCompletion| Command::CompleteLink { link: it.link, person: it.person };
    execute_body(context, body, command).await
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct SealReview {
    seal_id: String,
    approved: bool,
}

async fn review_seal(context: Extracted<Arc<Context>>, body: Body<SealReview>) -> Response {
    let command =
        |it: SealReview| Command::ReviewSeal { seal_id: it.seal_id, approved: it.approved };
    execute_body(context, body, command).await
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct ContractQuota {
    remaining: i64,
}

async fn contract_quota(context: Extracted<Arc<Context>>, body: Body<ContractQuota>) -> Response {
    if matches!(&body, Ok(Json(it)) if it.remaining < 0) {
        return error(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Remaining is a number of contracts, from 0",
        );
    }
    execute_body(context, body, |it| Command::SetContractQuota(it.remaining)).await
}

/// Executes the command of a body.
async fn execute_body<T>(
    context: Extracted<Arc<Context>>,
    body: Body<T>,
    command: impl FnOnce(T) -> Command,
) -> Response {
    match body {
        Ok(Json(body)) => execute(context, command(body)).await,
        Err(rejection) => invalid(&rejection),
    }
}

async fn execute(Extracted(context): Extracted<Arc<Context>>, command: Command) -> Response {
    match context.execute(&command, ActSource::ControlApi).await {
        Ok(CommandOutput::Done) => Json(json!({})).into_response(),
        Ok(CommandOutput::Started(flow)) => Json(json!({"FlowId": flow})).into_response(),
        Ok(CommandOutput::Now(now)) => Json(json!({"Now": now})).into_response(),
        Ok(CommandOutput::Triggered(id)) => Json(json!({"Id": id})).into_response(),
        Err(failure) => error(status(failure), &failure.to_string()),
    }
}

fn status(error: CommandError) -> StatusCode {
    match error {
        CommandError::Sign(SignError::NotFound)
        | CommandError::Event(EventError::NotFound)
        | CommandError::SealNotFound => StatusCode::NOT_FOUND,
        CommandError::Event(EventError::Name) => StatusCode::UNPROCESSABLE_ENTITY,
        CommandError::Event(_)
        | CommandError::Sign(_)
        | CommandError::Scan(_)
        | CommandError::SealReviewed => StatusCode::CONFLICT,
        CommandError::Storage => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Rejects a body without repeating it.
fn invalid(rejection: &JsonRejection) -> Response {
    error(rejection.status(), "the body does not have the fields that this address takes")
}

fn error(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({"Error": message}))).into_response()
}
