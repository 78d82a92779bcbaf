//! 企业员工新增或离职

use crate::models::{IdCardType, UserInfo};
use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Brings employees into an organization, changes those who are not verified yet, or lets them go.
///
/// Organizations of an application cannot do this in the console, so it is done here.
///
/// **Coming.** A new employee is not verified. Give them a link from `CreateConsoleLoginUrl`;
/// once they have verified their real name there, they can start contracts. Bringing in an id
/// again overwrites who had it, unless that person is verified. Anybody can open such a link and
/// take the id for themselves; the vendor can, on request, hold the application to those who
/// were brought in here.
///
/// **Leaving.** Who resigns can no longer enter the console or the mini program, their data is
/// wiped, and the service frees their id for somebody else. Coming back they start from nothing,
/// which is also the way to correct what was wrong about a verified employee. The super
/// administrator and the legal representative hand their rights to somebody else first.
///
/// The call may succeed for some of the employees only: see
/// [`SyncProxyOrganizationOperatorsResponse::items`]. `ChannelDescribeEmployees` tells how far
/// everybody is. Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.StaffAlreadyVerify` | change a verified employee with `CreateEmployeeChangeUrl`, or let them resign and come anew |
/// | `LimitExceeded.ProxyOrganizationOperator` | send at most 200 at once |
/// | `InvalidParameter.EmptyParams` | give at least one employee, and each an id |
/// | `InvalidParameter.ParamError` | check ids, names, mobile numbers and identity documents |
/// | `OperationDenied.OperateType` | use one of the three operations |
/// | `OperationDenied.NoApiAuth` | ask the vendor for this action |
/// | `OperationDenied.OrganizationClosing` | nothing: the organization is being closed |
/// | `OperationDenied.UserNotInOrganization` | leave out who does not belong to this organization |
/// | `ResourceNotFound.Application`, `ResourceNotFound.ApplicationId` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the application's plan does not include this action |
#[tc_action(
    name = "SyncProxyOrganizationOperators",
    version = "2021-05-26",
    response = SyncProxyOrganizationOperatorsResponse,
    effect = idempotent("FailedOperation.StaffAlreadyVerify"),
    errors(
        "FailedOperation",
        "FailedOperation.StaffAlreadyVerify",
        "InternalError",
        "InternalError.Api",
        "InternalError.Decryption",
        "InternalError.Encryption",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.EmptyParams",
        "InvalidParameter.ParamError",
        "LimitExceeded.ProxyOrganizationOperator",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.NoApiAuth",
        "OperationDenied.OperateType",
        "OperationDenied.OrganizationClosing",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.ApplicationId",
        "UnauthorizedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    title = "企业员工新增或离职",
    manual = "https://qian.tencent.com/developers/partnerApis/accounts/SyncProxyOrganizationOperators"
)]
pub struct SyncProxyOrganizationOperators {
    /// For whom: application and organization, the latter with its real name verified. No
    /// operator is needed.
    #[tc(require("ProxyOrganizationOpenId"))]
    pub agent: Agent,
    /// What happens to the employees; the same for all of them.
    pub operator_type: EmployeeOperation,
    /// The employees, 1 to 200. To let them go, their ids are enough.
    #[tc(items = 1..=200)]
    pub proxy_organization_operators: Vec<ProxyOrganizationOperator>,
    /// Disabled by the vendor: this action needs no operator.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// What happens to employees.
#[tc_enum]
pub enum EmployeeOperation {
    /// They are brought in.
    Create = "CREATE",
    /// They are changed, while they are not verified. Who is verified changes by themselves, in
    /// the mini program.
    Update = "UPDATE",
    /// They leave, and their data is wiped.
    Resign = "RESIGN",
}

/// Whether it was done for all of the employees. When it failed for all of them, the call fails.
#[tc_model]
pub struct SyncProxyOrganizationOperatorsResponse {
    /// Whether it was done for all of them, or for some.
    pub status: SyncStatus,
    /// The employees for whom it failed, each with the reason; empty when all was done.
    pub failed_list: Vec<SyncFailReason>,
}

/// For how many of the employees it was done.
#[tc_enum]
pub enum SyncStatus {
    /// For all of them.
    All = 1,
    /// For some; the others are listed.
    Part = 2,
}

/// An employee who comes, is changed or leaves.
#[tc_model]
pub struct ProxyOrganizationOperator {
    /// Your own id of the employee, at most 64 characters: the one that goes into
    /// `agent.proxy_operator` when they act.
    #[tc(len = 1..=64)]
    pub id: String,
    /// The employee's real name, at most 50 characters. They verify themselves and sign with
    /// it, so a nickname will not do.
    #[tc(secret, len = ..=50)]
    pub name: Option<String>,
    /// The kind of their identity document; the mainland's identity card unless given.
    pub id_card_type: Option<IdCardType>,
    /// The number of the identity document.
    #[tc(secret)]
    pub id_card_number: Option<String>,
    /// The employee's mobile number, one of mainland China: 11 digits, without `+86`.
    #[tc(secret, len = 11)]
    pub mobile: Option<String>,
    /// The role that the employee starts with.
    pub default_role: Option<DefaultRole>,
}

/// A role that an employee can start with.
#[tc_enum]
pub enum DefaultRole {
    /// 业务管理员, for heads of IT, say: contracts, seals and templates, with all of their data.
    Admin = "admin",
    /// 经办人, for heads of legal affairs, say: starts, fills in, signs, refuses and cancels
    /// contracts, holds seals, and sees all contracts of the organization.
    ChannelNormalOperator = "channel-normal-operator",
    /// 业务员, for sales and purchasing: the same, but sees only the contracts they take part in.
    ChannelSalesMan = "channel-sales-man",
}

/// An employee for whom it failed, and why.
#[tc_model]
pub struct SyncFailReason {
    /// Your own id of the employee.
    pub id: String,
    /// The reason, in Chinese: an id or the number of an identity document that is malformed,
    /// for instance.
    #[tc(secret)]
    pub message: String,
}

impl SyncProxyOrganizationOperatorsResponse {
    /// Whether it was done for every employee: [`Items::all`] succeeds only then.
    ///
    /// The answer tells the failures alone, so each item is one. [`ItemError::index`] is the
    /// employee's place in `failed_list`, which has their id; [`ItemError::message`] is the
    /// reason.
    ///
    /// ```
    /// use essbasic::employees::SyncProxyOrganizationOperatorsResponse;
    /// use serde_json::json;
    ///
    /// let done = json!({ "Status": 1, "FailedList": [] });
    /// let done: SyncProxyOrganizationOperatorsResponse = serde_json::from_value(done).unwrap();
    /// assert!(done.items().all().is_ok());
    ///
    /// let part = json!({ "Status": 2, "FailedList": [{ "Id": "n9725", "Message": "Id不符合规范" }] });
    /// let part: SyncProxyOrganizationOperatorsResponse = serde_json::from_value(part).unwrap();
    /// let failed = part.items().all().unwrap_err();
    /// assert_eq!(part.failed_list[failed[0].index()].id, "n9725");
    /// assert_eq!(failed[0].message(), "Id不符合规范");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let failed = self.failed_list.iter().enumerate();
        let failed = failed.map(|(at, failed)| Err(ItemError::new(at, failed.message.as_str())));
        let unnamed = self.status == SyncStatus::Part && self.failed_list.is_empty();
        let unnamed = unnamed.then(|| Err(ItemError::new(0, "the answer does not say for whom")));
        Items::new(failed.chain(unnamed))
    }
}
