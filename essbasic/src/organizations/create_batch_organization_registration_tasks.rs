//! 创建企业批量认证链接任务

use super::LoginEndpoint;
use crate::models::IdCardType;
use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Registers up to ten organizations at once, and has links prepared by which they verify.
///
/// The links are prepared afterwards, usually within 3 to 5 seconds. Keep the task's id and ask
/// `DescribeBatchOrganizationRegistrationUrls` for them; pass each on to its organization, or let
/// `CreateBatchOrganizationAuthorizationUrl` make one link for all of a person's. How far each
/// organization has come tells `DescribeBatchOrganizationRegistrationTasks`, and
/// `DeleteOrganizationAuthorizations` clears what was filled in wrongly.
///
/// An account can register 8000 organizations a day. Within a call no two may share a name, a
/// credit code or the operator's id. Registering is not charged, and the service passes no link on
/// by itself.
///
/// One registration that is wrong spoils all of its call: no task's id comes back, though the call
/// is a success. `CreateBatchOrganizationRegistrationTasksResponse::items` tells which ones are at
/// fault. The client never repeats this action by itself when no answer came.
///
/// Links that open the mini program from your own need its id there: `wxa023b292fd19d41d`, or
/// `wx371151823f6f3edf` for the demo.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.NoRoleAuth` | check that the application exists and may register organizations |
/// | `InvalidParameter.ParamError` | the message says what: a registration that is given twice, for instance |
/// | `InvalidParameterValue` | the message says which registration is wrong |
/// | `OperationDenied` | the message says why |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
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
    manual = "https://qian.tencent.com/developers/partnerApis/accounts/CreateBatchOrganizationRegistrationTasks"
)]
pub struct CreateBatchOrganizationRegistrationTasks {
    /// For whom: the application. Neither organization nor operator is needed.
    pub agent: Agent,
    /// The organizations, 1 to 10.
    #[tc(items = 1..=10)]
    pub registration_organizations: Vec<RegistrationOrganizationInfo>,
    /// What opens the links; the web console unless given. The code for WeChat,
    /// [`LoginEndpoint::WeixinQrcodeUrl`], is not for this action.
    pub endpoint: Option<LoginEndpoint>,
    /// Whether each organization has a link of its own; it has unless given. With a single link and
    /// a power of attorney as the way of authorization, `power_of_attorneys` must be given.
    pub batch_auth_method: Option<BatchAuthMethod>,
}

/// How many links a batch of registrations has.
#[tc_enum(u64)]
pub enum BatchAuthMethod {
    /// One for each organization.
    LinkEach = 0,
    /// One for all that a super administrator registers, made by
    /// `CreateBatchOrganizationAuthorizationUrl`.
    SingleLink = 1,
}

/// The task, or what was wrong with the registrations; [`items`](Self::items) reads it.
#[tc_model]
pub struct CreateBatchOrganizationRegistrationTasksResponse {
    /// The task's id, for `DescribeBatchOrganizationRegistrationUrls`. It is missing when anything
    /// was wrong.
    pub task_id: Option<String>,
    /// The reasons, in the order of the registrations, empty where nothing was wrong; none at all
    /// when all are well.
    #[tc(secret)]
    pub error_messages: Option<Vec<String>>,
}

