//! A call's own page: all that is known of it.

use std::collections::BTreeMap;
use std::io;

use axum::extract::{Path, Query};
use axum::response::Response;
use essbasic_sandbox::{RecordedCall, SignatureStatus};
use maud::{Markup, html};
use serde_json::Value;

use super::{AT, messages, rows};
use crate::page::Page;
use crate::places::{self, Places};
use crate::said::said;
use crate::signature;
use crate::time;
use crate::watched::Watched;

/// The page.
pub(super) async fn page(
    watched: Watched,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let Some(call) = watched.inside.call(&id) else { return watched.nothing(AT) };
    let told = told(&watched, &call).await;
    let (request, answer) =
        (messages::read(&call.request_body), messages::read(&call.response_body));
    let values: Vec<&Value> = [&request, &answer].into_iter().flatten().collect();
    let places = Places::of(&watched.inside, &values).await;
    let (told, places) = match told.and_then(|told| Ok((told, places?))) {
        Ok(known) => known,
        Err(why) => return watched.untold(AT, &why),
    };
    let language = watched.language;
    let signature = match call.signature {
        SignatureStatus::Invalid => why(&call, &watched).await,
        _ => html! {},
    };
    let title = format!("{} {}", call.number, call.action());
    let content = html! {
        p { a href=(AT) { (watched.say("All calls", "全部调用")) } }
        h1.key {
            span.faint { (call.number) } " "
            @if essbasic::find(call.action()).is_some() {
                a href={ "/actions/" (call.action()) } { (call.action()) }
            } @else { (call.action()) }
        }
        (said(&query, language))
        (facts(&call, &watched))
        (signature)
        form method="post" action={ (AT) "/" (call.number) "/replay" } {
            button { (watched.say("Send it once more", "重新发送")) }
        }
        (told)
        (messages::both(&call, request.as_ref(), answer.as_ref(), &places, language))
    };
    Page::new(&watched.site, language, &title)
        .at(AT)
        .styles(&["inspector.css", "signature.css"])
        .around(&content)
}

fn facts(call: &RecordedCall, watched: &Watched) -> Markup {
    let say = |english, chinese| watched.say(english, chinese);
    html! {
        dl.facts {
            dt { (say("Outcome", "结果")) } dd { (rows::outcome(call, watched.language)) }
            @if let Some(inside) = &call.encrypted_call {
                dt { (say("Encrypted inside", "密文内的接口")) }
                dd {
                    (inside.action) " "
                    @if let Some(code) = &inside.code { span.bad { (say("refused", "拒绝")) } " " code { (code) } }
                    @else { span.good { (say("done", "成功")) } }
                }
            }
            dt { (say("Signature", "签名")) } dd { (verdict(call.signature, watched)) }
            dt { (say("Time", "时间")) } dd { (time::whole(call.received_at)) ", " (time::milliseconds(call.duration)) " ms" }
            @if let Some(id) = &call.request_id { dt { (say("Request id", "请求 ID")) } dd.mono { (id) } }
            @if let Some(status) = call.status { dt { (say("Status", "状态码")) } dd { (status) } }
            dt { (say("Version", "版本")) } dd { (call.version()) }
            dt { (say("From", "来源")) }
            dd { @if let Some(from) = call.peer { (from) " " } (call.user_agent()) }
            @if !call.delay.is_zero() {
                dt { (say("Fault", "故障")) } dd.care { (say("held up for ", "延迟 ")) (call.delay.as_millis()) " ms" }
            }
            @if let Some(fault) = call.fault { dt { (say("Fault", "故障")) } dd.care { (format!("{fault:?}")) } }
            @if let Some(number) = call.replay_of() {
                dt { (say("Replay of", "重放自")) } dd { a href={ (AT) "/" (number) } { (number) } }
            }
        }
    }
}

fn verdict(verdict: SignatureStatus, watched: &Watched) -> Markup {
    match verdict {
        SignatureStatus::Valid => html! {
            span.good { (watched.say("verified, over the request as it arrived", "通过：与收到的请求一致")) }
        },
        SignatureStatus::Invalid => html! {
            span.bad { (watched.say("does not verify", "不通过")) } ": "
            a href="#signature" { (watched.say("why", "原因")) }
        },
        _ => html! { (watched.say("nobody came to look at it", "未验证")) },
    }
}

/// Why its signature does not verify.
async fn why(call: &RecordedCall, watched: &Watched) -> Markup {
    html! {
        section.verdict {
            h2 #signature { (watched.say("Why the signature does not verify", "签名不通过的原因")) }
            (signature::of_call(call, &watched.site, watched.language).await)
            p { a href="/signature" { (watched.say("Check another request", "检查其他请求")) } }
        }
    }
}

/// The events that it caused, and how they were answered.
async fn told(watched: &Watched, call: &RecordedCall) -> io::Result<Markup> {
    let mut events = Vec::new();
    for key in &call.events {
        events.push((key, watched.inside.row("outbox", key).await?.map(|row| row.value)));
    }
    let say = |english, chinese| watched.say(english, chinese);
    Ok(html! {
        @if !events.is_empty() {
            h2 { (say("Callbacks", "回调")) }
            div.scroll tabindex="0" role="region" aria-label=(say("Callbacks", "回调")) {
                table {
                    thead { tr {
                        th scope="col" { (say("Event", "事件")) }
                        th scope="col" { (say("Attempts", "推送次数")) }
                        th scope="col" { (say("Answered", "应答")) }
                    } }
                    tbody { @for (key, event) in events { tr {
                        @if let Some(event) = event { (delivery(key, &event, watched)) }
                        @else { td colspan="3" { (say("forgotten", "已不再保留")) } }
                    } } }
                }
            }
        }
    })
}

fn delivery(key: &str, event: &Value, watched: &Watched) -> Markup {
    let text = |name: &str| event[name].as_str().unwrap_or_default();
    let delivered = event["delivered"] == true;
    let answer = match (text("answer"), event["attempts"].as_u64()) {
        ("", Some(0) | None) => watched.say("not posted", "未推送"),
        (answer, _) => answer,
    };
    html! {
        td { a href=(places::address("outbox", key)) { (text("kind")) } }
        td.number { (event["attempts"]) }
        td .good[delivered] .care[!delivered] { (answer) }
    }
}
