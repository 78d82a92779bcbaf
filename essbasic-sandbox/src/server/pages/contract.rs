//! A contract on the page of a signer: its state, and the forms for the next step.

use essbasic::flows::ApproverStatus;
use essbasic::models::FlowStatus;
use maud::{Markup, html};

use super::person::{self, Posted};
use super::texts;
use crate::server::language::Language;
use crate::state::{Approver, Flow, SignError};

/// Contracts of a link, as one of their signers sees them.
#[derive(Clone, Copy)]
pub(super) struct Contracts<'a> {
    pub(super) language: Language,
    /// Token of the link.
    pub(super) token: &'a str,
    pub(super) flows: &'a [&'a Flow],
    /// ID of the signer, if the link names one.
    pub(super) signer: Option<&'a str>,
    /// The form that was posted with invalid values.
    pub(super) posted: Option<&'a Posted>,
}

impl<'a> Contracts<'a> {
    /// Renders the contracts and the next step.
    pub(super) fn render(self) -> Markup {
        let Self { language, token, flows, .. } = self;
        html! {
            @for (index, flow) in flows.iter().enumerate() {
                (card(language, flow, self.signer, flows.len() > 1))
                p {
                    a.button.quiet href=(format!("/links/{token}/contracts/{index}")) {
                        (language.select("查看合同", "Read contract")) " (PDF)"
                    }
                }
            }
            (self.next_step())
        }
    }

    /// Returns the signer of the link.
    fn approver(self) -> Option<&'a Approver> {
        let signer = self.signer?;
        self.flows.iter().flat_map(|flow| &flow.approvers).find(|it| it.sign_id == signer)
    }

    /// Renders the forms for the next step, or why there is none.
    fn next_step(self) -> Markup {
        let language = self.language;
        let Some(open) = self.flows.iter().find(|flow| flow.is_open()) else {
            return html! { @for flow in self.flows { (end(language, flow)) } };
        };
        let signer = self.approver();
        match signer.map(|it| &it.status) {
            Some(ApproverStatus::FillPending) => return self.fill_form(signer),
            Some(ApproverStatus::Accept) => {
                let text = language.select(
                    "您已签署，等待其他签署方签署。",
                    "You have signed. Others have not signed yet.",
                );
                return notice("good", text);
            }
            _ => {}
        }
        let turn =
            signer.and_then(|it| open.signer(&it.sign_id)).map(|index| open.check_turn(index));
        if let Some(Err(error @ (SignError::NotYourTurn | SignError::InReview))) = turn {
            return html! {
                (notice("care", texts::sign_error(language, error)))
                p { a.button.quiet href=(format!("/links/{}", self.token)) { (language.select("刷新", "Refresh")) } }
            };
        }
        self.sign_forms(signer)
    }

    fn sign_forms(self, signer: Option<&Approver>) -> Markup {
        let is_known = signer.is_some_and(|it| !it.name.is_empty());
        let can_decline = signer.is_none_or(|it| !it.no_refuse);
        let (language, posted) = (self.language, self.posted);
        let is_decline = posted.is_some_and(|it| person::text(it, "Command") == Some("decline"));
        let of = |declines: bool| posted.filter(|_| is_decline == declines);
        let no_reason = of(true).filter(|it| person::text(it, "Message").is_none());
        let problem = no_reason.map(|_| language.select("请填写拒签原因。", "Enter a reason."));
        html! {
            form.card method="post" novalidate {
                @if !is_known { (person::fields(language, of(false))) }
                button name="Command" value="sign" { (language.select("签署", "Sign")) }
            }
            @if can_decline {
                details open[is_decline] {
                    summary { (language.select("拒签", "Decline to sign")) }
                    form.card method="post" novalidate {
                        @if !is_known { (person::fields(language, of(true))) }
                        (person::field(("Message", language.select("拒签原因", "Reason for declining")), "", "off", problem))
                        button.no name="Command" value="decline" { (language.select("拒签", "Decline")) }
                    }
                }
            }
        }
    }

    fn fill_form(self, signer: Option<&Approver>) -> Markup {
        let (language, posted) = (self.language, self.posted);
        html! {
            form.card method="post" novalidate {
                h2 { (language.select("请先填写以下内容", "Fill in before signing")) }
                @for field in signer.map(|it| &it.fills).into_iter().flatten() {
                    @let value = posted.and_then(|it| it.get(&field.id)).unwrap_or(&field.value);
                    @let missing = posted.is_some() && field.required && value.trim().is_empty();
                    @let error = format!("{}-error", field.id);
                    label {
                        (field.name)
                        @if field.required { " *" }
                        input name=(field.id) value=(value) required[field.required] aria-invalid=[missing.then_some("true")]
                            aria-describedby=[missing.then_some(&error)];
                    }
                    @if missing { p.error id=(error) { (language.select("必填。", "Required.")) } }
                }
                button name="Command" value="fill" { (language.select("提交", "Submit")) }
            }
        }
    }
}

/// Renders a contract: status, fields, signers.
pub(super) fn card(
    language: Language,
    flow: &Flow,
    signer: Option<&str>,
    has_title: bool,
) -> Markup {
    let wire = flow.status.to_string();
    html! {
        section.card {
            @if has_title { h2 { (flow.name) } }
            p { (chip(language, &wire)) }
            @if !flow.fields.is_empty() {
                dl { @for field in &flow.fields { dt { (field.name) } dd { (field.value) } } }
            }
            ul.signers {
                @for it in &flow.approvers {
                    li {
                        span {
                            (it.organization_name) @if !it.organization_name.is_empty() { " " } (it.name)
                            @if it.name.is_empty() && it.organization_name.is_empty() { (it.role_name) }
                            @if signer == Some(&*it.sign_id) { " " span.faint { (language.select("（您）", "(you)")) } }
                        }
                        (chip(language, &it.status.to_string()))
                    }
                }
            }
        }
    }
}

fn chip(language: Language, wire: &str) -> Markup {
    html! { span.chip.(texts::status_class(wire)) title=(wire) { (texts::status(language, wire)) } }
}

/// Renders how a contract ended.
fn end(language: Language, flow: &Flow) -> Markup {
    let (class, text) = match flow.status {
        FlowStatus::All => ("good", language.select("所有签署方均已签署。", "All have signed.")),
        FlowStatus::Reject => (
            "bad",
            language.select(
                "有签署方拒签，合同已结束。",
                "A signer has declined: the contract has ended.",
            ),
        ),
        FlowStatus::Cancel => (
            "bad",
            language.select("发起方已撤销合同。", "The initiator has cancelled the contract."),
        ),
        FlowStatus::Deadline => {
            ("bad", language.select("已过签署截止时间。", "The deadline for signing has passed."))
        }
        _ => ("care", texts::sign_error(language, SignError::Ended)),
    };
    notice(class, text)
}

/// Renders a message.
pub(super) fn notice(class: &str, text: &str) -> Markup {
    html! { p.notice.(class) role="status" { (text) } }
}
