//! 批量创建变更超管任务

use crate::models::IdCardType;
use crate::partial::Items;
use crate::{Agent, tc_action, tc_model};

/// Submits changes of the super administrator (超管) for up to ten organizations.
///
/// It only submits them. Each new super administrator then opens the link that
/// `CreateBatchAdminChangeInvitationsUrl` makes for them, and carries all of their changes out in
/// person. The organizations must be verified, and each of them may stand in a call only once.
///
/// A success can hold refusals: `CreateBatchAdminChangeInvitationsResponse::items` tells them
/// apart.
///
/// No id comes back, and the client never repeats this action by itself when no answer came. Make
/// the link first and see what was submitted, before you submit it again.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.NoRoleAuth` | check that the organizations exist in this application |
/// | `InvalidParameter.ParamError` | the message says what: an organization that is given twice, or two ids of different ones |
/// | `OperationDenied` | the message says why |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `ResourceNotFound.Flow` | check the organizations' ids |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
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
    manual = "https://qian.tencent.com/developers/partnerApis/accounts/CreateBatchAdminChangeInvitations"
)]
pub struct CreateBatchAdminChangeInvitations {
    /// For whom: the application. Neither organization nor operator is needed.
    pub agent: Agent,
    /// The changes, 1 to 10, one for each organization. The power of attorney, and with it the new
    /// super administrator's name and mobile number, must be given in each.
    #[tc(items = 1..=10, require("AuthFiles", "NewAdminName", "NewAdminMobile"))]
    pub admin_change_invitation_infos: Vec<AdminChangeInvitationInfo>,
}

/// What was wrong with the changes; [`items`](Self::items) reads it.
#[tc_model]
pub struct CreateBatchAdminChangeInvitationsResponse {
    /// The reasons, in the order of the changes, empty where nothing was wrong; none at all when
    /// everything was submitted.
    #[tc(secret)]
    pub error_messages: Option<Vec<String>>,
}

/// An organization that gets another super administrator.
///
/// What is said of the person must be true of whoever later opens the link.
#[tc_model(at_least_one("ChangeAdminOrganizationId", "ChangeAdminOrganizationOpenId"))]
pub struct AdminChangeInvitationInfo {
    /// The organization, by the id that the service gave it. It or your own id must be given; if
    /// both are, they must be of the same organization.
    pub change_admin_organization_id: Option<String>,
    /// The organization, by your own id.
    pub change_admin_organization_open_id: Option<String>,
    /// Your own id of the new super administrator.
    pub new_admin_open_id: Option<String>,
    /// The new super administrator's name. Required here, for a power of attorney needs it.
    #[tc(secret)]
    pub new_admin_name: Option<String>,
    /// The new super administrator's mobile number. Required here, for a power of attorney needs
    /// it.
    #[tc(secret)]
    pub new_admin_mobile: Option<String>,
    /// The kind of their identity document; the mainland's identity card unless given.
    pub new_admin_id_card_type: Option<IdCardType>,
    /// The number of their identity document.
    #[tc(secret)]
    pub new_admin_id_card_number: Option<String>,
    /// The power of attorney, a PNG, JPG or PDF of at most 8 MB, in base64. Required here.
    #[tc(secret)]
    pub auth_files: Option<Vec<String>>,
}

impl CreateBatchAdminChangeInvitationsResponse {
    /// What became of each change, in the order in which they were given.
    ///
    /// When everything was submitted the answer says nothing, and there are no items:
    /// [`Items::all`] succeeds then too.
    ///
    /// ```
    /// use essbasic::organizations::CreateBatchAdminChangeInvitationsResponse;
    /// use serde_json::json;
    ///
    /// let answer = json!({ "ErrorMessages": ["", "当前企业还未认证成功"] });
    /// let answer: CreateBatchAdminChangeInvitationsResponse =
    ///     serde_json::from_value(answer).unwrap();
    /// let items = answer.items();
    /// assert_eq!(items.len(), 2);
    /// assert_eq!(items.failed().map(|error| error.index()).collect::<Vec<_>>(), [1]);
    /// ```
    pub fn items(&self) -> Items<()> {
        let messages = self.error_messages.as_deref().unwrap_or_default();
        let submitted = std::iter::repeat_n((), messages.len());
        Items::beside(submitted, messages.iter().map(String::as_str))
    }
}
