//! 发起解除协议

use crate::models::{ApproverType, ComponentType, IdCardType, OrganizationInfo, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Starts a contract that releases the parties from another, which all of them have signed.
///
/// The text is the vendor's, and only the reasons and terms in `relive_info` are yours. An
/// organization that signed the first contract starts it; persons cannot, and an organization that
/// did not sign needs the right to release contracts. The signers are those of the first contract:
/// a person cannot be replaced, an organization's employee can, by another of the same organization
/// with the same rights. Once everybody has signed, the first contract is released.
///
/// **It is charged when it starts**, as every contract is. There is no key by which the service
/// would know a repeated call, so the client never repeats this action by itself when no answer
/// came. Put a value of your own in `UserData`, and look for it in the callbacks before calling
/// again.
///
/// | code | what to do |
/// |---|---|
/// | `ResourceNotFound.Flow` | check the first contract's id and whose it is |
/// | `FailedOperation`, `OperationDenied` | read the message: the first contract may not be signed by all, or be released already |
/// | `OperationDenied.ApproverRepeat` | name each signer once |
/// | `InvalidParameter.ApproverType` | name organizations only, and what they were in the first contract |
/// | `InvalidParameter.Name`, `InvalidParameter.Mobile`, `InvalidParameter.OpenId`, `InvalidParameter.OrganizationName` | mend the signer that the message names |
/// | `ResourceNotFound.Application`, `InvalidParameter.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
#[tc_action(
    name = "ChannelCreateReleaseFlow",
    version = "2021-05-26",
    response = ChannelCreateReleaseFlowResponse,
    effect = charge,
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.Api",
        "InternalError.Pdf",
        "InternalError.System",
        "InvalidParameter.Application",
        "InvalidParameter.ApproverType",
        "InvalidParameter.Mobile",
        "InvalidParameter.Name",
        "InvalidParameter.OpenId",
        "InvalidParameter.OrganizationName",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.ApproverRepeat",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Flow",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "发起解除协议",
    manual = "https://qian.tencent.com/developers/partnerApis/startFlows/ChannelCreateReleaseFlow"
)]
pub struct ChannelCreateReleaseFlow {
    /// Who starts it: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contract to be released from, by its id.
    pub need_relieved_flow_id: String,
    /// Why, and on which terms.
    pub relive_info: RelieveInfo,
    /// The signers who differ from those of the first contract, and no others. Your own
    /// organization may sign by authorization, others may not.
    pub released_approvers: Option<Vec<ReleasedApprover>>,
    /// Disabled by the vendor: callbacks are set up for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// Disabled by the vendor; the organization stands in the agent.
    #[tc(hidden)]
    pub organization: Option<OrganizationInfo>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Until when it can be signed, in Unix seconds; 7 days from its start unless given.
    #[tc(range = 1..=9_999_999_999)]
    pub deadline: Option<i64>,
    /// Your own data, in base64, at most 20480 characters; callbacks bring them back unchanged.
    #[tc(secret, len = ..=20_480)]
    pub user_data: Option<String>,
    /// The contract's name; required when an employee of your organization signs by PIN, who
    /// computes the code from it.
    pub flow_name: Option<String>,
}

/// The contract that was started.
#[tc_model]
pub struct ChannelCreateReleaseFlowResponse {
    /// The id of the releasing contract. Keep it.
    pub flow_id: String,
}

/// A signer who takes the place of one of the first contract. An employee of an organization in the
/// application is named by `OpenId` and `OrganizationOpenId`, another by `Name` and `Mobile`; both
/// with `OrganizationName`. For a person only `ApproverSignRole` can differ.
#[tc_model(needs("IdCardNumber", "IdCardType"))]
pub struct ReleasedApprover {
    /// The place of the replaced signer among those of the first contract, from 0, as
    /// `DescribeFlowDetailInfo` lists them.
    pub approver_number: u64,
    /// Who they sign as: `ORGANIZATION`, `ENTERPRISESERVER` or `ORGANIZATION_PIN_CODE_SIGN`, the
    /// latter two for your own organization alone.
    pub approver_type: ApproverType,
    /// No longer used by the vendor; `approver_number` has taken its place.
    pub released_approver_recipient_id: Option<String>,
    /// The signer's name, at most 50 characters.
    #[tc(secret, len = ..=50)]
    pub name: Option<String>,
    /// The kind of their identity document; an identity card unless given.
    pub id_card_type: Option<IdCardType>,
    /// The number of the identity document, its letters in upper case.
    #[tc(secret)]
    pub id_card_number: Option<String>,
    /// The signer's mobile number.
    #[tc(secret)]
    pub mobile: Option<String>,
    /// The organization's name as its business licence has it, with full-width brackets （）;
    /// required for organizations.
    pub organization_name: Option<String>,
    /// Your own id of the organization; required when it is in the application.
    pub organization_open_id: Option<String>,
    /// Your own id of the employee, at most 64 characters; required when they are in the
    /// application.
    #[tc(len = ..=64)]
    pub open_id: Option<String>,
    /// What an organization signs with: `SIGN_SEAL`, its seal, unless given, or `SIGN_SIGNATURE`,
    /// the employee's signature.
    pub approver_sign_component_type: Option<ComponentType>,
    /// What the contract calls the party, at most 20 characters; 甲方, 乙方, 丙方 and so on, in the first
    /// contract's order, unless given.
    #[tc(len = ..=20)]
    pub approver_sign_role: Option<String>,
    /// The seal that your own organization signs with, by its id.
    pub approver_sign_seal_id: Option<String>,
    /// For signing by PIN: `HMAC_SHA256(SHA256(PIN), name)`, of the contract's name without white
    /// space around it. The manual leaves open in what form the inner hash goes in.
    #[tc(secret)]
    pub pin_code: Option<String>,
}

/// What a releasing contract says: why, and on which terms.
#[tc_model]
pub struct RelieveInfo {
    /// Why the parties are released, at most 200 characters.
    #[tc(len = 1..=200)]
    pub reason: String,
    /// Which terms of the first contract stay in force, at most 200 characters.
    #[tc(len = ..=200)]
    pub remain_in_force_item: Option<String>,
    /// How costs of the first contract are settled, at most 200 characters.
    #[tc(len = ..=200)]
    pub original_expense_settlement: Option<String>,
    /// How everything else of the first contract is settled, at most 200 characters.
    #[tc(len = ..=200)]
    pub original_other_settlement: Option<String>,
    /// What else is agreed, at most 200 characters; it goes before all the rest.
    #[tc(len = ..=200)]
    pub other_deals: Option<String>,
}
