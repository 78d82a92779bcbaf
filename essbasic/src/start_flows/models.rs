//! Models that several actions of this domain share.

mod base_flow_info;
mod cc_info;
mod common_approver_option;
mod common_flow_approver;
mod flow_group_options;
mod flow_info;
mod form_field;

use crate::{tc_enum, tc_model};

pub use base_flow_info::{BaseFlowInfo, IntelligentFields};
pub use cc_info::{CcInfo, CcNotifyTime, CcPermission, CcType};
pub use common_approver_option::CommonApproverOption;
pub use common_flow_approver::{CommonApproverType, CommonFlowApprover};
pub use flow_group_options::{FlowGroupOptions, SignComponentConfig};
pub use flow_info::{FlowInfo, FlowOperateLimit};
pub use form_field::FormField;

/// A party of a contract that was started, as other actions name it.
///
/// These ids are the ones to go on with. Those in the template are no substitute: they change
/// when the template is edited.
#[tc_model]
pub struct ApproverItem {
    /// The party's number, unique to this contract; names a party whose signer is filled in later.
    pub sign_id: Option<String>,
    /// The party's role in the contract, for `ChannelCreateFlowApprovers`, reviews and links.
    pub recipient_id: Option<String>,
    /// What the role is called; empty where the contract was started from a file and nobody named
    /// it.
    pub approver_role_name: Option<String>,
}

/// The parties of one contract of a group.
#[tc_model]
pub struct FlowGroupApprovers {
    /// The contract.
    pub flow_id: Option<String>,
    /// Its parties, with the ids that name them within it.
    pub approvers: Option<Vec<ApproverItem>>,
}

/// A document that is still being put together, because it holds a table that grows.
#[tc_model]
pub struct TaskInfo {
    /// The task, to be asked about with `DescribeFileConvertTask`.
    pub task_id: String,
    /// Whether the document is ready.
    pub task_status: TaskStatus,
}

/// Whether a document has been put together.
#[tc_enum]
pub enum TaskStatus {
    /// It has.
    Ready = "READY",
    /// It is still being worked on.
    NotReady = "NOTREADY",
}

/// What a contract that is about to be started is made from.
#[tc_enum]
pub enum PrepareResourceType {
    /// A template.
    Template = 1,
    /// A file that was uploaded.
    File = 2,
    /// A draft that was kept on the page on which contracts are started.
    Draft = 3,
}

/// What a preview's link opens.
#[tc_enum]
pub enum FlowPreviewType {
    /// The PDF itself, as a download.
    File = 0,
    /// A page that shows the contract in the browser.
    Page = 1,
}

/// How all persons who sign a contract show who they are before they may look at it.
#[tc_enum]
pub enum FlowVerifyType {
    /// Face recognition.
    Face = "VerifyCheck",
    /// Their mobile number is that of the signer. For persons, not for organizations' employees,
    /// and without effect where they sign by `OCR_ESIGN`, which needs their verified name.
    Mobile = "MobileCheck",
}
