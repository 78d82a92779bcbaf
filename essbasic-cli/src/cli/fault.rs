//! Faults of the sandbox as an option: `KIND[:NAME][=PERCENT]`.

use essbasic_devtools::t;
use essbasic_sandbox::{Fault, FaultCode, FaultKind};

use crate::language;

/// Parses a fault, such as `drop-callback=30%` or `status-503:DescribeTemplates=5%`.
pub(super) fn fault(text: &str) -> Result<Fault, String> {
    parse(text).ok_or_else(|| t!(language::current(), "write-fault").into_owned())
}

fn parse(text: &str) -> Option<Fault> {
    let (rest, share) = match text.split_once('=') {
        Some((rest, share)) => (rest, per_mille(share)?),
        None => (text, 1000),
    };
    let (kind, name) = match rest.split_once(':') {
        Some((kind, name)) => (kind, Some(name.trim())),
        None => (rest, None),
    };
    let fault = Fault::new(self::kind(kind.trim())?).with_per_mille(share);
    match name {
        Some("") => None,
        Some(name) => Some(fault.for_action(name)),
        None => Some(fault),
    }
}

fn kind(name: &str) -> Option<FaultKind> {
    Some(match name {
        "reset" => FaultKind::Reset,
        "cut" => FaultKind::Cut,
        "throttle" => FaultKind::Throttle,
        "drop-callback" => FaultKind::DropCallback,
        "duplicate-callback" => FaultKind::DuplicateCallback,
        "shuffle-callback" => FaultKind::ShuffleCallback,
        _ => {
            if let Some(milliseconds) = name.strip_prefix("delay-") {
                FaultKind::Delay(
                    milliseconds.strip_suffix("ms").unwrap_or(milliseconds).parse().ok()?,
                )
            } else if let Some(code) = name.strip_prefix("reject-") {
                FaultKind::Reject(FaultCode::find(code)?)
            } else {
                let status = name.strip_prefix("status-")?.parse().ok();
                FaultKind::Status(status.filter(|it| (200..600).contains(it))?)
            }
        }
    })
}

/// Returns a percentage from 0 to 100 in calls per thousand.
fn per_mille(percent: &str) -> Option<u32> {
    let percent = percent.trim();
    let percent: f64 = percent.strip_suffix('%').unwrap_or(percent).trim_end().parse().ok()?;
    if !(0.0..=100.0).contains(&percent) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1000")]
    Some((percent * 10.0).round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_has_a_kind_a_name_and_a_percentage() {
        let parts = |text: &str| {
            let fault = parse(text)?;
            Some((fault.kind(), fault.action().map(str::to_owned), fault.per_mille()))
        };
        let drop = FaultKind::DropCallback;
        assert_eq!(parts("drop-callback=30%"), Some((drop, None, 300)));
        assert_eq!(parts("drop-callback = 0.5 %"), Some((drop, None, 5)));
        assert_eq!(parts("shuffle-callback"), Some((FaultKind::ShuffleCallback, None, 1000)));
        let named = Some("DescribeTemplates".to_owned());
        assert_eq!(
            parts("status-503:DescribeTemplates=5"),
            Some((FaultKind::Status(503), named, 50))
        );
        let code = FaultCode::find("OperationDenied.QrInvalid").map(FaultKind::Reject);
        assert_eq!(parts("reject-OperationDenied.QrInvalid"), code.map(|kind| (kind, None, 1000)));
        assert_eq!(parts("delay-200ms"), Some((FaultKind::Delay(200), None, 1000)));
        for wrong in [
            "",
            "drop",
            "drop-callback=",
            "drop-callback=101%",
            "drop-callback=-1",
            "drop-callback=nan",
            "status-99",
            "reject-",
            "reject-NoSuchCode",
            "status-",
            "delay-x",
            "reset:",
            "delay--1",
        ] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
    }
}
