//! Contracts in progress and completed: query, download, cancel, review, extend and hand over.
//!
//! Start with [`DescribeFlowDetailInfo`], which returns the status of a contract and of each
//! signer. Contracts are started with [`start_flows`](crate::start_flows) and signed through the
//! links of [`signing`](crate::signing).
//!
//! | task | action |
//! |---|---|
//! | query status and signers | [`DescribeFlowDetailInfo`] |
//! | download PDFs | [`DescribeResourceUrlsByFlows`], or [`GetDownloadFlowUrl`] for a person in the console |
//! | read filled-in values | [`ChannelDescribeFlowComponents`] |
//! | remind signers | [`ChannelCreateFlowReminds`] |
//! | extend a deadline | [`ModifyFlowDeadline`] |
//! | claim contracts, hand them over | [`ChannelCreateBoundFlows`], [`CreateFlowForwards`] |
//! | submit a review | [`ChannelCreateFlowSignReview`], [`CreateFlowGroupSignReview`] for groups |
//! | cancel | [`ChannelCancelFlow`], [`ChannelBatchCancelFlows`], [`ChannelCreateBatchCancelFlowUrl`], [`CancelOrganizationFlows`] |
//! | follow a cancellation task | [`DescribeCancelFlowsTask`] |
//! | get the verification video | [`ChannelDescribeSignFaceVideo`] |
//! | list contract categories | [`DescribeUserFlowType`] |
//!
//! Typical order: start a contract, send each signer a link, wait for callbacks or poll
//! [`DescribeFlowDetailInfo`] until `ALL`, then download with [`DescribeResourceUrlsByFlows`]
//! within 5 minutes of creating the links. To end a contract before it is completely signed, cancel
//! it; to end a completely signed one, start a release contract with
//! [`ChannelCreateReleaseFlow`](crate::start_flows::ChannelCreateReleaseFlow).

mod cancel_organization_flows;
mod channel_batch_cancel_flows;
mod channel_cancel_flow;
mod channel_create_batch_cancel_flow_url;
mod channel_create_bound_flows;
mod channel_create_flow_reminds;
mod channel_create_flow_sign_review;
mod channel_describe_flow_components;
mod channel_describe_sign_face_video;
mod create_flow_forwards;
mod create_flow_group_sign_review;
mod describe_cancel_flows_task;
mod describe_flow_detail_info;
mod describe_resource_urls_by_flows;
mod describe_user_flow_type;
mod get_download_flow_url;
mod models;
mod modify_flow_deadline;

pub use cancel_organization_flows::{CancelOrganizationFlows, CancelOrganizationFlowsResponse};
pub use channel_batch_cancel_flows::{ChannelBatchCancelFlows, ChannelBatchCancelFlowsResponse};
pub use channel_cancel_flow::ChannelCancelFlow;
pub use channel_create_batch_cancel_flow_url::{
    ChannelCreateBatchCancelFlowUrl, ChannelCreateBatchCancelFlowUrlResponse,
};
pub use channel_create_bound_flows::ChannelCreateBoundFlows;
pub use channel_create_flow_reminds::{
    ChannelCreateFlowReminds, ChannelCreateFlowRemindsResponse, RemindFlowRecords,
};
pub use channel_create_flow_sign_review::{ChannelCreateFlowSignReview, ReviewStage};
pub use channel_describe_flow_components::{
    ChannelDescribeFlowComponents, ChannelDescribeFlowComponentsResponse, FilledComponent,
    RecipientComponentInfo,
};
pub use channel_describe_sign_face_video::{
    ChannelDescribeSignFaceVideo, ChannelDescribeSignFaceVideoResponse, DetectInfoVideoData,
    IntentionActionResult, IntentionActionResultDetail, IntentionQuestionResult,
};
pub use create_flow_forwards::{
    CreateFlowForwards, CreateFlowForwardsResponse, FlowForwardInfo, FlowForwardResult,
};
pub use create_flow_group_sign_review::{CreateFlowGroupSignReview, NeedReviewApproverInfo};
pub use describe_cancel_flows_task::{
    CancelFailureFlow, CancelTaskStatus, CancelTaskType, DescribeCancelFlowsTask,
    DescribeCancelFlowsTaskResponse,
};
pub use describe_flow_detail_info::{
    ApproverStatus, DescribeFlowDetailInfo, DescribeFlowDetailInfoResponse, FlowApproverDetail,
    FlowDetailInfo,
};
pub use describe_resource_urls_by_flows::{
    DescribeResourceUrlsByFlows, DescribeResourceUrlsByFlowsResponse, FlowResourceUrlInfo,
    ResourceUrlInfo,
};
pub use describe_user_flow_type::{
    DescribeUserFlowType, DescribeUserFlowTypeResponse, TemplateUserFlowType,
};
pub use get_download_flow_url::{DownloadFlowInfo, GetDownloadFlowUrl, GetDownloadFlowUrlResponse};
pub use models::{CancelMessageFormat, FillStatus, ReviewType};
pub use modify_flow_deadline::ModifyFlowDeadline;
