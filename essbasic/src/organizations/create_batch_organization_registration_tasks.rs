//! `CreateBatchOrganizationRegistrationTasks` (创建企业批量认证链接任务).

use super::LoginEndpoint;
use crate::models::IdCardType;
use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Registers up to 10 organizations and prepares their verification links.
///
/// Links are prepared asynchronously, usually within 3 to 5 seconds:
///
/// 1. Keep the returned task ID and poll `DescribeBatchOrganizationRegistrationUrls` with it.
/// 2. Send each organization its link, or let `CreateBatchOrganizationAuthorizationUrl` create one
///    link for all organizations of a person.
/// 3. Follow progress with `DescribeBatchOrganizationRegistrationTasks` or callbacks.
///    `DeleteOrganizationAuthorizations` removes registrations that contain mistakes.
///
/// At most 8000 organizations can be registered per account and day. Within a call no two may share
/// a name, credit code or operator ID. No charge and no notifications.
///
/// One invalid registration fails the whole call: the response is a success without a task ID, and
/// [`CreateBatchOrganizationRegistrationTasksResponse::items`] shows the invalid ones. The client
/// never repeats this action after an unknown outcome.
///
/// To open the mini program from your own, configure its app ID there: `wxa023b292fd19d41d`, or
/// `wx371151823f6f3edf` for the demo.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.NoRoleAuth` | Check that the application exists and may register organizations. |
/// | `InvalidParameter.ParamError` | The message names the problem, such as a duplicate registration. |
/// | `InvalidParameterValue` | The message names the invalid registration. |
/// | `OperationDenied` | The message gives the reason. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "创建企业批量认证链接任务")]
#[tc_action(
    name = "CreateBatchOrganizationRegistrationTasks",
    version = "2021-05-26",
    response = CreateBatchOrganizationRegistrationTasksResponse,
    effect = create,
    errors(
        "FailedOperation",
        "FailedOperation.NoRoleAuth",
        "InternalError.DbRead",
        "InvalidParameter.ParamError",
        "InvalidParameterValue",
        "OperationDenied",
        "ResourceNotFound.Application",
        "ResourceNotFound.Flow",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "创建企业批量认证链接任务",
    api_reference = "https://qian.tencent.com/developers/partnerApis/accounts/CreateBatchOrganizationRegistrationTasks"
)]
pub struct CreateBatchOrganizationRegistrationTasks {
    /// Application that makes the call. Organization and operator are not needed.
    pub agent: Agent,
    /// Organizations to register, 1 to 10.
    #[tc(items = 1..=10)]
    pub registration_organizations: Vec<RegistrationOrganizationInfo>,
    /// Link format. Default: web console. [`LoginEndpoint::WeixinQrcodeUrl`] is not supported.
    pub endpoint: Option<LoginEndpoint>,
    /// Number of links. Default: one per organization. With a single link and authorization by
    /// power of attorney, `power_of_attorneys` is required.
    pub batch_auth_method: Option<BatchAuthMethod>,
}

/// Number of links of a registration batch.
#[tc_enum(u64)]
pub enum BatchAuthMethod {
    /// One link per organization.
    LinkEach = 0,
    /// One link for all registrations of a super administrator, created by
    /// `CreateBatchOrganizationAuthorizationUrl`.
    SingleLink = 1,
}

/// Response of [`CreateBatchOrganizationRegistrationTasks`]. Read it with [`items`](Self::items).
#[tc_model]
pub struct CreateBatchOrganizationRegistrationTasksResponse {
    /// Task ID, for `DescribeBatchOrganizationRegistrationUrls`. Absent if any registration was
    /// invalid.
    pub task_id: Option<String>,
    /// Error messages in the order of the registrations; an empty string marks a valid one. Absent
    /// when all are valid.
    #[tc(secret)]
    pub error_messages: Option<Vec<String>>,
}

