//! Common headers of a request, and the action that they name.

use essbasic::{Descriptor, ErrorCode};
use http::HeaderMap;

use crate::errors::ServiceError;
use crate::limits;

/// Returns a header as text.
pub(super) fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Returns a required header.
pub(super) fn required<'h>(headers: &'h HeaderMap, name: &str) -> Result<&'h str, ServiceError> {
    text(headers, name).filter(|value| !value.is_empty()).ok_or_else(|| {
        ServiceError::new(
            ErrorCode::MISSING_PARAMETER,
            format!("缺少公共参数：{name}"),
            format!("The header {name} is missing."),
        )
    })
}

/// Returns the action that the headers name, if its version matches.
pub(super) fn action(headers: &HeaderMap) -> Result<&'static Descriptor, ServiceError> {
    let name = required(headers, "X-TC-Action")?;
    let version = required(headers, "X-TC-Version")?;
    let action = find_action(name)?;
    if action.version != version {
        let version = limits::excerpt(version);
        return Err(ServiceError::new(
            ErrorCode::NO_SUCH_VERSION,
            "接口版本不存在。",
            format!("{} has the version {}, not `{version}`.", action.name, action.version),
        ));
    }
    match text(headers, "X-TC-Language") {
        None | Some("" | "zh-CN" | "en-US") => Ok(action),
        Some(_) => Err(ServiceError::new(
            ErrorCode::INVALID_PARAMETER_VALUE,
            "公共参数错误：X-TC-Language",
            "X-TC-Language must be zh-CN or en-US.",
        )),
    }
}

/// Returns the action with a name.
pub(super) fn find_action(name: &str) -> Result<&'static Descriptor, ServiceError> {
    essbasic::find_action(name).map(essbasic::Entry::descriptor).ok_or_else(|| {
        let message = format!("The action `{}` does not exist.", limits::excerpt(name));
        ServiceError::new(ErrorCode::INVALID_ACTION, "接口不存在。", message)
    })
}
