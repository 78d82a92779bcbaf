//! Arguments of `essbasic call` and `essbasic batch`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgMatches, Args, FromArgMatches, Subcommand, ValueEnum};
use essbasic_devtools::code_samples::SampleFormat;
use essbasic_devtools::t;

use super::connection::ConnectionArgs;
use super::fleet::{BatchCommand, LimiterArgs, SharedBatchArgs};
use crate::help_texts;
use crate::input::Source;
use crate::language;

/// Sends one action; prints the response and its request ID
///
/// Credentials are looked up in this order: TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and
/// TENCENTCLOUD_TOKEN; the program in credential_process of the profile; ~/.tencentcloud/credentials;
/// the role of the pod or the machine. Agent, environment and other settings can be stored in a
/// profile of ~/.config/essbasic/config.toml.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic call ChannelCancelMultiFlowSignQRCode --json @request.json
  essbasic call UploadFiles --set BusinessType=DOCUMENT \\
      --set FileInfos.0.FileName=lease.pdf --file FileInfos.0.FileBody=lease.pdf
  essbasic call DescribeTemplates --code python > templates.py")]
pub(crate) struct CallArgs {
    #[command(flatten)]
    pub(crate) action: ActionArgs,
    /// Request: JSON, @FILE, or - for standard input
    #[arg(long, value_name = "JSON|@FILE|-")]
    pub(crate) json: Option<Source>,
    #[command(flatten)]
    pub(crate) fields: FieldArgs,
    /// Print the request and its code samples (curl, Rust) without sending it
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// With --dry-run: print the steps of the signature
    #[arg(long, requires = "dry_run")]
    pub(crate) explain: bool,
    /// With --dry-run: write the body, including its secrets, to a private file that the printed
    /// commands read
    #[arg(long, value_name = "FILE", requires = "dry_run")]
    pub(crate) save_request: Option<PathBuf>,
    /// Print a program or script that makes the call, without sending it; secrets are replaced by ***
    #[arg(long, value_name = "FORMAT", conflicts_with = "dry_run", value_parser = sample_format())]
    pub(crate) code: Option<SampleFormat>,
    /// With --code: include the secrets of the request
    #[arg(long, requires = "code")]
    pub(crate) with_secrets: bool,
    /// Send the request even if it violates documented limits
    #[arg(long)]
    pub(crate) unchecked: bool,
    #[command(flatten)]
    pub(crate) limiter: LimiterArgs,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Parses the name of a format.
fn sample_format() -> impl TypedValueParser<Value = SampleFormat> {
    let value = |format: SampleFormat| {
        let title = format.title(language::current()).into_owned();
        PossibleValue::new(format.as_str()).help(title)
    };
    PossibleValuesParser::new(SampleFormat::ALL.map(value))
        .try_map(|name| SampleFormat::find(&name).ok_or_else(String::new))
}

// An action of the catalogue, or one named by version and service.
#[derive(Args, Clone, Debug)]
pub(crate) struct ActionArgs {
    /// Action, as named in the API reference
    pub(crate) action: String,
    /// Version of an action that is not in the catalogue: 2021-05-26
    #[arg(long, value_name = "DATE")]
    pub(crate) version: Option<String>,
    /// Service of an action that is not in the catalogue. Default: essbasic
    #[arg(long, value_name = "NAME", requires = "version")]
    pub(crate) service: Option<String>,
}

// Fields that are set one by one.
#[derive(Args, Clone, Debug)]
pub(crate) struct FieldArgs {
    /// Field to set, by its path: Agent.ProxyOperator.OpenId=n9527
    #[arg(long, value_name = "PATH=VALUE")]
    pub(crate) set: Vec<String>,
    /// Field to set to a file in base64: FileInfos.0.FileBody=contract.pdf
    #[arg(long, value_name = "PATH=FILE", value_parser = path_and_file)]
    pub(crate) file: Vec<(String, PathBuf)>,
    /// Default agent, for what the request leaves out: APPLICATION[/ORGANIZATION[/OPERATOR]]
    #[arg(long, value_name = "IDS")]
    pub(crate) agent: Option<String>,
}

/// Parses `PATH=FILE`.
fn path_and_file(argument: &str) -> Result<(String, PathBuf), String> {
    let (path, file) = argument
        .split_once('=')
        .ok_or_else(|| t!(language::current(), "write-path-and-file").into_owned())?;
    Ok((path.to_owned(), file.into()))
}

/// A batch that is run, or a command about one in a store.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "one value per process")]
pub(crate) enum BatchArgs {
    Command(BatchCommand),
    Run(BatchRunArgs),
}

impl Args for BatchArgs {
    fn augment_args(command: clap::Command) -> clap::Command {
        BatchCommand::augment_subcommands(BatchRunArgs::augment_args(command))
            .args_conflicts_with_subcommands(true)
            .subcommand_negates_reqs(true)
            .subcommand_required(false)
            .arg_required_else_help(false)
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for BatchArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        match matches.subcommand() {
            Some(_) => BatchCommand::from_arg_matches(matches).map(Self::Command),
            None => BatchRunArgs::from_arg_matches(matches).map(Self::Run),
        }
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Sends one action once per input line and writes the results to a file
///
/// To resume, run the same command again: the output and its journal record what was done. A
/// request that may have been executed, and must not be executed twice, is not sent again; it is
/// listed in OUTPUT.unknown.jsonl, to be checked.
///
/// Input is read as UTF-8, or as UTF-16 with a byte order mark. A result has the number of the line on
/// which its request starts, as an editor shows it.
///
/// With --store, any number of machines work on the same batch: run the same command on each. A line whose
/// machine has not reported a result for 5 minutes has an unknown outcome.
///
/// To get the errors of the command itself as JSON, write `essbasic --output json batch …`.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic batch ChannelCancelMultiFlowSignQRCode \\
      --input codes.jsonl --output done.jsonl
  essbasic batch ChannelCreateMultiFlowSignQRCode --csv people.csv \\
      --template @code.json --output created.jsonl --on-error stop")]
pub(crate) struct BatchRunArgs {
    #[command(flatten)]
    pub(crate) action: ActionArgs,
    /// Input file, JSON Lines: one request per line
    #[arg(long, value_name = "JSONL", required_unless_present = "csv", conflicts_with = "csv")]
    pub(crate) input: Option<PathBuf>,
    /// Input file, CSV with a header: one row per request, inserted into the template. Cells are
    /// separated by commas, semicolons or tabs
    #[arg(long, value_name = "FILE", requires = "template")]
    pub(crate) csv: Option<PathBuf>,
    /// Request of each row, with {{column}} for the value of a column: JSON or @FILE
    #[arg(long, value_name = "JSON|@FILE", requires = "csv")]
    pub(crate) template: Option<Source>,
    /// Output file, JSON Lines. Each result has `line`, `ok`, and `response` or `error`
    #[arg(long, value_name = "JSONL", required_unless_present = "batch_store")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) shared: SharedBatchArgs,
    /// Maximum number of calls in parallel
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) concurrency: u16,
    /// Calls per second that the account may make. Default: the documented limit
    #[arg(long, value_name = "CALLS", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rate: Option<u32>,
    /// Reaction to a line that is invalid, is rejected, or gets no response
    #[arg(long, value_enum, value_name = "REACTION", default_value_t = OnError::GoOn)]
    pub(crate) on_error: OnError,
    #[command(flatten)]
    pub(crate) fields: FieldArgs,
    /// Send requests even if they violate documented limits
    #[arg(long)]
    pub(crate) unchecked: bool,
    #[command(flatten)]
    pub(crate) limiter: LimiterArgs,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Reaction of a batch to a line that fails.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum OnError {
    #[value(help = help_texts::of_value(
        "on_error.stop",
        "Stop sending and wait for calls in progress; the same command resumes after the line"
    ))]
    Stop,
    #[value(help = help_texts::of_value("on_error.go-on", "Write the error to the output and continue"))]
    GoOn,
}
