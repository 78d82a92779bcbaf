//! Validation of a body by the action's schema: types, missing fields, unknown fields, constraints.

use std::borrow::Cow;

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic::signing::ChannelCreateBatchQuickSignUrl;
use essbasic::validate::{self, Requirement, Violation, ViolationKind};
use essbasic::{Action, Descriptor, ErrorCode, codes};
use serde_json::{Map, Value};

use super::json_size;
use crate::errors::{self, ServiceError};
use crate::limits;

/// Validates a body. Returns it without the optional texts that are empty: they are not set.
pub(super) fn check<'b>(
    action: &'static Descriptor,
    body: Cow<'b, [u8]>,
) -> Result<Cow<'b, [u8]>, ServiceError> {
    if json_size::exceeds_limit(&body) {
        return Err(ServiceError::new(
            ErrorCode::REQUEST_SIZE_LIMIT_EXCEEDED,
            "请求包超过限制大小：参数过多。",
            "The body has too many fields and items.",
        ));
    }
    let Ok(mut fields) = serde_json::from_slice::<Map<String, Value>>(&body) else {
        return Err(ServiceError::new(
            ErrorCode::INVALID_PARAMETER,
            "参数错误：请求体不是合法的JSON对象。",
            "The body is not a JSON object.",
        ));
    };
    let is_changed = unset_empty((action.request)(), &mut fields);
    let violations = validate::json((action.request)(), &fields);
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
        Some(invalid_field(own_code(action, violation).unwrap_or(code), violation))
    })
    .map_or(Ok(()), Err)?;
    if let Some(field) = undocumented(action, &fields) {
        let english = format!("{} is not a documented value.", field.name);
        let code = value_code(action, field.name).unwrap_or(codes::INVALID_PARAMETER_PARAM_ERROR);
        return Err(errors::value(code, field.name, english));
    }
    if !is_changed {
        return Ok(body);
    }
    let body = serde_json::to_vec(&fields).map_err(|_| {
        let english = "The body cannot be serialized.";
        ServiceError::new(ErrorCode::INTERNAL_ERROR, "内部错误。", english)
    })?;
    Ok(Cow::Owned(body))
}

/// Removes optional texts that are empty. The service treats them as not set, and clients of some
/// languages send all that they do not use. Returns whether there were any.
fn unset_empty(schema: &'static StructSchema, fields: &mut Map<String, Value>) -> bool {
    let mut is_changed = false;
    fields.retain(|name, value| {
        let Some((_, field)) = schema.field(name) else { return true };
        let is_optional_text =
            matches!(field.kind, FieldKind::String) && !field.required && !field.list;
        if is_optional_text && value.as_str() == Some("") {
            is_changed = true;
            return false;
        }
        let Some(inner) = field.kind.object() else { return true };
        match value {
            Value::Object(fields) => is_changed |= unset_empty(inner, fields),
            Value::Array(items) => {
                for fields in items.iter_mut().filter_map(Value::as_object_mut) {
                    is_changed |= unset_empty(inner, fields);
                }
            }
            _ => {}
        }
        true
    });
    is_changed
}

/// Values of examples of the API reference that its texts do not list.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("DescribeExtendedServiceAuthDetail", "ExtendServiceType", "OPEN_SERVER_SIGN"),
    ("OperateChannelTemplate", "OperateType", "SELECT"),
];

/// Returns the first field of a request with a value that the API reference does not have. Values inside
/// objects are not checked: other pages of the reference have more types of fields of a document.
fn undocumented(
    action: &'static Descriptor,
    fields: &Map<String, Value>,
) -> Option<&'static FieldSchema> {
    let is_documented = |field: &FieldSchema, value: &Value| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let is_example = |(name, own, it): &(&str, &str, &str)| {
            *name == action.name && *own == field.name && text.eq_ignore_ascii_case(it)
        };
        matches!(text.as_str(), "" | "0" | "null")
            || field.values.iter().any(|it| it.wire == text)
            || EXAMPLES.iter().any(is_example)
    };
    let mut with_values = (action.request)().fields.iter().filter(|field| !field.values.is_empty());
    with_values.find(|field| match fields.get(field.name) {
        Some(Value::Array(items)) => !items.iter().all(|it| is_documented(field, it)),
        Some(value) => !is_documented(field, value),
        None => false,
    })
}

