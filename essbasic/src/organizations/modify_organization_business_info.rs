//! `ModifyOrganizationBusinessInfo` (变更子客企业信息).

use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Changes an organization's details after they have changed in the business registry.
///
/// The operator must be the super administrator or legal representative. Set only the fields that
/// have changed; the others keep their values. The licence image is kept as evidence and never
/// read, so every new value must be given as a field. The service compares name, legal
/// representative and credit code with the registry. If they do not match, or the registry does not
/// know the organization or lists it as dissolved, a person reviews the change. Callbacks report
/// the result of a review and the completed change.
///
/// Consequences:
///
/// - **Legal representative**: the previous one's seal becomes invalid and they become an ordinary
///   employee; the new one is notified by text message.
/// - **Name**: the certificate is revoked and issued again, and a new official seal is created.
/// - Address and kind of organization: none.
///
/// A new name requires all contracts under the old name to be finished or cancelled, including
/// those outside your application. Otherwise the response is a success that changes nothing: check
/// [`ModifyOrganizationBusinessInfoResponse::items`].
///
/// At most 10 comparisons per operator and day. No charge.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.OrganizationNotChange` | The details already have these values. Nothing to do. |
/// | `OperationDenied` | Use the super administrator or legal representative as operator. |
/// | `OperationDenied.NotSupportOrgType` | This kind of organization, or of change, is not supported. |
/// | `InvalidParameterValue` | Correct the value named in the message. |
/// | `ResourceNotFound` | Check the image ID and the IDs of organization and operator. |
/// | `MissingParameter` | Upload the licence image first. |
#[doc(alias = "变更子客企业信息")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ModifyOrganizationBusinessInfo"
)]
pub struct ModifyOrganizationBusinessInfo {
    /// Application, organization and operator that make the call. The operator is the super
    /// administrator or legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Image of the new business licence, by the ID that `UploadFiles` returned.
    pub biz_license_resource_id: String,
    /// New name, as in the registry. Default: unchanged.
    pub organization_name: Option<String>,
    /// New registered address, from which province, city and district are parsed. Default:
    /// unchanged.
    #[tc(secret)]
    pub address: Option<String>,
    /// New kind of organization. Only an individual business can change, to an enterprise. Default:
    /// unchanged.
    pub organization_type: Option<OrganizationType>,
    /// Name of the new legal representative, as in the registry. Default: unchanged.
    #[tc(secret)]
    pub legal_name: Option<String>,
    /// Telephone number of the new legal representative, mobile or landline, for the notification.
    /// Set it when the legal representative changes.
    #[tc(secret)]
    pub new_legal_mobile: Option<String>,
}

/// Kind of organization.
#[tc_enum]
pub enum OrganizationType {
    /// Individual business (个体工商户).
    IndividualBiz = "INDIVIDUALBIZ",
    /// Enterprise.
    Enterprise = "ENTERPRISE",
}

/// Response of [`ModifyOrganizationBusinessInfo`]. Read it with [`items`](Self::items).
#[tc_model]
pub struct ModifyOrganizationBusinessInfoResponse {
    /// Obstacle to the change; absent or [`ChangeObstacle::Nothing`] if there is none.
    pub error_code: Option<ChangeObstacle>,
    /// Description of the obstacle.
    pub error_message: Option<String>,
    /// Number of unfinished contracts that block a new name.
    pub unfinished_count: Option<u64>,
    /// Unfinished contracts of the organization's own account, outside applications. You may not
    /// have access to them; inform the organization.
    pub flow_ids: Option<Vec<String>>,
    /// Unfinished contracts in applications. You may not have access to those of other
    /// applications; inform the organization.
    pub channel_flow_ids: Option<Vec<String>>,
}

/// Obstacle to a change.
#[tc_enum]
pub enum ChangeObstacle {
    /// No obstacle.
    Nothing = 0,
    /// Unfinished contracts under the old name.
    UnfinishedContracts = 1,
}

impl ModifyOrganizationBusinessInfoResponse {
    /// Returns the result of the change: one item, which is an error if there is an obstacle.
    ///
    /// The error's code is `error_code` as a string. A successful change may still be waiting for a
    /// review.
    ///
    /// ```
    /// use essbasic::organizations::ModifyOrganizationBusinessInfoResponse;
    /// use serde_json::json;
    ///
    /// let done = json!({ "ErrorCode": 0 });
    /// let done: ModifyOrganizationBusinessInfoResponse = serde_json::from_value(done).unwrap();
    /// assert!(done.items().into_result().is_ok());
    ///
    /// let blocked = json!({ "ErrorCode": 1, "ErrorMessage": "有 87 份合同未完成" });
    /// let blocked: ModifyOrganizationBusinessInfoResponse = serde_json::from_value(blocked).unwrap();
    /// let errors = blocked.items().into_result().unwrap_err();
    /// assert_eq!(errors[0].code(), Some("1"));
    /// assert_eq!(errors[0].message(), "有 87 份合同未完成");
    /// ```
    pub fn items(&self) -> Items<()> {
        let code = match &self.error_code {
            None | Some(ChangeObstacle::Nothing) => return Items::new([Ok(())]),
            Some(ChangeObstacle::UnfinishedContracts) => 1,
            Some(ChangeObstacle::Other(code)) => *code,
        };
        let message = self.error_message.as_deref().unwrap_or_default();
        Items::new([Err(ItemError::new(0, message).with_code(code.to_string()))])
    }
}
