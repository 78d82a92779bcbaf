//! `DescribeChannelSealPolicyWorkflowUrl` (生成渠道子客用印申请审批链接).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Returns a link for approving or rejecting an employee's request to use a seal.
///
/// An employee who signs with a seal without permission creates such a request, which a callback
/// reports. The operator of `agent` must be the approver, and only the approver can open the link,
/// which leads to the WeChat mini program. To avoid requests, grant permission in advance with
/// `ChannelCreateSealPolicy`.
///
/// The link is valid for one year, or for 7 days as a short link. No charge and no notifications:
/// pass the link on yourself.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.ParamError` | Check that `workflow_instance_id` is the one from the callback, and that the operator is the approver. |
#[doc(alias = "生成渠道子客用印申请审批链接")]
#[tc_action(
    name = "DescribeChannelSealPolicyWorkflowUrl",
    version = "2021-05-26",
    response = DescribeChannelSealPolicyWorkflowUrlResponse,
    effect = read,
    errors(
        "InvalidParameter.ParamError",
    ),
    title = "生成渠道子客用印申请审批链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeChannelSealPolicyWorkflowUrl"
)]
pub struct DescribeChannelSealPolicyWorkflowUrl {
    /// Application, organization and approver that make the call, the approver as operator.
    /// Organization and approver must have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Request to decide on, by the ID from the callback about it.
    pub workflow_instance_id: String,
    /// Link format. Default: long URL.
    pub endpoint: Option<SealPolicyEndpoint>,
}

/// Link format for deciding on a request to use a seal.
#[tc_enum]
pub enum SealPolicyEndpoint {
    /// Long URL that opens the mini program, valid for one year.
    LongLink = "LongLink",
    /// Short URL for text messages, valid for 7 days.
    ShortLink = "ShortLink",
    /// Mini program path, for opening it from an app or another mini program, valid for one year.
    App = "App",
}

/// Response of [`DescribeChannelSealPolicyWorkflowUrl`].
#[tc_model]
pub struct DescribeChannelSealPolicyWorkflowUrlResponse {
    /// Link, in the requested format.
    #[tc(secret)]
    pub workflow_url: Option<String>,
}
