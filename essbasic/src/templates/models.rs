//! Models that several actions of this domain share.

use crate::tc_enum;

/// Whether a template can be used.
#[tc_enum]
pub enum TemplateAvailability {
    /// Left as it is; only in requests.
    Unchanged = 0,
    /// It can be used.
    Enabled = 1,
    /// It cannot be used until it is enabled again.
    Disabled = 2,
}
