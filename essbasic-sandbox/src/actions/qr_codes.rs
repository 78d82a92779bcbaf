//! QR codes: created from a template, cancelled by ID.

use std::collections::BTreeSet;

use essbasic::signing::{
    ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode,
    ChannelCreateMultiFlowSignQRCodeResponse, SignQrCode, SignUrl,
};
use essbasic::{EmptyResponse, codes};

use super::output::nonzero;
use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::random;
use crate::state::{QrCode, State, TemplateMismatch};

const DAY: i64 = 24 * 60 * 60;

/// Default number of contracts that a QR code can start.
const DEFAULT_FLOWS: i64 = 5;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(create).write(cancel)
}

/// Creates a QR code from a suitable template.
fn create(
    state: &mut State,
    request: ChannelCreateMultiFlowSignQRCode,
) -> Result<ChannelCreateMultiFlowSignQRCodeResponse, ServiceError> {
    let caller = state.initiator(&request.agent)?;
    let template = state.enabled_template(&caller.owner, &request.template_id);
    template.ok_or_else(errors::template)?.check_for_qr_code().map_err(mismatch_error)?;
    if state.accounts.get(&caller.owner.application).is_none_or(|account| account.contracts == 0) {
        return Err(errors::quota());
    }
    let now = state.now();
    // Examples of the API reference still give the lifetime in days.
    let days = request.qr_effective_day.filter(|days| (1..=90).contains(days)).unwrap_or(7);
    let expires_on = nonzero(request.qr_code_expired_on).unwrap_or(now + days * DAY);
    if expires_on <= now || expires_on > now + 365 * DAY {
        let message = "QrCodeExpiredOn must be within the next 365 days.";
        return Err(errors::invalid("QrCodeExpiredOn", message));
    }
    let code = QrCode {
        id: random::id(),
        owner: caller.owner,
        creator: caller.operator,
        template: request.template_id,
        flow_name: request.flow_name,
        names_the_scanner: request.flow_name_append_scanner_info.unwrap_or(false),
        flow_days: nonzero(request.flow_effective_day).unwrap_or(7),
        max_flows: nonzero(request.max_flow_num).unwrap_or(DEFAULT_FLOWS),
        expires_on,
        once_each: request.forbid_personal_multiple_sign.unwrap_or(false),
        restrictions: request.restrictions.unwrap_or_default(),
        cancelled: false,
        flows: 0,
        scanned_by: BTreeSet::new(),
    };
    let id = code.id.clone();
    let path = format!("/qr-codes/{id}");
    let page = state.url(&path);
    let image = state.url(&format!("/images{path}"));
    let weixin_image = state.url(&format!("/images/weixin-qr-codes/{id}"));
    state.qr_codes.insert(id.clone(), code);
    Ok(ChannelCreateMultiFlowSignQRCodeResponse::new(
        SignQrCode::new(id, image, expires_on, weixin_image),
        SignUrl::new(path, "", page),
    ))
}

/// Cancels an active QR code.
fn cancel(
    state: &mut State,
    request: ChannelCancelMultiFlowSignQRCode,
) -> Result<EmptyResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let now = state.now();
    let code = state.qr_codes.get_mut(&request.qr_code_id).ok_or_else(|| {
        let code = codes::INVALID_PARAMETER_DATA_NOT_FOUND;
        ServiceError::new(code, "数据不存在。", "The QR code does not exist.")
    })?;
    if code.owner != owner {
        return Err(errors::other_organization());
    }
    if !code.is_active(now) {
        let code = codes::OPERATION_DENIED_QR_INVALID;
        let english = "The QR code is cancelled, expired or used up.";
        return Err(ServiceError::new(code, "签署二维码不可用，请检查后重试。", english));
    }
    code.cancelled = true;
    Ok(EmptyResponse::new())
}

/// Creates the error for a template that is not suitable for QR codes.
fn mismatch_error(mismatch: TemplateMismatch) -> ServiceError {
    let (code, chinese, english) = match mismatch {
        TemplateMismatch::NoSigners => (
            codes::FAILED_OPERATION_QR_CODE_SIGN_USERS,
            "模板签署人不存在。",
            "The template has no signers.",
        ),
        TemplateMismatch::InitiatorFills => (
            codes::FAILED_OPERATION_QR_CODE_CREATOR_SIGN_COMPONENTS,
            "发起签署存在填写控件。",
            "The template has fields of the initiator.",
        ),
        TemplateMismatch::Signers => (
            codes::FAILED_OPERATION_QR_CODE_TEMPLATE_ID,
            "二维码生成失败，模板未满足生成二维码",
            "The template's signers or their order are not suitable for QR codes.",
        ),
    };
    ServiceError::new(code, chinese, english)
}
