//! Events of the people of organizations.
//!
//! Whom they are about is known by your own id alone, in `proxy_operator_open_id`; what else comes
//! along is in [`Message::data`](crate::callback::Message::data).

use super::event_models;

event_models! {
    /// An employee joined: verified, and part of the organization.
    VerifyStaffInfo {}

    /// An employee could not join.
    VerifyStaffFail {}

    /// An operator was authorized.
    OperatorAuth {}

    /// An organization has another administrator.
    SuperAdminChange {}

    /// An employee has other roles.
    RolesChange {}

    /// An employee left. The spelling is the vendor's.
    QuiteJob {}

    /// The legal representative joined, or has another id.
    LegalPersonChangeOpenId {}
}
