//! What is to be known before an action is sent: what repeating does, its quota, its host.

use essbasic::Descriptor;
use maud::{Markup, html};

use essbasic_devtools::Language;
use essbasic_devtools::action_docs;

/// The facts, as a list of terms.
pub(super) fn facts(action: &Descriptor, language: Language) -> Markup {
    html! {
        dl.facts {
            dt { (language.say("Sent again?", "能否重发")) }
            dd { code { (action.effect.name()) } ": " (action_docs::describe_retries(action.effect, language)) }
            @if let Some(consequence) = action_docs::describe_effect(action.effect, language) {
                dt { (language.say("What it does", "影响")) }
                dd { (consequence) }
            }
            dt { (language.say("Quota", "频率限制")) }
            dd { (action.rate_limit) (language.say(" calls a second", " 次/秒")) }
            dt { (language.say("Host", "域名")) }
            dd { code { (action.host.name()) } }
            dt { (language.say("Version", "版本")) }
            dd { (action.service) " " (action.version) }
            @for listing in action.paginations {
                dt { (language.say("Comes page by page", "分页")) }
                dd {
                    code { (listing.items) } ", "
                    (language.say("at most ", "每页最多 ")) (listing.page_size) (language.say(" a page", " 条"))
                    @if let Some((member, value)) = listing.when {
                        ", " (language.say("when ", "当 ")) code { (member) } " = " code { (value) }
                    }
                }
            }
            @if let Some(waiting) = action.wait {
                dt { (language.say("Asked until", "轮询")) }
                dd {
                    code { (waiting.status) } (language.say(" is ", " 为 "))
                    @for (at, value) in waiting.done.iter().enumerate() {
                        @if at > 0 { (language.say(" or ", " 或 ")) }
                        @if *value == "*" { (language.say("there", "任意值")) } @else { code { (value) } }
                    }
                    @if !waiting.failed.is_empty() {
                        (language.say("; it has failed with ", "；失败：")) code { (waiting.failed.join(", ")) }
                    }
                }
            }
        }
    }
}
