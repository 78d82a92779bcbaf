//! The pages that links lead to: look at a contract, sign or refuse it, agree to something.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Form, Path, State as Extracted};
use axum::response::Response;
use essbasic::flows::ApproverStatus;
use http::StatusCode;
use maud::{Markup, html};

use super::{Context, documents, html};
use crate::state::{Approver, Flow, Link, Person, Purpose, SignError, State};

/// What a link shows.
enum Shown {
    Page(Markup),
    Document(documents::Document),
}

/// What a link leads to.
pub(super) async fn page(
    Extracted(context): Extracted<Arc<Context>>,
    Path(token): Path<String>,
) -> Response {
    let shown = context.gateway.store().look(|state| {
        let link = state.link(&token)?.clone();
        documents::of(state, &link.purpose)
            .map(Shown::Document)
            .or_else(|| Some(Shown::Page(content(state, &token, &link)?)))
    });
    match shown.stored().await {
        Ok(Some(Shown::Page(what))) => html::page(StatusCode::OK, "电子签（沙箱）", &what),
        Ok(Some(Shown::Document(document))) => document.answer().await,
        Ok(None) => html::says(StatusCode::NOT_FOUND, "链接", "This link is not good any more."),
        Err(why) => html::says(StatusCode::INTERNAL_SERVER_ERROR, "链接", &why.to_string()),
    }
}

/// A contract that a link is there to sign, to be read before.
pub(super) async fn contract_of(
    Extracted(context): Extracted<Arc<Context>>,
    Path((token, at)): Path<(String, usize)>,
) -> Response {
    let document = context.gateway.store().look(|state| {
        let Purpose::Sign { flows, .. } = &state.link(&token)?.purpose else { return None };
        documents::of(state, &Purpose::Download { flow: flows.get(at)?.clone() })
    });
    match document.stored().await {
        Ok(Some(document)) => document.answer().await,
        Ok(None) => html::says(StatusCode::NOT_FOUND, "链接", "This link is not good any more."),
        Err(why) => html::says(StatusCode::INTERNAL_SERVER_ERROR, "链接", &why.to_string()),
    }
}

/// Where the links of made up answers lead.
pub(super) async fn canned() -> Response {
    html::says(StatusCode::OK, "电子签（沙箱）", "The sandbox has not got this page.")
}

/// What a person does on the page.
pub(super) async fn act(
    Extracted(context): Extracted<Arc<Context>>,
    Path(token): Path<String>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let text = |name: &str| form.get(name).map(|value| value.trim()).filter(|it| !it.is_empty());
    let who = text("Name").zip(text("Mobile"));
    let who = who.map(|(name, mobile)| Person { name: name.into(), mobile: mobile.into() });
    let acted = context.gateway.store().transact(|state| {
        match text("Command") {
            Some("decline") => {
                state.decline(&token, who.as_ref(), text("Message").unwrap_or_default())?;
            }
            Some("fill") => fill(state, &token, &form)?,
            _ => state.agree(&token, who.as_ref())?,
        }
        Ok::<_, SignError>(state.link(&token).is_some())
    });
    match acted.stored().await {
        Ok(Ok(true)) => html::see(&format!("/links/{token}")),
        Ok(Ok(false)) => html::see("/done"),
        Ok(Err(why)) => html::says(StatusCode::CONFLICT, "电子签（沙箱）", &why.to_string()),
        Err(why) => html::says(StatusCode::INTERNAL_SERVER_ERROR, "链接", &why.to_string()),
    }
}

/// Where a link leads that was good for once.
pub(super) async fn done() -> Response {
    html::says(StatusCode::OK, "电子签（沙箱）", "已完成。Done.")
}

