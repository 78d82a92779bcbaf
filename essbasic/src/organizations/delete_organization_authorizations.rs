//! 批量清除未认证的企业认证流

use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Clears away verifications of organizations that are under way, to be started anew.
///
/// For when what was filled in is wrong: a batch of `CreateBatchOrganizationRegistrationTasks` with
/// a mistake in the super administrator, say, whose verifications can then all go at once. It must
/// be the application that the batch was registered in; in any other it finds none. Organizations
/// that are verified stay. It costs nothing and notifies nobody.
///
/// A success can hold failures: `DeleteOrganizationAuthorizationsResponse::items` tells them apart.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.NoRoleAuth`, `ResourceNotFound.Flow` | nothing is under way for this person: check the application and the person, or it is done already |
/// | `InvalidParameter.ParamError` | the message says what |
/// | `OperationDenied` | the message says why |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DeleteOrganizationAuthorizations"
)]
pub struct DeleteOrganizationAuthorizations {
    /// For whom: the application, the one that the verifications were registered in. Neither
    /// organization nor operator is needed.
    pub agent: Agent,
    /// The verifications, by their ids. In the manual's example there are none, and all that the
    /// person has under way are cleared.
    pub authorization_ids: Option<Vec<String>>,
    /// The name of the super administrator who carries the verifications out.
    #[tc(secret)]
    pub admin_name: Option<String>,
    /// Their mobile number.
    #[tc(secret)]
    pub admin_mobile: Option<String>,
}

/// What became of each verification; [`items`](Self::items) reads it.
#[tc_model]
pub struct DeleteOrganizationAuthorizationsResponse {
    /// The verifications, each with the reason if it is still there.
    pub delete_organization_authorization_infos: Option<Vec<DeleteOrganizationAuthorizationInfo>>,
    /// For how many of them it was done.
    pub status: Option<DeletionStatus>,
}

/// How many of the verifications were cleared away.
#[tc_enum(u64)]
pub enum DeletionStatus {
    /// All of them.
    All = 1,
    /// Some; the others say why not.
    Part = 2,
    /// None.
    None = 3,
}

/// A verification that was to be cleared away.
#[tc_model]
pub struct DeleteOrganizationAuthorizationInfo {
    /// The verification's id.
    pub authorization_id: Option<String>,
    /// The organization's name.
    pub organization_name: Option<String>,
    /// The organization, by your own id.
    pub organization_open_id: Option<String>,
    /// Why it was not cleared away; missing or empty when it was.
    #[tc(secret)]
    pub errormessage: Option<String>,
}

impl DeleteOrganizationAuthorizationsResponse {
    /// What became of each verification, in the answer's order.
    ///
    /// Where the status says that none was cleared away, each of them failed, with a reason or
    /// without. Where it speaks of failures and lists no verification, there is one item, an
    /// error.
    ///
    /// ```
    /// use essbasic::organizations::DeleteOrganizationAuthorizationsResponse;
    /// use serde_json::json;
    ///
    /// let answer = json!({
    ///     "Status": 2,
    ///     "DeleteOrganizationAuthorizationInfos": [
    ///         { "OrganizationOpenId": "org_zhangsan_1" },
    ///         { "OrganizationOpenId": "org_zhangsan_2", "Errormessage": "企业已认证" },
    ///     ],
    /// });
    /// let answer: DeleteOrganizationAuthorizationsResponse =
    ///     serde_json::from_value(answer).unwrap();
    /// let items: Vec<_> = answer.items().into_iter().collect();
    /// let cleared = items[0].as_ref().unwrap();
    /// assert_eq!(cleared.organization_open_id.as_deref(), Some("org_zhangsan_1"));
    /// assert_eq!(items[1].as_ref().unwrap_err().message(), "企业已认证");
    /// ```
    pub fn items(&self) -> Items<&DeleteOrganizationAuthorizationInfo> {
        let none = self.status == Some(DeletionStatus::None);
        let infos = self.delete_organization_authorization_infos.as_deref().unwrap_or_default();
        let items = infos.iter().enumerate().map(|(at, info)| {
            match info.errormessage.as_deref().unwrap_or_default() {
                "" if none => Err(ItemError::new(at, "the answer does not say why")),
                "" => Ok(info),
                message => Err(ItemError::new(at, message)),
            }
        });
        let unnamed = infos.is_empty() && (none || self.status == Some(DeletionStatus::Part));
        let unnamed = unnamed.then(|| Err(ItemError::new(0, "the answer does not say which")));
        Items::new(items.chain(unnamed))
    }
}
