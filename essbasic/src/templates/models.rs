//! Models shared by several actions of this domain.

use crate::tc_enum;

/// Availability of a template.
#[tc_enum]
pub enum TemplateAvailability {
    /// Not changed; only in requests.
    Unchanged = 0,
    /// Can be used.
    Enabled = 1,
    /// Cannot be used until it is enabled again.
    Disabled = 2,
}
