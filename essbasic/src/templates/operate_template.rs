//! `OperateTemplate` (企业模板管理).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Deletes, enables, disables or copies one of an organization's own templates.
///
/// Enabling and disabling are safe to repeat. A disabled template starts no contracts; contracts
/// already started are not affected. Deletion is permanent, so disable templates that may be needed
/// again. A copy differs only in its name; change anything else in the console.
///
/// Each operation sends a callback about the template. No charge.
///
/// The client retries this action, because three of the four operations are safe to repeat. `Copy`
/// is not: after a retry there may be two copies, which the callbacks or `DescribeTemplates` show.
/// A repeated deletion may fail with `ResourceNotFound.Template`, which then means success.
///
/// For library templates of the platform use `OperateChannelTemplate`.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `ResourceNotFound.Template` | Check the template ID, and that the organization owns the template. After a deletion, nothing to do. |
/// | `MissingParameter.Templates` | Give the template. |
/// | `InvalidParameter.ParamError` | Check the operation, and that the copy's name has at most 64 characters. |
/// | `InternalError`, `InternalError.Api`, `InternalError.Db`, `InternalError.DbConnection`, `InternalError.System` | Try again. For a copy, first check whether it exists. |
#[doc(alias = "企业模板管理")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=OperateTemplate"
)]
pub struct OperateTemplate {
    /// Application, organization that owns the template, and operator.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Template ID of the organization's own template, 32 characters.
    #[tc(len = 32)]
    pub template_id: String,
    /// Operation.
    pub operate_type: TemplateOperation,
    /// Name of the copy, at most 64 characters. Default: the template's name with the suffix `_副本`.
    /// No effect on other operations.
    #[tc(len = ..=64)]
    pub template_name: Option<String>,
}

/// Operation on an organization's own template.
#[tc_enum]
pub enum TemplateOperation {
    /// Deletes it permanently.
    Delete = "DELETE",
    /// Allows it to start contracts again.
    Enable = "ENABLE",
    /// Stops it from starting contracts.
    Disable = "DISABLE",
    /// Creates a copy.
    Copy = "COPY",
}

/// Response of [`OperateTemplate`]. Empty except after a copy.
#[tc_model]
pub struct OperateTemplateResponse {
    /// Template ID of the copy, 32 characters. Store it.
    pub template_id: Option<String>,
    /// Name of the copy.
    pub template_name: Option<String>,
}
