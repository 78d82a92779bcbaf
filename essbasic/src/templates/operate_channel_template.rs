//! `OperateChannelTemplate` (第三方应用模板库管理).

use super::models::TemplateAvailability;
use crate::models::UserInfo;
use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists, grants or withdraws organizations' access to a library template of the platform.
///
/// The library (应用模板库管理) is found in the console under 企业应用管理. Three operations:
///
/// - `SELECT` lists the organizations with access to the template, paginated by rows.
/// - `UPDATE` grants access to all organizations of the application or to some, as long as the
///   template is not published. With access for some, more can be added at any time. Also enables
///   and disables the template.
/// - `DELETE` withdraws access from organizations. They can no longer pick the template up, but
///   keep copies that they picked up or received automatically. To stop those too, disable the
///   template with `UPDATE` and `available`.
///
/// `UPDATE` and `DELETE` may succeed for some organizations and fail for others while the call
/// succeeds: see [`items`](OperateChannelTemplateResponse::items). A failure to enable or disable
/// is always an error.
///
/// No charge. For organizations' own templates use `OperateTemplate`.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied.AuthTag` | Use `all` or `part`; once published, a template keeps its setting. |
/// | `OperationDenied.OperateType` | Use one of the three operations. |
/// | `InvalidParameter.EmptyParams` | Give the organizations. |
/// | `InvalidParameter.DataNotFound` | Check that the organizations are in this application. |
/// | `MissingParameter.Templates`, `ResourceNotFound.Template` | Give a library template of the platform, not one of an organization. |
/// | `ResourceNotFound.Organization` | Check the organization IDs. |
/// | `ResourceNotFound.Application`, `ResourceNotFound.ApplicationAuth` | Check the application ID, and that the application is authorized. |
/// | `OperationDenied.NoApiAuth` | Ask the vendor to enable the action for the application. |
/// | `OperationDenied.UserNotInOrganization` | Use an operator of the organization, or none. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "第三方应用模板库管理")]
#[tc_action(
    name = "OperateChannelTemplate",
    version = "2021-05-26",
    response = OperateChannelTemplateResponse,
    effect = idempotent,
    paginate(
        item = String,
        items = proxy_organization_open_ids,
        total = total,
        offset = rows,
        page_size = 100,
        when("OperateType", "SELECT")
    ),
    errors(
        "FailedOperation",
        "FailedOperation.StaffAlreadyVerify",
        "InternalError",
        "InternalError.Db",
        "InternalError.DbConnection",
        "InternalError.DbRead",
        "InternalError.DbUpdate",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.DataNotFound",
        "InvalidParameter.EmptyParams",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "MissingParameter.Templates",
        "OperationDenied",
        "OperationDenied.AuthTag",
        "OperationDenied.NoApiAuth",
        "OperationDenied.OperateType",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.ApplicationAuth",
        "ResourceNotFound.Organization",
        "ResourceNotFound.Template",
        "UnauthorizedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    title = "第三方应用模板库管理",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=OperateChannelTemplate"
)]
pub struct OperateChannelTemplate {
    /// Application that makes the call. Organization and operator are not required.
    pub agent: Agent,
    /// Operation.
    pub operate_type: ChannelTemplateOperation,
    /// Template ID in the platform's library, 32 characters. Not the ID returned by
    /// `DescribeTemplates`, which is the organization's.
    #[tc(len = 32)]
    pub template_id: String,
    /// Your IDs for the organizations, as one string separated by commas:
    /// `org_dianziqian,org_zhangsan`. At most 100 per call.
    pub proxy_organization_open_ids: Option<String>,
    /// Organizations with access to the template. Can be changed with `UPDATE` until the template
    /// is published.
    pub auth_tag: Option<TemplateAuthTag>,
    /// With `UPDATE`, enables or disables the template. An enabled template can be picked up. A
    /// disabled one is not shown in the library, and organizations that received it automatically
    /// cannot use it.
    pub available: Option<TemplateAvailability>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Page size of `SELECT`, at most 100. Default: 20.
    #[tc(range = 1..=100)]
    pub limit: Option<i64>,
    /// Index of the first row of `SELECT`. Default: 0.
    #[tc(range = 0..)]
    pub offset: Option<i64>,
}

