//! `ChannelDescribeFlowComponents` (获取合同填写控件内容).

use super::models::FillStatus;
use crate::{Agent, tc_action, tc_model};

/// Returns the values filled into a contract's fields, grouped by party.
///
/// Covers the fields of the initiator and of the signers: text, check boxes, numbers, dates,
/// images, e-mail and postal addresses, education, gender and districts. Tables, attachments and
/// watermarks are not returned.
///
/// The organization must grant access first: its super administrator in the console (企业中心, 授权管理),
/// or the platform's super administrator for all organizations of the application in its settings.
///
/// No charge and no notifications. The response contains personal data; image links are valid for 5
/// minutes.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied.NoFlowPermission` | Use an operator who may view the contract, and check that the organization has granted access. |
/// | `InvalidParameter.EmptyParams` | Set the contract ID. |
/// | `ResourceNotFound.Flow` | Check the contract ID, and that the agent's organization owns the contract. |
#[doc(alias = "获取合同填写控件内容")]
#[tc_action(
    name = "ChannelDescribeFlowComponents",
    version = "2021-05-26",
    response = ChannelDescribeFlowComponentsResponse,
    effect = read,
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter.EmptyParams",
        "OperationDenied",
        "OperationDenied.NoFlowPermission",
        "ResourceNotFound.Flow",
    ),
    title = "获取合同填写控件内容",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDescribeFlowComponents"
)]
pub struct ChannelDescribeFlowComponents {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract ID, returned when the contract was started.
    pub flow_id: String,
}

/// Response of [`ChannelDescribeFlowComponents`].
#[tc_model]
pub struct ChannelDescribeFlowComponentsResponse {
    /// Parties with their fields.
    pub recipient_component_infos: Vec<RecipientComponentInfo>,
}

/// A field and its value.
#[tc_model]
pub struct FilledComponent {
    /// Field ID.
    pub component_id: Option<String>,
    /// Field name.
    pub component_name: Option<String>,
    /// Fill-in status of the field.
    pub component_fill_status: Option<FillStatus>,
    /// Value, as text.
    #[tc(secret)]
    pub component_value: Option<String>,
    /// Download link of an image field, valid for 5 minutes.
    #[tc(secret)]
    pub image_url: Option<String>,
}

/// A party and the fields it fills in.
#[tc_model]
pub struct RecipientComponentInfo {
    /// Recipient ID of the party in the contract.
    pub recipient_id: Option<String>,
    /// Fill-in status of the party.
    pub recipient_fill_status: Option<FillStatus>,
    /// `true` for the organization that started the contract.
    pub is_promoter: Option<bool>,
    /// Fields of the party.
    pub components: Option<Vec<FilledComponent>>,
}
