//! 创建一码多签签署码

use crate::models::{FlowDisplayType, IdCardType, SignatureType, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Creates a QR code that many people can scan, each to sign a contract of their own.
///
/// For when it is not known beforehand who will sign: hiring day labourers, taking in a class.
/// Every scan starts a contract from the template, once the person has filled in who they are.
/// Each of those contracts is charged when it starts, not the code itself; when the
/// organization's quota is used up, the scan fails and a callback says so.
///
/// The template must be for persons alone, or for persons and the creating organization with
/// the organization not first in order, and nothing may be left for the initiator to fill in.
///
/// Keep the id that comes back: no action lists codes, and only its id can cancel one. For the
/// same reason the client never repeats this action by itself when no answer came: a code whose
/// id nobody saw would stay open until it expires.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.QrCodeTemplateId` | the template's signers or their order do not fit a code, see above |
/// | `FailedOperation.QrCodeCreatorSignComponents` | take the initiator's fill-in fields out of the template |
/// | `FailedOperation.QrCodeSignUsers` | give the template a signer |
/// | `OperationDenied.NoQuota` | buy contracts |
/// | `ResourceNotFound.Template` | check the template's id and whose it is |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include QR codes |
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
    manual = "https://qian.tencent.com/developers/partnerApis/templates/ChannelCreateMultiFlowSignQRCode"
)]
pub struct ChannelCreateMultiFlowSignQRCode {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The template that every contract is made from, 32 characters.
    #[tc(len = 32)]
    pub template_id: String,
    /// The name of every contract, at most 200 characters; also the name of the file that is
    /// downloaded once it is signed.
    #[tc(len = 1..=200)]
    pub flow_name: String,
    /// How many contracts the code starts before it is used up; 5 unless given.
    #[tc(range = 1..)]
    pub max_flow_num: Option<i64>,
    /// How many days a contract may take to be signed, counted from its start: at most 30, and
    /// 7 unless given. Later it has expired.
    #[tc(range = 1..=30)]
    pub flow_effective_day: Option<i64>,
    /// What pages and messages call a contract; a contract unless given.
    pub flow_display_type: Option<FlowDisplayType>,
    /// Disabled by the vendor: the code's life in days. The manual's examples still send it;
    /// `qr_code_expired_on` has taken its place.
    #[tc(hidden)]
    pub qr_effective_day: Option<i64>,
    /// Who may sign; anybody who scans the code unless given.
    pub restrictions: Option<Vec<ApproverRestriction>>,
    /// How each party may draw its signature, where the template leaves a personal seal field.
    pub approver_component_limit_types: Option<Vec<ApproverComponentLimitType>>,
    /// Disabled by the vendor: callbacks are set up for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// Disabled by the vendor: a single restriction; `restrictions` has taken its place.
    #[tc(hidden)]
    pub approver_restrictions: Option<ApproverRestriction>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Whether one person may sign only one contract of this code. Unless given, they may scan
    /// it again and sign another.
    pub forbid_personal_multiple_sign: Option<bool>,
    /// Whether a contract's name ends in its signer's name and the last four digits of their
    /// mobile number, which makes the name personal data. It does not unless given.
    pub flow_name_append_scanner_info: Option<bool>,
    /// The name printed on the code's picture, at most 200 characters; the contracts' name
    /// unless given.
    #[tc(len = ..=200)]
    pub qr_code_name: Option<String>,
    /// When the code expires, in Unix seconds: at most 365 days from now, and 7 days from now
    /// unless given.
    #[tc(range = 1..=9_999_999_999)]
    pub qr_code_expired_on: Option<i64>,
}

/// Who may sign by scanning a code. Whatever is given must be true of the person.
#[tc_model]
pub struct ApproverRestriction {
    /// The person's name.
    #[tc(secret)]
    pub name: Option<String>,
    /// The person's mobile number, 11 digits.
    #[tc(secret, len = 11)]
    pub mobile: Option<String>,
    /// The kind of their identity document.
    pub id_card_type: Option<IdCardType>,
    /// The number of the identity document, its letters in upper case.
    #[tc(secret)]
    pub id_card_number: Option<String>,
}

/// How one party may draw its signature in a personal seal field.
#[tc_model]
pub struct ApproverComponentLimitType {
    /// The party's id in the template, 32 characters.
    #[tc(len = 32)]
    pub recipient_id: String,
    /// The ways that are left; all of them unless given.
    pub values: Option<Vec<SignatureType>>,
}

/// The code, and links that do the same for who is on a phone already.
#[tc_model]
pub struct ChannelCreateMultiFlowSignQRCodeResponse {
    /// The code.
    pub qr_code: SignQrCode,
    /// The links; one set, whatever the name says.
    pub sign_urls: SignUrl,
}

/// A QR code that starts a contract when it is scanned.
#[tc_model]
pub struct SignQrCode {
    /// The code's id, 32 characters. Keep it: it alone can cancel the code.
    pub qr_code_id: String,
    /// The picture's address. Whoever has it can start a contract.
    #[tc(secret)]
    pub qr_code_url: String,
    /// When the code expires, in Unix seconds.
    pub expired_time: i64,
    /// The address of the picture for the WeChat mini program. Whoever has it can start a
    /// contract.
    #[tc(secret)]
    pub weixin_qr_code_url: String,
}

/// Links that start a contract as scanning the code does.
#[tc_model]
pub struct SignUrl {
    /// The path that opens the mini program from an app or another mini program.
    #[tc(secret)]
    pub app_sign_url: String,
    /// Until when the links are good, as `2022-08-05 15:55:01`; empty when they are good as
    /// long as the code.
    pub effective_time: String,
    /// The address of a page that opens the mini program.
    #[tc(secret)]
    pub http_sign_url: String,
}
