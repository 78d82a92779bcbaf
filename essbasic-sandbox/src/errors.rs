//! Service errors: messages in two languages and the codes that fit them.

use std::borrow::Cow;
use std::fmt;

use essbasic::{Descriptor, ErrorCode, codes};

/// An error of the service, with its message in both languages and its possible codes.
///
/// The service has several codes for one error, and each action documents some of them. The codes are in
/// the order of preference, the most specific first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ServiceError {
    codes: Cow<'static, [ErrorCode]>,
    chinese: Cow<'static, str>,
    english: Cow<'static, str>,
}

impl ServiceError {
    /// Creates an error with one code.
    pub(crate) fn new(
        code: ErrorCode,
        chinese: impl Into<Cow<'static, str>>,
        english: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { codes: vec![code].into(), chinese: chinese.into(), english: english.into() }
    }

    /// Creates an error with several codes, most specific first.
    pub(crate) fn any_of(
        codes: &'static [ErrorCode],
        chinese: impl Into<Cow<'static, str>>,
        english: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { codes: codes.into(), chinese: chinese.into(), english: english.into() }
    }

    /// Returns the first code that an action documents; otherwise the first common code, or the class
    /// of a code.
    pub(crate) fn code(&self, action: Option<&Descriptor>) -> ErrorCode {
        let is_documented = |code: &str| action.is_none_or(|action| action.errors.contains(&code));
        let is_common = |code: &str| ErrorCode::COMMON.iter().any(|it| it.as_str() == code);
        let documented =
            self.codes.iter().find(|code| is_documented(code.as_str()) || code.is_authentication());
        let common = || self.codes.iter().find(|code| is_common(code.as_str()));
        let class = || {
            let mut classes = self.codes.iter().map(ErrorCode::class);
            classes.find(|class| is_documented(class) || is_common(class)).map(ErrorCode::from)
        };
        documented.or_else(common).cloned().or_else(class).unwrap_or(ErrorCode::FAILED_OPERATION)
    }

    /// Returns the message in the language of `X-TC-Language`. Default: Chinese.
    pub(crate) fn message(&self, language: Option<&str>) -> &str {
        match language {
            Some("en-US") => &self.english,
            _ => &self.chinese,
        }
    }
}

