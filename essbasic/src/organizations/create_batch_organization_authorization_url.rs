//! 创建企业批量认证链接-单链接

use super::JumpEndpoint;
use crate::models::IdCardType;
use crate::partial::Items;
use crate::{Agent, tc_action, tc_model};

/// Makes one link by which a super administrator verifies all of their registered organizations.
///
/// The registrations come from `CreateBatchOrganizationRegistrationTasks`, made with
/// [`BatchAuthMethod::SingleLink`](super::BatchAuthMethod::SingleLink), and must have been
/// prepared: see `DescribeBatchOrganizationRegistrationUrls`, usually 3 to 5 seconds later. What is
/// said of the person must match what the registrations say, and be true of who opens the link.
///
/// The link is good for 7 days; making another costs nothing, and nobody is told of it. It can come
/// along with failures of single organizations:
/// `CreateBatchOrganizationAuthorizationUrlResponse::items` tells them.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.ParamError` | the message says what |
/// | `InvalidParameter.Status` | wait until the registrations are prepared |
/// | `OperationDenied` | the message says why |
/// | `ResourceNotFound`, `ResourceNotFound.Flow` | give the super administrator as the registrations do, and check the ids of the sub-tasks |
/// | `ResourceUnavailable` | wait until the registrations are prepared |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateBatchOrganizationAuthorizationUrl"
)]
pub struct CreateBatchOrganizationAuthorizationUrl {
    /// For whom: the application. Neither organization nor operator is needed.
    pub agent: Agent,
    /// The super administrator's name, as `admin_name` of the registration.
    #[tc(secret)]
    pub admin_name: Option<String>,
    /// The super administrator's mobile number, as `admin_mobile` of the registration.
    #[tc(secret)]
    pub admin_mobile: Option<String>,
    /// The registrations that the link is for, by the `sub_task_id` that
    /// `DescribeBatchOrganizationRegistrationUrls` tells. They go together with the super
    /// administrator's name, mobile number and document number; other people's are left out.
    pub sub_task_ids: Option<Vec<String>>,
    /// The kind of their identity document, as `admin_id_card_type` of the registration; the
    /// mainland's identity card unless given.
    pub admin_id_card_type: Option<IdCardType>,
    /// The number of their identity document, as `admin_id_card_number` of the registration.
    #[tc(secret)]
    pub admin_id_card_number: Option<String>,
    /// What opens the link; a long web address unless given.
    pub endpoint: Option<JumpEndpoint>,
}

/// The link, and what it leaves out.
#[tc_model]
pub struct CreateBatchOrganizationAuthorizationUrlResponse {
    /// The link, the mini program's path or the picture's address, by the endpoint that was asked
    /// for. Do not let an encoder turn its `&` into `\u0026`.
    #[tc(secret)]
    pub auth_url: String,
    /// Why verifications failed; an empty text, or none at all, where nothing did.
    #[tc(secret)]
    pub error_messages: Vec<String>,
    /// When the link expires, in Unix seconds: 7 days after it was made.
    pub expire_time: u64,
}

impl CreateBatchOrganizationAuthorizationUrlResponse {
    /// What became of each verification: the link, which is one for all of them, or why it is
    /// not in it.
    ///
    /// When the answer names no failure there is one item, the link. Whatever failed, the link
    /// in `auth_url` is good for the others.
    ///
    /// ```
    /// use essbasic::organizations::CreateBatchOrganizationAuthorizationUrlResponse;
    /// use serde_json::json;
    ///
    /// let answer = json!({
    ///     "AuthUrl": "https://essurl.cn/8gDKUBAWK8",
    ///     "ErrorMessages": ["", "企业信息错误"],
    ///     "ExpireTime": 1739241985,
    /// });
    /// let answer: CreateBatchOrganizationAuthorizationUrlResponse =
    ///     serde_json::from_value(answer).unwrap();
    /// let items: Vec<_> = answer.items().into_iter().collect();
    /// assert_eq!(items[0], Ok("https://essurl.cn/8gDKUBAWK8"));
    /// assert_eq!(items[1].as_ref().unwrap_err().message(), "企业信息错误");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let link = Some(self.auth_url.as_str()).filter(|link| !link.is_empty());
        let times = self.error_messages.len().max(1);
        let links = link.into_iter().flat_map(|link| std::iter::repeat_n(link, times));
        Items::beside(links, self.error_messages.iter().map(String::as_str))
    }
}
