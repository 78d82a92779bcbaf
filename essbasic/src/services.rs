//! Extended services: what an organization has switched on.

mod describe_extended_service_auth_detail;
mod describe_extended_service_auth_info;
mod models;
mod modify_extended_service;

pub use describe_extended_service_auth_detail::{
    AuthInfoDetail, AuthorizedServiceType, DescribeExtendedServiceAuthDetail,
    DescribeExtendedServiceAuthDetailResponse, HasAuthOrganization, HasAuthUser,
};
pub use describe_extended_service_auth_info::{
    DescribeExtendedServiceAuthInfo, DescribeExtendedServiceAuthInfoResponse,
    ExtendedServiceStatus, ExtentServiceAuthInfo,
};
pub use models::ExtendedServiceType;
pub use modify_extended_service::{
    ExtendedServiceEndpoint, ExtendedServiceOperation, ModifyExtendedService,
    ModifyExtendedServiceResponse,
};
