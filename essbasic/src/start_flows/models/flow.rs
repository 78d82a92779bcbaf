//! Contracts to be started, the values of their fields and their copy recipients.

use super::CommonFlowApprover;
use crate::models::{AutoSignScene, Component, FlowApproverInfo, FlowDisplayType};
use crate::{tc_enum, tc_model};

/// A contract to be started from a template.
#[tc_model]
pub struct FlowInfo {
    /// Contract name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_name: String,
    /// Signing deadline, Unix time in seconds. Default, also for 0: 365 days after the start. A
    /// contract not signed by then expires and is void.
    #[tc(range = 1..=33_162_419_560, zero_unset, marked_required)]
    pub deadline: Option<i64>,
    /// Template ID, 32 characters, as shown in the console. Required, although the service's
    /// description does not mark it so.
    #[tc(len = 32)]
    pub template_id: Option<String>,
    /// Signers, at most 50, in the order of the template's parties. Another order, such as a person
    /// in place of an organization, is rejected.
    #[tc(items = ..=50)]
    pub flow_approvers: Option<Vec<FlowApproverInfo>>,
    /// Values of fields that the template assigns to the initiator. The vendor must have enabled
    /// such fields for the account.
    pub form_fields: Option<Vec<FormField>>,
    /// Disabled by the vendor: callbacks are configured for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// Your category for the contract, such as "sales" or "hiring", at most 200 characters.
    #[tc(len = ..=200)]
    pub flow_type: Option<String>,
    /// Description, at most 1000 characters.
    #[tc(len = ..=1000)]
    pub flow_description: Option<String>,
    /// Your data, base64, at most 1000 characters. Returned unchanged in callbacks; a unique key in
    /// it resolves calls whose outcome is unknown.
    #[tc(secret, len = ..=1000)]
    pub customer_data: Option<String>,
    /// Text shown for the contract in the mini program's list. Placeholders: `{合同名称}`, `{发起方企业}`,
    /// `{发起方姓名}`, `{签署方N企业}` and `{签署方N姓名}`, where N counts signers from 1.
    pub custom_show_map: Option<String>,
    /// Copy recipients, who may view the contract without signing it: at most 50, none of them a
    /// signer. Employees must have joined the organization and completed identity verification.
    #[tc(items = ..=50)]
    pub cc_infos: Option<Vec<CcInfo>>,
    /// Makes signers of the starting organization, also those who sign by authorization, wait until
    /// a review approves: `ChannelCreateFlowSignReview`, or `CreateFlowGroupSignReview` in a group.
    /// Default: `false`.
    pub need_sign_review: Option<bool>,
    /// Time of the text message to copy recipients. Default: `Started`.
    pub cc_notify_type: Option<CcNotifyTime>,
    /// Purpose of signing by authorization. Required if a signer has the type `PERSON_AUTO_SIGN`,
    /// which the vendor must have enabled.
    pub auto_sign_scene: Option<AutoSignScene>,
    /// Word for the contract on pages and in messages. Default: `Contract`.
    pub flow_display_type: Option<FlowDisplayType>,
    /// Operations not allowed on the contract. Effective only in `CreateFlowsByTemplates`.
    pub flow_operate_limit: Option<FlowOperateLimit>,
}

/// Operations not allowed on a contract.
#[tc_model]
pub struct FlowOperateLimit {
    /// Forbids releasing the contract with `ChannelCreateReleaseFlow` after it is signed. Default:
    /// `false`.
    pub no_release: Option<bool>,
}

/// A contract to be started on a page.
#[tc_model]
pub struct BaseFlowInfo {
    /// Contract name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_name: String,
    /// Signing deadline, Unix time in seconds. A contract not signed by then expires and is void.
    #[tc(range = 1..=33_162_419_560, zero_unset)]
    pub deadline: i64,
    /// Your category for the contract, such as "sales" or "hiring", at most 200 characters.
    #[tc(len = ..=200)]
    pub flow_type: Option<String>,
    /// Description, at most 1000 characters.
    #[tc(len = ..=1000)]
    pub flow_description: Option<String>,
    /// Lets all signers sign at the same time. Default: `false`, one after another.
    pub unordered: Option<bool>,
    /// Automatic detection of places to fill in. Default: `Enabled`.
    pub intelligent_status: Option<IntelligentFields>,
    /// Values of fields that the initiator fills in.
    pub form_fields: Option<Vec<FormField>>,
    /// Makes signers of the starting organization, also those who sign by authorization, wait until
    /// `ChannelCreateFlowSignReview` approves. Default: `false`.
    pub need_sign_review: Option<bool>,
    /// Your data, base64, at most 1000 characters. Returned unchanged in callbacks.
    #[tc(secret, len = ..=1000)]
    pub user_data: Option<String>,
    /// Copy recipients, who may view the contract without signing it: at most 50, none of them a
    /// signer. Employees must have joined the organization and completed identity verification.
    #[tc(items = ..=50)]
    pub cc_infos: Option<Vec<CcInfo>>,
    /// Delays the start of the contract until `ChannelCreateFlowSignReview` approves. The starting
    /// organization must be among the signers. Default: `false`.
    pub need_create_review: Option<bool>,
    /// Fields to fill in, if the contract is made from a file.
    pub components: Option<Vec<Component>>,
    /// Word for the contract on pages and in messages. Default: `Contract`.
    pub flow_display_type: Option<FlowDisplayType>,
    /// File ID of the PDF, from `UploadFiles`; a list of one, if the contract is made from a file.
    #[tc(items = ..=1)]
    pub file_ids: Option<Vec<String>>,
    /// Signers, in signing order unless `unordered`.
    pub approvers: Option<Vec<CommonFlowApprover>>,
}