/// Creates the error for an unknown application.
pub(crate) fn application() -> ServiceError {
    const CODES: &[ErrorCode] = &[
        codes::RESOURCE_NOT_FOUND_APPLICATION,
        codes::RESOURCE_NOT_FOUND_APPLICATION_ID,
        codes::RESOURCE_NOT_FOUND_NOT_EXIST_APPLICATION,
        codes::INVALID_PARAMETER_APPLICATION,
        codes::INVALID_PARAMETER_DATA_NOT_FOUND,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    ServiceError::any_of(CODES, "应用号不存在。", "The application does not exist.")
}

/// Creates the error for an unknown organization of the agent.
pub(crate) fn organization() -> ServiceError {
    const CODES: &[ErrorCode] = &[
        codes::FAILED_OPERATION_ERR_NOT_SYNC_PROXY_ORGANIZATION,
        codes::RESOURCE_NOT_FOUND_ORGANIZATION,
        codes::INVALID_PARAMETER_DATA_NOT_FOUND,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    ServiceError::any_of(CODES, "子客企业不存在。", "The organization does not exist.")
}

/// Creates the error for an agent whose organization or operator is not verified.
pub(crate) fn unverified() -> ServiceError {
    const CODES: &[ErrorCode] = &[
        codes::OPERATION_DENIED_NO_IDENTITY_VERIFY,
        codes::OPERATION_DENIED_USER_NOT_IN_ORGANIZATION,
        codes::OPERATION_DENIED,
        ErrorCode::FAILED_OPERATION,
    ];
    ServiceError::any_of(
        CODES,
        "企业或经办人未完成实名认证。",
        "The organization or its operator is not verified.",
    )
}

/// Creates the error for an unknown operator.
pub(crate) fn operator() -> ServiceError {
    const CODES: &[ErrorCode] = &[
        codes::OPERATION_DENIED_USER_NOT_IN_ORGANIZATION,
        codes::RESOURCE_NOT_FOUND_USER,
        codes::INVALID_PARAMETER_DATA_NOT_FOUND,
        codes::INVALID_PARAMETER_OPERATOR_ID,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    ServiceError::any_of(CODES, "经办人不存在。", "The operator does not exist.")
}

/// Creates the error for a contract that is unknown or belongs to another application.
pub(crate) fn flow() -> ServiceError {
    const CODES: &[ErrorCode] = &[
        codes::RESOURCE_NOT_FOUND_FLOW,
        codes::INVALID_PARAMETER_FLOW_IDS,
        codes::INVALID_PARAMETER_DATA_NOT_FOUND,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    ServiceError::any_of(CODES, "合同不存在。", "The contract does not exist.")
}

/// Creates the error for an unknown contract group.
pub(crate) fn group() -> ServiceError {
    const CODES: &[ErrorCode] = &[
        codes::RESOURCE_NOT_FOUND_FLOW_GROUP,
        codes::RESOURCE_NOT_FOUND_FLOW,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    ServiceError::any_of(CODES, "合同组不存在。", "The contract group does not exist.")
}

/// Creates the error for an object of another organization.
pub(crate) fn other_organization() -> ServiceError {
    const CODES: &[ErrorCode] = &[
        codes::OPERATION_DENIED_NO_FLOW_PERMISSION,
        codes::OPERATION_DENIED_FORBID,
        codes::OPERATION_DENIED_NO_PERMISSION_USE_RESOURCE,
        codes::OPERATION_DENIED_OPERATOR_HAS_NO_PERMISSION,
        codes::OPERATION_DENIED,
        ErrorCode::UNAUTHORIZED_OPERATION,
    ];
    ServiceError::any_of(CODES, "禁止操作。", "The object belongs to another organization.")
}

/// Creates the error for a contract that has ended.
pub(crate) fn ended() -> ServiceError {
    const CODES: &[ErrorCode] = &[
        codes::OPERATION_DENIED_FLOW_HAS_TERMINATED,
        codes::INVALID_PARAMETER_STATUS,
        codes::OPERATION_DENIED_FLOW_STATUS_FORBID,
        codes::OPERATION_DENIED,
        ErrorCode::FAILED_OPERATION,
    ];
    ServiceError::any_of(CODES, "合同已终止。", "The contract has ended.")
}

/// Creates the error for a template that is unknown or disabled.
pub(crate) fn template() -> ServiceError {
    const CODES: &[ErrorCode] =
        &[codes::RESOURCE_NOT_FOUND_TEMPLATE, ErrorCode::RESOURCE_NOT_FOUND];
    ServiceError::any_of(
        CODES,
        "模板不存在或已停用。",
        "The template does not exist or is disabled.",
    )
}

/// Creates the error for a file that is unknown or older than an hour.
pub(crate) fn file() -> ServiceError {
    const CODES: &[ErrorCode] = &[
        codes::RESOURCE_NOT_FOUND_RESOURCE,
        codes::INVALID_PARAMETER_INVALID_ID,
        codes::RESOURCE_NOT_FOUND_FILE,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    ServiceError::any_of(
        CODES,
        "资源不存在或已过期。",
        "The file does not exist, or is older than an hour.",
    )
}

/// Creates the error for an unknown seal.
pub(crate) fn seal() -> ServiceError {
    const CODES: &[ErrorCode] = &[
        codes::RESOURCE_NOT_FOUND_SEAL,
        codes::INVALID_PARAMETER_PARAM_ERROR,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    ServiceError::any_of(CODES, "印章不存在。", "The seal does not exist.")
}

/// Creates the error for an unknown role.
pub(crate) fn role() -> ServiceError {
    const CODES: &[ErrorCode] = &[
        codes::INVALID_PARAMETER_ROLE_ID,
        codes::INVALID_PARAMETER_PARAM_ERROR,
        ErrorCode::RESOURCE_NOT_FOUND,
    ];
    ServiceError::any_of(CODES, "角色不存在。", "The role does not exist.")
}

/// Creates the error for a contract quota that is used up.
pub(crate) fn quota() -> ServiceError {
    const CODES: &[ErrorCode] =
        &[codes::OPERATION_DENIED_NO_QUOTA, ErrorCode::LIMIT_EXCEEDED, codes::OPERATION_DENIED];
    ServiceError::any_of(CODES, "合同额度不足。", "The contract quota is used up.")
}

/// Creates the error for an invalid value; `code` is the action's own code for it.
pub(crate) fn value(
    code: ErrorCode,
    field: &'static str,
    english: impl Into<Cow<'static, str>>,
) -> ServiceError {
    let mut error = ServiceError::new(code, format!("参数错误：{field}"), english);
    error.codes.to_mut().push(codes::INVALID_PARAMETER_PARAM_ERROR);
    error.codes.to_mut().push(ErrorCode::INVALID_PARAMETER);
    error
}

/// Creates the error for an invalid value for which the action has no code of its own.
pub(crate) fn invalid(field: &'static str, english: impl Into<Cow<'static, str>>) -> ServiceError {
    value(codes::INVALID_PARAMETER_PARAM_ERROR, field, english)
}

/// Creates the error for an operation that is not possible now.
pub(crate) fn denied(
    chinese: impl Into<Cow<'static, str>>,
    english: impl Into<Cow<'static, str>>,
) -> ServiceError {
    const CODES: &[ErrorCode] = &[codes::OPERATION_DENIED, ErrorCode::FAILED_OPERATION];
    ServiceError::any_of(CODES, chinese, english)
}

/// Creates the error for a data folder that cannot be written.
pub(crate) fn storage() -> ServiceError {
    ServiceError::new(
        ErrorCode::INTERNAL_ERROR,
        "内部错误。",
        "The sandbox cannot write to its data folder.",
    )
}

/// An error of a data folder that cannot be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StorageError;

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the data folder cannot be written")
    }
}

impl std::error::Error for StorageError {}
