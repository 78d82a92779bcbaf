//! `ChannelCreateMultiFlowSignQRCode` (创建一码多签签署码).

use crate::models::{FlowDisplayType, IdCardType, SignatureType, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Creates a QR code that many people can scan, each to sign a contract of their own.
///
/// For cases where the signers are not known in advance, such as hiring day workers or enrolling
/// students. Each scan starts a contract from the template after the person has entered their data.
/// Each contract is charged when it starts; the code itself is free. If the organization's quota is
/// used up, the scan fails and a callback reports it.
///
/// The template must have only persons as parties, or persons and the creating organization with
/// the organization not first in order, and must not have fields for the initiator to fill in.
///
/// Store the returned ID: no action lists codes, and only the ID can cancel one. For the same
/// reason the client never retries this action if it may have been executed: a code with an unknown
/// ID would stay valid until it expires.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.QrCodeTemplateId` | The template's parties or their order do not suit a code, see above. |
/// | `FailedOperation.QrCodeCreatorSignComponents` | Remove the initiator's fields from the template. |
/// | `FailedOperation.QrCodeSignUsers` | Add a signer to the template. |
/// | `OperationDenied.NoQuota` | Buy contracts. |
/// | `ResourceNotFound.Template` | Check the template ID, and that the agent's organization owns the template. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include QR codes. |
#[doc(alias = "创建一码多签签署码")]
#[tc_action(
    name = "ChannelCreateMultiFlowSignQRCode",
    version = "2021-05-26",
    response = ChannelCreateMultiFlowSignQRCodeResponse,
    effect = create,
    errors(
        "FailedOperation",
        "FailedOperation.QrCodeCreatorSignComponents",
        "FailedOperation.QrCodeSignUsers",
        "FailedOperation.QrCodeTemplateId",
        "InternalError",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied.NoQuota",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.Template",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "创建一码多签签署码",
    api_reference = "https://qian.tencent.com/developers/partnerApis/templates/ChannelCreateMultiFlowSignQRCode"
)]
pub struct ChannelCreateMultiFlowSignQRCode {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// ID of the template that every contract is made from, 32 characters.
    #[tc(len = 32)]
    pub template_id: String,
    /// Name of every contract, at most 200 characters. Also the name of the downloaded file after
    /// signing.
    #[tc(len = 1..=200)]
    pub flow_name: String,
    /// Number of contracts that the code can start. Default: 5.
    #[tc(range = 1.., zero_unset)]
    pub max_flow_num: Option<i64>,
    /// Days until a contract expires, counted from its start, at most 30. Default: 7.
    #[tc(range = 1..=30, zero_unset)]
    pub flow_effective_day: Option<i64>,
    /// Word for a contract on pages and in messages. Default: `Contract`.
    pub flow_display_type: Option<FlowDisplayType>,
    /// Disabled by the vendor: lifetime of the code in days, replaced by `qr_code_expired_on`.
    /// Documented examples still send it.
    #[tc(hidden)]
    pub qr_effective_day: Option<i64>,
    /// Restrictions on who may sign. Default: anyone who scans the code.
    pub restrictions: Option<Vec<ApproverRestriction>>,
    /// Signature types that each party may use in personal seal fields of the template.
    pub approver_component_limit_types: Option<Vec<ApproverComponentLimitType>>,
    /// Disabled by the vendor: callbacks are configured for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// Disabled by the vendor: a single restriction, replaced by `restrictions`.
    #[tc(hidden)]
    pub approver_restrictions: Option<ApproverRestriction>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Limits each person to one contract of this code. Default: `false`, a person may scan it
    /// again and sign another.
    pub forbid_personal_multiple_sign: Option<bool>,
    /// Appends the signer's name and the last four digits of their mobile number to the contract
    /// name, which makes the name personal data. Default: `false`.
    pub flow_name_append_scanner_info: Option<bool>,
    /// Name printed on the code's image, at most 200 characters. Default: the contract name.
    #[tc(len = ..=200)]
    pub qr_code_name: Option<String>,
    /// Expiry of the code, Unix time in seconds, at most 365 days from now. Default: 7 days from
    /// now.
    #[tc(range = 1..=9_999_999_999, zero_unset)]
    pub qr_code_expired_on: Option<i64>,
}

/// A restriction on who may sign by scanning a code. All given fields must match.
#[tc_model]
pub struct ApproverRestriction {
    /// Name of the person.
    #[tc(secret)]
    pub name: Option<String>,
    /// Mobile number of the person, 11 digits.
    #[tc(secret, len = 11)]
    pub mobile: Option<String>,
    /// Identity document type.
    pub id_card_type: Option<IdCardType>,
    /// Identity document number, letters in upper case.
    #[tc(secret)]
    pub id_card_number: Option<String>,
}

/// Signature types that a party may use in personal seal fields.
#[tc_model]
pub struct ApproverComponentLimitType {
    /// Recipient ID of the party in the template, 32 characters.
    #[tc(len = 32)]
    pub recipient_id: String,
    /// Allowed signature types. Default: all.
    pub values: Option<Vec<SignatureType>>,
}

/// Response of [`ChannelCreateMultiFlowSignQRCode`].
#[tc_model]
pub struct ChannelCreateMultiFlowSignQRCodeResponse {
    /// The QR code, with its ID and images.
    pub qr_code: SignQrCode,
    /// Links equivalent to the code. A single set, in spite of the name.
    pub sign_urls: SignUrl,
}

/// A QR code that starts a contract when it is scanned.
#[tc_model]
pub struct SignQrCode {
    /// QR code ID, 32 characters. Store it: only the ID can cancel the code.
    pub qr_code_id: String,
    /// Address of the image. Anyone with it can start a contract.
    #[tc(secret)]
    pub qr_code_url: String,
    /// Expiry of the code, Unix time in seconds.
    pub expired_time: i64,
    /// Address of the image for the WeChat mini program. Anyone with it can start a contract.
    #[tc(secret)]
    pub weixin_qr_code_url: String,
}

/// Links that start a contract like scanning the code does.
#[tc_model]
pub struct SignUrl {
    /// Path that opens the mini program from an app or another mini program.
    #[tc(secret)]
    pub app_sign_url: String,
    /// Expiry of the links, such as `2022-08-05 15:55:01`; empty if they are valid as long as the
    /// code.
    pub effective_time: String,
    /// Address of a page that opens the mini program.
    #[tc(secret)]
    pub http_sign_url: String,
}
