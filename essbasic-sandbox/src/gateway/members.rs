//! The body, judged by the action's schema: types first, then what is missing, then what nobody
//! knows, then the limits.

use essbasic::validate::{self, Violation, ViolationKind};
use essbasic::{Descriptor, ErrorCode, codes};
use serde_json::{Map, Value};

use crate::refusal::Refusal;

/// Refuses a body that the action's schema does not allow.
pub(super) fn check(action: &'static Descriptor, body: &[u8]) -> Result<(), Refusal> {
    let Ok(members) = serde_json::from_slice::<Map<String, Value>>(body) else {
        return Err(Refusal::new(
            ErrorCode::INVALID_PARAMETER,
            "参数错误：请求体不是合法的JSON对象。",
            "The body is not a JSON object.",
        ));
    };
    let violations = validate::json((action.request)(), &members);
    let first = |kind| violations.iter().find(|violation| violation.kind == kind);
    [
        (ViolationKind::Mistyped, ErrorCode::INVALID_PARAMETER),
        (ViolationKind::Missing, ErrorCode::MISSING_PARAMETER),
        (ViolationKind::Unknown, ErrorCode::UNKNOWN_PARAMETER),
        (ViolationKind::Constraint, codes::INVALID_PARAMETER_PARAM_ERROR),
    ]
    .into_iter()
    .find_map(|(kind, code)| {
        let violation = first(kind)?;
        Some(broken(own_code(action, violation).unwrap_or(code), violation))
    })
    .map_or(Ok(()), Err)
}

/// The code that an action has for this very member: `InvalidParameter.Limit`,
/// `LimitExceeded.FlowIds`, `MissingParameter.FlowIdsOrFlowGroupId`. What the platform itself
/// demands is refused with the platform's own.
fn own_code(action: &Descriptor, violation: &Violation) -> Option<ErrorCode> {
    let member = violation.path.split('.').find(|part| part.parse::<usize>().is_err())?;
    let (_, field) = (action.request)().field(member)?;
    let nested = violation.path.contains('.');
    let classes: &[&str] = match violation.kind {
        ViolationKind::Constraint if field.list => &["LimitExceeded", "InvalidParameter"],
        ViolationKind::Constraint => &["InvalidParameter"],
        ViolationKind::Missing if !field.required && !nested => &["MissingParameter"],
        _ => &[],
    };
    let documented = |class: &&str| {
        let exact = format!("{class}.{member}");
        let or = format!("{exact}Or");
        let is = |code: &&&str| **code == exact || code.starts_with(&or);
        action.errors.iter().find(is).map(|code| ErrorCode::from(*code))
    };
    classes.iter().find_map(documented)
}

fn broken(code: ErrorCode, violation: &Violation) -> Refusal {
    let what = match violation.kind {
        ViolationKind::Missing => "缺少参数",
        ViolationKind::Unknown => "未知参数",
        ViolationKind::Mistyped => "参数类型错误",
        _ => "参数错误",
    };
    Refusal::new(code, format!("{what}：{}", violation.path), format!("{violation}."))
}
