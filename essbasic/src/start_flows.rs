//! Starting contracts: from files, from templates, singly, in groups, or on an embedded page.
//!
//! Start with [`ChannelCreateFlowByFiles`] if your own systems generate the PDF, or with
//! [`CreateFlowsByTemplates`] if the wording is fixed. Both charge a contract when it starts and
//! are never retried if they may have been executed.
//!
//! | task | action |
//! |---|---|
//! | start a contract from a PDF | [`ChannelCreateFlowByFiles`] |
//! | start contracts from templates | [`CreateFlowsByTemplates`] |
//! | start a contract group | [`ChannelCreateFlowGroupByFiles`], [`ChannelCreateFlowGroupByTemplates`] |
//! | let an employee start it on an embedded page | [`ChannelCreatePrepareFlow`], [`ChannelCreatePrepareFlowGroup`] |
//! | name signers of open parties | [`ChannelCreateFlowApprovers`] |
//! | add signers to a running contract, complete it | [`ChannelCreateDynamicFlowApprover`], [`ArchiveDynamicFlow`] |
//! | release a signed contract | [`ChannelCreateReleaseFlow`] |
//!
//! Typical order: upload the PDF with [`UploadFiles`](crate::files::UploadFiles) or look up a
//! template with [`DescribeTemplates`](crate::templates::DescribeTemplates), start the contract,
//! store its ID, and create signing links with [`CreateSignUrls`](crate::signing::CreateSignUrls).
//! [`flows`](crate::flows) covers everything after that.

mod archive_dynamic_flow;
mod channel_create_dynamic_flow_approver;
mod channel_create_flow_approvers;
mod channel_create_flow_by_files;
mod channel_create_flow_group_by_files;
mod channel_create_flow_group_by_templates;
mod channel_create_prepare_flow;
mod channel_create_prepare_flow_group;
mod channel_create_release_flow;
mod create_flows_by_templates;
mod models;
mod prepare_flows;

pub use archive_dynamic_flow::{
    ArchiveDynamicFlow, ArchiveDynamicFlowResponse, ChannelArchiveDynamicApproverData,
};
pub use channel_create_dynamic_flow_approver::{
    ChannelCreateDynamicFlowApprover, ChannelCreateDynamicFlowApproverResponse,
    DynamicFlowApproverResult, DynamicFlowInfo, DynamicFlowResult,
};
pub use channel_create_flow_approvers::{
    ChannelCreateFlowApprovers, ChannelCreateFlowApproversResponse, FillApproverInfo,
    FillApproverType, FillError,
};
pub use channel_create_flow_by_files::{
    ChannelCreateFlowByFiles, ChannelCreateFlowByFilesResponse, SignFieldPlacement,
};
pub use channel_create_flow_group_by_files::{
    ChannelCreateFlowGroupByFiles, ChannelCreateFlowGroupByFilesResponse, FlowFileInfo,
};
pub use channel_create_flow_group_by_templates::{
    ChannelCreateFlowGroupByTemplates, ChannelCreateFlowGroupByTemplatesResponse,
};
pub use channel_create_prepare_flow::{
    CcInfoVisibility, ChannelCreatePrepareFlow, ChannelCreatePrepareFlowResponse, CreateFlowOption,
    CreateResultPageConfig, PaletteComponent, PrepareStep, ResultPageType,
};
pub use channel_create_prepare_flow_group::{
    ChannelCreatePrepareFlowGroup, ChannelCreatePrepareFlowGroupResponse,
};
pub use channel_create_release_flow::{
    ChannelCreateReleaseFlow, ChannelCreateReleaseFlowResponse, ReleasedApprover, RelieveInfo,
};
pub use create_flows_by_templates::{
    CreateFlowsByTemplates, CreateFlowsByTemplatesResponse, FlowApproverItem,
};
pub use models::{
    ApproverItem, BaseFlowInfo, CcInfo, CcNotifyTime, CcPermission, CcType, CommonApproverOption,
    CommonApproverType, CommonFlowApprover, FlowGroupApprovers, FlowGroupOptions, FlowInfo,
    FlowOperateLimit, FlowPreviewType, FlowVerifyType, FormField, IntelligentFields,
    PrepareResourceType, SignComponentConfig, TaskInfo, TaskStatus,
};
#[allow(deprecated, reason = "deprecated by the vendor, but still available")]
pub use prepare_flows::{PrepareFlows, PrepareFlowsResponse};
