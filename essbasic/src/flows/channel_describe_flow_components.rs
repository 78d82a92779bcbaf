//! 获取合同填写控件内容

use super::models::FillStatus;
use crate::{Agent, tc_action, tc_model};

/// Tells what was filled into a contract's fields, party by party, by who started it and who signs.
///
/// Texts, choices, numbers, dates, pictures, e-mail and other addresses, education, gender and
/// districts are told; tables, attachments and watermarks are not.
///
/// The organization must allow it first: its super administrator in the console (企业中心, 授权管理), or
/// the platform's for all organizations of the application in its settings. Nothing is charged and
/// nobody is notified. What comes back is personal data, and links to pictures live for 5 minutes.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied.NoFlowPermission` | use an operator who may see the contract, and see whether the organization has allowed it |
/// | `InvalidParameter.EmptyParams` | give the contract's id |
/// | `ResourceNotFound.Flow` | check the contract's id and whose it is |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDescribeFlowComponents"
)]
pub struct ChannelDescribeFlowComponents {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contract, by the id that starting it returned.
    pub flow_id: String,
}

/// What was filled in.
#[tc_model]
pub struct ChannelDescribeFlowComponentsResponse {
    /// The parties, each with its fields.
    pub recipient_component_infos: Vec<RecipientComponentInfo>,
}

/// A field, and what was filled into it.
#[tc_model]
pub struct FilledComponent {
    /// The field's id.
    pub component_id: Option<String>,
    /// The field's name.
    pub component_name: Option<String>,
    /// Whether it was filled in.
    pub component_fill_status: Option<FillStatus>,
    /// What was filled in, as text.
    #[tc(secret)]
    pub component_value: Option<String>,
    /// For a picture, the address that it can be fetched from for 5 minutes.
    #[tc(secret)]
    pub image_url: Option<String>,
}

/// A party, and the fields that are its to fill in.
#[tc_model]
pub struct RecipientComponentInfo {
    /// The party's id in the contract.
    pub recipient_id: Option<String>,
    /// Whether the party has filled in its fields.
    pub recipient_fill_status: Option<FillStatus>,
    /// Whether it is the organization that started the contract.
    pub is_promoter: Option<bool>,
    /// The party's fields.
    pub components: Option<Vec<FilledComponent>>,
}
