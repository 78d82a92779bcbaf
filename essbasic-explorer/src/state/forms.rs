//! The forms by which a tester plays others.

use essbasic_sandbox::FaultKind;
use maud::{Markup, html};
use serde_json::Value;

use super::AT;
use crate::time;
use crate::watched::Watched;

/// What the clock is moved by at a press: seconds, and what that is called.
const STEPS: [(u64, &str, &str); 3] = [
    (3600, "an hour on", "快进一小时"),
    (86_400, "a day on", "快进一天"),
    (604_800, "a week on", "快进一周"),
];

/// The kinds of faults.
const KINDS: [(&str, &str, &str); 5] = [
    ("delay", "answers come so many milliseconds later", "应答延迟（毫秒）"),
    ("reset", "the connection is closed at once", "立即断开连接"),
    ("cut", "done, but the answer breaks off", "已执行，但应答中断"),
    ("status", "a status of HTTP, without an answer", "只返回 HTTP 状态码"),
    ("throttle", "refused as one call too many", "按超频拒绝"),
];

/// What can be done about a row.
pub(super) fn of(table: &str, id: &str, row: &Value, watched: &Watched) -> Markup {
    let about = About { table, id, watched };
    match table {
        "qr_codes" => about.form(watched.say("Scan it as a person", "扮演某人扫码"), &html! {
            (person(watched, true))
            button name="act" value="scan" { (watched.say("Scan", "扫码")) }
        }),
        "flows" => about.signers(row),
        "links" if asks(row) => about.form(watched.say("Do what it asks for", "完成链接要求的操作"), &html! {
            (person(watched, false))
            button name="act" value="agree" { (watched.say("Agree", "同意")) }
        }),
        "seals" if row["status"] == "CHECKING" => {
            about.form(watched.say("Look at it as the service's people do", "扮演审核人员"), &html! {
                input type="hidden" name="act" value="review";
                button name="good" value="yes" { (watched.say("It is good", "通过")) }
                button.danger name="good" value="no" { (watched.say("It is not", "不通过")) }
            })
        }
        "accounts" => about.form(watched.say("Contracts left to every application", "各应用的剩余合同数"), &html! {
            label { (watched.say("Contracts", "合同数")) input name="left" inputmode="numeric" pattern="[0-9]{1,9}" required; }
            button name="act" value="contracts" { (watched.say("Set", "设置")) }
        }),
        _ => html! {},
    }
}

/// Whether a link asks somebody for something; others lead to documents.
fn asks(link: &Value) -> bool {
    const ASKING: [&str; 7] =
        ["Sign", "Console", "AutoSign", "Service", "Partners", "Prepared", "Cancel"];
    ASKING.iter().any(|kind| link["purpose"].get(kind).is_some())
}

/// A row that something is done about.
#[derive(Clone, Copy)]
struct About<'a> {
    table: &'a str,
    id: &'a str,
    watched: &'a Watched,
}

impl About<'_> {
    fn form(self, title: &str, content: &Markup) -> Markup {
        html! {
            section {
                h2 { (title) }
                (self.plain(content))
            }
        }
    }

    fn plain(self, content: &Markup) -> Markup {
        html! {
            form.act method="post" action=(AT) {
                input type="hidden" name="table" value=(self.table);
                input type="hidden" name="id" value=(self.id);
                (content)
            }
        }
    }

    /// A contract's signers, each with what they can do.
    fn signers(self, flow: &Value) -> Markup {
        let is_open = matches!(flow["status"].as_str(), Some("INIT" | "PART"));
        let signers = flow["approvers"].as_array().map(Vec::as_slice).unwrap_or_default();
        let say = |english, chinese| self.watched.say(english, chinese);
        html! {
            @if is_open && !signers.is_empty() {
                section {
                    h2 { (say("Sign it as one of its signers", "扮演签署方")) }
                    ol.signers { @for signer in signers { li { (self.signer(signer)) } } }
                    details {
                        summary { (say("Sign it as somebody else: an employee who takes it up, say", "以其他人身份签署（如待领取的企业员工）")) }
                        (self.plain(&html! {
                            (person(self.watched, true))
                            button name="act" value="sign" { (say("Sign", "签署")) }
                        }))
                    }
                }
            }
        }
    }

    fn signer(self, signer: &Value) -> Markup {
        let text = |name: &str| signer[name].as_str().unwrap_or_default();
        let say = |english, chinese| self.watched.say(english, chinese);
        let waits =
            matches!(text("status"), "PENDING" | "FILLPENDING" | "FILLACCEPT" | "WAITPICKUP");
        let fills = signer["fills"].as_array().map(Vec::as_slice).unwrap_or_default();
        html! {
            p {
                (text("role_name")) " " (text("organization_name")) " " span.faint { (text("status")) }
            }
            @if waits { (self.plain(&html! {
                input type="hidden" name="signer" value=(text("sign_id"));
                @if text("status") == "FILLPENDING" {
                    @for field in fills {
                        label { (field["name"].as_str().unwrap_or_default())
                            input name={ "field-" (field["id"].as_str().unwrap_or_default()) }; }
                    }
                    button name="act" value="fill" { (say("Fill in", "填写")) }
                } @else {
                    button name="act" value="sign" { (say("Sign", "签署")) }
                    label { (say("MatchReason, if they refuse", "拒签原因")) input name="message"; }
                    button.danger name="act" value="refuse" { (say("Refuse", "拒签")) }
                }
            })) }
        }
    }
}

