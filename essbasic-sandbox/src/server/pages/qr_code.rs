//! The page of a QR code, where a person starts a contract.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::response::Response;
use essbasic::models::FlowStatus;
use http::StatusCode;
use maud::html;

use super::link::person_fields;
use super::texts;
use crate::context::Context;
use crate::server::language::Language;
use crate::server::response;
use crate::state::{Person, Purpose, QrCodeStatus, ScanError, State as SandboxState};

/// Returns the title of a page without a QR code.
fn title(language: Language) -> &'static str {
    language.select("二维码", "QR code")
}

/// Shows the page of a QR code.
pub(super) async fn show(
    State(context): State<Arc<Context>>,
    language: Language,
    Path(id): Path<String>,
) -> Response {
    let code = context.gateway.store().read(|state| {
        let code = state.qr_codes.get(&id)?;
        Some((code.flow_name.clone(), code.status(state.now())))
    });
    let Ok(Some((name, status))) = code.stored().await else {
        let sentence = texts::scan_error(language, ScanError::NotFound);
        return response::message(StatusCode::NOT_FOUND, language, title(language), sentence);
    };
    let sentence = match status {
        QrCodeStatus::Active => {
            let instruction = language.select(
                "填写姓名和手机号，发起一份合同。",
                "Enter your name and mobile number to start a contract.",
            );
            let form = html! {
                p { (instruction) }
                form method="post" {
                    (person_fields(language))
                    button { (language.select("发起签署", "Start")) }
                }
            };
            return response::page(StatusCode::OK, language, &name, &form);
        }
        QrCodeStatus::Expired => language.select("此二维码已过期。", "This QR code has expired."),
        QrCodeStatus::Exhausted => language.select(
            "此二维码可发起的合同数已用完。",
            "This QR code has started its last contract.",
        ),
        QrCodeStatus::Cancelled => {
            language.select("此二维码已取消。", "This QR code has been cancelled.")
        }
    };
    response::message(StatusCode::OK, language, &name, sentence)
}

/// Starts a contract for the person and redirects to its signing page.
pub(super) async fn scan(
    State(context): State<Arc<Context>>,
    language: Language,
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
            let sentence = texts::scan_error(language, error);
            response::message(StatusCode::CONFLICT, language, title(language), sentence)
        }
        Err(error) => response::failed(language, error),
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
