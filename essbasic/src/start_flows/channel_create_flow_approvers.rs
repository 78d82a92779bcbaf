//! `ChannelCreateFlowApprovers` (补充签署流程签署人信息).

use crate::models::{IdCardType, UserInfo};
use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Names the signers of parties that were left open when the contract was started.
///
/// A party is left open with `ApproverOption.FillType` 1. One signer can be named per party; the
/// first person to claim the contract signs it. Parties of several contracts can be filled in one
/// call if the same organization started all of them: each signer names its contract in
/// `FillApproverInfo.FlowId`, and `flow_id` applies to signers that name none.
///
/// Identify an employee of the starting organization by organization name, name and mobile number.
/// Identify a person by name and mobile number or, after identity verification, by name and
/// identity document.
///
/// Naming a signer twice creates duplicates, so the client never retries this action if it
/// may have been executed. A successful call may fail for some parties: see
/// [`items`](ChannelCreateFlowApproversResponse::items).
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation` | Read the message: the party may not be open, or may already be claimed. |
/// | `OperationDenied` | Use an operator who may view the contract. |
/// | `ResourceNotFound` | Check the contract IDs and recipient IDs. |
#[doc(alias = "补充签署流程签署人信息")]
#[tc_action(
    name = "ChannelCreateFlowApprovers",
    version = "2021-05-26",
    response = ChannelCreateFlowApproversResponse,
    effect = create,
    errors(
        "AuthFailure",
        "FailedOperation",
        "InternalError.Db",
        "InternalError.Encryption",
        "MissingParameter",
        "OperationDenied",
    ),
    title = "补充签署流程签署人信息",
    api_reference = "https://qian.tencent.com/developers/partnerApis/flows/ChannelCreateFlowApprovers"
)]
pub struct ChannelCreateFlowApprovers {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Signers, each with the party it signs for.
    #[tc(items = 1..)]
    pub approvers: Vec<FillApproverInfo>,
    /// Contract ID, 32 characters, for signers that name no contract. Discouraged by the vendor:
    /// name the contract with each signer instead.
    #[tc(len = 32)]
    pub flow_id: Option<String>,
    /// Mode of filling in parties.
    pub fill_approver_type: Option<FillApproverType>,
    /// Operator. Default: the agent's operator.
    pub operator: Option<UserInfo>,
    /// Contract group ID, if the contracts belong to a group.
    pub flow_group_id: Option<String>,
}

/// Response of [`ChannelCreateFlowApprovers`]. Use [`items`](Self::items) to read the failures.
#[tc_model]
pub struct ChannelCreateFlowApproversResponse {
    /// Parties that were not filled in, with reasons.
    pub fill_error: Option<Vec<FillError>>,
}

/// A signer for a party that was left open.
#[tc_model(needs("ApproverIdCardNumber", "ApproverIdCardType"))]
pub struct FillApproverInfo {
    /// Recipient ID of the party in the contract, 32 characters, returned when the contract was
    /// started.
    #[tc(len = 32)]
    pub recipient_id: String,
    /// Your ID for the employee. Until the employee has completed identity verification, name and
    /// mobile number are required as well.
    pub open_id: Option<String>,
    /// Real name of the signer.
    #[tc(secret)]
    pub approver_name: Option<String>,
    /// Mobile number: 11 digits, mainland China, without `+86`.
    #[tc(secret, len = 11)]
    pub approver_mobile: Option<String>,
    /// Organization name, for an employee.
    pub organization_name: Option<String>,
    /// Your ID for the organization. Required for organizations in the application.
    pub organization_open_id: Option<String>,
    /// Set for an organization outside the application, with its own vendor account. Default:
    /// `false`.
    pub not_channel_organization: Option<bool>,
    /// Identity document type of a verified person.
    pub approver_id_card_type: Option<IdCardType>,
    /// Identity document number, letters in upper case.
    #[tc(secret)]
    pub approver_id_card_number: Option<String>,
    /// Contract ID. Required for contracts in a group.
    pub flow_id: Option<String>,
    /// Proof for signing by PIN: `HMAC_SHA256(SHA256(PIN), name)`, where `name` is the contract
    /// name without surrounding whitespace. The vendor does not document the encoding of the inner
    /// hash.
    #[tc(secret)]
    pub pin_code: Option<String>,
}

/// A party that was not filled in. Reported only for parties with dynamic signers.
#[tc_model]
pub struct FillError {
    /// Recipient ID of the party in the contract.
    pub recipient_id: Option<String>,
    /// Reason for the failure.
    pub err_message: Option<String>,
    /// Contract ID, 32 characters.
    pub flow_id: Option<String>,
}

/// Mode of filling in an open party.
#[tc_enum]
pub enum FillApproverType {
    /// Names one specific signer, of an organization or a person.
    Specific = 1,
}

impl ChannelCreateFlowApproversResponse {
    /// Returns the failures. [`Items::into_result`] succeeds if every party was filled in.
    ///
    /// The response contains failures only, so each item is an error, indexed by its position in
    /// `fill_error`.
    ///
    /// ```
    /// use essbasic::start_flows::ChannelCreateFlowApproversResponse;
    /// use serde_json::json;
    ///
    /// let done: ChannelCreateFlowApproversResponse = serde_json::from_value(json!({})).unwrap();
    /// assert!(done.items().into_result().is_ok());
    ///
    /// let part = json!({ "FillError": [{ "RecipientId": "party", "ErrMessage": "签署人已领取" }] });
    /// let part: ChannelCreateFlowApproversResponse = serde_json::from_value(part).unwrap();
    /// assert_eq!(part.items().into_result().unwrap_err()[0].message(), "签署人已领取");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let failed = self.fill_error.iter().flatten().enumerate();
        Items::new(failed.map(|(index, failure)| {
            Err(ItemError::new(index, failure.err_message.as_deref().unwrap_or_default()))
        }))
    }
}
