//! QR codes: created from a template, cancelled by their id.

use essbasic::signing::{
    ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode,
    ChannelCreateMultiFlowSignQRCodeResponse, SignQrCode, SignUrl,
};
use essbasic::{Agent, Empty, ErrorCode, codes};

use crate::refusal::Refusal;
use crate::state::{NotFit, Owner, QrCode, State, Unknown};

const DAY: i64 = 24 * 60 * 60;

/// How many contracts a code starts unless the request says.
const DEFAULT_FLOWS: i64 = 5;

/// Creates a code from a template that fits.
pub(super) fn create(
    state: &mut State,
    request: ChannelCreateMultiFlowSignQRCode,
) -> Result<ChannelCreateMultiFlowSignQRCodeResponse, Refusal> {
    let owner = owner(state, &request.agent).map_err(|unknown| match unknown {
        Unknown::Application => {
            let (code, english) = (codes::RESOURCE_NOT_FOUND_APPLICATION, "no such application");
            Refusal::new(code, "应用号不存在。", english)
        }
        Unknown::Organization => not_found("子客企业不存在。", "no such organization"),
        Unknown::Operator => not_found("经办人不存在。", "no such operator"),
    })?;
    let Some(template) = state.template(&owner.application, &request.template_id) else {
        let (code, english) = (codes::RESOURCE_NOT_FOUND_TEMPLATE, "no such template");
        return Err(Refusal::new(code, "模板不存在。", english));
    };
    template.fits_a_code().map_err(not_fit)?;

    let now = state.now();
    let expires_on = request.qr_code_expired_on.unwrap_or(now + 7 * DAY);
    if expires_on <= now || expires_on > now + 365 * DAY {
        return Err(Refusal::new(
            codes::INVALID_PARAMETER_PARAM_ERROR,
            "参数错误：QrCodeExpiredOn",
            "QrCodeExpiredOn must be within the next 365 days.",
        ));
    }
    let code = QrCode::new(
        owner,
        request.max_flow_num.unwrap_or(DEFAULT_FLOWS),
        expires_on,
        request.forbid_personal_multiple_sign.unwrap_or(false),
        request.restrictions.unwrap_or_default(),
    );
    let page = state.page_of(&code);
    let id = state.keep(code);
    Ok(ChannelCreateMultiFlowSignQRCodeResponse::new(
        SignQrCode::new(id, page.clone(), expires_on, page.clone()),
        SignUrl::new(page.clone(), "", page),
    ))
}

/// Cancels a code that is still valid.
pub(super) fn cancel(
    state: &mut State,
    request: ChannelCancelMultiFlowSignQRCode,
) -> Result<Empty, Refusal> {
    let missing = || {
        let code = codes::INVALID_PARAMETER_DATA_NOT_FOUND;
        Refusal::new(code, "数据不存在。", "no such organization, operator or code")
    };
    let owner = owner(state, &request.agent).map_err(|_| missing())?;
    let now = state.now();
    let code = state.qr_code_mut(&request.qr_code_id).ok_or_else(missing)?;
    if !code.belongs_to(&owner) {
        return Err(Refusal::new(
            codes::OPERATION_DENIED_FORBID,
            "禁止操作。",
            "the code is another organization's",
        ));
    }
    if !code.cancel(now) {
        return Err(Refusal::new(
            codes::OPERATION_DENIED_QR_INVALID,
            "签署二维码不可用，请检查后重试。",
            "the code was cancelled, has expired or is used up",
        ));
    }
    Ok(Empty::new())
}

/// The organization that an agent acts for, when all three of it are known.
fn owner(state: &State, agent: &Agent) -> Result<Owner, Unknown> {
    let operator = agent.proxy_operator.as_ref().and_then(|operator| operator.open_id.as_deref());
    state.owner(
        &agent.app_id,
        agent.proxy_organization_open_id.as_deref().unwrap_or_default(),
        operator.unwrap_or_default(),
    )
}

fn not_found(chinese: &str, english: &str) -> Refusal {
    Refusal::new(ErrorCode::RESOURCE_NOT_FOUND, chinese, english)
}

fn not_fit(why: NotFit) -> Refusal {
    let (code, chinese, english) = match why {
        NotFit::NoSigners => (
            codes::FAILED_OPERATION_QR_CODE_SIGN_USERS,
            "模板签署人不存在。",
            "the template has no signers",
        ),
        NotFit::InitiatorFills => (
            codes::FAILED_OPERATION_QR_CODE_CREATOR_SIGN_COMPONENTS,
            "发起签署存在填写控件。",
            "the template leaves fields to the initiator",
        ),
        NotFit::Signers => (
            codes::FAILED_OPERATION_QR_CODE_TEMPLATE_ID,
            "二维码生成失败，模板未满足生成二维码",
            "the template's signers or their order do not fit a code",
        ),
    };
    Refusal::new(code, chinese, english)
}
