//! The agent: for whom an action is called, and by whom.

use crate::models::UserInfo;
use crate::tc_model;

/// For whom an action is called: your application, the organization in it, and its employee.
///
/// Which of the three an action wants stands in its documentation. Data of one application is
/// invisible to another.
#[tc_model]
pub struct Agent {
    /// The application's id, from the console's developer centre. 32 characters.
    pub app_id: String,
    /// Your own id of the organization, at most 64 characters; one organization has one for
    /// ever, and it is never reused.
    #[tc(len = ..=64)]
    pub proxy_organization_open_id: Option<String>,
    /// The employee of the organization who acts, once verified and given the right to.
    pub proxy_operator: Option<UserInfo>,
    /// Not to be given: the service knows the organization's own application id by itself.
    pub proxy_app_id: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub proxy_organization_id: Option<String>,
}

impl Agent {
    /// The organization in an application, for actions that no employee makes.
    pub fn organization(app: impl Into<String>, organization: impl Into<String>) -> Self {
        Self::new(app).proxy_organization_open_id(organization)
    }

    /// The employee of an organization in an application, for most actions.
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

    /// The same application, for an organization of it; no employee acts.
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

    /// The same organization, by an employee of it.
    #[must_use]
    pub fn as_operator(&self, open_id: impl Into<String>) -> Self {
        self.clone().proxy_operator(UserInfo::new().open_id(open_id))
    }
}