/// Automatic detection of places to fill in.
#[tc_enum]
pub enum IntelligentFields {
    /// Detects them and adds fields.
    Enabled = "OPEN",
    /// Leaves them to the employee.
    Disabled = "CLOSE",
}

/// Value of a field, which is identified by ID or name.
///
/// The value is always a string. Its format depends on the field type:
///
/// | field type | value |
/// |---|---|
/// | `TEXT` | Text without emoji |
/// | `MULTI_LINE_TEXT` | Text without emoji; wraps automatically and at `\n` |
/// | `CHECK_BOX` | `true` or `false` |
/// | `FILL_IMAGE` | File ID of a JPEG or PNG image, from `UploadFiles` |
/// | `ATTACHMENT` | 1 to 6 such IDs, separated by `,` |
/// | `SELECTOR` | Text of the option; several are separated by `、` |
/// | `DATE` | `2024年05月28日` |
/// | `DISTRICT` | Province, city and district: `广东省深圳市福田区` |
/// | `DYNAMIC_TABLE` | Table in JSON, see below |
///
/// Some fields are validated further: numbers, with or without decimals; e-mail addresses; Chinese
/// mobile numbers of 11 digits; identity numbers; organization names, with `（）` as parentheses;
/// unified social credit codes; names of legal representatives, with 2 to 25 Chinese characters or
/// 1 to 50 letters; opinions of at most 50 characters.
///
/// A table has at most 10 columns and at most 100 characters per cell. Rows and columns are counted
/// from 1, and a cell may span several of them:
///
/// ```
/// use essbasic::start_flows::FormField;
/// use serde_json::json;
///
/// let table = json!({
///     "headers": [{"content": "品名", "widthPercent": 70}, {"content": "数量"}],
///     "rowCount": 1,
///     "body": {"cells": [
///         {"rowStart": 1, "rowEnd": 1, "columnStart": 1, "columnEnd": 1, "content": "番茄"},
///         {"rowStart": 1, "rowEnd": 1, "columnStart": 2, "columnEnd": 2, "content": "50",
///          "style": {"bold": true, "color": "#b50000", "fontSize": 12, "align": "RIGHT"}},
///     ]},
/// });
/// let field = FormField::new(table.to_string()).component_name("清单");
/// assert!(field.component_value.starts_with('{'));
/// ```
///
/// Columns without `widthPercent` share the remaining width. A style may also set `font`, 黑体 or 宋体;
/// font sizes are 6 to 72, alignments `LEFT`, `CENTER` and `RIGHT`.
/// `"settings": {"headerRowDisplay": false}` next to the body omits the header from the document.
#[tc_model(at_least_one("ComponentId", "ComponentName"))]
pub struct FormField {
    /// Value, in the format of the field type.
    #[tc(secret)]
    pub component_value: String,
    /// Field ID, as shown in the console. Ignored by `CreateFlowsByTemplates`, which uses the name.
    pub component_id: Option<String>,
    /// Field name, as shown in the console.
    pub component_name: Option<String>,
    /// Forbids changing the value on the page that starts the contract. Default: `false`.
    pub lock_component_value: Option<bool>,
}

/// A copy recipient, who may view a contract and its progress without signing it.
#[tc_model]
pub struct CcInfo {
    /// Mobile number, 11 digits without country code. Receives the text messages.
    #[tc(secret, len = 11)]
    pub mobile: Option<String>,
    /// Real name, used for identity verification.
    #[tc(secret)]
    pub name: Option<String>,
    /// Kind of recipient.
    pub cc_type: Option<CcType>,
    /// Permission on the contract.
    pub cc_permission: Option<CcPermission>,
}

/// Kind of copy recipient.
#[tc_enum]
pub enum CcType {
    /// A person.
    Person = 0,
    /// An employee of the organization that starts the contract.
    Employee = 1,
}

/// Permission of a copy recipient.
#[tc_enum]
pub enum CcPermission {
    /// View the contract.
    View = 0,
    /// View the contract and download the file.
    Download = 1,
}

/// Time of the text message to copy recipients.
#[tc_enum]
pub enum CcNotifyTime {
    /// At the start of the contract.
    Started = 0,
    /// After all parties have signed.
    Signed = 1,
}