/// Operation on a library template of the platform.
///
/// Documented in upper case, although the vendor's example sends `select`.
#[tc_enum]
pub enum ChannelTemplateOperation {
    /// Lists the organizations with access.
    Select = "SELECT",
    /// Withdraws access from organizations.
    Delete = "DELETE",
    /// Grants access to organizations, enables or disables the template.
    Update = "UPDATE",
}

/// Organizations with access to a library template.
#[tc_enum]
pub enum TemplateAuthTag {
    /// All organizations of the application.
    All = "all",
    /// The given organizations.
    Part = "part",
}

/// Response of [`OperateChannelTemplate`]. Use [`items`](Self::items) to read the failures.
#[tc_model]
pub struct OperateChannelTemplateResponse {
    /// Application ID.
    pub app_id: String,
    /// Template ID.
    pub template_id: String,
    /// Organizations for which the operation succeeded: all, some or none. The call succeeds in
    /// every case.
    pub operate_result: TemplateOperateResult,
    /// Organizations with access to the template.
    pub auth_tag: TemplateAuthTag,
    /// Your IDs for the organizations with access; only after `SELECT`.
    pub proxy_organization_open_ids: Vec<String>,
    /// Organizations for which the operation failed. See [`items`](Self::items).
    pub fail_message_list: Vec<AuthFailMessage>,
    /// Total number of organizations with access across all pages; only after `SELECT`.
    pub total: i64,
}

impl OperateChannelTemplateResponse {
    /// Returns the failures. [`Items::into_result`] succeeds if the operation succeeded for every
    /// organization.
    ///
    /// The response contains failures only, so each item is an error. [`ItemError::index`] is the
    /// position in `fail_message_list`, which has the organization ID; [`ItemError::message`] is
    /// the reason. The operation succeeded for organizations that are not in that list, unless
    /// `operate_result` is `fail`.
    ///
    /// ```
    /// use essbasic::templates::OperateChannelTemplateResponse;
    /// use serde_json::json;
    ///
    /// let mut body = json!({
    ///     "AppId": "yDwFoUUckpsomwx1UyhWGhIR2RkhOjw2",
    ///     "TemplateId": "yDSLOUUckpoqdttsUxPuHh1wkuixnkwj",
    ///     "OperateResult": "all-success",
    ///     "AuthTag": "part",
    ///     "ProxyOrganizationOpenIds": [],
    ///     "FailMessageList": [],
    ///     "Total": 0
    /// });
    /// let done: OperateChannelTemplateResponse = serde_json::from_value(body.clone()).unwrap();
    /// assert!(done.items().into_result().is_ok());
    ///
    /// body["OperateResult"] = json!("part-success");
    /// body["FailMessageList"] =
    ///     json!([{ "ProxyOrganizationOpenId": "org_elsewhere", "Message": "非渠道合作企业openId" }]);
    /// let part: OperateChannelTemplateResponse = serde_json::from_value(body).unwrap();
    /// let errors = part.items().into_result().unwrap_err();
    /// let organization = &part.fail_message_list[errors[0].index()];
    /// assert_eq!(organization.proxy_organization_open_id, "org_elsewhere");
    /// assert_eq!(errors[0].message(), "非渠道合作企业openId");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let failed = self.fail_message_list.iter().enumerate();
        let failed =
            failed.map(|(index, failure)| Err(ItemError::new(index, failure.message.as_str())));
        let result = &self.operate_result;
        let part =
            matches!(result, TemplateOperateResult::PartSuccess | TemplateOperateResult::Fail);
        let unnamed = (part && self.fail_message_list.is_empty())
            .then(|| Err(ItemError::new(0, "the response names no organization")));
        Items::new(failed.chain(unnamed))
    }
}

/// Organizations for which an operation succeeded.
#[tc_enum]
pub enum TemplateOperateResult {
    /// All.
    AllSuccess = "all-success",
    /// Some; the others are listed.
    PartSuccess = "part-success",
    /// None.
    Fail = "fail",
}

/// An organization for which an operation failed.
#[tc_model]
pub struct AuthFailMessage {
    /// Your ID for the organization.
    pub proxy_organization_open_id: String,
    /// Reason, in Chinese.
    pub message: String,
}
