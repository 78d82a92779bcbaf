//! Statuses of contracts, signers and seals in words.

use std::borrow::Cow;

use essbasic_devtools::{Language, t};
use maud::{Markup, html};

/// Returns the name of a status of a contract or signer; others are shown as the service writes them.
pub(crate) fn name(status: &str, language: Language) -> Cow<'_, str> {
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
        "CHECKING" => t!(language, "status-checking"),
        "SUCCESS" => t!(language, "status-success"),
        "FAIL" => t!(language, "status-fail"),
        other => other.into(),
    }
}

/// Renders a status as a badge, with the service's own word as its title.
pub(crate) fn badge(status: &str, language: Language) -> Markup {
    let class = match status {
        "ALL" | "ACCEPT" | "SUCCESS" => "read",
        "REJECT" | "DEADLINE" | "CANCEL" | "STOP" | "FAIL" => "bad",
        "INIT" | "PART" | "PENDING" | "FILLPENDING" | "FILLACCEPT" | "WAITPICKUP" | "CHECKING" => {
            "care"
        }
        _ => "",
    };
    html! { span.badge.(class) title=(status) { (name(status, language)) } }
}

/// Returns whether a contract with a status can still be signed.
pub(crate) fn is_open(status: &str) -> bool {
    matches!(status, "INIT" | "PART")
}
