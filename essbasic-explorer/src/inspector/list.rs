//! The list of calls, newest first.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::Query;
use axum::response::Response;
use essbasic_sandbox::RecordedCall;
use maud::{Markup, html};

use super::filter::Filter;
use super::{AT, rows};
use crate::page::Page;
use crate::said::said;
use crate::watched::Watched;

/// How many calls are listed.
const LISTED: usize = 200;

/// The outcomes that can be asked for.
const OUTCOMES: [(&str, &str, &str); 7] = [
    ("", "any outcome", "全部结果"),
    ("done", "done", "成功"),
    ("canned", "done (sample)", "成功（示例）"),
    ("rejected", "refused", "拒绝"),
    ("status", "a status alone", "仅状态码"),
    ("no-response", "no answer", "无应答"),
    ("disconnected", "caller left", "调用方断开"),
];

/// The page.
pub(super) async fn page(
    watched: Watched,
    Query(filter): Query<Filter>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let calls = watched.inside.calls_after(0);
    let last = calls.last().map_or(0, |call| call.number);
    let shown = taken(calls, filter.clone()).await;
    let from = shown.len().saturating_sub(LISTED);
    let title = watched.say("Calls", "调用记录");
    let content = html! {
        h1 { (title) }
        (said(&query, watched.language))
        (form(&filter, &watched))
        (buttons(&filter, &watched))
        div.scroll tabindex="0" role="region" aria-label=(title) {
            table #calls data-live={ "/inspector/live?" (filter.query()) } data-last=(last) data-most=(LISTED) {
                thead { tr { @for head in rows::heads(watched.language) { th scope="col" { (head) } } } }
                tbody { (rows::rows(&shown[from..], watched.language)) }
            }
        }
        p.none hidden[!shown.is_empty()] {
            (watched.say("No call that is asked for here has come yet.", "还没有符合条件的调用。"))
        }
    };
    Page::new(&watched.site, watched.language, title)
        .at(AT)
        .scripts(&["inspector.js"])
        .styles(&["inspector.css"])
        .around(&content)
}

/// The calls that a filter takes; to look through bodies takes a moment.
pub(super) async fn taken(calls: Vec<Arc<RecordedCall>>, filter: Filter) -> Vec<Arc<RecordedCall>> {
    let take = move || calls.into_iter().filter(|call| filter.takes(call)).collect();
    tokio::task::spawn_blocking(take).await.unwrap_or_default()
}

fn form(filter: &Filter, watched: &Watched) -> Markup {
    html! {
        form.filter role="search" action=(AT) {
            label { (watched.say("Action", "接口")) input name="action" value=(filter.action) list="actions"; }
            datalist #actions {
                @for entry in essbasic::CATALOGUE { option value=(entry.descriptor().name) {} }
            }
            label {
                (watched.say("Outcome", "结果"))
                select name="outcome" {
                    @for (word, english, chinese) in OUTCOMES {
                        option value=(word) selected[word == filter.outcome] { (watched.say(english, chinese)) }
                    }
                }
            }
            label { (watched.say("Text in it", "包含文本")) input type="search" name="q" value=(filter.q); }
            button { (watched.say("Filter", "筛选")) }
        }
    }
}

fn buttons(filter: &Filter, watched: &Watched) -> Markup {
    let all = (watched.say("Pause", "暂停"), watched.say("Resume", "继续"));
    let states = (watched.say("Live", "实时"), watched.say("Paused", "已暂停"));
    let lost = watched.say("Not connected", "未连接");
    html! {
        div.buttons {
            button #pause.quiet type="button" hidden data-pause=(all.0) data-resume=(all.1) { (all.0) }
            span #connection role="status" data-live=(states.0) data-paused=(states.1) data-lost=(lost) {}
            a.button.quiet href={ "/inspector/har?" (filter.query()) } {
                (watched.say("Export as HAR", "导出 HAR"))
            }
            form method="post" action="/inspector/clear" {
                button.quiet { (watched.say("Forget all", "清空")) }
            }
        }
    }
}
