//! 查询签署认证人脸视频

use crate::{Agent, tc_action, tc_model};

/// Fetches the video by which a signer showed who they are.
///
/// Only for contracts that were signed in a browser (H5) with verification by video, within 24
/// hours of signing; the mini program keeps none. The vendor opens it on request. The answer is
/// large, and what it holds is as personal as data get. Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied` | ask the vendor to open it for the application |
/// | `FailedOperation` | read the message: the video may be gone, or there may have been none |
/// | `ResourceNotFound` | check the contract's id and the signer's |
#[tc_action(
    name = "ChannelDescribeSignFaceVideo",
    version = "2021-05-26",
    response = ChannelDescribeSignFaceVideoResponse,
    effect = read,
    errors(
        "FailedOperation",
        "InvalidParameterValue",
        "MissingParameter",
        "OperationDenied",
        "ResourceNotFound",
    ),
    title = "查询签署认证人脸视频",
    manual = "https://qian.tencent.com/developers/partnerApis/flows/ChannelDescribeSignFaceVideo"
)]
pub struct ChannelDescribeSignFaceVideo {
    /// The contract, by its id of 32 characters.
    #[tc(len = 32)]
    pub flow_id: String,
    /// The signer, by their id in this contract, from `DescribeFlowDetailInfo`.
    pub sign_id: String,
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// The videos, by the way in which the signer was verified.
#[tc_model]
pub struct ChannelDescribeSignFaceVideoResponse {
    /// The video of their face.
    pub video_data: Option<DetectInfoVideoData>,
    /// The video of questions and answers, where they were asked any.
    pub intention_question_result: Option<IntentionQuestionResult>,
    /// The videos of nods, where they were to nod.
    pub intention_action_result: Option<IntentionActionResult>,
}

/// The video of a signer's face.
#[tc_model]
pub struct DetectInfoVideoData {
    /// The video, an MP4 in base64.
    #[tc(secret)]
    pub live_ness_video: Option<String>,
}

/// What came of asking a signer to nod.
#[tc_model]
pub struct IntentionActionResult {
    /// One video for each thing that they were to nod to.
    pub details: Option<Vec<IntentionActionResultDetail>>,
}

/// A signer's nod.
#[tc_model]
pub struct IntentionActionResultDetail {
    /// The video with the text and the sound, an MP4 in base64.
    #[tc(secret)]
    pub video: Option<String>,
}

/// What came of asking a signer questions.
#[tc_model]
pub struct IntentionQuestionResult {
    /// The video with questions and answers, an MP4 in base64.
    #[tc(secret)]
    pub video: Option<String>,
    /// For each question, whether the answer was the expected one, as the service tells it: `0` in
    /// the manual's example.
    pub result_code: Option<Vec<String>>,
    /// For each question, the answer as it was understood.
    #[tc(secret)]
    pub asr_result: Option<Vec<String>>,
}
