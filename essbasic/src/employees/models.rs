//! Models that several actions of this domain share.

use crate::{tc_enum, tc_model};

/// One permission in the tree of a role, with those below it.
///
/// The tree comes from `ChannelDescribeRoles` and goes back to `ChannelCreateRole` or
/// `ChannelModifyRole` whole: change `is_checked`, and leave everything else as it came.
#[tc_model]
pub struct Permission {
    /// What the console calls the permission.
    #[tc(secret)]
    pub name: Option<String>,
    /// The permission's key, such as `BillManagement`.
    pub key: Option<String>,
    /// Where the permission is looked at.
    pub r#type: Option<PermissionType>,
    /// Whether the console leaves the permission out.
    pub hide: Option<PermissionVisibility>,
    /// Where a permission on data stands in its tree.
    pub data_label: Option<PermissionDataLabel>,
    /// Whose checks a permission on data is for.
    pub data_type: Option<PermissionDataType>,
    /// How much data a permission on data opens.
    pub data_range: Option<PermissionDataRange>,
    /// The key of the permission on data that limits this permission on a function; empty where
    /// none does.
    pub data_to: Option<String>,
    /// The key of the permission above; empty at the top.
    pub parent_key: Option<String>,
    /// Whether the role has the permission.
    pub is_checked: Option<bool>,
    /// The permissions below.
    pub children: Option<Vec<Permission>>,
}

/// Where a permission is looked at.
#[tc_enum]
pub enum PermissionType {
    /// In the console's pages.
    Frontend = 1,
    /// In the service behind them.
    Backend = 2,
}

/// Whether the console leaves a permission, or a group of them, out.
#[tc_enum]
pub enum PermissionVisibility {
    /// The console shows it.
    Shown = 0,
    /// The console leaves it out.
    Hidden = 1,
}

/// Where a permission on data stands in its tree.
#[tc_enum]
pub enum PermissionDataLabel {
    /// Nowhere: it is a permission on a function, as most are in the manual's examples.
    Unset = 0,
    /// At the root.
    Root = 1,
    /// At a leaf.
    Leaf = 2,
}

/// Whose checks a permission on data is for.
#[tc_enum]
pub enum PermissionDataType {
    /// Nobody's: it is a permission on a function, as most are in the manual's examples.
    Unset = 0,
    /// Those of other modules.
    OtherModules = 1,
    /// Those of its own module.
    OwnModule = 2,
}

/// How much data a permission on data opens.
#[tc_enum]
pub enum PermissionDataRange {
    /// Says nothing: it is a permission on a function, as most are in the manual's examples.
    Unset = 0,
    /// The whole organization's.
    Organization = 1,
    /// The employee's department's, and those below it.
    Department = 2,
    /// The employee's own.
    Own = 3,
}

/// A group of permissions, the top of a role's permission tree.
#[tc_model]
pub struct PermissionGroup {
    /// What the console calls the group.
    pub group_name: Option<String>,
    /// The group's key, such as `bill`.
    pub group_key: Option<String>,
    /// Whether the console leaves the group out.
    pub hide: Option<PermissionVisibility>,
    /// The permissions of the group.
    pub permissions: Option<Vec<Permission>>,
}
