//! An employee, as your platform knows them.

use crate::tc_model;

/// An employee of an organization, by the id that your platform gave them.
#[tc_model]
pub struct UserInfo {
    /// Your own id of the employee, at most 64 characters. One id is one real person within
    /// your application, and is never reused.
    #[tc(len = ..=64)]
    pub open_id: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub channel: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub custom_user_id: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub client_ip: Option<String>,
    /// Disabled by the vendor.
    #[tc(hidden)]
    pub proxy_ip: Option<String>,
}
