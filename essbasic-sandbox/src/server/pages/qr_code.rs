//! The page of a QR code, where a person starts a contract.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::response::Response;
use essbasic::models::FlowStatus;
use http::StatusCode;
use maud::html;

use super::link::person_fields;
use crate::context::Context;
use crate::server::response;
use crate::state::{Person, Purpose, QrCodeStatus, ScanError, State as SandboxState};

const TITLE: &str = "二维码";

/// Shows the page of a QR code.
pub(super) async fn show(State(context): State<Arc<Context>>, Path(id): Path<String>) -> Response {
    let code = context.gateway.store().read(|state| {
        let code = state.qr_codes.get(&id)?;
        Some((code.flow_name.clone(), code.status(state.now())))
    });
    let Ok(Some((name, status))) = code.stored().await else {
        return response::message(StatusCode::NOT_FOUND, TITLE, "QR code not found.");
    };
    let sentence = match status {
        QrCodeStatus::Active => {
            let form = html! {
                p { "Enter your name and mobile number to start a contract." }
                form method="post" { (person_fields()) button { "发起签署 Start" } }
            };
            return response::page(StatusCode::OK, &name, &form);
        }
        QrCodeStatus::Expired => "This QR code has expired.",
        QrCodeStatus::Exhausted => "This QR code has started its last contract.",
        QrCodeStatus::Cancelled => "This QR code has been cancelled.",
    };
    response::message(StatusCode::OK, &name, sentence)
}

/// Starts a contract for the person and redirects to its signing page.
pub(super) async fn scan(
    State(context): State<Arc<Context>>,
    Path(id): Path<String>,
    Form(person): Form<Person>,
) -> Response {
    // The event of a failed scan is committed.
    let scanned = context.gateway.store().transact(|state| {
        let token = state.scan(&id, &person).map(|flow| create_sign_link(state, &flow));
        Ok::<_, ScanError>(token.and_then(|token| token.ok_or(ScanError::Invalid)))
    });
    match scanned.stored().await {
        Ok(Ok(Ok(token))) => response::see_other(&format!("/links/{token}")),
        Ok(Ok(Err(error)) | Err(error)) => {
            response::message(StatusCode::CONFLICT, TITLE, &error.to_string())
        }
        Err(error) => {
            response::message(StatusCode::INTERNAL_SERVER_ERROR, TITLE, &error.to_string())
        }
    }
}

/// Creates a link to sign for the person who started a contract. Returns its token.
fn create_sign_link(state: &mut SandboxState, flow_id: &str) -> Option<String> {
    let flow = state.flows.get(flow_id).filter(|it| it.status == FlowStatus::Init)?;
    let signer = flow.approvers.iter().find(|it| !it.is_organization())?.sign_id.clone();
    let expires_on = flow.deadline;
    let purpose = Purpose::Sign { flows: vec![flow_id.to_owned()], signer: Some(signer) };
    Some(state.create_link(purpose, expires_on))
}
