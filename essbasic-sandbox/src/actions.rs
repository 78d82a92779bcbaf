//! The actions, one file per subject.

mod auto_sign;
mod bills;
mod business_info;
mod cancellations;
mod canned;
mod downloads;
mod dynamic_signers;
mod employees;
mod evidence;
mod files;
mod flow_changes;
mod flow_details;
mod flows_by_files;
mod flows_by_templates;
mod groups;
mod h5_and_batch_links;
mod organizations;
mod output;
mod partner_auto_sign;
mod prepared_flows;
mod qr_codes;
mod registrations;
mod registry;
mod releases;
mod roles;
mod seals;
mod services;
mod sign_links;
mod signers;
mod templates;

pub(crate) use registry::{ActionOutput, Actions};
pub use registry::{ActionSupport, Support};

/// Returns every stateful action.
pub(crate) fn all() -> Actions {
    [
        auto_sign::register,
        bills::register,
        business_info::register,
        cancellations::register,
        downloads::register,
        dynamic_signers::register,
        employees::register,
        evidence::register,
        files::register,
        flow_changes::register,
        flow_details::register,
        flows_by_files::register,
        flows_by_templates::register,
        groups::register,
        h5_and_batch_links::register,
        organizations::register,
        partner_auto_sign::register,
        prepared_flows::register,
        qr_codes::register,
        registrations::register,
        releases::register,
        roles::register,
        seals::register,
        services::register,
        sign_links::register,
        templates::register,
    ]
    .into_iter()
    .fold(Actions::default(), |actions, register| register(actions))
}
