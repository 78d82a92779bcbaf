//! 创建企业批量变更超管链接

use super::JumpEndpoint;
use crate::models::IdCardType;
use crate::{Agent, tc_action, tc_model};

/// Makes one link by which a new super administrator carries out the changes submitted for them.
///
/// The changes come from `CreateBatchAdminChangeInvitations`. The link finds them by the person:
/// everything that is said of them must match both what was submitted and who opens the link. One
/// link holds at most 500 changes and is good for 7 days. Making another costs nothing, and nobody
/// is told of it; pass it on yourself.
///
/// Somebody who has changed their mobile number in the service since then no longer finds the
/// changes submitted under the old one.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.NoRoleAuth` | check that changes were submitted for this person |
/// | `InvalidParameter.ParamError` | the message says what |
/// | `OperationDenied` | the message says why |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `ResourceNotFound.Flow` | submit the changes first, and give the person as they were given there |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
#[tc_action(
    name = "CreateBatchAdminChangeInvitationsUrl",
    version = "2021-05-26",
    response = CreateBatchAdminChangeInvitationsUrlResponse,
    effect = link,
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
    at_least_one("NewAdminMobile", "NewAdminIdCardNumber"),
    title = "创建企业批量变更超管链接",
    manual = "https://qian.tencent.com/developers/partnerApis/accounts/CreateBatchAdminChangeInvitationsUrl"
)]
pub struct CreateBatchAdminChangeInvitationsUrl {
    /// For whom: the application. Neither organization nor operator is needed.
    pub agent: Agent,
    /// The new super administrator's name.
    #[tc(secret)]
    pub new_admin_name: Option<String>,
    /// The new super administrator's mobile number. It or the number of the identity document must
    /// be given.
    #[tc(secret)]
    pub new_admin_mobile: Option<String>,
    /// The kind of their identity document; the mainland's identity card unless given.
    pub new_admin_id_card_type: Option<IdCardType>,
    /// The number of their identity document. It or the mobile number must be given.
    #[tc(secret)]
    pub new_admin_id_card_number: Option<String>,
    /// What opens the link; a long web address unless given.
    pub endpoint: Option<JumpEndpoint>,
}

/// The link, and until when it is good.
#[tc_model]
pub struct CreateBatchAdminChangeInvitationsUrlResponse {
    /// The link, the mini program's path or the picture's address, by the endpoint that was asked
    /// for. Do not let an encoder turn its `&` into `\u0026`.
    #[tc(secret)]
    pub url: Option<String>,
    /// When the link expires, in Unix seconds: 7 days after it was made.
    pub expire_time: Option<u64>,
}
