//! Forms of commands: what people and the service do, the clock, and faults.

use std::borrow::Cow;

use essbasic_devtools::callback_samples::CALLBACK_SAMPLES;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::Fault;
use maud::{Markup, html};
use serde_json::Value;

use super::PATH;
use crate::fault;
use crate::language::{colon, comma};
use crate::limits::{self, short};
use crate::sandbox_page::SandboxPage;
use crate::time;

/// Renders the commands for a row.
pub(super) fn commands(table: &str, id: &str, row: &Value, language: Language) -> Markup {
    let form = RowForm { table, id, language };
    match table {
        "qr_codes" => form.section(
            &t!(language, "scan-as-person"),
            &html! {
                (person(language, true))
                button name="command" value="scan" { (t!(language, "scan")) }
            },
        ),
        "flows" => form.signers(row),
        "links" if is_request(row) => form.section(
            &t!(language, "approve-link"),
            &html! {
                (person(language, false))
                button name="command" value="agree" { (t!(language, "agree")) }
            },
        ),
        "seals" if row["status"] == "CHECKING" => form.section(
            &t!(language, "review-seal"),
            &html! {
                input type="hidden" name="command" value="review";
                button name="approved" value="yes" { (t!(language, "approve")) }
                button.danger name="approved" value="no" { (t!(language, "reject")) }
            },
        ),
        "accounts" => form.section(
            &t!(language, "contracts-left"),
            &html! {
                label { (t!(language, "contracts"))
                    input name="contracts" inputmode="numeric" pattern="[0-9]{1,9}" required; }
                button name="command" value="set-contracts" { (t!(language, "set")) }
            },
        ),
        _ => html! {},
    }
}

/// Returns whether a link requests something; others open documents.
fn is_request(link: &Value) -> bool {
    const REQUESTS: [&str; 7] =
        ["Sign", "Console", "AutoSign", "Service", "Partners", "Prepared", "Cancel"];
    REQUESTS.iter().any(|kind| link["purpose"].get(kind).is_some())
}

/// A form for a command on a row.
#[derive(Clone, Copy)]
struct RowForm<'a> {
    table: &'a str,
    id: &'a str,
    language: Language,
}

impl RowForm<'_> {
    fn section(self, title: &str, content: &Markup) -> Markup {
        html! { section { h2 { (title) } (self.form(content)) } }
    }

    fn form(self, content: &Markup) -> Markup {
        html! {
            form.command method="post" action=(PATH) {
                input type="hidden" name="table" value=(self.table);
                input type="hidden" name="id" value=(self.id);
                (content)
            }
        }
    }

    /// Renders the signers of a contract in progress, each with their commands.
    fn signers(self, flow: &Value) -> Markup {
        let is_open = matches!(flow["status"].as_str(), Some("INIT" | "PART"));
        let signers = flow["approvers"].as_array().map(Vec::as_slice).unwrap_or_default();
        let language = self.language;
        html! {
            @if is_open && !signers.is_empty() {
                section {
                    h2 { (t!(language, "sign-as-signer")) }
                    ol.signers { @for signer in signers.iter().take(limits::LISTED) { li { (self.signer(signer)) } } (more(signers.len(), language)) }
                    details {
                        summary { (t!(language, "sign-as-other")) }
                        (self.form(&html! {
                            (person(language, true))
                            button name="command" value="sign" { (t!(language, "sign")) }
                        }))
                    }
                }
            }
        }
    }

    fn signer(self, signer: &Value) -> Markup {
        let text = |name: &str| signer[name].as_str().unwrap_or_default();
        let language = self.language;
        let is_waiting =
            matches!(text("status"), "PENDING" | "FILLPENDING" | "FILLACCEPT" | "WAITPICKUP");
        let fills = signer["fills"].as_array().map(Vec::as_slice).unwrap_or_default();
        html! {
            p {
                (short(text("role_name"))) " " (short(text("organization_name"))) " "
                span.faint title=(text("status")) { (status(text("status"), language)) }
            }
            @if is_waiting { (self.form(&html! {
                input type="hidden" name="signer" value=(text("sign_id"));
                @if text("status") == "FILLPENDING" {
                    @for field in fills.iter().take(limits::LISTED) {
                        label { (short(field["name"].as_str().unwrap_or_default()))
                            input name={ "field-" (field["id"].as_str().unwrap_or_default()) }; }
                    }
                    button name="command" value="fill" { (t!(language, "fill-in")) }
                } @else {
                    button name="command" value="sign" { (t!(language, "sign")) }
                    label { (t!(language, "decline-reason")) input name="message"; }
                    button.danger name="command" value="decline" { (t!(language, "decline")) }
                }
            })) }
        }
    }
}

