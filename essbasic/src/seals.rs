//! Seals of an organization, and permission to use them.
//!
//! Start with [`CreateSealByImage`], which creates a seal from an image or generates one.
//!
//! | task | action |
//! |---|---|
//! | create a seal | [`CreateSealByImage`] |
//! | create the legal representative's seal | [`CreateLegalSealQrCode`] |
//! | use a person's professional seal | [`CreateEmployeeQualificationSealQrCode`] |
//! | import a personal seal for prescriptions | [`ChannelCreatePreparedPersonalEsign`] |
//! | list seals, or wait for a review | [`ChannelDescribeOrganizationSeals`] |
//! | grant or revoke the use of a seal | [`ChannelCreateSealPolicy`], [`ChannelDeleteSealPolicies`] |
//! | decide on an employee's request to use a seal | [`DescribeChannelSealPolicyWorkflowUrl`] |
//! | disable a seal | [`ChannelUpdateSealStatus`] |
//!
//! Typical order: [`CreateSealByImage`] → [`ChannelDescribeOrganizationSeals`] until the seal is
//! approved → [`ChannelCreateSealPolicy`].

mod channel_create_prepared_personal_esign;
mod channel_create_seal_policy;
mod channel_delete_seal_policies;
mod channel_describe_organization_seals;
mod channel_update_seal_status;
mod create_employee_qualification_seal_qr_code;
mod create_legal_seal_qr_code;
mod create_seal_by_image;
mod describe_channel_seal_policy_workflow_url;
mod models;

pub use channel_create_prepared_personal_esign::{
    ChannelCreatePreparedPersonalEsign, ChannelCreatePreparedPersonalEsignResponse,
};
pub use channel_create_seal_policy::{ChannelCreateSealPolicy, ChannelCreateSealPolicyResponse};
pub use channel_delete_seal_policies::ChannelDeleteSealPolicies;
pub use channel_describe_organization_seals::{
    AuthorizedUser, ChannelDescribeOrganizationSeals, ChannelDescribeOrganizationSealsResponse,
    OccupiedSeal, SealInfoType, SealStatus, SealStatusFilter,
};
pub use channel_update_seal_status::{
    ChannelUpdateSealStatus, ChannelUpdateSealStatusResponse, SealStatusUpdate,
};
pub use create_employee_qualification_seal_qr_code::{
    CreateEmployeeQualificationSealQrCode, CreateEmployeeQualificationSealQrCodeResponse,
};
pub use create_legal_seal_qr_code::{CreateLegalSealQrCode, CreateLegalSealQrCodeResponse};
pub use create_seal_by_image::{
    CreateSealByImage, CreateSealByImageResponse, SealGenerateSource, SealStyle,
};
pub use describe_channel_seal_policy_workflow_url::{
    DescribeChannelSealPolicyWorkflowUrl, DescribeChannelSealPolicyWorkflowUrlResponse,
    SealPolicyEndpoint,
};
pub use models::{KeyedOption, SealType};
