//! QR codes: created from a template, cancelled by their id.

use std::collections::BTreeSet;

use essbasic::signing::{
    ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode,
    ChannelCreateMultiFlowSignQRCodeResponse, SignQrCode, SignUrl,
};
use essbasic::{EmptyResponse, codes};

use super::Actions;
use crate::refusal::{Refusal, reasons};
use crate::state::{NotFit, QrCode, State, Status, new_id};

const DAY: i64 = 24 * 60 * 60;

/// How many contracts a code starts unless the request says.
const DEFAULT_FLOWS: i64 = 5;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(create).write(cancel)
}

/// Creates a code from a template that fits.
fn create(
    state: &mut State,
    request: ChannelCreateMultiFlowSignQRCode,
) -> Result<ChannelCreateMultiFlowSignQRCodeResponse, Refusal> {
    let caller = state.starter(&request.agent)?;
    let (application, organization) = (&caller.owner.application, &caller.owner.organization);
    let template = state
        .template(application, organization, &request.template_id)
        .ok_or_else(reasons::template)?;
    template.fits_a_code().map_err(not_fit)?;
    if state.accounts.get(application).is_none_or(|account| account.contracts == 0) {
        return Err(reasons::quota());
    }
    let now = state.now();
    // The manual's examples still say in days how long a code lives.
    let days = request.qr_effective_day.filter(|days| (1..=90).contains(days)).unwrap_or(7);
    let expires_on = request.qr_code_expired_on.unwrap_or(now + days * DAY);
    if expires_on <= now || expires_on > now + 365 * DAY {
        let why = "QrCodeExpiredOn must be within the next 365 days.";
        return Err(reasons::value(codes::INVALID_PARAMETER_PARAM_ERROR, "QrCodeExpiredOn", why));
    }
    let code = QrCode {
        id: new_id(),
        owner: caller.owner,
        creator: caller.operator,
        template: request.template_id,
        flow_name: request.flow_name,
        names_the_scanner: request.flow_name_append_scanner_info.unwrap_or(false),
        flow_days: request.flow_effective_day.unwrap_or(7),
        most_flows: request.max_flow_num.unwrap_or(DEFAULT_FLOWS),
        expires_on,
        once_each: request.forbid_personal_multiple_sign.unwrap_or(false),
        restrictions: request.restrictions.unwrap_or_default(),
        cancelled: false,
        flows: 0,
        scanned_by: BTreeSet::new(),
    };
    let id = code.id.clone();
    let page = state.address(&format!("/qr-codes/{id}"));
    state.qr_codes.insert(id.clone(), code);
    Ok(ChannelCreateMultiFlowSignQRCodeResponse::new(
        SignQrCode::new(id, page.clone(), expires_on, page.clone()),
        SignUrl::new(page.clone(), "", page),
    ))
}

/// Cancels a code that is still valid.
fn cancel(
    state: &mut State,
    request: ChannelCancelMultiFlowSignQRCode,
) -> Result<EmptyResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let now = state.now();
    let code = state.qr_codes.get_mut(&request.qr_code_id).ok_or_else(|| {
        let code = codes::INVALID_PARAMETER_DATA_NOT_FOUND;
        Refusal::new(code, "数据不存在。", "There is no such code.")
    })?;
    if code.owner != owner {
        return Err(reasons::not_yours());
    }
    if code.status(now) != Status::Active {
        return Err(Refusal::new(
            codes::OPERATION_DENIED_QR_INVALID,
            "签署二维码不可用，请检查后重试。",
            "The code was cancelled, has expired or is used up.",
        ));
    }
    code.cancelled = true;
    Ok(EmptyResponse::new())
}

fn not_fit(why: NotFit) -> Refusal {
    let (code, chinese, english) = match why {
        NotFit::NoSigners => (
            codes::FAILED_OPERATION_QR_CODE_SIGN_USERS,
            "模板签署人不存在。",
            "The template has no signers.",
        ),
        NotFit::InitiatorFills => (
            codes::FAILED_OPERATION_QR_CODE_CREATOR_SIGN_COMPONENTS,
            "发起签署存在填写控件。",
            "The template leaves fields to the initiator.",
        ),
        NotFit::Signers => (
            codes::FAILED_OPERATION_QR_CODE_TEMPLATE_ID,
            "二维码生成失败，模板未满足生成二维码",
            "The template's signers or their order do not fit a code.",
        ),
    };
    Refusal::new(code, chinese, english)
}
