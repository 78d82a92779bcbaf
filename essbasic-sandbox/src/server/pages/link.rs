//! The page behind a link: read, fill in, sign or decline contracts; agree to something.

use std::sync::Arc;

use axum::extract::{Form, Path, State as Extracted};
use axum::response::Response;
use http::StatusCode;
use maud::{Markup, html};

use super::contract::{self, Contracts, notice};
use super::person::{self, Posted};
use super::texts;
use crate::context::Context;
use crate::records::{ActDraft, ActKind, ActSource};
use crate::server::frame;
use crate::server::language::Language;
use crate::server::messages;
use crate::server::response;
use crate::state::{Link, Purpose, SignError, State};

/// Returns the title of a page without a contract.
fn title(language: Language) -> &'static str {
    language.select("待办事项", "Task")
}

/// Shows the page of a link.
pub(crate) async fn show(context: &Context, language: Language, token: &str) -> Response {
    render(context, language, token, StatusCode::OK, Reaction::default()).await
}

/// Reaction to a posted form that was not executed.
#[derive(Clone, Copy, Default)]
struct Reaction<'a> {
    message: Option<&'static str>,
    posted: Option<&'a Posted>,
}

async fn render(
    context: &Context,
    language: Language,
    token: &str,
    status: StatusCode,
    reaction: Reaction<'_>,
) -> Response {
    let page = context.gateway.store().read(|state| {
        let link = state.link(token)?;
        let page = LinkPage { state, language, token, posted: reaction.posted };
        Some((page.title(link), page.content(link)?))
    });
    let (title, body) = match page.stored().await {
        Ok(Some(page)) => page,
        Ok(None) => return messages::link_not_found(language),
        Err(error) => return messages::failed(language, error),
    };
    let main = html! {
        @if let Some(message) = reaction.message { (notice("bad", message)) }
        (body)
    };
    frame::page(status, language, (&title, &format!("/links/{token}")), &main)
}

/// Shows the page behind the links of canned responses.
pub(super) async fn canned(language: Language) -> Response {
    let sentence = language.select(
        "此链接来自模拟响应，沙箱没有对应的页面。",
        "This link is part of a canned response: the sandbox has no page for it.",
    );
    frame::page(StatusCode::OK, language, (title(language), "/canned"), &notice("care", sentence))
}

/// Shows the page after the last use of a link.
pub(super) async fn done(language: Language) -> Response {
    let sentence = language.select("已完成，可以关闭此页面。", "Done. You can close this page.");
    frame::page(StatusCode::OK, language, (title(language), "/done"), &notice("good", sentence))
}

/// Executes the command of a page's form.
pub(super) async fn submit(
    Extracted(context): Extracted<Arc<Context>>,
    language: Language,
    Path(token): Path<String>,
    Form(form): Form<Posted>,
) -> Response {
    let text = |name: &str| person::text(&form, name);
    let person = person::read(&form);
    let has_fields = form.contains_key("Name") || form.contains_key("Mobile");
    let is_decline = text("Command") == Some("decline");
    if (has_fields && person.is_none()) || (is_decline && text("Message").is_none()) {
        let reaction = Reaction { message: None, posted: Some(&form) };
        return render(&context, language, &token, StatusCode::UNPROCESSABLE_ENTITY, reaction)
            .await;
    }
    let kind = match text("Command") {
        Some("decline") => ActKind::Decline,
        Some("fill") => ActKind::Fill,
        _ => ActKind::CompleteLink,
    };
    let draft = ActDraft::new(kind, ActSource::Page).link(&token).person(person.as_ref());
    let change = |state: &mut State| {
        match kind {
            ActKind::Decline => {
                let message = text("Message").unwrap_or_default();
                state.decline_link(&token, person.as_ref(), message)?;
            }
            ActKind::Fill => fill(state, &token, &form)?,
            _ => state.complete_link(&token, person.as_ref())?,
        }
        Ok::<_, SignError>(state.link(&token).is_some())
    };
    match context.act(Some(draft), change, |_| None).stored().await {
        Ok(Ok(true)) => response::see_other(&format!("/links/{token}")),
        Ok(Ok(false)) => response::see_other("/done"),
        Ok(Err(SignError::NotFound)) => messages::link_gone(language),
        Ok(Err(error)) => {
            let posted =
                (error == SignError::FieldsMissing && kind == ActKind::Fill).then_some(&form);
            let reaction = Reaction { message: Some(texts::sign_error(language, error)), posted };
            render(&context, language, &token, StatusCode::CONFLICT, reaction).await
        }
        Err(error) => messages::failed(language, error),
    }
}

