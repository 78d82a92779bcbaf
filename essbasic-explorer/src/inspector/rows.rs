//! A call as a row of the list.

use std::sync::Arc;

use essbasic_sandbox::{CallOutcome, RecordedCall, SignatureStatus};
use maud::{Markup, html};

use crate::time;
use essbasic_devtools::Language;

/// The heads of the list's columns.
pub(super) fn heads(language: Language) -> [&'static str; 7] {
    let say = |english, chinese| language.say(english, chinese);
    [
        say("No.", "编号"),
        say("Time (UTC)", "时间 (UTC)"),
        say("Action", "接口"),
        say("Outcome", "结果"),
        say("Signature", "签名"),
        say("Took", "耗时"),
        say("From", "来源"),
    ]
}

/// Rows, the newest first.
pub(super) fn rows(calls: &[Arc<RecordedCall>], language: Language) -> Markup {
    html! { @for call in calls.iter().rev() { (row(call, language)) } }
}

/// What stands in the place of rows that came faster than anybody reads.
pub(super) fn left_out(calls: usize, language: Language) -> Markup {
    html! {
        tr.left-out {
            td colspan="7" {
                (calls) " " (language.say("more calls came here: reload to list them", "次调用未在此列出，请刷新页面"))
            }
        }
    }
}

fn row(call: &RecordedCall, language: Language) -> Markup {
    html! {
        tr {
            td { a href={ "/inspector/" (call.number) } { (call.number) } }
            td { time datetime=(time::whole(call.received_at)) { (time::of_day(call.received_at)) } }
            td.action { (action(call)) (notes(call, language)) }
            td { (outcome(call, language)) }
            td { (verdict(call.signature, language)) }
            td.number { (time::milliseconds(call.duration)) " ms" }
            td.from { (from(call)) }
        }
    }
}

fn action(call: &RecordedCall) -> &str {
    match call.action() {
        "" => "–",
        action => action,
    }
}

fn notes(call: &RecordedCall, language: Language) -> Markup {
    html! {
        @if let Some(inside) = &call.encrypted_call {
            " " span.badge .bad[inside.code.is_some()] { (inside.action) }
        }
        @if let Some(number) = call.replay_of() {
            " " span.badge { (language.say("replay of ", "重放自 ")) (number) }
        }
        @if call.fault.is_some() || !call.delay.is_zero() {
            " " span.badge.care { (language.say("fault", "故障")) }
        }
        @if !call.events.is_empty() {
            " " span.badge { (call.events.len()) " " (language.say("events", "个事件")) }
        }
    }
}

/// What became of a call, in a few words.
pub(super) fn outcome(call: &RecordedCall, language: Language) -> Markup {
    let status = call.status.unwrap_or_default();
    match &call.outcome {
        CallOutcome::Done => html! { span.good { (language.say("done", "成功")) } },
        CallOutcome::Canned => {
            html! { span.good { (language.say("done (sample)", "成功（示例）")) } }
        }
        CallOutcome::Rejected(code) => {
            html! { span.bad { (language.say("refused", "拒绝")) } " " code { (code) } }
        }
        CallOutcome::HttpStatus => html! { span.bad { "HTTP " (status) } },
        CallOutcome::NoResponse => html! { span.bad { (language.say("no answer", "无应答")) } },
        _ => html! { span.care { (language.say("caller left", "调用方断开")) } },
    }
}

/// What is to be said of a signature, in a word.
fn verdict(verdict: SignatureStatus, language: Language) -> Markup {
    match verdict {
        SignatureStatus::Valid => html! { span.good { (language.say("verified", "通过")) } },
        SignatureStatus::Invalid => html! { span.bad { (language.say("wrong", "不通过")) } },
        _ => html! { span.faint { (language.say("not judged", "未验证")) } },
    }
}

/// Who called: the first word of what the caller calls itself, and its address.
fn from(call: &RecordedCall) -> Markup {
    let agent = call.user_agent().split([' ', ';']).next().unwrap_or_default();
    html! {
        @if !agent.is_empty() { (agent) " " }
        @if let Some(from) = call.peer { span.faint { (from.ip()) } }
    }
}