fn fill(state: &mut State, token: &str, form: &BTreeMap<String, String>) -> Result<(), SignError> {
    let link = state.link(token).cloned().ok_or(SignError::NotFound)?;
    let Purpose::Sign { flows, signer: Some(signer) } = link.purpose else {
        return Err(SignError::NotASigner);
    };
    let values: Vec<_> = form.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    for id in flows {
        let flow = state.flows.get(&id).ok_or(SignError::NotFound)?;
        let at = flow.signer(&signer).ok_or(SignError::NotASigner)?;
        state.fill(&id, at, &values, state.now())?;
    }
    Ok(())
}

fn content(state: &State, token: &str, link: &Link) -> Option<Markup> {
    Some(match &link.purpose {
        Purpose::Sign { flows, signer } => {
            let flows: Vec<_> = flows.iter().filter_map(|id| state.flows.get(id)).collect();
            html! {
                @for (at, flow) in flows.iter().enumerate() {
                    (contract(flow))
                    p { a href=(format!("/links/{token}/contracts/{at}")) { "查看合同 read" } }
                }
                (signing(&flows, signer.as_deref()))
            }
        }
        Purpose::Console { employee } => {
            let employee = state.employees.get(employee)?;
            let organization = state.organizations.get(&employee.owner.key())?;
            let text = format!("{}：{} {}", organization.name, organization.status, employee.name);
            if employee.verified {
                html! { p { (text) } }
            } else {
                agreeing(&text, "完成认证 verify")
            }
        }
        Purpose::AutoSign { key, .. } => {
            if state.auto_signs.get(key)?.open {
                html! { p { "已开通自动签署。" } }
            } else {
                agreeing("授权服务替您签署。", "同意 agree")
            }
        }
        Purpose::Service { service, open, .. } => {
            let verb = if *open { "开通" } else { "关闭" };
            agreeing(&format!("{verb} {service}"), "同意 agree")
        }
        Purpose::Partners { pairs, .. } => {
            let names = pairs.iter().map(|(from, to)| format!("{from} → {to}"));
            agreeing(&names.collect::<Vec<_>>().join(", "), "授权 authorize")
        }
        Purpose::Prepared { flows, .. } => html! {
            @for flow in flows { (contract(flow)) }
            (agreeing("", "发起 start"))
        },
        Purpose::Cancel { task } => match state.cancel_tasks.get(task)?.done_on {
            i64::MAX => agreeing("撤销这些合同。", "撤销 cancel"),
            _ => html! { p { "合同已撤销。" } },
        },
        Purpose::Downloads { links } => html! {
            ul { @for (name, token) in links { li { a href=(format!("/links/{token}")) { (name) } } } }
        },
        _ => return None,
    })
}

fn agreeing(text: &str, button: &str) -> Markup {
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

/// What is still to be done on the page, and by whom.
fn signing(flows: &[&Flow], signer: Option<&str>) -> Markup {
    if flows.iter().all(|flow| !flow.is_open()) {
        return html! {};
    }
    let signer = signer.and_then(|signer| {
        let signers = flows.iter().flat_map(|flow| &flow.approvers);
        signers.into_iter().find(|it| it.sign_id == signer)
    });
    if let Some(it) = signer.filter(|it| it.status == ApproverStatus::FillPending) {
        return filling(it);
    }
    if signer.is_some_and(|it| !it.is_waiting()) {
        return html! {};
    }
    let is_known = signer.is_some_and(|it| !it.name.is_empty());
    html! {
        form method="post" {
            @if !is_known { (html::person()) }
            button name="Command" value="sign" { "签署 sign" }
        }
        form method="post" {
            @if !is_known { (html::person()) }
            input name="Message" placeholder="拒签原因 reason" required;
            button.no name="Command" value="decline" { "拒签 refuse" }
        }
    }
}

fn filling(it: &Approver) -> Markup {
    html! {
        form method="post" {
            @for field in &it.fills {
                input name=(field.id) placeholder=(field.name) value=(field.value) required[field.required];
            }
            button name="Command" value="fill" { "提交 fill in" }
        }
    }
}
