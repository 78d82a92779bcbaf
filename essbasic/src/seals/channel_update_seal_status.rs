//! 更新印章状态

use super::models::KeyedOption;
use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Takes a seal of an organization out of use.
///
/// From then on nobody can place it; `ChannelDescribeOrganizationSeals` shows it with the status
/// `DISABLE`, when asked for seals of that status. This is the one change that the action knows:
/// it cannot put a seal back into use. To keep a single employee from a seal, use
/// `ChannelDeleteSealPolicies`.
///
/// Where the operator's face is to be checked, the answer holds links to that check; hand them to
/// the operator.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation` | read the message; check the seal's id and how far it is with `ChannelDescribeOrganizationSeals` |
/// | `UnauthorizedOperation.NoPermissionFeature` | the application's plan does not include this action |
#[tc_action(
    name = "ChannelUpdateSealStatus",
    version = "2021-05-26",
    response = ChannelUpdateSealStatusResponse,
    effect = idempotent,
    errors(
        "FailedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "更新印章状态",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelUpdateSealStatus"
)]
pub struct ChannelUpdateSealStatus {
    /// For whom: the organization and its operator, in your application.
    pub agent: Agent,
    /// What becomes of the seal.
    pub status: SealStatusUpdate,
    /// The seal, by the id that creating it returned.
    pub seal_id: String,
    /// Why it changes, in your words.
    pub reason: Option<String>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// What the vendor has arranged with you; none unless given.
    pub options: Option<Vec<KeyedOption>>,
}

/// What becomes of a seal.
#[tc_enum]
pub enum SealStatusUpdate {
    /// It is taken out of use.
    Disable = "DISABLE",
}

/// Links for the operator, where their face is to be checked.
#[tc_model]
pub struct ChannelUpdateSealStatusResponse {
    /// The path that opens the mini program, from an app or another mini program, where the
    /// operator has their face checked; empty where no check is asked for.
    #[tc(secret)]
    pub seal_operator_verify_path: Option<String>,
    /// The address of a QR code that leads to the same check; empty where none is asked for.
    #[tc(secret)]
    pub seal_operator_verify_qrcode_url: Option<String>,
}
