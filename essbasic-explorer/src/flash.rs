//! Messages about the result of a command, shown on the page after a redirect.
//!
//! The address holds a code, not a text, so that no link can make a page show a text of its own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use essbasic_devtools::{Language, t};
use essbasic_sandbox::{CommandError, EventError, ScanError, SignError};
use maud::{Markup, html};

/// Returns the code for a command that was not executed.
pub(crate) fn error(error: CommandError) -> &'static str {
    match error {
        CommandError::Sign(SignError::NotFound)
        | CommandError::Scan(ScanError::NotFound)
        | CommandError::Event(EventError::NotFound)
        | CommandError::SealNotFound => "!unknown",
        CommandError::Event(EventError::NoCallback) => "!no-callback",
        CommandError::Event(EventError::TooOften) => "!too-often",
        CommandError::Sign(SignError::Ended) => "!ended",
        CommandError::Sign(SignError::NotASigner) => "!no-signer",
        CommandError::Sign(SignError::NotYourTurn) => "!not-their-turn",
        CommandError::Sign(SignError::FieldsMissing) => "!not-filled",
        CommandError::Sign(SignError::InReview) => "!in-review",
        CommandError::Sign(SignError::DeclineForbidden) => "!no-decline",
        CommandError::Sign(SignError::QuotaExhausted)
        | CommandError::Scan(ScanError::QuotaExhausted) => "!no-contracts",
        CommandError::Scan(ScanError::Invalid) => "!code-invalid",
        CommandError::Scan(ScanError::NotAllowed) => "!code-restricted",
        CommandError::Scan(ScanError::AlreadySigned) => "!already-signed",
        CommandError::SealReviewed => "!seal-reviewed",
        CommandError::Storage => "!storage",
        _ => "!failed",
    }
}

/// Returns why a command was not executed.
pub(crate) fn error_text(error: CommandError, language: Language) -> Cow<'static, str> {
    text(self::error(error), language).unwrap_or_default()
}

/// Adds a code to the address of a page.
pub(crate) fn address(address: &str, code: &str) -> String {
    format!("{address}?message={}", code.replace('!', "%21"))
}

/// Renders the message for the code in a query, if any.
pub(crate) fn message(query: &BTreeMap<String, String>, language: Language) -> Markup {
    let code = query.get("message").map_or("", String::as_str);
    html! {
        @if let Some(text) = text(code, language) {
            p.flash .bad[code.starts_with('!')] role="status" { (text) }
        }
    }
}

/// Returns the text of a code. Codes of failures start with `!`.
fn text(code: &str, language: Language) -> Option<Cow<'static, str>> {
    Some(match code {
        "done" => t!(language, "flash-done"),
        "started" => t!(language, "flash-started"),
        "clock" => t!(language, "flash-clock"),
        "callback-saved" => t!(language, "flash-callback-saved"),
        "callback-removed" => t!(language, "flash-callback-removed"),
        "!callback-url" => t!(language, "flash-callback-url"),
        "!callback-token" => t!(language, "flash-callback-token"),
        "!callback-key" => t!(language, "flash-callback-key"),
        "!callback-tls" => t!(language, "flash-callback-tls"),
        "!callback-too-many" => t!(language, "flash-callback-too-many"),
        "!callback-repeated" => t!(language, "flash-callback-repeated"),
        "snapshot-saved" => t!(language, "flash-snapshot-saved"),
        "snapshot-restored" => t!(language, "flash-snapshot-restored"),
        "snapshot-deleted" => t!(language, "flash-snapshot-deleted"),
        "!too-many-snapshots" => t!(language, "flash-too-many-snapshots"),
        "!snapshot-name" => t!(language, "flash-snapshot-name"),
        "reset" => t!(language, "flash-reset"),
        "fault" => t!(language, "flash-fault"),
        "fault-removed" => t!(language, "flash-fault-removed"),
        "!fault-code" => t!(language, "flash-fault-code"),
        "faults-cleared" => t!(language, "flash-faults-cleared"),
        "log-cleared" => t!(language, "flash-log-cleared"),
        "resent" => t!(language, "flash-resent"),
        "event-resent" => t!(language, "flash-event-resent"),
        "event-triggered" => t!(language, "flash-event-triggered"),
        "!no-callback" => t!(language, "flash-no-callback"),
        "!too-often" => t!(language, "flash-too-often"),
        "!no-response" => t!(language, "flash-no-response"),
        "!not-sent" => t!(language, "flash-not-sent"),
        "!body-incomplete" => t!(language, "flash-body-incomplete"),
        "!invalid-form" => t!(language, "flash-invalid-form"),
        "!too-many-faults" => t!(language, "flash-too-many-faults"),
        "!unknown" => t!(language, "flash-unknown"),
        "!ended" => t!(language, "flash-ended"),
        "!no-signer" => t!(language, "flash-no-signer"),
        "!not-their-turn" => t!(language, "flash-not-their-turn"),
        "!not-filled" => t!(language, "flash-not-filled"),
        "!seal-reviewed" => t!(language, "flash-seal-reviewed"),
        "!storage" => t!(language, "flash-storage"),
        "!in-review" => t!(language, "flash-in-review"),
        "!no-decline" => t!(language, "flash-no-decline"),
        "!no-contracts" => t!(language, "flash-no-contracts"),
        "!code-invalid" => t!(language, "flash-code-invalid"),
        "!code-restricted" => t!(language, "flash-code-restricted"),
        "!already-signed" => t!(language, "flash-already-signed"),
        "!rejected" => t!(language, "flash-rejected"),
        "!failed" => t!(language, "flash-failed"),
        _ => return None,
    })
}
