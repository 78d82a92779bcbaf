//! The tester's hand on a running sandbox: other people's acts, the clock, faults, events. JSON
//! in and out, with the members in PascalCase as everywhere.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::rejection::JsonRejection;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Context;
use crate::actions::Actions;
use crate::faults::Fault;
use crate::sandbox::{Command, CommandError, CommandOutput, Signer};
use crate::state::{Person, SignError, State as Kept};
use crate::{callbacks, csrf};

type Sent<T> = Result<Json<T>, JsonRejection>;

/// The control API's addresses. Unless it was asked for, it answers to this machine's own names
/// alone.
pub(super) fn routes(by_any_name: bool) -> Router<Arc<Context>> {
    let routes = Router::new()
        .route("/actions", get(actions))
        .route("/events", get(events))
        .route("/clock", get(now).post(advance))
        .route("/scan", post(scan))
        .route("/sign", post(sign))
        .route("/decline", post(decline))
        .route("/complete-link", post(complete_link))
        .route("/seals", post(review_seal))
        .route("/contract-quota", post(contract_quota))
        .route("/faults", post(fault).delete(no_faults));
    let routes = routes.layer(middleware::from_fn(from_here));
    if by_any_name { routes } else { routes.layer(middleware::from_fn(by_its_own_name)) }
}

/// Refuses what a page from elsewhere makes a browser send under a name of its own.
async fn by_its_own_name(request: Request, next: Next) -> Response {
    if csrf::has_local_host(request.headers()) {
        return next.run(request).await;
    }
    refused(StatusCode::FORBIDDEN, "the control API is reached by address, or as localhost")
}

/// Refuses what a page from elsewhere makes a browser send.
async fn from_here(request: Request, next: Next) -> Response {
    if csrf::is_cross_site(request.method(), request.headers()) {
        return refused(StatusCode::FORBIDDEN, "what another page sends is not taken");
    }
    next.run(request).await
}

async fn actions() -> Json<Value> {
    let actions = Actions::all().listing().into_iter();
    let actions = actions.map(|it| json!({"Action": it.name, "Support": it.support.to_string()}));
    Json(actions.collect())
}

async fn events(State(context): State<Arc<Context>>) -> Response {
    let events = context.gateway.store().look(callbacks::events);
    match events.stored().await {
        Ok(events) => {
            Json(events.into_iter().map(|it| it.json()).collect::<Value>()).into_response()
        }
        Err(why) => refused(StatusCode::INTERNAL_SERVER_ERROR, &why.to_string()),
    }
}

async fn now(State(context): State<Arc<Context>>) -> Response {
    match context.gateway.store().look(Kept::now).stored().await {
        Ok(now) => Json(json!({"Now": now})).into_response(),
        Err(why) => refused(StatusCode::INTERNAL_SERVER_ERROR, &why.to_string()),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Advance {
    seconds: u64,
}

async fn advance(context: State<Arc<Context>>, sent: Sent<Advance>) -> Response {
    act(context, sent, |it| Command::Advance(Duration::from_secs(it.seconds))).await
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Scan {
    qr_code_id: String,
    #[serde(flatten)]
    person: Person,
}

async fn scan(context: State<Arc<Context>>, sent: Sent<Scan>) -> Response {
    act(context, sent, |it| Command::Scan { qr_code_id: it.qr_code_id, person: it.person }).await
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Signing {
    flow_id: String,
    #[serde(default)]
    message: String,
    #[serde(flatten)]
    person: Person,
}

async fn sign(context: State<Arc<Context>>, sent: Sent<Signing>) -> Response {
    act(context, sent, |it| Command::Sign {
        flow_id: it.flow_id,
        signer: Signer::Person(it.person),
    })
    .await
}

async fn decline(context: State<Arc<Context>>, sent: Sent<Signing>) -> Response {
    act(context, sent, |Signing { flow_id, message, person }| Command::Decline {
        flow_id,
        signer: Signer::Person(person),
        message,
    })
    .await
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct LinkCompletion {
    link: String,
    person: Option<Person>,
}

async fn complete_link(context: State<Arc<Context>>, sent: Sent<LinkCompletion>) -> Response {
    act(context, sent, |it| Command::CompleteLink { link: it.link, person: it.person }).await
}

/// The token in a link, wherever the link stands.
pub(crate) fn token(link: &str) -> &str {
    link.rsplit(['/', '=']).next().unwrap_or_default()
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct SealReview {
    seal_id: String,
    approved: bool,
}

async fn review_seal(context: State<Arc<Context>>, sent: Sent<SealReview>) -> Response {
    act(context, sent, |it| Command::ReviewSeal { seal_id: it.seal_id, approved: it.approved })
        .await
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct ContractQuota {
    remaining: i64,
}

async fn contract_quota(context: State<Arc<Context>>, sent: Sent<ContractQuota>) -> Response {
    act(context, sent, |it| Command::SetContractQuota(it.remaining)).await
}

async fn fault(State(context): State<Arc<Context>>, sent: Sent<Fault>) -> Response {
    with(sent, async |Json(fault)| {
        context.faults.add(fault);
        Json(json!({})).into_response()
    })
    .await
}

async fn no_faults(State(context): State<Arc<Context>>) -> Json<Value> {
    context.faults.clear();
    Json(json!({}))
}

async fn act<T>(
    State(context): State<Arc<Context>>,
    sent: Sent<T>,
    act: impl FnOnce(T) -> Command,
) -> Response {
    with(sent, async |Json(it)| match context.execute(&act(it)).await {
        Ok(CommandOutput::Done) => Json(json!({})).into_response(),
        Ok(CommandOutput::Started(flow)) => Json(json!({"FlowId": flow})).into_response(),
        Ok(CommandOutput::Now(now)) => Json(json!({"Now": now})).into_response(),
        Err(why) => refused(status(why), &why.to_string()),
    })
    .await
}

fn status(why: CommandError) -> StatusCode {
    match why {
        CommandError::Sign(SignError::NotFound) => StatusCode::NOT_FOUND,
        CommandError::Sign(_) | CommandError::Scan(_) => StatusCode::CONFLICT,
        CommandError::Storage => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Answers what was sent, or says what is wrong with it without repeating it.
async fn with<T>(sent: Sent<T>, answer: impl AsyncFnOnce(Json<T>) -> Response) -> Response {
    match sent {
        Ok(sent) => answer(sent).await,
        Err(rejection) => refused(rejection.status(), "the body is not what this address takes"),
    }
}

fn refused(status: StatusCode, why: &str) -> Response {
    (status, Json(json!({"Error": why}))).into_response()
}
