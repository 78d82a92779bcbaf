//! Arguments of `essbasic pages` and `essbasic wait`.

use std::time::Duration;

use clap::Args;

use super::call::FieldArgs;
use super::connection::{ConnectionArgs, seconds};
use super::fleet::LimiterArgs;
use crate::input::Source;

/// Fetches all pages of a paginated action; prints each item as a line of JSON
///
/// Pages are requested one after the other, and retried as reads are. In the request, Limit sets
/// the page size and Offset the first item. Exits with 6 if a page is empty before the total that
/// the service counts.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic pages DescribeTemplates > templates.jsonl
  essbasic pages ChannelDescribeEmployees --set Limit=20 --profile test")]
pub(crate) struct PagesArgs {
    /// Paginator, if the action has more than one: stream_organizations
    #[arg(long, value_name = "NAME")]
    pub(crate) paginator: Option<String>,
    #[command(flatten)]
    pub(crate) request: RequestArgs,
}

/// Polls an action until it reaches a final state; prints the last response as JSON
///
/// Exits with 1 if the final state is a failure, and with 4 if it was not reached in time.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic wait DescribeChannelOrganizations --set Limit=2
  essbasic wait DescribeFlowDetailInfo --json @flows.json --max-wait 3600")]
pub(crate) struct WaitArgs {
    /// Maximum time to wait. Default: 600
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) max_wait: Option<Duration>,
    /// Interval between two requests. Default: increases with time
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) poll_interval: Option<Duration>,
    #[command(flatten)]
    pub(crate) request: RequestArgs,
}

// An action of the catalogue and its request.
#[derive(Args, Debug)]
pub(crate) struct RequestArgs {
    /// Action, as named in the API reference
    pub(crate) action: String,
    /// Request: JSON, @FILE, or - for standard input
    #[arg(long, value_name = "JSON|@FILE|-")]
    pub(crate) json: Option<Source>,
    #[command(flatten)]
    pub(crate) fields: FieldArgs,
    #[command(flatten)]
    pub(crate) limiter: LimiterArgs,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