fn fill(state: &mut State, token: &str, form: &Posted) -> Result<(), SignError> {
    let link = state.link(token).cloned().ok_or(SignError::NotFound)?;
    let Purpose::Sign { flows, signer: Some(signer) } = link.purpose else {
        return Err(SignError::NotASigner);
    };
    let values: Vec<_> = form.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    for id in flows {
        let flow = state.flows.get(&id).ok_or(SignError::NotFound)?;
        let index = flow.signer(&signer).ok_or(SignError::NotASigner)?;
        state.fill(&id, index, &values, state.now())?;
    }
    Ok(())
}

/// The page of a link.
#[derive(Clone, Copy)]
struct LinkPage<'a> {
    state: &'a State,
    language: Language,
    token: &'a str,
    /// The form that was posted with invalid values.
    posted: Option<&'a Posted>,
}

impl LinkPage<'_> {
    /// Returns the name of a single contract, or a title.
    fn title(self, link: &Link) -> String {
        let Purpose::Sign { flows, .. } = &link.purpose else {
            return title(self.language).to_owned();
        };
        match flows.as_slice() {
            [one] => self.state.flows.get(one).map(|it| it.name.clone()).unwrap_or_default(),
            _ => self.language.select("待签合同", "Contracts to sign").to_owned(),
        }
    }

    fn content(self, link: &Link) -> Option<Markup> {
        let Self { state, language, token, posted } = self;
        let agree = language.select("同意", "Agree");
        Some(match &link.purpose {
            Purpose::Sign { flows, signer } => {
                let flows: Vec<_> = flows.iter().filter_map(|id| state.flows.get(id)).collect();
                let signer = signer.as_deref();
                Contracts { language, token, flows: &flows, signer, posted }.render()
            }
            Purpose::Console { employee } => {
                let employee = state.employees.get(employee)?;
                let organization = state.organizations.get(&employee.owner.key())?;
                let text = format!("{} · {}", organization.name, employee.name);
                if employee.verified {
                    let verified = language.select("已完成实名认证。", "Verified.");
                    html! { p { (text) } (notice("good", verified)) }
                } else {
                    confirm_form(&text, language.select("完成实名认证", "Verify"))
                }
            }
            Purpose::AutoSign { key, .. } => {
                if state.auto_signs.get(key)?.open {
                    notice("good", language.select("已开通授权签。", "Auto-sign is enabled."))
                } else {
                    let text = language.select(
                        "开通授权签，由平台代您签署。",
                        "Enable auto-sign: the platform signs for you.",
                    );
                    confirm_form(text, agree)
                }
            }
            Purpose::Service { service, open, .. } => {
                let verb = if *open {
                    language.select("开通", "Enable")
                } else {
                    language.select("关闭", "Disable")
                };
                confirm_form(&format!("{verb} {service}"), agree)
            }
            Purpose::Partners { pairs, .. } => {
                let names = pairs.iter().map(|(from, to)| format!("{from} → {to}"));
                let names: Vec<_> = names.collect();
                confirm_form(&names.join(", "), language.select("授权", "Authorize"))
            }
            Purpose::Prepared { flows, .. } => html! {
                @for flow in flows { (contract::card(language, flow, None, true)) }
                (confirm_form("", language.select("发起合同", "Start")))
            },
            Purpose::Cancel { task } => match state.cancel_tasks.get(task)?.done_on {
                i64::MAX => confirm_form(
                    language.select("撤销这些合同。", "Cancel these contracts."),
                    language.select("撤销合同", "Cancel contracts"),
                ),
                _ => {
                    notice("good", language.select("合同已撤销。", "The contracts are cancelled."))
                }
            },
            Purpose::Downloads { links } => html! {
                ul.card {
                    @for (name, token) in links {
                        li { a href=(format!("/links/{token}")) { (name) } }
                    }
                }
            },
            _ => return None,
        })
    }
}

fn confirm_form(text: &str, button: &str) -> Markup {
    html! {
        @if !text.is_empty() { p { (text) } }
        form.card method="post" { button { (button) } }
    }
}
