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
use http::{StatusCode, header};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Context;
use crate::actions::Actions;
use crate::callbacks;
use crate::faults::Fault;
use crate::state::{ActRefused, Person, State as Kept};

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
        .route("/refuse", post(refuse))
        .route("/agree", post(agree))
        .route("/seals", post(review_seal))
        .route("/contracts", post(contracts))
        .route("/faults", post(fault).delete(no_faults));
    if by_any_name { routes } else { routes.layer(middleware::from_fn(by_its_own_name)) }
}

/// Refuses what a page from elsewhere makes a browser send under a name of its own.
async fn by_its_own_name(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let name = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
    let is_own = name.is_some_and(|name| {
        name == "localhost" || name.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok()
    });
    if is_own {
        return next.run(request).await;
    }
    refused(StatusCode::FORBIDDEN, "the control API is reached by address, or as localhost")
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
    act(&context, |state| Ok(json!({"Now": state.now()}))).await
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Advance {
    seconds: u64,
}

async fn advance(State(context): State<Arc<Context>>, sent: Sent<Advance>) -> Response {
    with(sent, async |Json(advance)| {
        let by = Duration::from_secs(advance.seconds);
        let moved = |state: &mut Kept| {
            state.advance(by);
            Ok(json!({"Now": state.now()}))
        };
        act(&context, moved).await
    })
    .await
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Scan {
    qr_code_id: String,
    #[serde(flatten)]
    person: Person,
}

async fn scan(State(context): State<Arc<Context>>, sent: Sent<Scan>) -> Response {
    with(sent, async |Json(scan)| {
        let scanned =
            context.gateway.store().transact(|state| state.scan(&scan.qr_code_id, &scan.person));
        match scanned.stored().await {
            Ok(Ok(flow)) => Json(json!({"FlowId": flow})).into_response(),
            Ok(Err(why)) => refused(StatusCode::CONFLICT, &why.to_string()),
            Err(why) => refused(StatusCode::INTERNAL_SERVER_ERROR, &why.to_string()),
        }
    })
    .await
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

async fn sign(State(context): State<Arc<Context>>, sent: Sent<Signing>) -> Response {
    with(sent, async |Json(it)| {
        act(&context, |state| state.sign_as(&it.flow_id, &it.person).map(|()| json!({}))).await
    })
    .await
}

async fn refuse(State(context): State<Arc<Context>>, sent: Sent<Signing>) -> Response {
    with(sent, async |Json(it)| {
        let refuse = |state: &mut Kept| {
            state.refuse_as(&it.flow_id, &it.person, &it.message).map(|()| json!({}))
        };
        act(&context, refuse).await
    })
    .await
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Agree {
    link: String,
    person: Option<Person>,
}

async fn agree(State(context): State<Arc<Context>>, sent: Sent<Agree>) -> Response {
    with(sent, async |Json(it)| {
        let token = token(&it.link).to_owned();
        act(&context, |state| state.agree(&token, it.person.as_ref()).map(|()| json!({}))).await
    })
    .await
}

/// The token in a link, wherever the link stands.
pub(crate) fn token(link: &str) -> &str {
    link.rsplit(['/', '=']).next().unwrap_or_default()
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct SealReview {
    seal_id: String,
    good: bool,
}

async fn review_seal(State(context): State<Arc<Context>>, sent: Sent<SealReview>) -> Response {
    with(sent, async |Json(it)| {
        let review = |state: &mut Kept| {
            let now = state.now();
            state.seal_is_reviewed(&it.seal_id, it.good, now);
            Ok(json!({}))
        };
        act(&context, review).await
    })
    .await
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Contracts {
    left: i64,
}

async fn contracts(State(context): State<Arc<Context>>, sent: Sent<Contracts>) -> Response {
    with(sent, async |Json(it)| {
        let buy = |state: &mut Kept| {
            state.set_contracts(it.left);
            Ok(json!({}))
        };
        act(&context, buy).await
    })
    .await
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

async fn act(
    context: &Context,
    act: impl FnOnce(&mut Kept) -> Result<Value, ActRefused>,
) -> Response {
    match context.gateway.store().transact(act).stored().await {
        Ok(Ok(answer)) => Json(answer).into_response(),
        Ok(Err(ActRefused::Unknown)) => {
            refused(StatusCode::NOT_FOUND, &ActRefused::Unknown.to_string())
        }
        Ok(Err(why)) => refused(StatusCode::CONFLICT, &why.to_string()),
        Err(why) => refused(StatusCode::INTERNAL_SERVER_ERROR, &why.to_string()),
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
