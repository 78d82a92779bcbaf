//! `SyncProxyOrganizationOperators` (企业员工新增或离职).

use crate::models::{IdCardType, UserInfo};
use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Adds employees to an organization, changes unverified ones, or removes those who resign.
///
/// Organizations of an application cannot do this in the console, only through this action.
///
/// **Adding.** A new employee is not verified. Send them a link from `CreateConsoleLoginUrl`; after
/// verification they can start contracts. Adding an existing ID overwrites its employee, unless
/// that employee is verified. Anyone who opens the link can claim the ID; on request, the vendor
/// restricts verification to the employees added here.
///
/// **Removing.** A resigned employee loses access to console and mini program, their data is
/// erased, and their ID becomes available for another employee. Adding them again starts from
/// nothing, which is also the way to correct data of a verified employee. Super administrator and
/// legal representative must transfer their rights first.
///
/// The call can succeed for some employees only: see
/// [`SyncProxyOrganizationOperatorsResponse::items`]. `ChannelDescribeEmployees` returns the status
/// of each employee. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.StaffAlreadyVerify` | Change a verified employee with `CreateEmployeeChangeUrl`, or remove and add them again. |
/// | `LimitExceeded.ProxyOrganizationOperator` | Send at most 200 employees per call. |
/// | `InvalidParameter.EmptyParams` | Set at least one employee, and an ID for each. |
/// | `InvalidParameter.ParamError` | Check IDs, names, mobile numbers and identity documents. |
/// | `OperationDenied.OperateType` | Use one of the three operations. |
/// | `OperationDenied.NoApiAuth` | Ask the vendor to enable this action. |
/// | `OperationDenied.OrganizationClosing` | The organization is closing its account. Nothing can be done. |
/// | `OperationDenied.UserNotInOrganization` | Leave out people who do not belong to this organization. |
/// | `ResourceNotFound.Application`, `ResourceNotFound.ApplicationId` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "企业员工新增或离职")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/accounts/SyncProxyOrganizationOperators"
)]
pub struct SyncProxyOrganizationOperators {
    /// Application and organization that make the call. The organization must be verified. No
    /// operator is needed.
    #[tc(require("ProxyOrganizationOpenId"))]
    pub agent: Agent,
    /// Operation, the same for all employees.
    pub operator_type: EmployeeOperation,
    /// Employees, 1 to 200. For removal, IDs are sufficient.
    #[tc(items = 1..=200)]
    pub proxy_organization_operators: Vec<ProxyOrganizationOperator>,
    /// Disabled by the vendor: this action needs no operator.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Operation on employees.
#[tc_enum]
pub enum EmployeeOperation {
    /// Adds the employees.
    Create = "CREATE",
    /// Changes the employees. Only for unverified ones; verified employees change their data in the
    /// mini program.
    Update = "UPDATE",
    /// Removes the employees and erases their data.
    Resign = "RESIGN",
}

/// Response of [`SyncProxyOrganizationOperators`]. If the operation failed for all employees, the
/// call itself fails. Read it with [`items`](Self::items).
#[tc_model]
pub struct SyncProxyOrganizationOperatorsResponse {
    /// Overall result.
    pub status: SyncStatus,
    /// Employees for whom the operation failed, each with the reason. Empty if everything
    /// succeeded.
    pub failed_list: Vec<SyncFailReason>,
}

/// Overall result of an operation on employees.
#[tc_enum]
pub enum SyncStatus {
    /// The operation succeeded for all employees.
    All = 1,
    /// The operation succeeded for some employees; the others are listed.
    Part = 2,
}

/// Employee to add, change or remove.
#[tc_model]
pub struct ProxyOrganizationOperator {
    /// Your ID for the employee, at most 64 characters: the one used in `agent.proxy_operator` when
    /// they act.
    #[tc(len = 1..=64)]
    pub id: String,
    /// Legal name of the employee, at most 50 characters. Used for identity verification and
    /// signatures, so nicknames are not accepted.
    #[tc(secret, len = ..=50)]
    pub name: Option<String>,
    /// Identity document type. Default: mainland identity card.
    pub id_card_type: Option<IdCardType>,
    /// Identity document number.
    #[tc(secret)]
    pub id_card_number: Option<String>,
    /// Mobile number in mainland China: 11 digits without `+86`.
    #[tc(secret, len = 11)]
    pub mobile: Option<String>,
    /// Initial role.
    pub default_role: Option<DefaultRole>,
}

/// Initial role of an employee.
#[tc_enum]
pub enum DefaultRole {
    /// 业务管理员, for example heads of IT: contracts, seals and templates, with all of their data.
    Admin = "admin",
    /// 经办人, for example heads of legal affairs: starts, fills in, signs, declines and cancels
    /// contracts, holds seals, and views all contracts of the organization.
    ChannelNormalOperator = "channel-normal-operator",
    /// 业务员, for sales and purchasing: the same, but views only their own contracts.
    ChannelSalesMan = "channel-sales-man",
}

/// Employee for whom the operation failed, with the reason.
#[tc_model]
pub struct SyncFailReason {
    /// Your ID for the employee.
    pub id: String,
    /// Reason, in Chinese, such as a malformed ID or identity document number.
    #[tc(secret)]
    pub message: String,
}

impl SyncProxyOrganizationOperatorsResponse {
    /// Returns the failures; [`Items::into_result`] succeeds only if the operation succeeded for every
    /// employee.
    ///
    /// The response lists failures only, so every item is an error. [`ItemError::index`] is the
    /// position in `failed_list`, which has the employee's ID; [`ItemError::message`] is the
    /// reason.
    ///
    /// ```
    /// use essbasic::employees::SyncProxyOrganizationOperatorsResponse;
    /// use serde_json::json;
    ///
    /// let done = json!({ "Status": 1, "FailedList": [] });
    /// let done: SyncProxyOrganizationOperatorsResponse = serde_json::from_value(done).unwrap();
    /// assert!(done.items().into_result().is_ok());
    ///
    /// let part = json!({ "Status": 2, "FailedList": [{ "Id": "n9725", "Message": "Id不符合规范" }] });
    /// let part: SyncProxyOrganizationOperatorsResponse = serde_json::from_value(part).unwrap();
    /// let failed = part.items().into_result().unwrap_err();
    /// assert_eq!(part.failed_list[failed[0].index()].id, "n9725");
    /// assert_eq!(failed[0].message(), "Id不符合规范");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let failed = self.failed_list.iter().enumerate();
        let failed =
            failed.map(|(index, failed)| Err(ItemError::new(index, failed.message.as_str())));
        let unnamed = self.status == SyncStatus::Part && self.failed_list.is_empty();
        let unnamed =
            unnamed.then(|| Err(ItemError::new(0, "the response does not list the employee")));
        Items::new(failed.chain(unnamed))
    }
}
