//! `ChannelCreateFlowSignUrl` (获取用户H5签署链接).

use super::models::FlowApproverUrlInfo;
use crate::models::{FlowApproverInfo, OrganizationInfo, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates H5 links with which the signers of one contract sign or view it.
///
/// For apps, Alipay and mobile browsers. WeChat mini programs cannot embed the page
/// (`CreateSignUrls` creates links into the service's own), and inside an iframe everything that
/// needs face recognition fails, including setting the signing password. For many contracts at once
/// use `ChannelCreateBatchQuickSignUrl`.
///
/// The contract must have been started. Its signers may have fields for signatures, dates, seals,
/// approvals and filling in, and no others. Saved signatures of a person are not offered, and a
/// signature drawn here is used once and not saved.
///
/// The links are valid for 30 minutes unless `expired_on` is set. Create them when the signer needs
/// them: opening a longer-lived link costs a text message for verification. Creating them is free
/// and sends no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `ResourceNotFound.Flow` | Check the contract ID, and that the agent's organization owns the contract. |
/// | `ResourceNotFound` | Check that the contract has the signer as described. |
/// | `InvalidParameter`, `MissingParameter` | Describe each signer as in the contract. |
/// | `OperationDenied` | Read the message; check that the contract is waiting for this signer, and that H5 supports its fields. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
/// | `InternalError` | Try again. |
#[doc(alias = "获取用户H5签署链接")]
#[tc_action(
    name = "ChannelCreateFlowSignUrl",
    version = "2021-05-26",
    response = ChannelCreateFlowSignUrlResponse,
    effect = link,
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter",
        "MissingParameter",
        "OperationDenied",
        "ResourceNotFound",
        "ResourceNotFound.Flow",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "获取用户H5签署链接",
    api_reference = "https://qian.tencent.com/developers/partnerApis/operateFlows/ChannelCreateFlowSignUrl"
)]
pub struct ChannelCreateFlowSignUrl {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract ID, 32 characters, returned when the contract was started.
    #[tc(len = 32)]
    pub flow_id: String,
    /// Signers, each with `approver_type`. Omit for a preview by the organization that started the
    /// contract.
    ///
    /// A person is identified by name and mobile number; an employee outside your platform
    /// additionally by `organization_name`; an employee in it by `open_id` and
    /// `organization_open_id`, with `organization_name` until the organization is verified.
    /// Alternatively `recipient_id` identifies the party. Only three other fields take effect:
    /// `approver_sign_types`, for this link only, `sign_type_selector`, and `intention` for
    /// confirmation on video.
    pub flow_approver_infos: Option<Vec<FlowApproverInfo>>,
    /// Attempts at confirmation on video, 1 to 10. Default: 5.
    #[tc(range = 1..=10, zero_unset)]
    pub video_verify_times_limit: Option<i64>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Disabled by the vendor: the organization is part of `agent`.
    #[tc(hidden)]
    pub organization: Option<OrganizationInfo>,
    /// Address to open after the contract is signed, at most 1000 characters. The vendor's API
    /// reference (跳转电子签H5) lists the supported kinds of links.
    #[tc(len = ..=1000)]
    pub jump_url: Option<String>,
    /// Purpose of the links. Default: `Sign`.
    pub url_type: Option<FlowSignUrlType>,
    /// Lifetime of the links in seconds, not an expiry time: 1800 (30 minutes) to 7776000 (90
    /// days). Default: 1800. Beyond 1800, opening a link requires a code by text message, which is
    /// charged (per device and 24 hours, according to the vendor). The code goes to the signer, or
    /// for a preview without signers to the employee who started the contract.
    #[tc(range = 1800..=7_776_000, zero_unset)]
    pub expired_on: Option<i64>,
}

/// Purpose of an H5 link.
#[tc_enum]
pub enum FlowSignUrlType {
    /// Signing.
    Sign = 0,
    /// Viewing the contract and its progress, without signing.
    Preview = 1,
}

/// Response of [`ChannelCreateFlowSignUrl`].
#[tc_model]
pub struct ChannelCreateFlowSignUrlResponse {
    /// Links per signer; a single pair for a preview without signers.
    pub flow_approver_url_infos: Vec<FlowApproverUrlInfo>,
}