/// Returns the code that an action has for a value of a field.
fn value_code(action: &Descriptor, name: &str) -> Option<ErrorCode> {
    let others = NAMES.iter().find(|(field, _)| *field == name);
    let others = others.map(|(_, all)| *all).unwrap_or_default();
    let documented = |code: &str| action.errors.iter().find(|it| it.eq_ignore_ascii_case(code));
    let code = std::iter::once(name).chain(others.iter().copied()).find_map(|name| {
        let mut codes =
            ["InvalidParameter", "OperationDenied"].map(|it| format!("{it}.{name}")).into_iter();
        codes.find_map(|code| documented(&code))
    });
    code.map(|code| ErrorCode::from(*code))
}

/// Other names of fields in error codes.
const NAMES: &[(&str, &[&str])] = &[
    ("Agent.ProxyOrganizationOpenId", &["OrgOpenId", "OrganizationId"]),
    ("Agent.ProxyOperator.OpenId", &["ProxyOperatorOpenId", "UserOpenId", "UserId"]),
    ("CancelMessage", &["CancelReason"]),
    ("Deadline", &["FlowDeadLine"]),
    ("FileIds", &["FlowFileIds"]),
    ("OperatorType", &["OperateType"]),
    ("ProxyOperatorName", &["Name"]),
    ("ProxyOrganizationOperators", &["ProxyOrganizationOperator"]),
    ("SealImage", &["Image"]),
    ("SealName", &["LimitSealName"]),
];

/// Returns the code that an action has for a field: `InvalidParameter.Limit`,
/// `LimitExceeded.FlowIds`, `MissingParameter.FlowIdsOrFlowGroupId`. The platform's own checks have
/// the platform's codes.
fn own_code(action: &Descriptor, violation: &Violation) -> Option<ErrorCode> {
    let name = violation.path.split('.').find(|part| part.parse::<usize>().is_err())?;
    let (_, field) = (action.request)().field(name)?;
    // Its examples have this code for contracts and group, and for neither.
    let by_rule = violation.message.contains("FlowGroupId");
    if by_rule && action.name == ChannelCreateBatchQuickSignUrl::descriptor().name {
        return Some(ErrorCode::FAILED_OPERATION);
    }
    // One of two lists, in the one action that has this code besides.
    let is_choice = matches!(violation.requirement, Requirement::RequiredOrElse(_));
    let empty = codes::INVALID_PARAMETER_EMPTY_PARAMS;
    if is_choice && action.errors.contains(&empty.as_str()) {
        return Some(empty);
    }
    // What an action requires of its agent, the action checks itself.
    let is_agent = violation.requirement == Requirement::RequiredByAction && name == "Agent";
    let is_nested = violation.path.contains('.');
    let is_empty = matches!(violation.requirement, Requirement::Count { count: 0, .. });
    let classes: &[&str] = match violation.kind {
        ViolationKind::Constraint if field.list && !is_nested && !is_empty => {
            &["LimitExceeded", "InvalidParameter"]
        }
        ViolationKind::Constraint => &["InvalidParameter"],
        ViolationKind::Missing if is_agent || (!field.required && !is_nested) => {
            &["MissingParameter"]
        }
        _ => &[],
    };
    let path = if is_agent { violation.path.as_str() } else { name };
    let others = NAMES.iter().find(|(field, _)| *field == path);
    let others = others.map(|(_, all)| *all).unwrap_or_default();
    let documented = |class: &&str| {
        std::iter::once(path).chain(others.iter().copied()).find_map(|name| {
            let exact = format!("{class}.{name}");
            let or = format!("{exact}Or");
            let is = |code: &&&str| **code == exact || code.starts_with(&or);
            action.errors.iter().find(is).map(|code| ErrorCode::from(*code))
        })
    };
    classes.iter().find_map(documented)
}

fn invalid_field(code: ErrorCode, violation: &Violation) -> ServiceError {
    let what = match violation.kind {
        ViolationKind::Missing => "缺少参数",
        ViolationKind::Unknown => "未知参数",
        ViolationKind::Mistyped => "参数类型错误",
        _ => "参数错误",
    };
    let path = limits::excerpt(&violation.path);
    let english = format!("{path} {}.", violation.message);
    ServiceError::new(code, format!("{what}：{path}"), english)
}
