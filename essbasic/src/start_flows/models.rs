//! Models shared by several actions of this domain.

mod approver;
mod flow;

use crate::models::SealSizePolicy;
use crate::{tc_enum, tc_model};

pub use approver::{CommonApproverOption, CommonApproverType, CommonFlowApprover};
pub use flow::{
    BaseFlowInfo, CcInfo, CcNotifyTime, CcPermission, CcType, FlowInfo, FlowOperateLimit,
    FormField, IntelligentFields,
};

/// IDs of a party in a started contract.
///
/// Use these IDs from now on, and not those of the template, which change when the template is
/// edited.
#[tc_model]
pub struct ApproverItem {
    /// Sign ID, unique to this contract. Identifies a party whose signer is named later.
    pub sign_id: Option<String>,
    /// Recipient ID of the party, used by `ChannelCreateFlowApprovers`, reviews and links.
    pub recipient_id: Option<String>,
    /// Role name. Empty if the contract was started from a file without one.
    pub approver_role_name: Option<String>,
}

/// Parties of one contract of a group.
#[tc_model]
pub struct FlowGroupApprovers {
    /// Contract ID.
    pub flow_id: Option<String>,
    /// Parties with their IDs in the contract.
    pub approvers: Option<Vec<ApproverItem>>,
}

/// Task that generates a document with dynamic tables.
#[tc_model]
pub struct TaskInfo {
    /// Task ID, for `DescribeFileConvertTask`.
    pub task_id: String,
    /// Task status.
    pub task_status: TaskStatus,
}

/// Status of a document generation task.
#[tc_enum]
pub enum TaskStatus {
    /// Document ready.
    Ready = "READY",
    /// In progress.
    NotReady = "NOTREADY",
}

/// Source of a contract that is started on a page.
#[tc_enum]
pub enum PrepareResourceType {
    /// Template.
    Template = 1,
    /// Uploaded file.
    File = 2,
    /// Draft saved on the page.
    Draft = 3,
}

/// Target of a preview link.
#[tc_enum]
pub enum FlowPreviewType {
    /// Download of the PDF.
    File = 0,
    /// Page that shows the contract in the browser.
    Page = 1,
}

/// Identity check that persons must pass before they may view a contract.
#[tc_enum]
pub enum FlowVerifyType {
    /// Face recognition.
    Face = "VerifyCheck",
    /// The mobile number must be the signer's. For persons only, not for employees; no effect with
    /// the signature type `OCR_ESIGN`, which requires a verified name.
    Mobile = "MobileCheck",
}

/// Options of a contract group and of the page that starts it.
///
/// The first two apply to every group, the others only to pages of `ChannelCreatePrepareFlowGroup`.
#[tc_model]
pub struct FlowGroupOptions {
    /// Makes employees of the starting organization confirm each contract separately. Default:
    /// `false`, one confirmation for the group.
    pub self_organization_approver_sign_each: Option<bool>,
    /// Makes all other signers confirm each contract separately. Default: `false`, one confirmation
    /// for the group.
    pub other_approver_sign_each: Option<bool>,
    /// Forbids editing contract names. Default: `false`.
    pub no_edit_flow_name: Option<bool>,
    /// Forbids editing contract categories. Default: `false`.
    pub no_edit_flow_type: Option<bool>,
    /// Forbids editing contract deadlines. Default: `false`.
    pub no_edit_deadline: Option<bool>,
    /// Behavior of fields placed on the page.
    pub sign_component_config: Option<SignComponentConfig>,
    /// Forbids editing watermarks. Default: `false`.
    pub forbid_edit_watermark: Option<bool>,
    /// Hides the QR code for signing after the contracts are started. Default: `false`.
    pub hide_sign_code_after_start: Option<bool>,
    /// Offers to sign after the contracts are started, if the operator is a signer. Default:
    /// `false`.
    pub sign_after_start: Option<bool>,
    /// Shows a button to view the contracts after they are started. Default: `false`.
    pub preview_after_start: Option<bool>,
}

/// Behavior of signature fields placed on the page where contracts are started.
#[tc_model]
pub struct SignComponentConfig {
    /// Places signature fields without a date; can be changed on the page. Default: `false`.
    pub hide_date: Option<bool>,
    /// Size of seals in fields that signers add, and whether they may change it. Default:
    /// `Standard`. Effective only if signers place their fields (`SignBeanTag` 1).
    pub add_sign_component_use_seal_size: Option<SealSizePolicy>,
}
