//! Signers of a contract with their state, and forms that act as each.

use essbasic_devtools::{Language, t};
use maud::{Markup, html};
use serde_json::Value;

use crate::limits::{self, short};
use crate::paths::DATA_PATH;
use crate::{data_browser, document, person, status, time};

/// Returns the names of the signers.
pub(super) fn names(flow: &Value) -> impl Iterator<Item = &str> {
    signers(flow).iter().filter_map(|signer| signer["name"].as_str())
}

fn signers(flow: &Value) -> &[Value] {
    flow["approvers"].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Renders the signers.
pub(super) fn render(id: &str, flow: &Value, language: Language) -> Markup {
    let signers = signers(flow);
    let left_out = signers.len().saturating_sub(limits::LISTED);
    let is_open = status::is_open(flow["status"].as_str().unwrap_or_default());
    html! {
        ol.signers {
            @for (index, signer) in signers.iter().take(limits::LISTED).enumerate() {
                li { (one(id, index, signer, is_open, language)) }
            }
            @if left_out > 0 { li.faint { "… " (t!(language, "more-items", count = left_out)) } }
        }
        @if is_open && !signers.is_empty() {
            details {
                summary { (t!(language, "sign-as-other")) }
                form.command method="post" action=(DATA_PATH) {
                    (target(id))
                    (data_browser::person_fields(language, true))
                    button name="command" value="sign" { (t!(language, "sign")) }
                }
            }
        }
    }
}

fn one(id: &str, index: usize, signer: &Value, is_open: bool, language: Language) -> Markup {
    let text = |name: &str| signer[name].as_str().unwrap_or_default();
    let is_waiting =
        matches!(text("status"), "PENDING" | "FILLPENDING" | "FILLACCEPT" | "WAITPICKUP");
    let done_on = signer["done_on"].as_i64().filter(|time| *time > 0);
    html! {
        div.who {
            (document::mark(Some(index))) " "
            @for part in [text("role_name"), text("organization_name")] {
                @if !part.is_empty() { (short(part)) " · " }
            }
            (person::render(text("name"), text("mobile"))) " "
            (status::badge(text("status"), language))
            @if let Some(time) = done_on { " " span.faint { (time::seconds(time)) " UTC" } }
        }
        @if let Some(deadline) = signer["deadline"].as_i64() {
            p.faint { (t!(language, "deadline")) (language.sentence_separator()) (time::seconds(deadline)) " UTC" }
        }
        @if is_open && is_waiting { (act_as(id, signer, language)) }
    }
}

fn act_as(id: &str, signer: &Value, language: Language) -> Markup {
    let fills = signer["fills"].as_array().map(Vec::as_slice).unwrap_or_default();
    html! {
        form.command method="post" action=(DATA_PATH) {
            (target(id))
            input type="hidden" name="signer" value=(signer["sign_id"].as_str().unwrap_or_default());
            @if signer["status"] == "FILLPENDING" {
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
        }
    }
}

fn target(id: &str) -> Markup {
    html! {
        input type="hidden" name="table" value="flows";
        input type="hidden" name="id" value=(id);
    }
}