/// A person's name and mobile number. Where they are not needed, who is meant stands in the link.
fn person(watched: &Watched, needed: bool) -> Markup {
    html! {
        label { (watched.say("Name (invent one)", "姓名（请虚构）"))
            input name="name" required[needed] autocomplete="off" placeholder="测试甲"; }
        label { (watched.say("Mobile number (invent one)", "手机号（请虚构）"))
            input name="mobile" required[needed] autocomplete="off" inputmode="numeric"
                pattern="[0-9]{11}" placeholder="13000000001"; }
    }
}

/// The clock, and what moves it.
pub(super) fn clock(now: i64, watched: &Watched) -> Markup {
    html! {
        section {
            h2 { (watched.say("Clock", "时钟")) }
            p { (watched.say("In the sandbox it is ", "沙箱时间：")) strong { (time::seconds(now)) " UTC" } }
            div.buttons {
                @for (seconds, english, chinese) in STEPS {
                    form method="post" action=(AT) {
                        input type="hidden" name="act" value="clock";
                        button.quiet name="seconds" value=(seconds) { (watched.say(english, chinese)) }
                    }
                }
            }
            form.act method="post" action=(AT) {
                label { (watched.say("Seconds", "秒数"))
                    input name="seconds" inputmode="numeric" pattern="[0-9]{1,12}" required; }
                button name="act" value="clock" { (watched.say("Move on", "快进")) }
            }
        }
    }
}

/// The faults that are on, and what adds one.
pub(super) fn faults(watched: &Watched) -> Markup {
    let faults = watched.inside.faults();
    let say = |english, chinese| watched.say(english, chinese);
    html! {
        section {
            h2 { (say("Faults", "故障")) }
            @if !faults.is_empty() {
                ul { @for fault in &faults {
                    li {
                        (fault.action().unwrap_or(say("every action", "全部接口"))) ": "
                        (kind(fault.kind(), watched)) ", " (fault.per_mille()) " ‰"
                    }
                } }
                form method="post" action=(AT) {
                    button.danger name="act" value="no-faults" { (say("End all", "全部停用")) }
                }
            }
            form.act method="post" action=(AT) {
                label { (say("Action; every one unless named", "接口（留空为全部）"))
                    input name="action" list="actions"; }
                datalist #actions {
                    @for entry in essbasic::CATALOGUE { option value=(entry.descriptor().name) {} }
                }
                label { (say("What happens", "现象"))
                    select name="kind" {
                        @for (word, english, chinese) in KINDS { option value=(word) { (say(english, chinese)) } }
                    } }
                label { (say("Milliseconds, or the status", "毫秒数或状态码"))
                    input name="value" inputmode="numeric" pattern="[0-9]{1,9}" value="500"; }
                label { (say("Of a thousand calls, so many", "每千次调用发生次数"))
                    input name="per_mille" type="number" min="0" max="1000" value="1000" required; }
                button name="act" value="fault" { (say("Let it befall calls", "启用故障")) }
            }
        }
    }
}

fn kind(kind: FaultKind, watched: &Watched) -> String {
    let (word, value) = match kind {
        FaultKind::Delay(milliseconds) => ("delay", format!(" ({milliseconds})")),
        FaultKind::Status(code) => ("status", format!(" ({code})")),
        FaultKind::Reset => ("reset", String::new()),
        FaultKind::Cut => ("cut", String::new()),
        _ => ("throttle", String::new()),
    };
    let known = KINDS.iter().find(|(known, ..)| *known == word);
    let said = known.map_or(word, |(_, english, chinese)| watched.say(english, chinese));
    format!("{said}{value}")
}
