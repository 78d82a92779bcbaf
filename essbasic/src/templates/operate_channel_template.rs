//! 第三方应用模板库管理

use super::models::TemplateAvailability;
use crate::models::UserInfo;
use crate::partial::{ItemError, Items};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists, extends or withdraws who may have a template of the platform's library.
///
/// The library (应用模板库管理) stands in the console under 企业应用管理. Three operations:
///
/// - `SELECT` lists the organizations that may have the template, by pages of rows.
/// - `UPDATE` opens it to all organizations of the application or to some, as long as it is not
///   published. When it is open to some, it can at any time be opened to more. It also enables and
///   disables the template.
/// - `DELETE` withdraws it from organizations. They can no longer pick it up; what they have
///   picked up, or what was handed to them automatically, they keep. To stop that too, disable the
///   template with `UPDATE` and `available`.
///
/// `UPDATE` and `DELETE` may succeed for some organizations and fail for others, and then the call
/// succeeds all the same: see `OperateChannelTemplateResponse::items`. A failure to enable or
/// disable is an error, always.
///
/// It costs nothing. Organizations' own templates belong to `OperateTemplate`.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied.AuthTag` | use `all` or `part`; once published, the template keeps what it has |
/// | `OperationDenied.OperateType` | use one of the three operations |
/// | `InvalidParameter.EmptyParams` | name the organizations |
/// | `InvalidParameter.DataNotFound` | check that the organizations are in this application |
/// | `MissingParameter.Templates`, `ResourceNotFound.Template` | give a template of the platform's library, and not an organization's |
/// | `ResourceNotFound.Organization` | check the organizations' ids |
/// | `ResourceNotFound.Application`, `ResourceNotFound.ApplicationAuth` | check the application's id, and that it has been authorized |
/// | `OperationDenied.NoApiAuth` | ask the vendor to allow the application this action |
/// | `OperationDenied.UserNotInOrganization` | use an operator of the organization, or none |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=OperateChannelTemplate"
)]
pub struct OperateChannelTemplate {
    /// For whom: the application, which is all that is required.
    pub agent: Agent,
    /// What to do.
    pub operate_type: ChannelTemplateOperation,
    /// The template's id in the platform's library, 32 characters. Not the id that an organization
    /// sees, which `DescribeTemplates` answers.
    #[tc(len = 32)]
    pub template_id: String,
    /// The organizations, by your own ids, in one text and separated by commas:
    /// `org_dianziqian,org_zhangsan`. At most 100 at a time.
    pub proxy_organization_open_ids: Option<String>,
    /// Who may have the template. It can be changed with `UPDATE`, until the template is published.
    pub auth_tag: Option<TemplateAuthTag>,
    /// With `UPDATE`, whether the template is enabled or disabled. Enabled it can be picked up.
    /// Disabled it is no longer to be found in the library, and organizations that got it
    /// automatically cannot use it.
    pub available: Option<TemplateAvailability>,
    /// Disabled by the vendor; never opened.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// How many organizations a page of `SELECT` has: at most 100, and 20 unless given.
    #[tc(range = 1..=100)]
    pub limit: Option<i64>,
    /// Where the page of `SELECT` starts, in rows; 0 unless given.
    #[tc(range = 0..)]
    pub offset: Option<i64>,
}

/// What is done about a template of the platform's library.
///
/// The manual writes these in capitals, and sends `select` in its own example.
#[tc_enum]
pub enum ChannelTemplateOperation {
    /// List the organizations that may have it.
    Select = "SELECT",
    /// Withdraw it from organizations.
    Delete = "DELETE",
    /// Open it to organizations, enable it or disable it.
    Update = "UPDATE",
}

/// Who may have a template of the platform's library.
#[tc_enum]
pub enum TemplateAuthTag {
    /// All organizations of the application.
    All = "all",
    /// Those that are named.
    Part = "part",
}

/// What became of it.
#[tc_model]
pub struct OperateChannelTemplateResponse {
    /// The application.
    pub app_id: String,
    /// The template.
    pub template_id: String,
    /// Whether it was done for all organizations, for some or for none. The call succeeds whatever
    /// stands here.
    pub operate_result: TemplateOperateResult,
    /// Who may have the template.
    pub auth_tag: TemplateAuthTag,
    /// The organizations that may have it, by your own ids; only after `SELECT`.
    pub proxy_organization_open_ids: Vec<String>,
    /// The organizations for which it was not done. See `items`.
    pub fail_message_list: Vec<AuthFailMessage>,
    /// How many organizations may have it, on all pages; only after `SELECT`.
    pub total: i64,
}

impl OperateChannelTemplateResponse {
    /// Whether it was done for every organization: [`Items::all`] succeeds only then.
    ///
    /// The answer tells the failures alone, so each item is one. [`ItemError::index`] is the
    /// organization's place in `fail_message_list`, which has its id; [`ItemError::message`] is
    /// the reason. What was given and is not in that list was done, unless `operate_result` is
    /// `fail`.
    ///
    /// ```
    /// use essbasic::templates::OperateChannelTemplateResponse;
    /// use serde_json::json;
    ///
    /// let mut answer = json!({
    ///     "AppId": "yDwFoUUckpsomwx1UyhWGhIR2RkhOjw2",
    ///     "TemplateId": "yDSLOUUckpoqdttsUxPuHh1wkuixnkwj",
    ///     "OperateResult": "all-success",
    ///     "AuthTag": "part",
    ///     "ProxyOrganizationOpenIds": [],
    ///     "FailMessageList": [],
    ///     "Total": 0
    /// });
    /// let done: OperateChannelTemplateResponse = serde_json::from_value(answer.clone()).unwrap();
    /// assert!(done.items().into_result().is_ok());
    ///
    /// answer["OperateResult"] = json!("part-success");
    /// answer["FailMessageList"] =
    ///     json!([{ "ProxyOrganizationOpenId": "org_elsewhere", "Message": "非渠道合作企业openId" }]);
    /// let part: OperateChannelTemplateResponse = serde_json::from_value(answer).unwrap();
    /// let failed = part.items().into_result().unwrap_err();
    /// let organization = &part.fail_message_list[failed[0].index()];
    /// assert_eq!(organization.proxy_organization_open_id, "org_elsewhere");
    /// assert_eq!(failed[0].message(), "非渠道合作企业openId");
    /// ```
    pub fn items(&self) -> Items<&str> {
        let failed = self.fail_message_list.iter().enumerate();
        let failed = failed.map(|(at, failed)| Err(ItemError::new(at, failed.message.as_str())));
        let result = &self.operate_result;
        let part =
            matches!(result, TemplateOperateResult::PartSuccess | TemplateOperateResult::Fail);
        let unnamed = (part && self.fail_message_list.is_empty())
            .then(|| Err(ItemError::new(0, "the answer does not say for whom")));
        Items::new(failed.chain(unnamed))
    }
}

/// For how many of the organizations it was done.
#[tc_enum]
pub enum TemplateOperateResult {
    /// For all.
    AllSuccess = "all-success",
    /// For some; the others are listed.
    PartSuccess = "part-success",
    /// For none.
    Fail = "fail",
}

/// An organization for which it was not done.
#[tc_model]
pub struct AuthFailMessage {
    /// Your own id of the organization.
    pub proxy_organization_open_id: String,
    /// Why, in Chinese.
    pub message: String,
}
