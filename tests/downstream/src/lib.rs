//! A crate that depends on `essbasic` only: it declares an action of another service, and sends one of
//! the catalogue.

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{Agent, Client, Error, codes, tc_action, tc_model};

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

/// Revokes a QR code. Returns `false` if it was not valid any more.
///
/// # Errors
///
/// The error of the call, unless the code was not valid.
pub async fn revoke(client: &Client, agent: &Agent, code: &str) -> Result<bool, Error> {
    let cancel = ChannelCancelMultiFlowSignQRCode::new(agent.clone(), code);
    match cancel.send(client).await {
        Ok(_) => Ok(true),
        Err(error) if error.code() == Some(&codes::OPERATION_DENIED_QR_INVALID) => Ok(false),
        Err(error) => Err(error),
    }
}
