//! Command-line interface: commands, arguments and their help.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};
use essbasic_devtools::{Language, t};

use crate::language;
use crate::output::PrintOptions;

mod call;
mod callback;
mod catalogue;
mod chinese;
mod connection;
mod fault;
mod fleet;
mod logs;
#[cfg(feature = "mcp")]
mod mcp;
mod paginate;
mod servers;
mod setup;
mod usage;

pub(crate) use call::{ActionArgs, BatchArgs, BatchRunArgs, CallArgs, FieldArgs, OnError};
pub(crate) use callback::{
    CallbackArgs, CallbackCommand, CallbackKeyArgs, CaptureArgs, EventsArgs, ListenArgs, Malformed,
    OpenArgs, ProbeArgs, ResendArgs, TriggerArgs, VerifyArgs,
};
pub(crate) use catalogue::{
    ActionsArgs, DescribeArgs, ReplayArgs, SchemaArgs, SchemaFormat, SignArgs, SkeletonArgs,
};
pub(crate) use connection::{ConnectionArgs, EnvironmentName};
#[cfg(feature = "postgres")]
pub(crate) use fleet::StoreArgs;
pub(crate) use fleet::{BatchCommand, LimiterArgs};
pub(crate) use logs::LogsArgs;
#[cfg(feature = "mcp")]
pub(crate) use mcp::{McpArgs, McpCommand, McpConfigArgs};
pub(crate) use paginate::{PagesArgs, RequestArgs, WaitArgs};
pub(crate) use servers::{EncryptionCipher, EncryptionMac, ExplorerArgs, SandboxArgs};
pub(crate) use setup::{CompletionsArgs, ConfigureArgs, DoctorArgs, ManArgs, ProfileArgs};

/// Command line for Tencent Cloud e-sign (essbasic)
#[derive(Debug, Parser)]
#[command(
    name = "essbasic",
    version,
    max_term_width = 100,
    before_help = EXAMPLES,
    after_help = EXIT_CODES
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) print: PrintOptions,
    /// Language of help, documentation and messages: en or zh-CN. Default: that of the profile or the
    /// system. In JSON it changes only the documentation of `schema` and `describe` [env:
    /// ESSBASIC_LANG]
    #[arg(long, global = true, display_order = 900, value_name = "LANGUAGE", value_parser = language)]
    // `reader` reads it before the arguments are parsed.
    lang: Option<Language>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "Examples:
  essbasic describe ChannelCancelMultiFlowSignQRCode
  essbasic call ChannelCancelMultiFlowSignQRCode --json @request.json --dry-run";

const EXIT_CODES: &str = "Exit codes: 0 done; 1 rejected by the service; 2 usage error; \
3 no or bad credentials; 4 outcome unknown; 5 not sent; \
6 response could not be decoded or written, or a list ended early; 130 interrupted.";

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "one value per process")]
pub(crate) enum Command {
    Call(WithPrintOptions<CallArgs>),
    // Has an `--output` of its own: a file.
    Batch(BatchArgs),
    // Always print JSON Lines.
    Pages(PagesArgs),
    Wait(WaitArgs),
    Actions(WithPrintOptions<ActionsArgs>),
    Describe(WithPrintOptions<DescribeArgs>),
    Skeleton(WithPrintOptions<SkeletonArgs>),
    Schema(WithPrintOptions<SchemaArgs>),
    Sign(WithPrintOptions<SignArgs>),
    Replay(WithPrintOptions<ReplayArgs>),
    Sandbox(WithPrintOptions<SandboxArgs>),
    Logs(WithPrintOptions<LogsArgs>),
    Callback(CallbackArgs),
    // Prints one line, the address.
    Explorer(ExplorerArgs),
    // Its standard output is a protocol.
    #[cfg(feature = "mcp")]
    Mcp(McpArgs),
    Configure(WithPrintOptions<ConfigureArgs>),
    Doctor(WithPrintOptions<DoctorArgs>),
    Completions(CompletionsArgs),
    Man(ManArgs),
    /// Prints completions of the last word, for the scripts of `completions`
    #[command(name = "__complete", hide = true)]
    Complete {
        /// Command line so far, including the name of the command
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<OsString>,
    },
}

// A doc comment on any of the flattened structs would replace the help of the command.
#[derive(Args, Debug)]
pub(crate) struct WithPrintOptions<T: Args> {
    #[command(flatten)]
    pub(crate) print: PrintOptions,
    #[command(flatten)]
    pub(crate) args: T,
}

/// Returns a command line in the language of the reader.
pub(crate) fn localized(command: clap::Command) -> clap::Command {
    match language::current() {
        Language::English => command,
        Language::Chinese => {
            // Clap wraps at spaces only.
            let mut command = command.term_width(0);
            command.build();
            chinese::translate(command)
        }
    }
}

/// Returns the help that clap renders in the language of the reader, with its styles, or a usage error.
pub(crate) fn rendered(error: &clap::Error, language: Language) -> String {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            chinese::layout(&error.render().ansi().to_string(), width())
        }
        ErrorKind::DisplayVersion => error.render().to_string(),
        _ => usage::describe(error, language),
    }
}

/// Returns the width of help: that of the terminal, at most 100 columns. Default: 80.
fn width() -> usize {
    textwrap::termwidth().min(100)
}

/// Parses the value of `--lang`.
fn language(tag: &str) -> Result<Language, String> {
    Language::from_tag(tag).ok_or_else(|| t!(language::current(), "write-language").into_owned())
}

impl Command {
    /// Returns the print options given after the name of the command.
    pub(crate) fn print_options(&self) -> PrintOptions {
        match self {
            Self::Call(it) => it.print.clone(),
            Self::Actions(it) => it.print.clone(),
            Self::Describe(it) => it.print.clone(),
            Self::Skeleton(it) => it.print.clone(),
            Self::Schema(it) => it.print.clone(),
            Self::Sign(it) => it.print.clone(),
            Self::Replay(it) => it.print.clone(),
            Self::Sandbox(it) => it.print.clone(),
            Self::Logs(it) => it.print.clone(),
            Self::Callback(it) => it.command.print_options().clone(),
            Self::Configure(it) => it.print.clone(),
            Self::Doctor(it) => it.print.clone(),
            Self::Batch(_)
            | Self::Explorer(_)
            | Self::Pages(_)
            | Self::Wait(_)
            | Self::Completions(_)
            | Self::Man(_)
            | Self::Complete { .. } => PrintOptions::default(),
            #[cfg(feature = "mcp")]
            Self::Mcp(_) => PrintOptions::default(),
        }
    }
}
