//! `ChannelCreateReleaseFlow` (发起解除协议).

use crate::models::{ApproverType, ComponentType, IdCardType, OrganizationInfo, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Starts a contract that releases all parties from a completely signed contract.
///
/// The text is the vendor's; only the reasons and terms in `relive_info` are yours. It must be
/// started by an organization that signed the original contract; an organization that did not needs
/// the permission to release contracts, and persons cannot start it. The signers are those of the
/// original contract: a person cannot be replaced, an employee can be replaced by another of the
/// same organization with the same permissions. When all have signed, the original contract is
/// released.
///
/// **The contract is charged when it starts.** The API has no idempotency key, so the client never
/// retries this action if it may have been executed. Put a unique key into `UserData`, and
/// look for it in callbacks before calling again.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `ResourceNotFound.Flow` | Check the ID of the original contract, and that the agent's organization owns it. |
/// | `FailedOperation`, `OperationDenied` | Read the message: the original contract may not be completely signed, or may already be released. |
/// | `OperationDenied.ApproverRepeat` | Remove duplicate signers. |
/// | `InvalidParameter.ApproverType` | Give organizations only, with their type in the original contract. |
/// | `InvalidParameter.Name`, `InvalidParameter.Mobile`, `InvalidParameter.OpenId`, `InvalidParameter.OrganizationName` | Correct the signer that the message names. |
/// | `ResourceNotFound.Application`, `InvalidParameter.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
#[doc(alias = "发起解除协议")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/startFlows/ChannelCreateReleaseFlow"
)]
pub struct ChannelCreateReleaseFlow {
    /// Application, organization and operator that start the contract. Organization and operator
    /// must have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// ID of the original contract.
    pub need_relieved_flow_id: String,
    /// Reason and terms.
    pub relive_info: RelieveInfo,
    /// Signers that differ from those of the original contract, and no others. Your own
    /// organization may sign by authorization, other organizations may not.
    pub released_approvers: Option<Vec<ReleasedApprover>>,
    /// Disabled by the vendor: callbacks are configured for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// Disabled by the vendor: the organization is part of `agent`.
    #[tc(hidden)]
    pub organization: Option<OrganizationInfo>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Signing deadline, Unix time in seconds. Default: 7 days after the start.
    #[tc(range = 1..=33_162_419_560, zero_unset)]
    pub deadline: Option<i64>,
    /// Your data, base64, at most 20480 characters. Returned unchanged in callbacks.
    #[tc(secret, len = ..=20_480)]
    pub user_data: Option<String>,
    /// Contract name. Required if an employee of your organization signs by PIN, whose proof is
    /// computed from it.
    pub flow_name: Option<String>,
}

/// Response of [`ChannelCreateReleaseFlow`].
#[tc_model]
pub struct ChannelCreateReleaseFlowResponse {
    /// ID of the releasing contract. Store it.
    pub flow_id: String,
}

/// A signer that replaces one of the original contract.
///
/// Identify an employee of an organization in the application by `OpenId` and `OrganizationOpenId`,
/// others by `Name` and `Mobile`, both with `OrganizationName`. For a person only
/// `ApproverSignRole` can be changed.
#[tc_model(needs("IdCardNumber", "IdCardType"))]
pub struct ReleasedApprover {
    /// Index of the replaced signer in the original contract, from 0, in the order of
    /// `DescribeFlowDetailInfo`.
    pub approver_number: u64,
    /// Capacity of the signer: `ORGANIZATION`, `ENTERPRISESERVER` or `ORGANIZATION_PIN_CODE_SIGN`.
    /// The latter two only for your own organization.
    pub approver_type: ApproverType,
    /// No longer used by the vendor: replaced by `approver_number`.
    pub released_approver_recipient_id: Option<String>,
    /// Name of the signer, at most 50 characters.
    #[tc(secret, len = ..=50)]
    pub name: Option<String>,
    /// Identity document type. Default: `IdCard`.
    pub id_card_type: Option<IdCardType>,
    /// Identity document number, letters in upper case.
    #[tc(secret)]
    pub id_card_number: Option<String>,
    /// Mobile number.
    #[tc(secret)]
    pub mobile: Option<String>,
    /// Organization name as on its business licence, with full-width parentheses （）. Required for
    /// organizations.
    pub organization_name: Option<String>,
    /// Your ID for the organization. Required if it is in the application.
    pub organization_open_id: Option<String>,
    /// Your ID for the employee, at most 64 characters. Required if the organization is in the
    /// application.
    #[tc(len = ..=64)]
    pub open_id: Option<String>,
    /// Field that an organization signs with: `SIGN_SEAL`, its seal, or `SIGN_SIGNATURE`, the
    /// employee's signature. Default: `SIGN_SEAL`.
    pub approver_sign_component_type: Option<ComponentType>,
    /// Name of the party in the contract, at most 20 characters. Default: 甲方, 乙方, 丙方 and so on, in
    /// the order of the original contract.
    #[tc(len = ..=20)]
    pub approver_sign_role: Option<String>,
    /// Seal ID that your own organization signs with.
    pub approver_sign_seal_id: Option<String>,
    /// Proof for signing by PIN: `HMAC_SHA256(SHA256(PIN), name)`, where `name` is the contract
    /// name without surrounding whitespace. The vendor does not document the encoding of the inner
    /// hash.
    #[tc(secret)]
    pub pin_code: Option<String>,
}

/// Reason and terms of a releasing contract.
#[tc_model]
pub struct RelieveInfo {
    /// Reason for the release, at most 200 characters.
    #[tc(len = 1..=200)]
    pub reason: String,
    /// Terms of the original contract that remain in force, at most 200 characters.
    #[tc(len = ..=200)]
    pub remain_in_force_item: Option<String>,
    /// Settlement of the original contract's costs, at most 200 characters.
    #[tc(len = ..=200)]
    pub original_expense_settlement: Option<String>,
    /// Settlement of everything else in the original contract, at most 200 characters.
    #[tc(len = ..=200)]
    pub original_other_settlement: Option<String>,
    /// Other agreements, at most 200 characters. They take precedence over all other terms.
    #[tc(len = ..=200)]
    pub other_deals: Option<String>,
}
