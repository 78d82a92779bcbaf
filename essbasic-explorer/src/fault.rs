//! Injected faults in words.

use std::borrow::Cow;

use essbasic_devtools::{Language, t};
use essbasic_sandbox::FaultKind;

/// Codes of all kinds in forms.
pub(crate) const KINDS: [&str; 5] = ["delay", "reset", "cut", "status", "throttle"];

/// Returns the name of a kind by its code.
pub(crate) fn kind_name(kind: &str, language: Language) -> Cow<'static, str> {
    match kind {
        "delay" => t!(language, "fault-delay"),
        "reset" => t!(language, "fault-reset"),
        "cut" => t!(language, "fault-cut"),
        "status" => t!(language, "fault-status"),
        _ => t!(language, "fault-throttle"),
    }
}

/// Describes a fault with its value.
pub(crate) fn describe(kind: FaultKind, language: Language) -> Cow<'static, str> {
    match kind {
        FaultKind::Delay(milliseconds) => t!(language, "delayed-by", milliseconds = milliseconds),
        FaultKind::Status(status) => format!("HTTP {status}").into(),
        FaultKind::Reset => kind_name("reset", language),
        FaultKind::Cut => kind_name("cut", language),
        _ => kind_name("throttle", language),
    }
}
