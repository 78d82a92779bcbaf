//! `ChannelDescribeSignFaceVideo` (查询签署认证人脸视频).

use crate::{Agent, tc_action, tc_model};

/// Returns the video recorded when a signer verified their identity.
///
/// Only for contracts signed in a browser (H5) with video verification, within 24 hours of signing;
/// the mini program keeps no video. Must be enabled by the vendor on request. The response is large
/// and contains highly personal data. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied` | Ask the vendor to enable the action for the application. |
/// | `FailedOperation` | Read the message: the video may have expired, or none was recorded. |
/// | `ResourceNotFound` | Check the contract ID and the sign ID. |
#[doc(alias = "查询签署认证人脸视频")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/flows/ChannelDescribeSignFaceVideo"
)]
pub struct ChannelDescribeSignFaceVideo {
    /// Contract ID, 32 characters.
    #[tc(len = 32)]
    pub flow_id: String,
    /// Sign ID of the signer in this contract, from `DescribeFlowDetailInfo`.
    pub sign_id: String,
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// Response of [`ChannelDescribeSignFaceVideo`], by verification method.
#[tc_model]
pub struct ChannelDescribeSignFaceVideoResponse {
    /// Face video.
    pub video_data: Option<DetectInfoVideoData>,
    /// Video of questions and spoken answers, if the signer was asked questions.
    pub intention_question_result: Option<IntentionQuestionResult>,
    /// Videos of nods, if the signer was asked to nod.
    pub intention_action_result: Option<IntentionActionResult>,
}

/// Face video of a signer.
#[tc_model]
pub struct DetectInfoVideoData {
    /// MP4 video, base64.
    #[tc(secret)]
    pub live_ness_video: Option<String>,
}

/// Result of the prompts that the signer confirmed by nodding.
#[tc_model]
pub struct IntentionActionResult {
    /// One video per prompt.
    pub details: Option<Vec<IntentionActionResultDetail>>,
}

/// Video of one nod.
#[tc_model]
pub struct IntentionActionResultDetail {
    /// MP4 video including prompt text and sound, base64.
    #[tc(secret)]
    pub video: Option<String>,
}

/// Result of the questions that the signer answered aloud.
#[tc_model]
pub struct IntentionQuestionResult {
    /// MP4 video with questions and answers, base64.
    #[tc(secret)]
    pub video: Option<String>,
    /// Match with the expected answer, per question. The documented example is `0`; the values are
    /// not listed.
    pub result_code: Option<Vec<String>>,
    /// Recognized answer, per question.
    #[tc(secret)]
    pub asr_result: Option<Vec<String>>,
}
