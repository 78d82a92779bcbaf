//! Arguments of `logs`.

use clap::{Args, ValueEnum};

/// Prints the call log of a running sandbox: calls, what people did, callbacks
///
/// Personal data, links and keys are replaced by ***. With --follow, SIGTERM ends it with exit code 0,
/// SIGINT (Ctrl-C) with 130, and the end of its reader with 0.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic logs
  essbasic logs --action QRCode --outcome rejected --output json")]
pub(crate) struct LogsArgs {
    /// Address of the sandbox. Default: http://127.0.0.1:8899 [env: ESSBASIC_ENDPOINT]
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// Print new records as they arrive
    #[arg(long, short)]
    pub(crate) follow: bool,
    /// Number of earlier records to print
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) tail: u32,
    /// Kind of records. Default: all
    #[arg(long, value_enum)]
    pub(crate) kind: Option<LogKind>,
    /// Part of the name of an action or a type of events
    #[arg(long, value_name = "NAME")]
    pub(crate) action: Option<String>,
    /// Outcome. Default: all
    #[arg(long, value_enum)]
    pub(crate) outcome: Option<LogOutcome>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LogKind {
    Call,
    Person,
    Callback,
    Connection,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LogOutcome {
    Done,
    Canned,
    Rejected,
    Status,
    NoResponse,
    Disconnected,
}
