//! `CreateBatchAdminChangeInvitationsUrl` (创建企业批量变更超管链接).

use super::JumpEndpoint;
use crate::models::IdCardType;
use crate::{Agent, tc_action, tc_model};

/// Creates one link with which a new super administrator completes all changes submitted for them.
///
/// The changes come from `CreateBatchAdminChangeInvitations`. The link finds them by person: every
/// personal field must match both the submitted changes and the person who opens the link. A link
/// covers at most 500 changes and is valid for 7 days. Changes submitted under an old mobile number
/// are no longer found once the person has changed their number in the service.
///
/// No charge and no notifications: pass the link on yourself.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.NoRoleAuth` | Check that changes were submitted for this person. |
/// | `InvalidParameter.ParamError` | The message names the invalid field. |
/// | `OperationDenied` | The message gives the reason. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `ResourceNotFound.Flow` | Submit the changes first, and use the same personal data here. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "创建企业批量变更超管链接")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/accounts/CreateBatchAdminChangeInvitationsUrl"
)]
pub struct CreateBatchAdminChangeInvitationsUrl {
    /// Application that makes the call. Organization and operator are not needed.
    pub agent: Agent,
    /// Name of the new super administrator.
    #[tc(secret)]
    pub new_admin_name: Option<String>,
    /// Mobile number of the new super administrator. Required unless `new_admin_id_card_number` is
    /// set.
    #[tc(secret)]
    pub new_admin_mobile: Option<String>,
    /// Identity document type of the new super administrator. Default: mainland identity card.
    pub new_admin_id_card_type: Option<IdCardType>,
    /// Identity document number of the new super administrator. Required unless `new_admin_mobile`
    /// is set.
    #[tc(secret)]
    pub new_admin_id_card_number: Option<String>,
    /// Link format. Default: long URL.
    pub endpoint: Option<JumpEndpoint>,
}

/// Response of [`CreateBatchAdminChangeInvitationsUrl`].
#[tc_model]
pub struct CreateBatchAdminChangeInvitationsUrlResponse {
    /// Link, mini program path or QR code image URL, depending on `endpoint`. Make sure that no
    /// encoder turns its `&` into `\u0026`.
    #[tc(secret)]
    pub url: Option<String>,
    /// Expiry of the link, Unix time in seconds: 7 days after creation.
    pub expire_time: Option<u64>,
}
