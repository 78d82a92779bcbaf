//! The page behind a link: read, fill in, sign or decline contracts; agree to something.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Form, Path, State as Extracted};
use axum::response::Response;
use essbasic::flows::ApproverStatus;
use http::StatusCode;
use maud::{Markup, html};

use crate::context::Context;
use crate::server::response;
use crate::state::{Approver, Flow, Link, Person, Purpose, SignError, State};

const TITLE: &str = "电子签（沙箱）";

/// Shows the page of a link.
pub(crate) async fn show(context: &Context, token: &str) -> Response {
    let page =
        context.gateway.store().read(|state| content(state, token, &state.link(token)?.clone()));
    match page.stored().await {
        Ok(Some(page)) => response::page(StatusCode::OK, TITLE, &page),
        Ok(None) => response::link_not_found(),
        Err(error) => response::failed(&error.to_string()),
    }
}

/// Shows the page behind the links of canned responses.
pub(super) async fn canned() -> Response {
    let sentence = "This link is part of a canned response: the sandbox has no page for it.";
    response::message(StatusCode::OK, TITLE, sentence)
}

/// Shows the page after the last use of a link.
pub(super) async fn done() -> Response {
    response::message(StatusCode::OK, TITLE, "已完成。Done.")
}

/// Executes the command of a page's form.
pub(super) async fn submit(
    Extracted(context): Extracted<Arc<Context>>,
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
        Ok(Err(error)) => response::message(StatusCode::CONFLICT, TITLE, &error.to_string()),
        Err(error) => response::failed(&error.to_string()),
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

fn content(state: &State, token: &str, link: &Link) -> Option<Markup> {
    Some(match &link.purpose {
        Purpose::Sign { flows, signer } => {
            let flows: Vec<_> = flows.iter().filter_map(|id| state.flows.get(id)).collect();
            html! {
                @for (index, flow) in flows.iter().enumerate() {
                    (contract(flow))
                    p { a href=(format!("/links/{token}/contracts/{index}")) { "查看合同 Read" } }
                }
                (sign_forms(&flows, signer.as_deref()))
            }
        }
        Purpose::Console { employee } => {
            let employee = state.employees.get(employee)?;
            let organization = state.organizations.get(&employee.owner.key())?;
            let text = format!("{}：{} {}", organization.name, organization.status, employee.name);
            if employee.verified {
                html! { p { (text) } }
            } else {
                confirm_form(&text, "完成认证 Verify")
            }
        }
        Purpose::AutoSign { key, .. } => {
            if state.auto_signs.get(key)?.open {
                html! { p { "已开通自动签署。Auto-sign is enabled." } }
            } else {
                confirm_form("授权服务替您签署。", "同意 Agree")
            }
        }
        Purpose::Service { service, open, .. } => {
            let verb = if *open { "开通" } else { "关闭" };
            confirm_form(&format!("{verb} {service}"), "同意 Agree")
        }
        Purpose::Partners { pairs, .. } => {
            let names = pairs.iter().map(|(from, to)| format!("{from} → {to}"));
            confirm_form(&names.collect::<Vec<_>>().join(", "), "授权 Authorize")
        }
        Purpose::Prepared { flows, .. } => html! {
            @for flow in flows { (contract(flow)) }
            (confirm_form("", "发起 Start"))
        },
        Purpose::Cancel { task } => match state.cancel_tasks.get(task)?.done_on {
            i64::MAX => confirm_form("撤销这些合同。", "撤销 Cancel contracts"),
            _ => html! { p { "合同已撤销。The contracts are cancelled." } },
        },
        Purpose::Downloads { links } => html! {
            ul { @for (name, token) in links { li { a href=(format!("/links/{token}")) { (name) } } } }
        },
        _ => return None,
    })
}

fn confirm_form(text: &str, button: &str) -> Markup {
    html! {
        p { (text) }
        form method="post" { button { (button) } }
    }
}

fn contract(flow: &Flow) -> Markup {
    html! {
        h2 { (flow.name) }
        dl {
            dt { "状态" } dd { (flow.status) }
            @for field in &flow.fields { dt { (field.name) } dd { (field.value) } }
            @for it in &flow.approvers {
                dt { (it.organization_name) " " (it.name) } dd { (it.status) }
            }
        }
    }
}

/// Returns the forms for the next step of signing, if a step is left.
fn sign_forms(flows: &[&Flow], signer: Option<&str>) -> Markup {
    if flows.iter().all(|flow| !flow.is_open()) {
        return html! {};
    }
    let signer = signer.and_then(|signer| {
        let signers = flows.iter().flat_map(|flow| &flow.approvers);
        signers.into_iter().find(|it| it.sign_id == signer)
    });
    if let Some(it) = signer.filter(|it| it.status == ApproverStatus::FillPending) {
        return fill_form(it);
    }
    if signer.is_some_and(|it| !it.is_waiting()) {
        return html! {};
    }
    let is_known = signer.is_some_and(|it| !it.name.is_empty());
    html! {
        form method="post" {
            @if !is_known { (person_fields()) }
            button name="Command" value="sign" { "签署 Sign" }
        }
        form method="post" {
            @if !is_known { (person_fields()) }
            input name="Message" placeholder="拒签原因 Reason for declining" required;
            button.no name="Command" value="decline" { "拒签 Decline" }
        }
    }
}

fn fill_form(it: &Approver) -> Markup {
    html! {
        form method="post" {
            @for field in &it.fills {
                input name=(field.id) placeholder=(field.name) value=(field.value) required[field.required];
            }
            button name="Command" value="fill" { "提交 Submit" }
        }
    }
}

/// Returns form fields for a name and a mobile number.
pub(super) fn person_fields() -> Markup {
    html! {
        input name="Name" placeholder="姓名 Name" required;
        input name="Mobile" placeholder="手机号 Mobile number" inputmode="numeric" pattern="[0-9]{11}" required;
    }
}
