//! Organizations: registration, verification, activation and changes.
//!
//! An organization must be verified before its employees can act, and activated before it can start
//! contracts. Start with [`CreateConsoleLoginUrl`]: its link registers a new organization, and
//! later logs its employees in to the console.
//!
//! | task | action |
//! |---|---|
//! | submit details in advance | [`SyncProxyOrganization`] |
//! | register, verify or log in to one organization | [`CreateConsoleLoginUrl`] |
//! | register up to 10 organizations | [`CreateBatchOrganizationRegistrationTasks`] |
//! | get the links of a batch | [`DescribeBatchOrganizationRegistrationUrls`], or one for all: [`CreateBatchOrganizationAuthorizationUrl`] |
//! | follow a batch | [`DescribeBatchOrganizationRegistrationTasks`] |
//! | start verifications over | [`DeleteOrganizationAuthorizations`] |
//! | generate a power of attorney, upload a rejected one again | [`CreateOrganizationAuthFile`], [`CreateModifyAdminAuthorizationUrl`] |
//! | list organizations and their status | [`DescribeChannelOrganizations`] |
//! | activate or renew | [`CreateChannelSubOrganizationActive`] (uses licences) |
//! | set up seals and auto-sign for many organizations | [`CreateBatchInitOrganizationUrl`] |
//! | change name, address or legal representative | [`ModifyOrganizationBusinessInfo`], or by link: [`CreateChannelOrganizationInfoChangeUrl`], [`ChannelCreateOrganizationModifyQrCode`] |
//! | change the super administrator | [`CreateChannelOrganizationInfoChangeUrl`], or in batches: [`CreateBatchAdminChangeInvitations`], then [`CreateBatchAdminChangeInvitationsUrl`] |
//! | close an account | [`CreateCloseOrganizationUrl`] |
//!
//! Typical order: [`SyncProxyOrganization`] → [`CreateConsoleLoginUrl`] → the organization verifies
//! (callback, or [`DescribeChannelOrganizations`]) → [`CreateChannelSubOrganizationActive`].

mod channel_create_organization_modify_qr_code;
mod create_batch_admin_change_invitations;
mod create_batch_admin_change_invitations_url;
mod create_batch_init_organization_url;
mod create_batch_organization_authorization_url;
mod create_batch_organization_registration_tasks;
mod create_channel_organization_info_change_url;
mod create_channel_sub_organization_active;
mod create_close_organization_url;
mod create_console_login_url;
mod create_modify_admin_authorization_url;
mod create_organization_auth_file;
mod delete_organization_authorizations;
mod describe_batch_organization_registration_tasks;
mod describe_batch_organization_registration_urls;
mod describe_channel_organizations;
mod models;
mod modify_organization_business_info;
mod sync_proxy_organization;

pub use channel_create_organization_modify_qr_code::{
    ChannelCreateOrganizationModifyQrCode, ChannelCreateOrganizationModifyQrCodeResponse,
};
pub use create_batch_admin_change_invitations::{
    AdminChangeInvitationInfo, CreateBatchAdminChangeInvitations,
    CreateBatchAdminChangeInvitationsResponse,
};
pub use create_batch_admin_change_invitations_url::{
    CreateBatchAdminChangeInvitationsUrl, CreateBatchAdminChangeInvitationsUrlResponse,
};
pub use create_batch_init_organization_url::{
    CreateBatchInitOrganizationUrl, CreateBatchInitOrganizationUrlResponse, InitOperation,
};
pub use create_batch_organization_authorization_url::{
    CreateBatchOrganizationAuthorizationUrl, CreateBatchOrganizationAuthorizationUrlResponse,
};
pub use create_batch_organization_registration_tasks::{
    BatchAuthMethod, CreateBatchOrganizationRegistrationTasks,
    CreateBatchOrganizationRegistrationTasksResponse, RegistrationAuthorizationType,
    RegistrationOrganizationInfo,
};
pub use create_channel_organization_info_change_url::{
    CreateChannelOrganizationInfoChangeUrl, CreateChannelOrganizationInfoChangeUrlResponse,
    InfoChangeEndpoint, InfoChangeType,
};
pub use create_channel_sub_organization_active::CreateChannelSubOrganizationActive;
pub use create_close_organization_url::{
    CreateCloseOrganizationUrl, CreateCloseOrganizationUrlResponse,
};
pub use create_console_login_url::{
    AutoJumpBackEvent, ConsoleAuthorizationType, ConsoleModule, CreateConsoleLoginUrl,
    CreateConsoleLoginUrlResponse, JumpEvent, JumpEventType, NavigationStatus,
    OrganizationAuthorizationOptions, OrganizationIdCardType,
};
pub use create_modify_admin_authorization_url::{
    AdminAuthorizationEndpoint, CreateModifyAdminAuthorizationUrl,
    CreateModifyAdminAuthorizationUrlResponse,
};
pub use create_organization_auth_file::{
    AuthFileIdCardType, AuthFileType, CreateOrganizationAuthFile,
    CreateOrganizationAuthFileResponse, OrganizationCommonInfo,
};
pub use delete_organization_authorizations::{
    DeleteOrganizationAuthorizationInfo, DeleteOrganizationAuthorizations,
    DeleteOrganizationAuthorizationsResponse, DeletionStatus,
};
pub use describe_batch_organization_registration_tasks::{
    BatchOrganizationRegistrationTasksDetails, DescribeBatchOrganizationRegistrationTasks,
    DescribeBatchOrganizationRegistrationTasksResponse, RegistrationTaskStatus,
};
pub use describe_batch_organization_registration_urls::{
    DescribeBatchOrganizationRegistrationUrls, DescribeBatchOrganizationRegistrationUrlsResponse,
    OrganizationAuthUrl,
};
pub use describe_channel_organizations::{
    ActiveStatus, AuthorizationMethod, AuthorizationStatus, ChannelOrganizationInfo,
    DescribeChannelOrganizations, DescribeChannelOrganizationsResponse,
};
pub use models::{JumpEndpoint, LoginEndpoint};
pub use modify_organization_business_info::{
    ChangeObstacle, ModifyOrganizationBusinessInfo, ModifyOrganizationBusinessInfoResponse,
    OrganizationType,
};
pub use sync_proxy_organization::SyncProxyOrganization;