/// An organization to be registered. Everything must be as its business licence has it.
#[tc_model(needs(
    "PowerOfAttorneys",
    "AdminName",
    "AdminMobile",
    "AdminIdCardNumber",
    "AuthorizationTypes"
))]
pub struct RegistrationOrganizationInfo {
    /// The organization's name, with full-width brackets （） where it has any.
    pub organization_name: String,
    /// Your own id of the organization, at most 64 characters, one within your application.
    #[tc(len = 1..=64)]
    pub organization_open_id: String,
    /// Your own id of the employee who acts for it, at most 64 characters, one within your
    /// application.
    #[tc(len = 1..=64)]
    pub open_id: String,
    /// The unified social credit code.
    pub uniform_social_credit_code: String,
    /// The legal representative's name.
    #[tc(secret)]
    pub legal_name: String,
    /// The registered address.
    #[tc(secret)]
    pub address: Option<String>,
    /// The super administrator's name; the legal representative's where they are the same. Only
    /// this person can carry the verification out.
    #[tc(secret)]
    pub admin_name: Option<String>,
    /// The super administrator's mobile number, the one that they use the service with.
    #[tc(secret)]
    pub admin_mobile: Option<String>,
    /// The way in which the super administrator is authorized; at present only one can be given. A
    /// legal representative who acts in person is verified as such, whatever stands here.
    #[tc(items = ..=1)]
    pub authorization_types: Option<Vec<RegistrationAuthorizationType>>,
    /// The kind of the super administrator's identity document; the mainland's identity card unless
    /// given.
    pub admin_id_card_type: Option<IdCardType>,
    /// The number of the super administrator's identity document.
    #[tc(secret)]
    pub admin_id_card_number: Option<String>,
    /// The front of the business licence, a PNG or JPG of at most 5 MB, in base64.
    #[tc(secret)]
    pub business_license: Option<String>,
    /// The power of attorney, a PNG, JPG or PDF of at most 8 MB, in base64. It needs the super
    /// administrator's name, mobile number and document number, and
    /// [`RegistrationAuthorizationType::PowerOfAttorney`] as the only way; and the person must be
    /// verified in the service already.
    #[tc(secret)]
    pub power_of_attorneys: Option<Vec<String>>,
    /// Where the H5 pages lead to after the verification, at most 1000 characters.
    #[tc(len = ..=1000)]
    pub auto_jump_url: Option<String>,
}

/// How an organization that registers authorizes its super administrator.
#[tc_enum(u64)]
pub enum RegistrationAuthorizationType {
    /// By a power of attorney that is uploaded.
    PowerOfAttorney = 1,
    /// By the legal representative.
    LegalPerson = 2,
    /// By a power of attorney and a transfer to the organization's bank account; the only way for
    /// governments and public institutions.
    PowerOfAttorneyAndTransfer = 5,
}

impl CreateBatchOrganizationRegistrationTasksResponse {
    /// What became of each registration: the task that it is in, or why it is not.
    ///
    /// When all are well the answer names none of them, and there is one item, the task. When one
    /// is wrong there is no task, and therefore no registration succeeded; those that are not at
    /// fault themselves say so.
    ///
    /// ```
    /// use essbasic::organizations::CreateBatchOrganizationRegistrationTasksResponse;
    /// use serde_json::json;
    ///
    /// let done = json!({ "TaskId": "yDRBJUUgygqwl721UuO4zjECcJHV2RAi", "ErrorMessages": [] });
    /// let done: CreateBatchOrganizationRegistrationTasksResponse =
    ///     serde_json::from_value(done).unwrap();
    /// assert_eq!(done.items().all(), Ok(vec!["yDRBJUUgygqwl721UuO4zjECcJHV2RAi"]));
    ///
    /// let failed = json!({ "ErrorMessages": ["", "地址参数不正确,请确认后再试"] });
    /// let failed: CreateBatchOrganizationRegistrationTasksResponse =
    ///     serde_json::from_value(failed).unwrap();
    /// let errors = failed.items().all().unwrap_err();
    /// assert_eq!(errors[0].message(), "no task was made, for others are wrong");
    /// assert_eq!(errors[1].message(), "地址参数不正确,请确认后再试");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let messages = self.error_messages.as_deref().unwrap_or_default();
        let messages = messages.iter().map(String::as_str);
        match self.task_id.as_deref().filter(|id| !id.is_empty()) {
            Some(task) => {
                let times = messages.len().max(1);
                Items::beside(std::iter::repeat_n(task, times), messages)
            }
            None => Items::new(messages.enumerate().map(|(at, message)| {
                let innocent = "no task was made, for others are wrong";
                Err(ItemError::new(at, if message.is_empty() { innocent } else { message }))
            })),
        }
    }
}
