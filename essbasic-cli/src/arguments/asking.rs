//! What `essbasic pages` and `essbasic wait` take: an action that is asked more than once.

use clap::Args;

use super::connection::seconds;
use super::{Connection, Members};
use crate::input::Source;

/// Walk a listing to its end; prints each item as a line of JSON
///
/// Pages are got one after the other, each repeated as a read is. Limit, where it is given, is how
/// many items a page has, and Offset is where the first begins.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic pages DescribeTemplates > templates.jsonl
  essbasic pages ChannelDescribeEmployees --set Limit=20 --profile test")]
pub(crate) struct Pages {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Which listing, where the action has two: stream_organizations
    #[arg(long, value_name = "NAME")]
    pub(crate) listing: Option<String>,
}

/// Ask until what is asked after has ended; prints the last answer as a line of JSON
///
/// Ends with 1 when it has ended badly, and with 4 when it had not ended in time.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic wait DescribeChannelOrganizations --set Limit=20
  essbasic wait DescribeFlowDetailInfo --json @flows.json --within 3600")]
pub(crate) struct Wait {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// How long to wait at most, ten minutes unless given
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) within: Option<std::time::Duration>,
    /// The pause between two questions, growing unless given
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) every: Option<std::time::Duration>,
}

// An action of the catalogue, its members, and how it is sent.
#[derive(Args, Debug)]
pub(crate) struct Asked {
    /// The action, as the manual names it
    pub(crate) action: String,
    /// The request: JSON, @FILE, or - for standard input
    #[arg(long, value_name = "JSON|@FILE|-")]
    pub(crate) json: Option<Source>,
    #[command(flatten)]
    pub(crate) members: Members,
    #[command(flatten)]
    pub(crate) connection: Connection,
}
