//! 企业模板管理

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Deletes, enables, disables or copies one of an organization's own templates.
///
/// Enabling and disabling can be repeated without harm. A disabled template starts no contracts;
/// those that were started before stay as they are. Deleting is for good, so disable what might be
/// wanted again. A copy is the same but for its name; anything else is changed in the console.
///
/// Each of them raises a callback about the template. Nothing is charged.
///
/// When no answer came, the client repeats this action by itself, because three of the four can be
/// repeated. A copy can not: it may then have been made twice, and the callbacks or
/// `DescribeTemplates` will show it. A repeated deletion may be answered with
/// `ResourceNotFound.Template`, which then is good news.
///
/// Templates in the platform's library belong to `OperateChannelTemplate`.
///
/// | code | what to do |
/// |---|---|
/// | `ResourceNotFound.Template` | check the template's id and whose it is; nothing if it was to be deleted |
/// | `MissingParameter.Templates` | name the template |
/// | `InvalidParameter.ParamError` | check the operation, and that the copy's name has 64 characters at most |
/// | `InternalError`, `InternalError.Api`, `InternalError.Db`, `InternalError.DbConnection`, `InternalError.System` | try again; before copying, look whether there is one |
#[tc_action(
    name = "OperateTemplate",
    version = "2021-05-26",
    response = OperateTemplateResponse,
    effect = idempotent,
    errors(
        "InternalError",
        "InternalError.Api",
        "InternalError.Db",
        "InternalError.DbConnection",
        "InternalError.System",
        "InvalidParameter.ParamError",
        "MissingParameter.Templates",
        "ResourceNotFound.Template",
    ),
    title = "企业模板管理",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=OperateTemplate"
)]
pub struct OperateTemplate {
    /// For whom: application, the organization whose template it is, and operator.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The organization's own template, 32 characters.
    #[tc(len = 32)]
    pub template_id: String,
    /// What to do with it.
    pub operate_type: TemplateOperation,
    /// The copy's name, at most 64 characters; the template's own with `_副本` behind it unless
    /// given. Without effect on the other operations.
    #[tc(len = ..=64)]
    pub template_name: Option<String>,
}

/// What is done with an organization's own template.
#[tc_enum]
pub enum TemplateOperation {
    /// Delete it for good.
    Delete = "DELETE",
    /// Let it start contracts again.
    Enable = "ENABLE",
    /// Let it start no more contracts.
    Disable = "DISABLE",
    /// Make another one like it.
    Copy = "COPY",
}

/// The copy, if one was made; empty after the other operations.
#[tc_model]
pub struct OperateTemplateResponse {
    /// The copy's id, 32 characters. Keep it: it is a template like any other.
    pub template_id: Option<String>,
    /// The copy's name.
    pub template_name: Option<String>,
}
