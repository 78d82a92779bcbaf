//! 补充签署流程签署人信息

use crate::models::{IdCardType, UserInfo};
use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Says who signs for parties that a contract left open when it was started.
///
/// A party is left open with `ApproverOption.FillType` 1. One signer is named for it here; who
/// signs in the end is whoever takes the contract up first. Parties of several contracts can be
/// filled in at once, as long as one organization started them all: each signer names its contract
/// in `FillApproverInfo.FlowId`, and `flow_id` stands for those who do not.
///
/// An employee of the organization that starts the contract is named by organization, name and
/// mobile number. A person is named by name and mobile number, or, once they are verified, by name
/// and identity document.
///
/// A signer who is named twice stands there twice, so the client never repeats this action by
/// itself when no answer came. A call can succeed and fail for some of the parties: see
/// [`items`](ChannelCreateFlowApproversResponse::items).
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation` | read the message: the party may not be open, or be taken up already |
/// | `OperationDenied` | use an operator who may see the contract |
/// | `ResourceNotFound` | check the contracts' and the parties' ids |
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
    manual = "https://qian.tencent.com/developers/partnerApis/flows/ChannelCreateFlowApprovers"
)]
pub struct ChannelCreateFlowApprovers {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The signers, each with the party that they sign for.
    #[tc(items = 1..)]
    pub approvers: Vec<FillApproverInfo>,
    /// The contract of those signers that name none, by its id of 32 characters. The vendor advises
    /// to name it with each signer instead.
    #[tc(len = 32)]
    pub flow_id: Option<String>,
    /// How the parties are filled in.
    pub fill_approver_type: Option<FillApproverType>,
    /// Who acts; the agent's operator unless given.
    pub operator: Option<UserInfo>,
    /// The contract group that the contracts belong to, if any.
    pub flow_group_id: Option<String>,
}

/// What was not filled in: see [`items`](Self::items).
#[tc_model]
pub struct ChannelCreateFlowApproversResponse {
    /// The parties that were not filled in, each with the reason.
    pub fill_error: Option<Vec<FillError>>,
}

/// A signer for a party that was left open.
#[tc_model(needs("ApproverIdCardNumber", "ApproverIdCardType"))]
pub struct FillApproverInfo {
    /// The party's id in the contract, 32 characters, from what starting it returned.
    #[tc(len = 32)]
    pub recipient_id: String,
    /// Your own id of the employee; until they are verified, name and mobile number are needed
    /// beside it.
    pub open_id: Option<String>,
    /// The signer's real name.
    #[tc(secret)]
    pub approver_name: Option<String>,
    /// The signer's mobile number: 11 digits of mainland China, without +86.
    #[tc(secret, len = 11)]
    pub approver_mobile: Option<String>,
    /// The organization's name, for an employee.
    pub organization_name: Option<String>,
    /// Your own id of the organization; required for those in the application.
    pub organization_open_id: Option<String>,
    /// Whether the organization is outside the application, a customer of the vendor's by itself.
    /// It is in the application unless given.
    pub not_channel_organization: Option<bool>,
    /// The kind of the person's identity document, once they are verified.
    pub approver_id_card_type: Option<IdCardType>,
    /// The number of the identity document, its letters in upper case.
    #[tc(secret)]
    pub approver_id_card_number: Option<String>,
    /// The contract; required for those of a contract group.
    pub flow_id: Option<String>,
    /// For signing by PIN: `HMAC_SHA256(SHA256(PIN), name)`, of the contract's name without white
    /// space around it. The manual leaves open in what form the inner hash goes in.
    #[tc(secret)]
    pub pin_code: Option<String>,
}

/// A party that was not filled in, and why. The vendor tells of parties of contracts whose signers
/// are added while they run, and of no others.
#[tc_model]
pub struct FillError {
    /// The party's id in the contract.
    pub recipient_id: Option<String>,
    /// Why it was not filled in.
    pub err_message: Option<String>,
    /// The contract, by its id of 32 characters.
    pub flow_id: Option<String>,
}

/// How a party that was left open is filled in.
#[tc_enum]
pub enum FillApproverType {
    /// One certain signer is named for it.
    Certain = 1,
}

impl ChannelCreateFlowApproversResponse {
    /// Whether every party was filled in: [`Items::all`] succeeds only then.
    ///
    /// The answer tells the failures alone, so each item is one, with its place in `fill_error`.
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
        Items::new(failed.map(|(at, failed)| {
            Err(ItemError::new(at, failed.err_message.as_deref().unwrap_or_default()))
        }))
    }
}
