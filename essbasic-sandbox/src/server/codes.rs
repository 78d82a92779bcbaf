//! A QR code's page: whoever opens it starts a contract, as long as the code is good for one.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::response::Response;
use http::StatusCode;
use maud::html;

use super::{Context, html};
use crate::state::{Person, ScanError, Status};

/// The page.
pub(super) async fn page(State(context): State<Arc<Context>>, Path(id): Path<String>) -> Response {
    let looked = context.gateway.store().look(|state| {
        let code = state.qr_codes.get(&id)?;
        Some((code.flow_name.clone(), code.status(state.now())))
    });
    let Ok(Some((name, status))) = looked.stored().await else {
        return html::says(StatusCode::NOT_FOUND, "二维码", "There is no such code.");
    };
    let sentence = match status {
        Status::Active => {
            let form = html! {
                p { "This code can be scanned." }
                form method="post" { (html::person()) button { "发起签署 start" } }
            };
            return html::page(StatusCode::OK, &name, &form);
        }
        Status::Expired => "This code has expired.",
        Status::Exhausted => "This code has started all of its contracts.",
        Status::Cancelled => "This code was cancelled.",
    };
    html::says(StatusCode::OK, &name, sentence)
}

/// A person scans the code, and goes on to sign.
pub(super) async fn scan(
    State(context): State<Arc<Context>>,
    Path(id): Path<String>,
    Form(person): Form<Person>,
) -> Response {
    let scanned = context.gateway.store().transact(|state| {
        let flow = state.scan(&id, &person)?;
        state.link_after_scan(&flow).ok_or(ScanError::Invalid)
    });
    match scanned.stored().await {
        Ok(Ok(token)) => html::see(&format!("/links/{token}")),
        Ok(Err(why)) => html::says(StatusCode::CONFLICT, "二维码", &why.to_string()),
        Err(why) => html::says(StatusCode::INTERNAL_SERVER_ERROR, "二维码", &why.to_string()),
    }
}
