//! Events of templates.

use crate::tc_enum;

use super::event_models;

event_models! {
    /// A template was made, edited, deleted, or switched on or off.
    TemplateChange {
        /// The organization's id on the vendor's platform.
        organization_id: String,
        /// The id of the employee who acted, on the vendor's platform.
        operator_user_id: String,
        /// The template.
        template_id: String,
        /// The template of another organization that this one shares.
        share_template_id: String,
        /// What people call it.
        template_name: String,
        /// What was given along when the page was asked for that the template was made on.
        #[tc(secret)]
        user_data: String,
        /// The category that contracts from it are filed under.
        user_flow_type_id: String,
        /// When it was made, in Unix seconds.
        create_time: i64,
        /// When it was edited, in Unix seconds.
        update_time: i64,
        /// When it was deleted, in Unix seconds.
        delete_time: i64,
        /// When it was switched on or off, in Unix seconds.
        operate_on: i64,
        /// Whether it is switched on.
        template_status: TemplateStatus,
    }
}

/// Whether a template can be used.
#[tc_enum]
pub enum TemplateStatus {
    /// It can.
    Enable = "ENABLE",
    /// It cannot.
    Disable = "DISABLE",
}
