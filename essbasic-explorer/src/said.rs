//! What a page says came of a button: named by a word in its address, so that no address can put
//! words into its mouth.

use std::collections::BTreeMap;

use essbasic_sandbox::{CommandError, ScanError, SignError};
use maud::{Markup, html};

use essbasic_devtools::Language;

/// Each word, and what it says; those that start with `!` are no success.
const SAYINGS: &[(&str, &str, &str)] = &[
    ("done", "Done.", "已完成。"),
    ("started", "A contract was started: this one.", "已发起合同，即本页所示。"),
    ("clock", "The clock was moved.", "时钟已调整。"),
    ("fault", "The fault is on.", "故障已启用。"),
    ("no-faults", "All faults have ended.", "故障已全部停用。"),
    ("cleared", "All calls were forgotten.", "调用记录已清空。"),
    ("replayed", "The call was sent once more: this is what came of it.", "已重新发送，结果如下。"),
    (
        "!unanswered",
        "The call was sent once more, and was not answered.",
        "已重新发送，但没有应答。",
    ),
    (
        "!not-sent",
        "The call cannot be sent once more: it names no action.",
        "无法重发：没有接口名。",
    ),
    (
        "!not-whole",
        "The call cannot be sent once more: its body is not JSON, or was too large to be kept whole.",
        "无法重发：请求体不是 JSON，或过大而未完整保留。",
    ),
    ("!form", "The form is not what this button sends.", "表单内容不完整。"),
    ("!unknown", "There is no such thing.", "没有此项。"),
    ("!ended", "The contract has ended.", "合同已结束。"),
    (
        "!no-signer",
        "They do not sign this contract; say who does.",
        "此人不是签署方，请填写签署人。",
    ),
    ("!turn", "Others sign first.", "尚未轮到此人签署。"),
    ("!fill", "Something is to be filled in first.", "须先填写内容。"),
    ("!review", "The organization has yet to agree.", "企业尚未审核通过。"),
    ("!quota", "No contracts are left.", "合同额度不足。"),
    (
        "!invalid",
        "The code was cancelled, has expired or is used up.",
        "二维码已取消、过期或用完。",
    ),
    ("!others", "The code is for other people.", "此二维码限定其他人。"),
    (
        "!again",
        "The code takes everybody once, and this person has signed.",
        "每人限扫一次，此人已签署。",
    ),
    ("!failed", "It could not be done.", "未能完成。"),
];

/// What is said of an act that nothing came of.
pub(crate) fn refusal(why: CommandError) -> &'static str {
    match why {
        CommandError::Sign(SignError::NotFound) | CommandError::Scan(ScanError::NotFound) => {
            "!unknown"
        }
        CommandError::Sign(SignError::Ended) => "!ended",
        CommandError::Sign(SignError::NotASigner) => "!no-signer",
        CommandError::Sign(SignError::NotYourTurn) => "!turn",
        CommandError::Sign(SignError::FieldsMissing) => "!fill",
        CommandError::Sign(SignError::InReview) => "!review",
        CommandError::Sign(SignError::QuotaExhausted)
        | CommandError::Scan(ScanError::QuotaExhausted) => "!quota",
        CommandError::Scan(ScanError::Invalid) => "!invalid",
        CommandError::Scan(ScanError::NotAllowed) => "!others",
        CommandError::Scan(ScanError::AlreadySigned) => "!again",
        _ => "!failed",
    }
}

/// An address with what is said there.
pub(crate) fn at(address: &str, word: &str) -> String {
    format!("{address}?said={}", word.replace('!', "%21"))
}

/// What the address of a page says, if anything.
pub(crate) fn said(query: &BTreeMap<String, String>, language: Language) -> Markup {
    let word = query.get("said").map(String::as_str);
    let saying = SAYINGS.iter().find(|(known, ..)| word == Some(known));
    html! {
        @if let Some((word, english, chinese)) = saying {
            p.said .refused[word.starts_with('!')] role="status" { (language.say(english, chinese)) }
        }
    }
}
