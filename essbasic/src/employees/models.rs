//! Types shared by several employee actions.

use crate::{tc_enum, tc_model};

/// Permission in the tree of a role, with its children.
///
/// Take the tree from `ChannelDescribeRoles` and send it to `ChannelCreateRole` or
/// `ChannelModifyRole` complete: change only `is_checked`.
#[tc_model]
pub struct Permission {
    /// Name of the permission in the console.
    #[tc(secret)]
    pub name: Option<String>,
    /// Key of the permission, such as `BillManagement`.
    pub key: Option<String>,
    /// Component that checks the permission.
    pub r#type: Option<PermissionType>,
    /// Visibility in the console.
    pub hide: Option<PermissionVisibility>,
    /// Position of a data permission in its tree.
    pub data_label: Option<PermissionDataLabel>,
    /// Module whose checks a data permission applies to.
    pub data_type: Option<PermissionDataType>,
    /// Scope of a data permission.
    pub data_range: Option<PermissionDataRange>,
    /// Key of the data permission that limits this function permission. Empty if there is none.
    pub data_to: Option<String>,
    /// Key of the parent permission. Empty at the top level.
    pub parent_key: Option<String>,
    /// `true` if the role has the permission.
    pub is_checked: Option<bool>,
    /// Child permissions.
    pub children: Option<Vec<Permission>>,
}

/// Component that checks a permission.
#[tc_enum]
pub enum PermissionType {
    /// Pages of the console.
    Frontend = 1,
    /// Service behind the console.
    Backend = 2,
}

/// Visibility of a permission or permission group in the console.
#[tc_enum]
pub enum PermissionVisibility {
    /// Shown.
    Shown = 0,
    /// Hidden.
    Hidden = 1,
}

/// Position of a data permission in its tree.
#[tc_enum]
pub enum PermissionDataLabel {
    /// Not a data permission. Most permissions in the API reference's examples have this value.
    Unset = 0,
    /// Root.
    Root = 1,
    /// Leaf.
    Leaf = 2,
}

/// Module whose checks a data permission applies to.
#[tc_enum]
pub enum PermissionDataType {
    /// Not a data permission. Most permissions in the API reference's examples have this value.
    Unset = 0,
    /// Other modules.
    OtherModules = 1,
    /// Its own module.
    OwnModule = 2,
}

/// Scope of a data permission.
#[tc_enum]
pub enum PermissionDataRange {
    /// Not a data permission. Most permissions in the API reference's examples have this value.
    Unset = 0,
    /// Data of the whole organization.
    Organization = 1,
    /// Data of the employee's department and its subdepartments.
    Department = 2,
    /// The employee's own data.
    Own = 3,
}

/// Group of permissions, the top level of a role's permission tree.
#[tc_model]
pub struct PermissionGroup {
    /// Name of the group in the console.
    pub group_name: Option<String>,
    /// Key of the group, such as `bill`.
    pub group_key: Option<String>,
    /// Visibility in the console.
    pub hide: Option<PermissionVisibility>,
    /// Permissions of the group.
    pub permissions: Option<Vec<Permission>>,
}