/// Returns the name of a status of a contract or signer; others are shown as the service writes them.
pub(super) fn status(status: &str, language: Language) -> Cow<'_, str> {
    match status {
        "INIT" => t!(language, "status-init"),
        "PART" => t!(language, "status-part"),
        "ALL" => t!(language, "status-all"),
        "ACCEPT" => t!(language, "status-accept"),
        "PENDING" => t!(language, "status-pending"),
        "FILLPENDING" => t!(language, "status-fill-pending"),
        "FILLACCEPT" => t!(language, "status-fill-accept"),
        "WAITPICKUP" => t!(language, "status-wait-pickup"),
        "REJECT" => t!(language, "status-reject"),
        "DEADLINE" => t!(language, "status-deadline"),
        "CANCEL" => t!(language, "status-cancel"),
        "STOP" => t!(language, "status-stop"),
        "RELIEVED" => t!(language, "status-relieved"),
        other => other.into(),
    }
}

/// Renders name and mobile number of a person.
fn person(language: Language, is_required: bool) -> Markup {
    html! {
        label { (t!(language, "invented-name"))
            input name="name" required[is_required] autocomplete="off" placeholder="测试甲"; }
        label { (t!(language, "invented-mobile"))
            input name="mobile" required[is_required] autocomplete="off" inputmode="numeric"
                pattern="[0-9]{11}" placeholder="13000000001"; }
    }
}

/// Renders the number of items that a list leaves out.
fn more(count: usize, language: Language) -> Markup {
    let left_out = count.saturating_sub(limits::LISTED);
    html! { @if left_out > 0 { li.faint { "… " (t!(language, "more-items", count = left_out)) } } }
}

/// Renders the clock.
pub(super) fn clock(now: i64, language: Language) -> Markup {
    let steps = [
        (3600, t!(language, "advance-hour")),
        (86_400, t!(language, "advance-day")),
        (604_800, t!(language, "advance-week")),
    ];
    html! {
        section {
            h2 { (t!(language, "clock")) }
            p { (t!(language, "sandbox-time")) (language.sentence_separator()) strong { (time::seconds(now)) " UTC" } }
            div.buttons {
                @for (seconds, name) in steps {
                    form method="post" action=(PATH) {
                        input type="hidden" name="command" value="advance-clock";
                        button.quiet name="seconds" value=(seconds) { (name) }
                    }
                }
            }
            form.command method="post" action=(PATH) {
                label { (t!(language, "seconds"))
                    input name="seconds" inputmode="numeric" pattern="[0-9]{1,12}" required; }
                button name="command" value="advance-clock" { (t!(language, "advance-clock")) }
            }
        }
    }
}

/// Renders the injected faults, and the form that injects one.
pub(super) fn faults(context: &SandboxPage) -> Markup {
    let (faults, language) = (context.sandbox.faults(), context.language);
    let every = |fault: &Fault| {
        if fault.kind().is_about_callbacks() {
            t!(language, "every-event")
        } else {
            t!(language, "every-action")
        }
    };
    html! {
        section {
            h2 { (t!(language, "faults")) }
            @if !faults.is_empty() {
                ul { @for fault in faults.iter().take(limits::LISTED) {
                    li {
                        (short(fault.action().unwrap_or(&every(fault)))) (colon(language))
                        (fault::describe(fault.kind(), language)) (comma(language)) (fault.per_mille()) " ‰"
                    }
                }
                (more(faults.len(), language)) }
                form method="post" action=(PATH) {
                    button.danger name="command" value="clear-faults" { (t!(language, "clear-faults")) }
                }
            }
            form.command method="post" action=(PATH) {
                label { (t!(language, "fault-action")) input name="action" list="actions"; }
                datalist #actions {
                    @for entry in essbasic::CATALOGUE { option value=(entry.descriptor().name) {} }
                    @for sample in CALLBACK_SAMPLES { option value=(sample.name) {} }
                }
                label { (t!(language, "fault-kind"))
                    select name="kind" {
                        @for kind in fault::KINDS {
                            option value=(kind) { (fault::kind_name(kind, language)) }
                        }
                    } }
                label { (t!(language, "fault-value"))
                    input name="value" inputmode="numeric" pattern="[0-9]{1,9}" value="500"; }
                label { (t!(language, "fault-probability"))
                    input name="per_mille" type="number" min="0" max="1000" value="1000" required; }
                button name="command" value="inject-fault" { (t!(language, "inject-fault")) }
            }
        }
    }
}
