//! A crate that depends on `essbasic` only, and declares an action of another service.

use essbasic::{tc_action, tc_model};

/// Lists virtual machines.
#[tc_action(
    name = "DescribeInstances",
    version = "2017-03-12",
    service = "cvm",
    response = DescribeInstancesResponse,
    effect = read,
    rate_limit = 40,
    errors("InvalidFilter", "InternalServerError")
)]
pub struct DescribeInstances {
    /// Conditions.
    #[tc(items = ..=10)]
    pub filters: Option<Vec<Filter>>,
    /// Page size.
    #[tc(range = 1..=100)]
    pub limit: Option<i64>,
}

/// A condition.
#[tc_model]
pub struct Filter {
    /// Name of the property.
    pub name: String,
    /// Accepted values.
    pub values: Vec<String>,
}

/// Response of [`DescribeInstances`].
#[tc_model]
pub struct DescribeInstancesResponse {
    /// Total number of instances.
    pub total_count: i64,
    /// Instances of this page.
    pub instance_set: Vec<Instance>,
}

/// A virtual machine.
#[tc_model]
pub struct Instance {
    /// Instance ID.
    pub instance_id: String,
    /// Login settings.
    #[tc(secret)]
    pub login_settings: Option<String>,
}
