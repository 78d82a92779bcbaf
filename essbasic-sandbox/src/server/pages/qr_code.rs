//! The page of a QR code, where a person starts a contract.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::response::Response;
use essbasic::models::FlowStatus;
use http::StatusCode;
use maud::{Markup, html};

use super::contract::notice;
use super::person::{self, Posted};
use super::texts;
use crate::context::Context;
use crate::records::{ActDraft, ActKind, ActSource};
use crate::server::frame;
use crate::server::language::Language;
use crate::server::messages;
use crate::server::response;
use crate::state::{Purpose, QrCodeStatus, ScanError, State as SandboxState};

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
    render(&context, language, &id, StatusCode::OK, (None, None)).await
}

/// Renders the page, with the message and the values of a posted form that was not executed.
async fn render(
    context: &Context,
    language: Language,
    id: &str,
    http_status: StatusCode,
    (message, posted): (Option<&str>, Option<&Posted>),
) -> Response {
    let code = context.gateway.store().read(|state| {
        let code = state.qr_codes.get(id)?;
        Some((code.flow_name.clone(), code.status(state.now())))
    });
    let Ok(Some((name, status))) = code.stored().await else {
        let sentence = texts::scan_error(language, ScanError::NotFound);
        return messages::message(StatusCode::NOT_FOUND, language, title(language), sentence);
    };
    let main = html! {
        @if let Some(message) = message { (notice("bad", message)) }
        @match status {
            QrCodeStatus::Active => (form(language, posted)),
            // The message says the same.
            _ if message.is_some() => {},
            _ => (notice("bad", unusable(language, status))),
        }
    };
    frame::page(http_status, language, (&name, &format!("/qr-codes/{id}")), &main)
}

fn form(language: Language, posted: Option<&Posted>) -> Markup {
    html! {
        p {
            (language.select(
                "填写姓名和手机号，发起一份合同。",
                "Enter your name and mobile number to start a contract.",
            ))
        }
        form.card method="post" novalidate {
            (person::fields(language, posted))
            button { (language.select("发起签署", "Start")) }
        }
    }
}

/// Returns why a QR code cannot be used.
fn unusable(language: Language, status: QrCodeStatus) -> &'static str {
    match status {
        QrCodeStatus::Expired => language.select("此二维码已过期。", "This QR code has expired."),
        QrCodeStatus::Exhausted => language.select(
            "此二维码可发起的合同数已用完。",
            "This QR code has started its last contract.",
        ),
        QrCodeStatus::Active | QrCodeStatus::Cancelled => {
            language.select("此二维码已取消。", "This QR code has been cancelled.")
        }
    }
}

/// Starts a contract for the person and redirects to its signing page.
pub(super) async fn scan(
    State(context): State<Arc<Context>>,
    language: Language,
    Path(id): Path<String>,
    Form(form): Form<Posted>,
) -> Response {
    let Some(person) = person::read(&form) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(&context, language, &id, status, (None, Some(&form))).await;
    };
    let draft = ActDraft::new(ActKind::Scan, ActSource::Page).subject(&id).person(Some(&person));
    let change = |state: &mut SandboxState| {
        let flow = state.scan(&id, &person)?;
        let token = create_sign_link(state, &flow).ok_or(ScanError::Invalid)?;
        Ok::<_, ScanError>((flow, token))
    };
    match context.act(Some(draft), change, |(flow, _)| Some(flow.clone())).stored().await {
        Ok(Ok((_, token))) => response::see_other(&format!("/links/{token}")),
        Ok(Err(error)) => {
            let message = Some(texts::scan_error(language, error));
            render(&context, language, &id, StatusCode::CONFLICT, (message, None)).await
        }
        Err(error) => messages::failed(language, error),
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
