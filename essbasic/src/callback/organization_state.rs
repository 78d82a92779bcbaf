//! State of an organization, merged from events independent of their order.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::events::Event;
use super::flow_state::{Merge, stages};

stages! {
    /// Stage of an organization's onboarding, in the order in which it reaches them.
    OrganizationStage {
        /// The organization authorized the platform.
        Authorized = "AUTHORIZED",
        /// Its verification started.
        Verifying = "VERIFYING",
        /// Its letter of authorization was approved.
        Verified = "VERIFIED",
        /// It activated e-sign and can sign.
        Activated = "ACTIVATED",
        /// It closed its account. Final.
        Closed = "CLOSED",
    }
}

/// Onboarding of an organization, merged from events.
///
/// As with [`FlowState`](super::FlowState), the resulting state is the same for any order of the events,
/// and `Closed` is final. Events that report a failure, such as a letter that was rejected, change
/// nothing.
///
/// ```
/// use essbasic::callback::events::{OrgAuth, OrgOpenTsignBiz};
/// use essbasic::callback::{Merge, OrganizationStage, OrganizationState};
///
/// let mut state = OrganizationState::new("org_example");
/// let opened = OrgOpenTsignBiz::new().proxy_organization_open_id("org_example").open_success(true);
/// let authorized = OrgAuth::new().proxy_organization_open_id("org_example").auth_success(true);
/// assert_eq!(state.apply(&opened.into()), Merge::Applied);
/// assert_eq!(state.apply(&authorized.into()), Merge::Stale);
/// assert_eq!(state.stage(), OrganizationStage::Activated);
/// ```
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct OrganizationState {
    organization_open_id: String,
    stage: OrganizationStage,
}

impl OrganizationState {
    /// Creates the state of an organization, by your own ID, without any event:
    /// [`OrganizationStage::Unknown`].
    pub fn new(organization_open_id: impl Into<String>) -> Self {
        Self {
            organization_open_id: organization_open_id.into(),
            stage: OrganizationStage::Unknown,
        }
    }

    /// Applies an event of the organization's onboarding.
    pub fn apply(&mut self, event: &Event) -> Merge {
        let Some((id, reported)) = reported(event) else { return Merge::Unrelated };
        if id != Some(self.organization_open_id.as_str()) {
            return Merge::Unrelated;
        }
        if reported <= self.stage {
            return Merge::Stale;
        }
        self.stage = reported;
        Merge::Applied
    }

    /// Returns your own ID of the organization.
    pub fn organization_open_id(&self) -> &str {
        &self.organization_open_id
    }

    /// Returns the stage of the organization.
    pub fn stage(&self) -> OrganizationStage {
        self.stage
    }

    /// Returns whether the organization can start and sign contracts.
    pub fn is_active(&self) -> bool {
        self.stage == OrganizationStage::Activated
    }
}

/// Returns the organization and the stage that an event reports.
fn reported(event: &Event) -> Option<(Option<&str>, OrganizationStage)> {
    let succeeded = |success: Option<bool>, stage| match success {
        Some(false) => OrganizationStage::Unknown,
        _ => stage,
    };
    Some(match event {
        Event::OrgAuth(it) => (
            it.proxy_organization_open_id.as_deref(),
            succeeded(it.auth_success, OrganizationStage::Authorized),
        ),
        Event::OrganizationAuthorization(it) => {
            (it.proxy_organization_open_id.as_deref(), OrganizationStage::Verifying)
        }
        Event::OrgAuthorizationFileSubmit(it) => {
            (it.proxy_organization_open_id.as_deref(), OrganizationStage::Verifying)
        }
        Event::OrgCertify(it) => (
            it.proxy_organization_open_id.as_deref(),
            succeeded(it.operate_success, OrganizationStage::Verified),
        ),
        Event::OrgOpenTsignBiz(it) => (
            it.proxy_organization_open_id.as_deref(),
            succeeded(it.open_success, OrganizationStage::Activated),
        ),
        Event::CloseOrganization(it) => {
            (it.proxy_organization_open_id.as_deref(), OrganizationStage::Closed)
        }
        _ => return None,
    })
}
