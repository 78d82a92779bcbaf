//! The reasons that more than one action refuses for.

use essbasic::{ErrorCode, codes};

use super::Refusal;

/// The agent's application is not known.
pub(crate) fn application() -> Refusal {
    const CODES: &[ErrorCode] = &[
        codes::RESOURCE_NOT_FOUND_APPLICATION,
        codes::RESOURCE_NOT_FOUND_APPLICATION_ID,
        codes::RESOURCE_NOT_FOUND_NOT_EXIST_APPLICATION,
        codes::INVALID_PARAMETER_APPLICATION,
        codes::INVALID_PARAMETER_DATA_NOT_FOUND,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    Refusal::any_of(CODES, "应用号不存在。", "There is no such application.")
}

/// The agent's organization is not known.
pub(crate) fn organization() -> Refusal {
    const CODES: &[ErrorCode] = &[
        codes::FAILED_OPERATION_ERR_NOT_SYNC_PROXY_ORGANIZATION,
        codes::RESOURCE_NOT_FOUND_ORGANIZATION,
        codes::INVALID_PARAMETER_DATA_NOT_FOUND,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    Refusal::any_of(CODES, "子客企业不存在。", "There is no such organization.")
}

/// The agent's organization has not been verified.
pub(crate) fn unverified() -> Refusal {
    const CODES: &[ErrorCode] = &[
        codes::OPERATION_DENIED_NO_IDENTITY_VERIFY,
        codes::OPERATION_DENIED_USER_NOT_IN_ORGANIZATION,
        codes::OPERATION_DENIED,
        ErrorCode::FAILED_OPERATION,
    ];
    Refusal::any_of(
        CODES,
        "企业或经办人未完成实名认证。",
        "The organization or its operator has not been verified.",
    )
}

/// The agent's operator is not known.
pub(crate) fn operator() -> Refusal {
    const CODES: &[ErrorCode] = &[
        codes::OPERATION_DENIED_USER_NOT_IN_ORGANIZATION,
        codes::RESOURCE_NOT_FOUND_USER,
        codes::INVALID_PARAMETER_DATA_NOT_FOUND,
        codes::INVALID_PARAMETER_OPERATOR_ID,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    Refusal::any_of(CODES, "经办人不存在。", "There is no such operator.")
}

/// The contract is not known, or is somebody else's.
pub(crate) fn flow() -> Refusal {
    const CODES: &[ErrorCode] = &[
        codes::RESOURCE_NOT_FOUND_FLOW,
        codes::INVALID_PARAMETER_FLOW_IDS,
        codes::INVALID_PARAMETER_DATA_NOT_FOUND,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    Refusal::any_of(CODES, "合同不存在。", "There is no such contract.")
}

/// The group of contracts is not known.
pub(crate) fn group() -> Refusal {
    const CODES: &[ErrorCode] = &[
        codes::RESOURCE_NOT_FOUND_FLOW_GROUP,
        codes::RESOURCE_NOT_FOUND_FLOW,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    Refusal::any_of(CODES, "合同组不存在。", "There is no such contract group.")
}

/// The contract is another organization's.
pub(crate) fn not_yours() -> Refusal {
    const CODES: &[ErrorCode] = &[
        codes::OPERATION_DENIED_NO_FLOW_PERMISSION,
        codes::OPERATION_DENIED_FORBID,
        codes::OPERATION_DENIED_NO_PERMISSION_USE_RESOURCE,
        codes::OPERATION_DENIED_OPERATOR_HAS_NO_PERMISSION,
        codes::OPERATION_DENIED,
        ErrorCode::UNAUTHORIZED_OPERATION,
    ];
    Refusal::any_of(CODES, "禁止操作。", "It is another organization's.")
}

/// The contract has ended.
pub(crate) fn ended() -> Refusal {
    const CODES: &[ErrorCode] = &[
        codes::OPERATION_DENIED_FLOW_HAS_TERMINATED,
        codes::INVALID_PARAMETER_STATUS,
        codes::OPERATION_DENIED_FLOW_STATUS_FORBID,
        codes::OPERATION_DENIED,
        ErrorCode::FAILED_OPERATION,
    ];
    Refusal::any_of(CODES, "合同已终止。", "The contract has ended.")
}

/// The template is not known.
pub(crate) fn template() -> Refusal {
    const CODES: &[ErrorCode] =
        &[codes::RESOURCE_NOT_FOUND_TEMPLATE, ErrorCode::RESOURCE_NOT_FOUND];
    Refusal::any_of(CODES, "模板不存在或已停用。", "There is no such template, or it is off.")
}

/// The file is not known, or its hour is over.
pub(crate) fn file() -> Refusal {
    const CODES: &[ErrorCode] = &[
        codes::RESOURCE_NOT_FOUND_RESOURCE,
        codes::INVALID_PARAMETER_INVALID_ID,
        codes::RESOURCE_NOT_FOUND_FILE,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    Refusal::any_of(
        CODES,
        "资源不存在或已过期。",
        "There is no such file, or it is older than an hour.",
    )
}

/// The seal is not known.
pub(crate) fn seal() -> Refusal {
    const CODES: &[ErrorCode] = &[
        codes::RESOURCE_NOT_FOUND_SEAL,
        codes::INVALID_PARAMETER_PARAM_ERROR,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    Refusal::any_of(CODES, "印章不存在。", "There is no such seal.")
}

/// The role is not known.
pub(crate) fn role() -> Refusal {
    const CODES: &[ErrorCode] = &[
        codes::INVALID_PARAMETER_ROLE_ID,
        codes::INVALID_PARAMETER_PARAM_ERROR,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    Refusal::any_of(CODES, "角色不存在。", "There is no such role.")
}

/// Nothing is left to pay with.
pub(crate) fn quota() -> Refusal {
    const CODES: &[ErrorCode] =
        &[codes::OPERATION_DENIED_NO_QUOTA, ErrorCode::LIMIT_EXCEEDED, codes::OPERATION_DENIED];
    Refusal::any_of(CODES, "合同额度不足。", "No contracts are left.")
}

/// A member's value cannot be taken; `codes` are the action's own for it.
pub(crate) fn value(
    code: ErrorCode,
    member: &'static str,
    english: impl Into<std::borrow::Cow<'static, str>>,
) -> Refusal {
    let mut refusal = Refusal::new(code, format!("参数错误：{member}"), english);
    refusal.codes.to_mut().push(codes::INVALID_PARAMETER_PARAM_ERROR);
    refusal.codes.to_mut().push(ErrorCode::INVALID_PARAMETER);
    refusal
}

/// What was asked for cannot be done now.
pub(crate) fn denied(
    chinese: impl Into<std::borrow::Cow<'static, str>>,
    english: impl Into<std::borrow::Cow<'static, str>>,
) -> Refusal {
    const CODES: &[ErrorCode] = &[codes::OPERATION_DENIED, ErrorCode::FAILED_OPERATION];
    Refusal::any_of(CODES, chinese, english)
}

/// The disk failed, so nothing can be promised.
pub(crate) fn disk() -> Refusal {
    Refusal::new(
        ErrorCode::INTERNAL_ERROR,
        "内部错误。",
        "The sandbox cannot write to its data folder.",
    )
}
