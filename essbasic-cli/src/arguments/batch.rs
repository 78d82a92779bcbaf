//! What `essbasic batch` takes: many requests of one action, and where their answers go.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Connection, Members, Named};
use crate::input::Source;

/// Send one action many times: a call a line, and the answers into a file
///
/// The same command goes on where it was stopped: the answers and a journal beside them tell what
/// was done. What may have been done without an answer, and must not be done twice, is never sent
/// again; it goes to OUTPUT.unknown.jsonl, to be looked at.
///
/// Errors of the command itself are JSON after `essbasic --output json batch …`.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic batch ChannelCancelMultiFlowSignQRCode \\
      --input codes.jsonl --output done.jsonl
  essbasic batch ChannelCreateMultiFlowSignQRCode --csv people.csv \\
      --template @code.json --output created.jsonl --on-error stop")]
pub(crate) struct Batch {
    #[command(flatten)]
    pub(crate) named: Named,
    /// The requests, one JSON object a line
    #[arg(long, value_name = "JSONL", required_unless_present = "csv", conflicts_with = "csv")]
    pub(crate) input: Option<PathBuf>,
    /// Rows to fill the template with, under a row of column names
    #[arg(long, value_name = "FILE", requires = "template")]
    pub(crate) csv: Option<PathBuf>,
    /// The request of every row, with {{column}} for what the row gives: JSON or @FILE
    #[arg(long, value_name = "JSON|@FILE", requires = "csv")]
    pub(crate) template: Option<Source>,
    /// Where the answers go, one JSON object a line: its line in the input, ok, and response or
    /// error
    #[arg(long, value_name = "JSONL")]
    pub(crate) output: PathBuf,
    /// How many calls are on their way at once
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) concurrency: u16,
    /// How many calls a second your account may make, where that is not the documented number
    #[arg(long, value_name = "CALLS", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rate: Option<u32>,
    /// What a line does that fails: that is no request, is refused, or has no answer
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = OnError::GoOn)]
    pub(crate) on_error: OnError,
    #[command(flatten)]
    pub(crate) members: Members,
    /// Send requests even if they break limits of the manual
    #[arg(long)]
    pub(crate) unchecked: bool,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

/// What a line does that fails.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum OnError {
    /// Nothing more is sent, and what is on its way is waited for; the same command then goes on
    /// behind it
    Stop,
    /// It has its line in the answers, and the others are sent
    GoOn,
}
