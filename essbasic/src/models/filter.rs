//! One condition of a search.

use crate::tc_model;

/// One condition of a search.
///
/// Each action knows keys of its own; the documentation of its `filters` lists them.
#[tc_model]
pub struct Filter {
    /// What is compared, as the action spells it: `Status`, say.
    pub key: String,
    /// What it is compared with; texts, also where a number or a yes is meant.
    pub values: Vec<String>,
}