/// Organization to register. All fields must match its business licence.
#[tc_model(needs(
    "PowerOfAttorneys",
    "AdminName",
    "AdminMobile",
    "AdminIdCardNumber",
    "AuthorizationTypes"
))]
pub struct RegistrationOrganizationInfo {
    /// Name of the organization. Use full-width brackets （） instead of ASCII brackets.
    pub organization_name: String,
    /// Your ID for the organization, at most 64 characters, unique within the application.
    #[tc(len = 1..=64)]
    pub organization_open_id: String,
    /// Your ID for the employee who acts for the organization, at most 64 characters, unique within
    /// the application.
    #[tc(len = 1..=64)]
    pub open_id: String,
    /// Unified social credit code.
    pub uniform_social_credit_code: String,
    /// Name of the legal representative.
    #[tc(secret)]
    pub legal_name: String,
    /// Registered address.
    #[tc(secret)]
    pub address: Option<String>,
    /// Name of the super administrator, who may also be the legal representative. Only this person
    /// can complete the verification.
    #[tc(secret)]
    pub admin_name: Option<String>,
    /// Mobile number that the super administrator uses in the service.
    #[tc(secret)]
    pub admin_mobile: Option<String>,
    /// Authorization method of the super administrator, at most one. Ignored when the legal
    /// representative acts in person.
    #[tc(items = ..=1)]
    pub authorization_types: Option<Vec<RegistrationAuthorizationType>>,
    /// Identity document type of the super administrator. Default: mainland identity card.
    pub admin_id_card_type: Option<IdCardType>,
    /// Identity document number of the super administrator.
    #[tc(secret)]
    pub admin_id_card_number: Option<String>,
    /// Front of the business licence: PNG or JPG, at most 5 MB, Base64.
    #[tc(secret)]
    pub business_license: Option<String>,
    /// Power of attorney: PNG, JPG or PDF, at most 8 MB, Base64. Requires name, mobile number and
    /// document number of the super administrator, who must already be verified in the service, and
    /// [`RegistrationAuthorizationType::PowerOfAttorney`] as the only method.
    #[tc(secret)]
    pub power_of_attorneys: Option<Vec<String>>,
    /// Redirect URL of the H5 pages after verification, at most 1000 characters.
    #[tc(len = ..=1000)]
    pub auto_jump_url: Option<String>,
}

/// Authorization method of the super administrator of a registered organization.
#[tc_enum(u64)]
pub enum RegistrationAuthorizationType {
    /// Uploaded power of attorney.
    PowerOfAttorney = 1,
    /// Authorization by the legal representative.
    LegalPerson = 2,
    /// Power of attorney and a transfer to the organization's bank account. The only method for
    /// governments and public institutions.
    PowerOfAttorneyAndTransfer = 5,
}

impl CreateBatchOrganizationRegistrationTasksResponse {
    /// Returns the result of each registration: the ID of its task, or the reason for failure.
    ///
    /// When all registrations are valid the response lists none of them, so there is one item, the
    /// task. When one is invalid there is no task and every registration failed; the message of
    /// valid ones says so.
    ///
    /// ```
    /// use essbasic::organizations::CreateBatchOrganizationRegistrationTasksResponse;
    /// use serde_json::json;
    ///
    /// let done = json!({ "TaskId": "yDRBJUUgygqwl721UuO4zjECcJHV2RAi", "ErrorMessages": [] });
    /// let done: CreateBatchOrganizationRegistrationTasksResponse =
    ///     serde_json::from_value(done).unwrap();
    /// assert_eq!(done.items().into_result(), Ok(vec!["yDRBJUUgygqwl721UuO4zjECcJHV2RAi"]));
    ///
    /// let failed = json!({ "ErrorMessages": ["", "地址参数不正确,请确认后再试"] });
    /// let failed: CreateBatchOrganizationRegistrationTasksResponse =
    ///     serde_json::from_value(failed).unwrap();
    /// let errors = failed.items().into_result().unwrap_err();
    /// assert_eq!(errors[0].message(), "no task was created because other registrations are invalid");
    /// assert_eq!(errors[1].message(), "地址参数不正确,请确认后再试");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let messages = self.error_messages.as_deref().unwrap_or_default();
        let messages = messages.iter().map(String::as_str);
        match self.task_id.as_deref().filter(|id| !id.is_empty()) {
            Some(task) => {
                let count = messages.len().max(1);
                Items::zip_errors(std::iter::repeat_n(task, count), messages)
            }
            None => Items::new(messages.enumerate().map(|(index, message)| {
                let not_created = "no task was created because other registrations are invalid";
                Err(ItemError::new(index, if message.is_empty() { not_created } else { message }))
            })),
        }
    }
}
