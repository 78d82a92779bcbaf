//! Employees and roles of an organization.
//!
//! Start with [`SyncProxyOrganizationOperators`], which adds employees. Each then verifies with a
//! link from `CreateConsoleLoginUrl`; afterwards their ID can be the operator of an
//! [`Agent`](crate::Agent).
//!
//! | task | action |
//! |---|---|
//! | add, change or remove employees | [`SyncProxyOrganizationOperators`] |
//! | list employees and their status | [`ChannelDescribeEmployees`] |
//! | change the mobile number of a verified employee | [`CreateEmployeeChangeUrl`] |
//! | list roles and permissions | [`ChannelDescribeRoles`] |
//! | create, change or delete a role | [`ChannelCreateRole`], [`ChannelModifyRole`], [`ChannelDeleteRole`] |
//! | assign roles to employees, or revoke one | [`ChannelCreateUserRoles`], [`ChannelDeleteRoleUsers`] |
//!
//! Typical order: [`SyncProxyOrganizationOperators`] → `CreateConsoleLoginUrl` → the employee
//! verifies (callback, or [`ChannelDescribeEmployees`]) → [`ChannelDescribeRoles`] →
//! [`ChannelCreateUserRoles`].

mod channel_create_role;
mod channel_create_user_roles;
mod channel_delete_role;
mod channel_delete_role_users;
mod channel_describe_employees;
mod channel_describe_roles;
mod channel_modify_role;
mod create_employee_change_url;
mod models;
mod sync_proxy_organization_operators;

pub use channel_create_role::{ChannelCreateRole, ChannelCreateRoleResponse};
pub use channel_create_user_roles::{
    ChannelCreateUserRoles, ChannelCreateUserRolesResponse, FailedCreateRoleData,
};
pub use channel_delete_role::ChannelDeleteRole;
pub use channel_delete_role_users::{ChannelDeleteRoleUsers, ChannelDeleteRoleUsersResponse};
pub use channel_describe_employees::{
    ChannelDescribeEmployees, ChannelDescribeEmployeesResponse, Department, EmploymentStatus,
    Staff, StaffRole,
};
pub use channel_describe_roles::{
    ChannelDescribeRoles, ChannelDescribeRolesResponse, ChannelRole, RoleStatus,
};
pub use channel_modify_role::{ChannelModifyRole, ChannelModifyRoleResponse};
pub use create_employee_change_url::{CreateEmployeeChangeUrl, CreateEmployeeChangeUrlResponse};
pub use models::{
    Permission, PermissionDataLabel, PermissionDataRange, PermissionDataType, PermissionGroup,
    PermissionType, PermissionVisibility,
};
pub use sync_proxy_organization_operators::{
    DefaultRole, EmployeeOperation, ProxyOrganizationOperator, SyncFailReason,
    SyncProxyOrganizationOperators, SyncProxyOrganizationOperatorsResponse, SyncStatus,
};
