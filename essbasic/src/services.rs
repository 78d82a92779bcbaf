//! Extended services (拓展服务) of an organization, such as auto-sign and contract downloads.
//!
//! Start with [`ModifyExtendedService`], which enables or disables a service.
//!
//! | task | action |
//! |---|---|
//! | enable or disable a service | [`ModifyExtendedService`] |
//! | list the services and their status | [`DescribeExtendedServiceAuthInfo`] |
//! | list the employees and organizations that may use a service | [`DescribeExtendedServiceAuthDetail`] |
//!
//! Typical order: [`ModifyExtendedService`] → the super administrator follows the link and signs,
//! if there is one → [`DescribeExtendedServiceAuthInfo`].

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
