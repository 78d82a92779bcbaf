//! `CreateBatchOrganizationAuthorizationUrl` (创建企业批量认证链接-单链接).

use super::JumpEndpoint;
use crate::models::IdCardType;
use crate::partial::Items;
use crate::{Agent, tc_action, tc_model};

/// Creates one link with which a super administrator verifies all of their registered
/// organizations.
///
/// The registrations come from `CreateBatchOrganizationRegistrationTasks` with
/// [`BatchAuthMethod::SingleLink`](super::BatchAuthMethod::SingleLink) and must have been prepared,
/// which usually takes 3 to 5 seconds: see `DescribeBatchOrganizationRegistrationUrls`. The
/// personal data must match the registrations and the person who opens the link.
///
/// The link is valid for 7 days. A response with a link can still report failures of single
/// organizations: see [`CreateBatchOrganizationAuthorizationUrlResponse::items`]. No charge and no
/// notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.ParamError` | The message names the invalid field. |
/// | `InvalidParameter.Status` | Wait until the registrations are prepared. |
/// | `OperationDenied` | The message gives the reason. |
/// | `ResourceNotFound`, `ResourceNotFound.Flow` | Use the super administrator's data exactly as registered, and check the sub-task IDs. |
/// | `ResourceUnavailable` | Wait until the registrations are prepared. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "创建企业批量认证链接-单链接")]
#[tc_action(
    name = "CreateBatchOrganizationAuthorizationUrl",
    version = "2021-05-26",
    response = CreateBatchOrganizationAuthorizationUrlResponse,
    effect = link,
    errors(
        "FailedOperation.NotAvailableSignReview",
        "InternalError",
        "InternalError.Db",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "InvalidParameter.Status",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.NoFlowPermission",
        "ResourceNotFound",
        "ResourceNotFound.Flow",
        "ResourceUnavailable",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    title = "创建企业批量认证链接-单链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateBatchOrganizationAuthorizationUrl"
)]
pub struct CreateBatchOrganizationAuthorizationUrl {
    /// Application that makes the call. Organization and operator are not needed.
    pub agent: Agent,
    /// Name of the super administrator, equal to `admin_name` of the registration.
    #[tc(secret)]
    pub admin_name: Option<String>,
    /// Mobile number of the super administrator, equal to `admin_mobile` of the registration.
    #[tc(secret)]
    pub admin_mobile: Option<String>,
    /// Registrations covered by the link, by the `sub_task_id` returned by
    /// `DescribeBatchOrganizationRegistrationUrls`. Requires name, mobile number and document
    /// number of the super administrator. Registrations of other people are left out.
    pub sub_task_ids: Option<Vec<String>>,
    /// Identity document type, equal to `admin_id_card_type` of the registration. Default: mainland
    /// identity card.
    pub admin_id_card_type: Option<IdCardType>,
    /// Identity document number, equal to `admin_id_card_number` of the registration.
    #[tc(secret)]
    pub admin_id_card_number: Option<String>,
    /// Link format. Default: long URL.
    pub endpoint: Option<JumpEndpoint>,
}

/// Response of [`CreateBatchOrganizationAuthorizationUrl`]. Failures of single organizations:
/// [`items`](Self::items).
#[tc_model]
pub struct CreateBatchOrganizationAuthorizationUrlResponse {
    /// Link, mini program path or QR code image URL, depending on `endpoint`. Make sure that no
    /// encoder turns its `&` into `\u0026`.
    #[tc(secret)]
    pub auth_url: String,
    /// Error messages of failed verifications. Empty strings, or an empty list, mean success.
    #[tc(secret)]
    pub error_messages: Vec<String>,
    /// Expiry of the link, Unix time in seconds: 7 days after creation.
    pub expire_time: u64,
}

impl CreateBatchOrganizationAuthorizationUrlResponse {
    /// Returns the result of each verification: the link, shared by all of them, or the reason for
    /// being left out.
    ///
    /// When the response reports no failure there is one item, the link. If some verifications
    /// failed, the link in `auth_url` still works for the others.
    ///
    /// ```
    /// use essbasic::organizations::CreateBatchOrganizationAuthorizationUrlResponse;
    /// use serde_json::json;
    ///
    /// let response = json!({
    ///     "AuthUrl": "https://essurl.cn/8gDKUBAWK8",
    ///     "ErrorMessages": ["", "企业信息错误"],
    ///     "ExpireTime": 1739241985,
    /// });
    /// let response: CreateBatchOrganizationAuthorizationUrlResponse =
    ///     serde_json::from_value(response).unwrap();
    /// let items: Vec<_> = response.items().into_iter().collect();
    /// assert_eq!(items[0], Ok("https://essurl.cn/8gDKUBAWK8"));
    /// assert_eq!(items[1].as_ref().unwrap_err().message(), "企业信息错误");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let link = Some(self.auth_url.as_str()).filter(|link| !link.is_empty());
        let count = self.error_messages.len().max(1);
        let links = link.into_iter().flat_map(|link| std::iter::repeat_n(link, count));
        Items::zip_errors(links, self.error_messages.iter().map(String::as_str))
    }
}
