//! Models and enums shared by several domains.
//!
//! | subject | types |
//! |---|---|
//! | signers | [`FlowApproverInfo`], [`ApproverType`], [`ApproverOption`], [`NotifyType`] |
//! | fields | [`Component`], [`ComponentType`], [`ComponentLimit`], [`SignatureType`] |
//! | video verification | [`Intention`] |
//! | contracts | [`FlowStatus`], [`FlowDisplayType`], [`UserFlowType`] |
//! | people, organizations, filters | [`UserInfo`], [`OrganizationInfo`], [`IdCardType`], [`Filter`] |

mod approver;
mod common;
mod component;
mod flow;
mod intention;

pub use approver::{
    ApproverFillType, ApproverMobileMode, ApproverOption, ApproverSignType, ApproverType,
    ApproverVerifyType, FlowApproverInfo, FlowReadLimit, SignEndpoint, SignTypeSelector,
};
pub use common::{Filter, IdCardType, NotifyType, OrganizationInfo, UserInfo};
pub use component::{
    Component, ComponentLimit, ComponentType, GenerateMode, KeywordOrder, RelativeLocation,
    SealSizePolicy, SignatureType,
};
pub use flow::{AutoSignScene, FlowDisplayType, FlowStatus, UserFlowType};
pub use intention::{
    Intention, IntentionAction, IntentionQuestion, IntentionType, RuleIdConfig, SpeechSpeed,
};
