//! How the contracts of a group are signed and started.

use crate::models::SealSizePolicy;
use crate::tc_model;

/// How the contracts of a group are signed, and what the page that starts them lets people do.
///
/// The first two are for every group, the others for a page of `ChannelCreatePrepareFlowGroup`.
#[tc_model]
pub struct FlowGroupOptions {
    /// Whether employees of the starting organization confirm each contract for itself. Unless
    /// given, they confirm once for the whole group.
    pub self_organization_approver_sign_each: Option<bool>,
    /// Whether everybody else confirms each contract for itself. Unless given, they confirm once
    /// for the whole group.
    pub other_approver_sign_each: Option<bool>,
    /// Whether the contracts' names are kept from being changed. They may be unless given.
    pub no_edit_flow_name: Option<bool>,
    /// Whether the contracts' categories are kept from being changed. They may be unless given.
    pub no_edit_flow_type: Option<bool>,
    /// Whether the contracts' deadlines are kept from being changed. They may be unless given.
    pub no_edit_deadline: Option<bool>,
    /// How the fields that are placed on the page behave.
    pub sign_component_config: Option<SignComponentConfig>,
    /// Whether watermarks are kept from being changed. They may be unless given.
    pub forbid_edit_watermark: Option<bool>,
    /// Whether the QR code for signing is hidden once the contracts are started. It is shown
    /// unless given.
    pub hide_sign_code_after_start: Option<bool>,
    /// Whether the operator is offered to sign once the contracts are started, if they are one of
    /// the signers. They are not unless given.
    pub sign_after_start: Option<bool>,
    /// Whether a button that shows the contracts is there once they are started. It is not unless
    /// given.
    pub preview_after_start: Option<bool>,
}

/// How the fields that are placed on the page on which contracts are started behave.
#[tc_model]
pub struct SignComponentConfig {
    /// Whether fields come without a date beside them at first; people may change that on the
    /// page. They come with one unless given.
    pub hide_date: Option<bool>,
    /// Whether seals have their own size in the fields that signers add themselves, and who
    /// decides it; `OffChangeable` unless given. Without effect unless signers place their fields
    /// (`SignBeanTag` 1).
    pub add_sign_component_use_seal_size: Option<SealSizePolicy>,
}
