//! A stranger's crate: it knows `essbasic` alone, and declares an action of another service.

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
    /// Which ones.
    #[tc(items = ..=10)]
    pub filters: Option<Vec<Filter>>,
    /// How many at once.
    #[tc(range = 1..=100)]
    pub limit: Option<i64>,
}

/// A condition.
#[tc_model]
pub struct Filter {
    /// What is compared.
    pub name: String,
    /// What it may be.
    pub values: Vec<String>,
}

/// The virtual machines.
#[tc_model]
pub struct DescribeInstancesResponse {
    /// How many there are.
    pub total_count: i64,
    /// Some of them.
    pub instance_set: Vec<Instance>,
}

/// A virtual machine.
#[tc_model]
pub struct Instance {
    /// Its id.
    pub instance_id: String,
    /// How it is reached.
    #[tc(secret)]
    pub login_settings: Option<String>,
}
