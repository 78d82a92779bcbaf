//! 变更子客企业信息

use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Changes an organization's details after it has changed them in the business registry.
///
/// Only the super administrator or the legal representative may be the operator. Give what has
/// changed and nothing else; the rest stays as it is. The licence's picture is kept as evidence and
/// never read, so the new details must be given in words. The service compares name, legal
/// representative and credit code with the registry. When they do not match, or the registry does
/// not know the organization or has struck it off, a person reviews the change, and a callback
/// tells the result; it also tells when the change is made.
///
/// What follows from a change, by itself:
///
/// - **Legal representative**: the old one's seal is void, they become an ordinary employee, and
///   the new one is sent a text message.
/// - **Name**: the certificate is revoked and issued anew, and a new official seal is made.
/// - Address and kind of organization: nothing else.
///
/// A new name waits until all contracts under the old one are finished or cancelled, also those
/// outside your application. While there are any, the answer is a success that changes nothing:
/// look at `ModifyOrganizationBusinessInfoResponse::items`.
///
/// An operator can have details compared 10 times a day. Changing is not charged.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.OrganizationNotChange` | nothing: the details are as you want them |
/// | `OperationDenied` | let the super administrator or the legal representative be the operator |
/// | `OperationDenied.NotSupportOrgType` | this kind of organization, or of change, is not supported |
/// | `InvalidParameterValue` | correct the value that the message names |
/// | `ResourceNotFound` | check the picture's id, and those of organization and operator |
/// | `MissingParameter` | upload the licence's picture first |
#[tc_action(
    name = "ModifyOrganizationBusinessInfo",
    version = "2021-05-26",
    response = ModifyOrganizationBusinessInfoResponse,
    effect = idempotent("FailedOperation.OrganizationNotChange"),
    errors(
        "FailedOperation",
        "FailedOperation.OrganizationNotChange",
        "InternalError.Db",
        "InvalidParameter",
        "InvalidParameterValue",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.NotSupportOrgType",
        "ResourceNotFound",
    ),
    title = "变更子客企业信息",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ModifyOrganizationBusinessInfo"
)]
pub struct ModifyOrganizationBusinessInfo {
    /// For whom: application, organization and operator. The operator is the super administrator or
    /// the legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The picture of the new business licence, by the id that `UploadFiles` returned.
    pub biz_license_resource_id: String,
    /// The new name, as the registry has it; unchanged unless given.
    pub organization_name: Option<String>,
    /// The new registered address; unchanged unless given. Province, city and district are read out
    /// of it.
    #[tc(secret)]
    pub address: Option<String>,
    /// The new kind of organization; unchanged unless given. Only an individual business can become
    /// another, an enterprise.
    pub organization_type: Option<OrganizationType>,
    /// The new legal representative's name, as the registry has it; unchanged unless given.
    #[tc(secret)]
    pub legal_name: Option<String>,
    /// The new legal representative's telephone number, mobile or not, to which the message goes.
    /// Give it when they change.
    #[tc(secret)]
    pub new_legal_mobile: Option<String>,
}

/// A kind of organization.
#[tc_enum]
pub enum OrganizationType {
    /// An individual business (个体工商户).
    IndividualBiz = "INDIVIDUALBIZ",
    /// An enterprise.
    Enterprise = "ENTERPRISE",
}

/// Whether the change went ahead, or what stands in its way; [`items`](Self::items) reads it.
#[tc_model]
pub struct ModifyOrganizationBusinessInfoResponse {
    /// What stands in the way; nothing, if it went ahead.
    pub error_code: Option<ChangeObstacle>,
    /// What stands in the way, in words.
    pub error_message: Option<String>,
    /// How many contracts are not finished, where a new name waits for them.
    pub unfinished_count: Option<u64>,
    /// Those among them of the organization's own account, outside of applications. You may not be
    /// able to look them up; tell the organization.
    pub flow_ids: Option<Vec<String>>,
    /// Those among them of applications. Those of other applications you may not be able to look
    /// up; tell the organization.
    pub channel_flow_ids: Option<Vec<String>>,
}

/// What stands in the way of a change.
#[tc_enum]
pub enum ChangeObstacle {
    /// Nothing.
    Nothing = 0,
    /// Contracts under the old name that are not finished.
    UnfinishedContracts = 1,
}

impl ModifyOrganizationBusinessInfoResponse {
    /// What became of the change: one item, which failed when something stands in the way.
    ///
    /// The error's code is `error_code` as a text. An item that is done may still wait for a
    /// person's review.
    ///
    /// ```
    /// use essbasic::organizations::ModifyOrganizationBusinessInfoResponse;
    /// use serde_json::json;
    ///
    /// let done = json!({ "ErrorCode": 0 });
    /// let done: ModifyOrganizationBusinessInfoResponse = serde_json::from_value(done).unwrap();
    /// assert!(done.items().all().is_ok());
    ///
    /// let waits = json!({ "ErrorCode": 1, "ErrorMessage": "存在 87 份未完结的合同" });
    /// let waits: ModifyOrganizationBusinessInfoResponse = serde_json::from_value(waits).unwrap();
    /// let errors = waits.items().all().unwrap_err();
    /// assert_eq!(errors[0].code(), Some("1"));
    /// assert_eq!(errors[0].message(), "存在 87 份未完结的合同");
    /// ```
    pub fn items(&self) -> Items<()> {
        let code = match &self.error_code {
            None | Some(ChangeObstacle::Nothing) => return Items::new([Ok(())]),
            Some(ChangeObstacle::UnfinishedContracts) => 1,
            Some(ChangeObstacle::Other(code)) => *code,
        };
        let message = self.error_message.as_deref().unwrap_or_default();
        Items::new([Err(ItemError::new(0, message).code_of(code.to_string()))])
    }
}
