//! An organization, as your platform knows it.

use crate::tc_model;

/// An organization, by the id that your platform gave it.
///
/// Most actions that have a member of this type have disabled it: the organization stands in the
/// agent.
#[tc_model]
pub struct OrganizationInfo {
    /// Your own id of the organization, as in the agent's `proxy_organization_open_id`.
    pub organization_open_id: String,
    /// The service's own id of the organization; it is found by yours unless given.
    pub organization_id: Option<String>,
    /// Through which channel the user came. Not needed.
    pub channel: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub client_ip: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub proxy_ip: Option<String>,
}
