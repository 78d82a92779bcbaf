//! Faults: the active ones, and the form that injects one.

use std::borrow::Cow;
use std::collections::BTreeSet;

use essbasic::{CATALOGUE, ErrorCode};
use essbasic_devtools::callback_samples::CALLBACK_SAMPLES;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::Fault;
use maud::{Markup, html};

use crate::fault;
use crate::language::{colon, comma};
use crate::limits::{self, short};
use crate::paths::SETTINGS_PATH;
use crate::sandbox_page::SandboxPage;

/// Renders the active faults and the form.
pub(super) fn render(context: &SandboxPage) -> Markup {
    let (faults, language) = (context.sandbox.faults(), context.language);
    let left_out = faults.len().saturating_sub(limits::LISTED);
    html! {
        @if faults.is_empty() { p { (t!(language, "no-faults")) } }
        @else {
            ul.cards { @for fault in faults.iter().take(limits::LISTED) { li.line { (active(fault, language)) } } }
            @if left_out > 0 { p.faint { "… " (t!(language, "more-items", count = left_out)) } }
            form method="post" action=(SETTINGS_PATH) {
                button.danger name="command" value="clear-faults" { (t!(language, "clear-faults")) }
            }
        }
        (form(language))
    }
}

fn active(fault: &Fault, language: Language) -> Markup {
    let every: Cow<'_, str> = if fault.kind().is_about_callbacks() {
        t!(language, "every-event")
    } else {
        t!(language, "every-action")
    };
    html! {
        span {
            (short(fault.action().unwrap_or(&every))) (colon(language))
            (fault::describe(fault.kind(), language)) (comma(language)) (percent(fault.per_mille())) " %"
            @if let Some(remaining) = fault.remaining() {
                (comma(language)) (t!(language, "fault-remaining", seconds = remaining.as_secs() + 1))
            }
        }
        form method="post" action=(SETTINGS_PATH) {
            input type="hidden" name="id" value=(fault.id());
            button.quiet.small name="command" value="remove-fault" { (t!(language, "remove")) }
        }
    }
}

/// Formats a probability: `12.5`.
fn percent(per_mille: u32) -> String {
    match (per_mille / 10, per_mille % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

fn form(language: Language) -> Markup {
    html! {
        form.command method="post" action=(SETTINGS_PATH) {
            label { (t!(language, "fault-kind"))
                select name="kind" {
                    @for kind in fault::KINDS {
                        option value=(kind) { (fault::kind_name(kind, language)) }
                    }
                } }
            label { (t!(language, "fault-code"))
                input name="code" list="codes" spellcheck="false" placeholder="OperationDenied"; }
            datalist #codes { @for code in codes() { option value=(code) {} } }
            label { (t!(language, "fault-value"))
                input name="value" inputmode="numeric" pattern="[0-9]{1,9}" value="500"; }
            label { (t!(language, "fault-action")) input name="action" list="actions" spellcheck="false" maxlength="128"; }
            datalist #actions {
                @for entry in CATALOGUE { option value=(entry.descriptor().name) {} }
                @for sample in CALLBACK_SAMPLES { option value=(sample.name) {} }
            }
            label { (t!(language, "fault-probability"))
                input name="percent" type="number" min="0" max="100" step="0.1" value="100" required; }
            label { (t!(language, "fault-seconds"))
                input name="seconds" inputmode="numeric" pattern="[0-9]{1,9}"; }
            button name="command" value="inject-fault" { (t!(language, "inject-fault")) }
        }
    }
}

/// Returns every documented error code, in alphabetical order.
fn codes() -> BTreeSet<&'static str> {
    let documented = CATALOGUE.iter().flat_map(|entry| entry.descriptor().errors).copied();
    documented.chain(ErrorCode::COMMON.iter().map(ErrorCode::as_str)).collect()
}
