//! Agent: application, organization and operator that make a call.

use crate::models::UserInfo;
use crate::tc_model;

/// Application, organization and operator that make a call.
///
/// Each action documents which of the three it requires. Data of one application is not visible to
/// others.
#[tc_model]
pub struct Agent {
    /// Application ID, 32 characters, from the console's developer center.
    pub app_id: String,
    /// Your ID for the organization, at most 64 characters. Permanent and never reused.
    #[tc(len = ..=64)]
    pub proxy_organization_open_id: Option<String>,
    /// Employee of the organization that acts. Must be verified and have the required permissions.
    pub proxy_operator: Option<UserInfo>,
    /// Not needed: the service determines the organization's own application ID.
    pub proxy_app_id: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub proxy_organization_id: Option<String>,
}

impl Agent {
    /// Creates an agent for an organization in an application, without an operator.
    pub fn organization(app: impl Into<String>, organization: impl Into<String>) -> Self {
        Self::new(app).proxy_organization_open_id(organization)
    }

    /// Creates an agent for an operator of an organization in an application, as most actions
    /// require.
    ///
    /// ```
    /// use essbasic::Agent;
    ///
    /// let agent = Agent::operator("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi", "org_dianziqian", "n9527");
    /// assert_eq!(agent.proxy_operator.unwrap().open_id.as_deref(), Some("n9527"));
    /// ```
    pub fn operator(
        app: impl Into<String>,
        organization: impl Into<String>,
        operator: impl Into<String>,
    ) -> Self {
        Self::organization(app, organization).proxy_operator(UserInfo::new().open_id(operator))
    }

    /// Returns an agent for another organization in the same application, without an operator.
    ///
    /// ```
    /// use essbasic::Agent;
    ///
    /// let application = Agent::new("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi");
    /// let clerk = application.acting_for("org_dianziqian").as_operator("n9527");
    /// assert_eq!(
    ///     clerk,
    ///     Agent::operator("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi", "org_dianziqian", "n9527")
    /// );
    /// ```
    #[must_use]
    pub fn acting_for(&self, organization: impl Into<String>) -> Self {
        Self::organization(&self.app_id, organization)
    }

    /// Returns an agent for the same organization with another operator.
    #[must_use]
    pub fn as_operator(&self, open_id: impl Into<String>) -> Self {
        self.clone().proxy_operator(UserInfo::new().open_id(open_id))
    }
}
