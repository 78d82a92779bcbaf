//! Injected faults in words.

use std::borrow::Cow;

use essbasic_devtools::{Language, t};
use essbasic_sandbox::FaultKind;

/// Codes of all kinds in forms.
pub(crate) const KINDS: [&str; 9] = [
    "reject",
    "delay",
    "reset",
    "cut",
    "status",
    "throttle",
    "drop-callback",
    "duplicate-callback",
    "shuffle-callback",
];

/// Returns the name of a kind by its code.
pub(crate) fn kind_name(kind: &str, language: Language) -> Cow<'static, str> {
    match kind {
        "reject" => t!(language, "fault-reject"),
        "delay" => t!(language, "fault-delay"),
        "reset" => t!(language, "fault-reset"),
        "cut" => t!(language, "fault-cut"),
        "status" => t!(language, "fault-status"),
        "drop-callback" => t!(language, "fault-drop-callback"),
        "duplicate-callback" => t!(language, "fault-duplicate-callback"),
        "shuffle-callback" => t!(language, "fault-shuffle-callback"),
        _ => t!(language, "fault-throttle"),
    }
}

/// Describes a fault with its value.
pub(crate) fn describe(kind: FaultKind, language: Language) -> Cow<'static, str> {
    match kind {
        FaultKind::Delay(milliseconds) => t!(language, "delayed-by", milliseconds = milliseconds),
        FaultKind::Status(status) => format!("HTTP {status}").into(),
        FaultKind::Reject(code) => t!(language, "rejected-with", code = code.as_str()),
        FaultKind::Reset => kind_name("reset", language),
        FaultKind::Cut => kind_name("cut", language),
        FaultKind::DropCallback => kind_name("drop-callback", language),
        FaultKind::DuplicateCallback => kind_name("duplicate-callback", language),
        FaultKind::ShuffleCallback => kind_name("shuffle-callback", language),
        _ => kind_name("throttle", language),
    }
}
