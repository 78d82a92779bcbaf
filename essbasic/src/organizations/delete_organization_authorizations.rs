//! `DeleteOrganizationAuthorizations` (批量清除未认证的企业认证流).

use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Removes verifications of organizations in progress, so that they can start over.
///
/// Use it when submitted data was wrong, such as the super administrator of a whole batch of
/// `CreateBatchOrganizationRegistrationTasks`: all of that person's verifications can be removed at
/// once. Use the application that registered the batch; other applications find nothing. Verified
/// organizations are not affected. No charge and no notifications.
///
/// A successful response can contain failures: see
/// [`DeleteOrganizationAuthorizationsResponse::items`].
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.NoRoleAuth`, `ResourceNotFound.Flow` | No verification of this person is in progress: check application and person, or they are already removed. |
/// | `InvalidParameter.ParamError` | The message names the invalid field. |
/// | `OperationDenied` | The message gives the reason. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "批量清除未认证的企业认证流")]
#[tc_action(
    name = "DeleteOrganizationAuthorizations",
    version = "2021-05-26",
    response = DeleteOrganizationAuthorizationsResponse,
    effect = idempotent,
    errors(
        "FailedOperation",
        "FailedOperation.NoRoleAuth",
        "InternalError.DbRead",
        "InvalidParameter.ParamError",
        "OperationDenied",
        "ResourceNotFound.Application",
        "ResourceNotFound.Flow",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "批量清除未认证的企业认证流",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DeleteOrganizationAuthorizations"
)]
pub struct DeleteOrganizationAuthorizations {
    /// Application that registered the verifications. Organization and operator are not needed.
    pub agent: Agent,
    /// Verification IDs. The API reference's example omits them, which removes all verifications of
    /// the person in progress.
    pub authorization_ids: Option<Vec<String>>,
    /// Name of the super administrator who performs the verifications.
    #[tc(secret)]
    pub admin_name: Option<String>,
    /// Mobile number of the super administrator.
    #[tc(secret)]
    pub admin_mobile: Option<String>,
}

/// Response of [`DeleteOrganizationAuthorizations`]. Read it with [`items`](Self::items).
#[tc_model]
pub struct DeleteOrganizationAuthorizationsResponse {
    /// Verifications, each with the reason if it was not removed.
    pub delete_organization_authorization_infos: Option<Vec<DeleteOrganizationAuthorizationInfo>>,
    /// Overall result.
    pub status: Option<DeletionStatus>,
}

/// Overall result of a removal.
#[tc_enum(u64)]
pub enum DeletionStatus {
    /// All verifications were removed.
    All = 1,
    /// Some were removed; the others give a reason.
    Part = 2,
    /// None was removed.
    None = 3,
}

/// Verification that was to be removed.
#[tc_model]
pub struct DeleteOrganizationAuthorizationInfo {
    /// Verification ID.
    pub authorization_id: Option<String>,
    /// Name of the organization.
    pub organization_name: Option<String>,
    /// Your ID for the organization.
    pub organization_open_id: Option<String>,
    /// Reason for failure. Absent or empty if the verification was removed.
    #[tc(secret)]
    pub errormessage: Option<String>,
}

impl DeleteOrganizationAuthorizationsResponse {
    /// Returns the result of each verification, in response order.
    ///
    /// If the status is [`DeletionStatus::None`], every item is an error, with or without a reason.
    /// If the status reports failures but the list is empty, there is one item, an error.
    ///
    /// ```
    /// use essbasic::organizations::DeleteOrganizationAuthorizationsResponse;
    /// use serde_json::json;
    ///
    /// let response = json!({
    ///     "Status": 2,
    ///     "DeleteOrganizationAuthorizationInfos": [
    ///         { "OrganizationOpenId": "org_zhangsan_1" },
    ///         { "OrganizationOpenId": "org_zhangsan_2", "Errormessage": "企业已认证" },
    ///     ],
    /// });
    /// let response: DeleteOrganizationAuthorizationsResponse =
    ///     serde_json::from_value(response).unwrap();
    /// let items: Vec<_> = response.items().into_iter().collect();
    /// let cleared = items[0].as_ref().unwrap();
    /// assert_eq!(cleared.organization_open_id.as_deref(), Some("org_zhangsan_1"));
    /// assert_eq!(items[1].as_ref().unwrap_err().message(), "企业已认证");
    /// ```
    pub fn items(&self) -> Items<&DeleteOrganizationAuthorizationInfo> {
        let none = self.status == Some(DeletionStatus::None);
        let infos = self.delete_organization_authorization_infos.as_deref().unwrap_or_default();
        let items = infos.iter().enumerate().map(|(index, info)| {
            match info.errormessage.as_deref().unwrap_or_default() {
                "" if none => Err(ItemError::new(index, "the response gives no reason")),
                "" => Ok(info),
                message => Err(ItemError::new(index, message)),
            }
        });
        let unnamed = infos.is_empty() && (none || self.status == Some(DeletionStatus::Part));
        let unnamed =
            unnamed.then(|| Err(ItemError::new(0, "the response does not list the verification")));
        Items::new(items.chain(unnamed))
    }
}
