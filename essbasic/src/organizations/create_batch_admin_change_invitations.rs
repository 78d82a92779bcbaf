//! `CreateBatchAdminChangeInvitations` (批量创建变更超管任务).

use crate::models::IdCardType;
use crate::partial::Items;
use crate::{Agent, tc_action, tc_model};

/// Submits super administrator (超管) changes for up to 10 organizations.
///
/// The call only submits the changes. Each new super administrator then opens the link that
/// `CreateBatchAdminChangeInvitationsUrl` creates and completes all of their changes in person. The
/// organizations must be verified, and each may appear once per call.
///
/// A successful response can contain failures for single organizations; read them with
/// [`CreateBatchAdminChangeInvitationsResponse::items`].
///
/// The response has no ID, and the client never repeats this action after an unknown outcome.
/// Before submitting again, create the link and check whether the changes are already there.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.NoRoleAuth` | Check that the organizations exist in this application. |
/// | `InvalidParameter.ParamError` | The message names the problem, such as an organization listed twice, or two IDs of different organizations. |
/// | `OperationDenied` | The message gives the reason. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `ResourceNotFound.Flow` | Check the organization IDs. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "批量创建变更超管任务")]
#[tc_action(
    name = "CreateBatchAdminChangeInvitations",
    version = "2021-05-26",
    response = CreateBatchAdminChangeInvitationsResponse,
    effect = create,
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
    title = "批量创建变更超管任务",
    api_reference = "https://qian.tencent.com/developers/partnerApis/accounts/CreateBatchAdminChangeInvitations"
)]
pub struct CreateBatchAdminChangeInvitations {
    /// Application that makes the call. Organization and operator are not needed.
    pub agent: Agent,
    /// Changes, 1 to 10, one per organization. Each must include the power of attorney and
    /// therefore the new super administrator's name and mobile number.
    #[tc(items = 1..=10, require("AuthFiles", "NewAdminName", "NewAdminMobile"))]
    pub admin_change_invitation_infos: Vec<AdminChangeInvitationInfo>,
}

/// Response of [`CreateBatchAdminChangeInvitations`]. Read it with [`items`](Self::items).
#[tc_model]
pub struct CreateBatchAdminChangeInvitationsResponse {
    /// Error messages in the order of the changes; an empty string marks a submitted change. Absent
    /// when all changes were submitted.
    #[tc(secret)]
    pub error_messages: Option<Vec<String>>,
}

/// Super administrator change of one organization.
///
/// The personal data must match the person who later opens the link.
#[tc_model(at_least_one("ChangeAdminOrganizationId", "ChangeAdminOrganizationOpenId"))]
pub struct AdminChangeInvitationInfo {
    /// Organization, by the ID the service assigned. Required unless
    /// `change_admin_organization_open_id` is set; if both are set, they must identify the same
    /// organization.
    pub change_admin_organization_id: Option<String>,
    /// Organization, by your ID.
    pub change_admin_organization_open_id: Option<String>,
    /// Your ID for the new super administrator.
    pub new_admin_open_id: Option<String>,
    /// Name of the new super administrator. Required by this action, because a power of attorney
    /// needs it.
    #[tc(secret)]
    pub new_admin_name: Option<String>,
    /// Mobile number of the new super administrator. Required by this action, because a power of
    /// attorney needs it.
    #[tc(secret)]
    pub new_admin_mobile: Option<String>,
    /// Identity document type of the new super administrator. Default: mainland identity card.
    pub new_admin_id_card_type: Option<IdCardType>,
    /// Identity document number of the new super administrator.
    #[tc(secret)]
    pub new_admin_id_card_number: Option<String>,
    /// Power of attorney: PNG, JPG or PDF, at most 8 MB, Base64. Required by this action.
    #[tc(secret)]
    pub auth_files: Option<Vec<String>>,
}

impl CreateBatchAdminChangeInvitationsResponse {
    /// Returns the result of each change, in request order.
    ///
    /// When all changes were submitted the response lists nothing, so there are no items and
    /// [`Items::into_result`] succeeds.
    ///
    /// ```
    /// use essbasic::organizations::CreateBatchAdminChangeInvitationsResponse;
    /// use serde_json::json;
    ///
    /// let response = json!({ "ErrorMessages": ["", "当前企业还未认证成功"] });
    /// let response: CreateBatchAdminChangeInvitationsResponse =
    ///     serde_json::from_value(response).unwrap();
    /// let items = response.items();
    /// assert_eq!(items.len(), 2);
    /// assert_eq!(items.failed().map(|error| error.index()).collect::<Vec<_>>(), [1]);
    /// ```
    pub fn items(&self) -> Items<()> {
        let messages = self.error_messages.as_deref().unwrap_or_default();
        let submitted = std::iter::repeat_n((), messages.len());
        Items::zip_errors(submitted, messages.iter().map(String::as_str))
    }
}
