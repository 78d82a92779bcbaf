//! Organizations: joining the application, verifying, changing and leaving.

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
