//! 生成渠道子客用印申请审批链接

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Returns the link with which somebody approves, or refuses, an employee's use of a seal.
///
/// An employee who comes to place a seal without the right to applies for it, and a callback
/// tells of the application. The operator in the agent must be the one who decides, and only
/// they can open the link: it leads to the WeChat mini program. Spare employees the detour with
/// `ChannelCreateSealPolicy`, which gives them the right beforehand.
///
/// The link is good for a year, or for 7 days when it is short; asking again is free. Nobody is
/// notified: hand the link over yourself.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.ParamError` | check that `workflow_instance_id` is the one from the callback, and that the operator is the one who decides |
#[tc_action(
    name = "DescribeChannelSealPolicyWorkflowUrl",
    version = "2021-05-26",
    response = DescribeChannelSealPolicyWorkflowUrlResponse,
    effect = read,
    errors(
        "InvalidParameter.ParamError",
    ),
    title = "生成渠道子客用印申请审批链接",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeChannelSealPolicyWorkflowUrl"
)]
pub struct DescribeChannelSealPolicyWorkflowUrl {
    /// For whom: application, organization and the one who decides as operator, the latter two
    /// with their real names verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// What is to be decided: the id that the callback about an application for a seal holds.
    pub workflow_instance_id: String,
    /// What kind of link it is; a long one unless given.
    pub endpoint: Option<SealPolicyEndpoint>,
}

/// The kind of a link to where an application for a seal is decided.
#[tc_enum]
pub enum SealPolicyEndpoint {
    /// The address of a page that opens the mini program, good for a year.
    LongLink = "LongLink",
    /// A short one for text messages, good for 7 days.
    ShortLink = "ShortLink",
    /// The path that opens the mini program from an app or another mini program, good for a year.
    App = "App",
}

/// The link.
#[tc_model]
pub struct DescribeChannelSealPolicyWorkflowUrlResponse {
    /// The link, of the kind that was asked for.
    #[tc(secret)]
    pub workflow_url: Option<String>,
}
