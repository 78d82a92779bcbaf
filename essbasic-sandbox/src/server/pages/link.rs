//! The page behind a link: read, fill in, sign or decline contracts; agree to something.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Form, Path, State as Extracted};
use axum::response::Response;
use essbasic::flows::ApproverStatus;
use http::StatusCode;
use maud::{Markup, html};

use super::texts;
use crate::context::Context;
use crate::server::language::Language;
use crate::server::response;
use crate::state::{Approver, Flow, Link, Person, Purpose, SignError, State};

/// Returns the title of a page.
fn title(language: Language) -> &'static str {
    language.select("电子签（沙箱）", "E-sign (sandbox)")
}

/// Shows the page of a link.
pub(crate) async fn show(context: &Context, language: Language, token: &str) -> Response {
    let page = context.gateway.store().read(|state| {
        let link = state.link(token)?.clone();
        LinkPage { state, language, token }.content(&link)
    });
    match page.stored().await {
        Ok(Some(page)) => response::page(StatusCode::OK, language, title(language), &page),
        Ok(None) => response::link_not_found(language),
        Err(error) => response::failed(language, error),
    }
}

/// Shows the page behind the links of canned responses.
pub(super) async fn canned(language: Language) -> Response {
    let sentence = language.select(
        "此链接来自模拟响应，沙箱没有对应的页面。",
        "This link is part of a canned response: the sandbox has no page for it.",
    );
    response::message(StatusCode::OK, language, title(language), sentence)
}

/// Shows the page after the last use of a link.
pub(super) async fn done(language: Language) -> Response {
    let sentence = language.select("已完成。", "Done.");
    response::message(StatusCode::OK, language, title(language), sentence)
}

/// Executes the command of a page's form.
pub(super) async fn submit(
    Extracted(context): Extracted<Arc<Context>>,
    language: Language,
    Path(token): Path<String>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let text = |name: &str| form.get(name).map(|value| value.trim()).filter(|it| !it.is_empty());
    let person = text("Name").zip(text("Mobile"));
    let person = person.map(|(name, mobile)| Person { name: name.into(), mobile: mobile.into() });
    let submitted = context.gateway.store().transact(|state| {
        match text("Command") {
            Some("decline") => {
                let message = text("Message").unwrap_or_default();
                state.decline_link(&token, person.as_ref(), message)?;
            }
            Some("fill") => fill(state, &token, &form)?,
            _ => state.complete_link(&token, person.as_ref())?,
        }
        Ok::<_, SignError>(state.link(&token).is_some())
    });
    match submitted.stored().await {
        Ok(Ok(true)) => response::see_other(&format!("/links/{token}")),
        Ok(Ok(false)) => response::see_other("/done"),
        Ok(Err(error)) => {
            let sentence = texts::sign_error(language, error);
            response::message(StatusCode::CONFLICT, language, title(language), sentence)
        }
        Err(error) => response::failed(language, error),
    }
}

fn fill(state: &mut State, token: &str, form: &BTreeMap<String, String>) -> Result<(), SignError> {
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
}

impl LinkPage<'_> {
    fn content(self, link: &Link) -> Option<Markup> {
        let Self { state, language, token } = self;
        let agree = language.select("同意", "Agree");
        Some(match &link.purpose {
            Purpose::Sign { flows, signer } => {
                let flows: Vec<_> = flows.iter().filter_map(|id| state.flows.get(id)).collect();
                html! {
                    @for (index, flow) in flows.iter().enumerate() {
                        (self.contract(flow))
                        p {
                            a href=(format!("/links/{token}/contracts/{index}")) {
                                (language.select("查看合同", "Read contract"))
                            }
                        }
                    }
                    (self.sign_forms(&flows, signer.as_deref()))
                }
            }
            Purpose::Console { employee } => {
                let employee = state.employees.get(employee)?;
                let organization = state.organizations.get(&employee.owner.key())?;
                let text = format!("{} · {}", organization.name, employee.name);
                if employee.verified {
                    let verified = language.select("已完成实名认证。", "Verified.");
                    html! { p { (text) } p { (verified) } }
                } else {
                    confirm_form(&text, language.select("完成实名认证", "Verify"))
                }
            }
            Purpose::AutoSign { key, .. } => {
                if state.auto_signs.get(key)?.open {
                    html! { p { (language.select("已开通授权签。", "Auto-sign is enabled.")) } }
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
                @for flow in flows { (self.contract(flow)) }
                (confirm_form("", language.select("发起合同", "Start")))
            },
            Purpose::Cancel { task } => match state.cancel_tasks.get(task)?.done_on {
                i64::MAX => confirm_form(
                    language.select("撤销这些合同。", "Cancel these contracts."),
                    language.select("撤销合同", "Cancel contracts"),
                ),
                _ => html! {
                    p { (language.select("合同已撤销。", "The contracts are cancelled.")) }
                },
            },
            Purpose::Downloads { links } => html! {
                ul {
                    @for (name, token) in links {
                        li { a href=(format!("/links/{token}")) { (name) } }
                    }
                }
            },
            _ => return None,
        })
    }

    fn contract(self, flow: &Flow) -> Markup {
        let (language, status) = (self.language, flow.status.to_string());
        html! {
            h2 { (flow.name) }
            dl {
                dt { (language.select("状态", "Status")) }
                dd title=(status) { (texts::status(language, &status)) }
                @for field in &flow.fields { dt { (field.name) } dd { (field.value) } }
                @for it in &flow.approvers {
                    dt { (it.organization_name) " " (it.name) }
                    @let status = it.status.to_string();
                    dd title=(status) { (texts::status(language, &status)) }
                }
            }
        }
    }

    /// Returns the forms for the next step of signing, if a step is left.
    fn sign_forms(self, flows: &[&Flow], signer: Option<&str>) -> Markup {
        if flows.iter().all(|flow| !flow.is_open()) {
            return html! {};
        }
        let signer = signer.and_then(|signer| {
            let signers = flows.iter().flat_map(|flow| &flow.approvers);
            signers.into_iter().find(|it| it.sign_id == signer)
        });
        let language = self.language;
        if let Some(it) = signer.filter(|it| it.status == ApproverStatus::FillPending) {
            return fill_form(language, it);
        }
        if signer.is_some_and(|it| !it.is_waiting()) {
            return html! {};
        }
        let is_known = signer.is_some_and(|it| !it.name.is_empty());
        let reason = language.select("拒签原因", "Reason for declining");
        html! {
            form method="post" {
                @if !is_known { (person_fields(language)) }
                button name="Command" value="sign" { (language.select("签署", "Sign")) }
            }
            form method="post" {
                @if !is_known { (person_fields(language)) }
                input name="Message" placeholder=(reason) required;
                button.no name="Command" value="decline" { (language.select("拒签", "Decline")) }
            }
        }
    }
}

fn confirm_form(text: &str, button: &str) -> Markup {
    html! {
        p { (text) }
        form method="post" { button { (button) } }
    }
}

fn fill_form(language: Language, it: &Approver) -> Markup {
    html! {
        form method="post" {
            @for field in &it.fills {
                input name=(field.id) placeholder=(field.name) value=(field.value) required[field.required];
            }
            button name="Command" value="fill" { (language.select("提交", "Submit")) }
        }
    }
}

/// Returns form fields for a name and a mobile number.
pub(super) fn person_fields(language: Language) -> Markup {
    let (name, mobile) =
        (language.select("姓名", "Name"), language.select("手机号", "Mobile number"));
    html! {
        input name="Name" placeholder=(name) required;
        input name="Mobile" placeholder=(mobile) inputmode="numeric" pattern="[0-9]{11}" required;
    }
}
