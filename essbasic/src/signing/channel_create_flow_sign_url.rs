//! 获取用户H5签署链接

use super::models::FlowApproverUrlInfo;
use crate::models::{FlowApproverInfo, OrganizationInfo, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Makes H5 links with which the signers of one contract sign it, or only look at it.
///
/// For an app, Alipay or a phone's browser. WeChat mini programs cannot embed the page
/// (`CreateSignUrls` makes links into the service's own), and inside an iframe nothing works that
/// needs a face, setting the signing password included. For many contracts at once there is
/// `ChannelCreateBatchQuickSignUrl`.
///
/// The contract must have been started. Its signer may have fields for signatures, dates, seals,
/// approvals and filling in, and no others. A person's signatures that were kept before are not
/// offered, and one drawn here is used once and not kept.
///
/// The links are good for 30 minutes unless another life is asked for. Make them when the signer
/// needs them: opening longer-lived ones costs a text message for verification. Making them costs
/// nothing and notifies nobody.
///
/// | code | what to do |
/// |---|---|
/// | `ResourceNotFound.Flow` | check the contract's id and whose it is |
/// | `ResourceNotFound` | check that the signer is in the contract, as described here |
/// | `InvalidParameter`, `MissingParameter` | describe each signer as the contract does |
/// | `OperationDenied` | the message says why; check that the contract waits for this signer, and that H5 knows its fields |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
/// | `InternalError` | try again |
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
    manual = "https://qian.tencent.com/developers/partnerApis/operateFlows/ChannelCreateFlowSignUrl"
)]
pub struct ChannelCreateFlowSignUrl {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contract, by the id that starting it returned, 32 characters.
    #[tc(len = 32)]
    pub flow_id: String,
    /// The signers, each with `approver_type`. They are left out for a preview by the organization
    /// that started the contract.
    ///
    /// A person is known by name and mobile; an employee outside your platform by these and
    /// `organization_name`; an employee in it by `open_id` and `organization_open_id`, with
    /// `organization_name` until the organization is verified. Instead of describing them,
    /// `recipient_id` may say which party it is. Of the other members three are heeded:
    /// `approver_sign_types`, for this link alone, `sign_type_selector`, and `intention` for
    /// confirming on video.
    pub flow_approver_infos: Option<Vec<FlowApproverInfo>>,
    /// How often the signer may try to confirm on video, 1 to 10; 5 unless given.
    #[tc(range = 1..=10)]
    pub video_verify_times_limit: Option<i64>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Disabled by the vendor; the organization stands in the agent.
    #[tc(hidden)]
    pub organization: Option<OrganizationInfo>,
    /// Where the page leads once the contract is signed, at most 1000 characters. Which kinds of
    /// links work stands on the manual's page about leading to H5 (跳转电子签H5).
    #[tc(len = ..=1000)]
    pub jump_url: Option<String>,
    /// What the links are for; signing unless given.
    pub url_type: Option<FlowSignUrlType>,
    /// How long the links live, in seconds, not until when: 1800 (30 minutes) to 7776000 (90 days),
    /// and 1800 unless given. Beyond 1800, opening one asks for a code by text message, which is
    /// charged (for each device and 24 hours, as far as the manual says). The code goes to the
    /// signer, or for a preview without signers to whoever started the contract.
    #[tc(range = 1800..=7_776_000)]
    pub expired_on: Option<i64>,
}

/// What an H5 link is for.
#[tc_enum]
pub enum FlowSignUrlType {
    /// Signing.
    Sign = 0,
    /// Looking at the contract and how far it is, without signing.
    Preview = 1,
}

/// The links.
#[tc_model]
pub struct ChannelCreateFlowSignUrlResponse {
    /// The links of each signer; one pair of them for a preview without signers.
    pub flow_approver_url_infos: Vec<FlowApproverUrlInfo>,
}
