//! `ChannelCreateBatchQuickSignUrl` (获取H5批量签署或查看链接).

use super::models::{BatchSignatureType, FlowApproverUrlInfo, FlowBatchUrlInfo};
use crate::models::{ApproverSignType, FlowApproverInfo, IdCardType, Intention, SignTypeSelector};
use crate::{Agent, tc_action, tc_model};

/// Creates one H5 link with which a signer signs or views many contracts or a contract group.
///
/// For apps and mobile browsers. WeChat mini programs cannot embed the page, and inside an iframe
/// everything that needs face recognition fails, including setting the signing password. For the
/// mini program use `ChannelCreateBatchSignUrl`, for a single contract `ChannelCreateFlowSignUrl`.
///
/// The contracts must have been started by the agent's organization and be waiting for this signer.
/// With `flow_batch_url_info` the link instead claims open parties; then the signers of all
/// contracts must be open, and all be persons or all be employees.
///
/// The link is valid for 30 minutes unless `expired_on` is set. Create it when the signer needs it:
/// opening a longer-lived link costs a text message for verification. Creating it is free and sends
/// no notifications.
///
/// Messages of the service may contain the signer's name, mobile number and identity document
/// number: keep them out of logs.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation` | Read the message: usually another organization started a contract, or no party matches the signer as described. |
/// | `InvalidParameterValue` | Check signature types and confirmation methods. |
/// | `MissingParameter` | Describe the signer: name and type, and mobile number or identity document. |
/// | `ResourceNotFound` | Check the contract or group IDs, and that they belong to this application. |
/// | `UnauthorizedOperation.NoPermissionFeature` | Requires the organization's plan to be the professional one or higher. |
#[doc(alias = "获取H5批量签署或查看链接")]
#[tc_action(
    name = "ChannelCreateBatchQuickSignUrl",
    version = "2021-05-26",
    response = ChannelCreateBatchQuickSignUrlResponse,
    effect = link,
    errors(
        "FailedOperation",
        "InvalidParameterValue",
        "MissingParameter",
        "ResourceNotFound",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    exactly_one("FlowIds", "FlowGroupId"),
    title = "获取H5批量签署或查看链接",
    api_reference = "https://qian.tencent.com/developers/partnerApis/operateFlows/ChannelCreateBatchQuickSignUrl"
)]
pub struct ChannelCreateBatchQuickSignUrl {
    /// Signer, described as in the contracts: always the type, the name unless the link claims open
    /// parties, and the mobile number, the identity document or both.
    ///
    /// An employee of an organization outside your platform also needs `organization_name`; one of
    /// an organization in your platform needs `open_id` and `organization_open_id`, and
    /// `organization_name` until the organization is verified. Confirmation by text message
    /// requires the mobile number given in the contract. Signers who place fields themselves, or
    /// who have approval fields (签批控件), cannot use the link.
    #[tc(require("ApproverType"))]
    pub flow_approver_info: FlowApproverInfo,
    /// Application and organization that make the call. Documented examples give the operator only
    /// if the signer is an employee.
    pub agent: Agent,
    /// Contract IDs, at most 100, all started by the agent's organization. Mutually exclusive with
    /// `flow_group_id`.
    #[tc(items = ..=100)]
    pub flow_ids: Option<Vec<String>>,
    /// Contract group ID. Mutually exclusive with `flow_ids`.
    pub flow_group_id: Option<String>,
    /// Address to open after everything is signed: `http://` or, preferably, `https://`, at most
    /// 1000 characters.
    #[tc(len = ..=1000)]
    pub jump_url: Option<String>,
    /// Signature types that may be used. Default: `Handwrite`. They replace those set for the
    /// contracts, so repeat the limits of their fields here. For persons `HandwrittenEsign` has no
    /// effect, and the contract decides.
    pub signature_types: Option<Vec<BatchSignatureType>>,
    /// Confirmation methods: face, password or mobile network operator. Default: face and password.
    pub approver_sign_types: Option<Vec<ApproverSignType>>,
    /// Selection among the confirmation methods. Default: `Signer`.
    pub sign_type_selector: Option<SignTypeSelector>,
    /// Open parties that the link claims, one per contract, all of them also in `flow_ids`. The
    /// vendor documents here that employees cannot claim in H5, although `preset_approver_info` can
    /// name their organization.
    pub flow_batch_url_info: Option<FlowBatchUrlInfo>,
    /// Questions, or prompts, for confirmation on video. Requires a feature enabled by the vendor
    /// on request, and `approver_sign_types` with the face only; `ChannelDescribeSignFaceVideo`
    /// returns the video.
    pub intention: Option<Intention>,
    /// Attempts at confirmation on video, 1 to 10. Default: 5.
    #[tc(range = 1..=10, zero_unset)]
    pub video_verify_times_limit: Option<i64>,
    /// Remembers the data entered by a person who claims contracts, to fill it in next time.
    /// Default: `false`. No effect for employees.
    pub cache_approver_info: Option<bool>,
    /// Allows declining all contracts at once. Default: `false`. Not for contract groups: decline
    /// their contracts individually.
    pub can_batch_reject: Option<bool>,
    /// Restricts who may claim the open parties. Default: anyone.
    pub preset_approver_info: Option<PresetApproverInfo>,
    /// Allows confirming that all contracts were read at once. Default: `false`. Enabled by the
    /// vendor on request. The page falls back to one by one if the seal or signature of the first
    /// contract does not suit the others.
    pub can_skip_read_flow: Option<bool>,
    /// Lifetime of the link in seconds, not an expiry time: 1800 (30 minutes) to 7776000 (90 days).
    /// Default: 1800. Beyond 1800, opening the link requires a code by text message, which is
    /// charged (per device and 24 hours, according to the vendor). The lifetime of links that claim
    /// open parties cannot be changed.
    #[tc(range = 1800..=7_776_000, zero_unset)]
    pub expired_on: Option<i64>,
}

/// Response of [`ChannelCreateBatchQuickSignUrl`].
#[tc_model]
pub struct ChannelCreateBatchQuickSignUrlResponse {
    /// Links of the signer.
    pub flow_approver_url_info: Option<FlowApproverUrlInfo>,
}

/// Restriction on who may claim the open parties of a link. All given fields must match.
///
/// Describe a person by name, mobile number and identity document, and an employee by organization
/// only.
#[tc_model(needs("IdCardNumber", "IdCardType"), needs("IdCardType", "IdCardNumber"))]
pub struct PresetApproverInfo {
    /// Name of the person.
    #[tc(secret)]
    pub name: Option<String>,
    /// Mobile number of the person.
    #[tc(secret)]
    pub mobile: Option<String>,
    /// Identity document number of the person, 18 characters, X in upper case. Requires
    /// `id_card_type`.
    #[tc(secret)]
    pub id_card_number: Option<String>,
    /// Identity document type; the vendor documents only the identity card here. Requires
    /// `id_card_number`.
    pub id_card_type: Option<IdCardType>,
    /// Name of the employee's organization, which must be outside your platform. Required if
    /// employees claim.
    pub organization_name: Option<String>,
}
