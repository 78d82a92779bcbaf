//! Command-line interface: commands, arguments and their help.

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand};

use crate::output::PrintOptions;

mod call;
mod callback;
mod catalogue;
mod connection;
mod paginate;
mod servers;
mod setup;

pub(crate) use call::{ActionArgs, BatchArgs, CallArgs, FieldArgs, OnError};
pub(crate) use callback::{
    CallbackArgs, CallbackCommand, CallbackKeyArgs, CaptureArgs, EventsArgs, ListenArgs, Malformed,
    OpenArgs, ProbeArgs, ResendArgs, TriggerArgs, VerifyArgs,
};
pub(crate) use catalogue::{
    ActionsArgs, DescribeArgs, ReplayArgs, SchemaArgs, SignArgs, SkeletonArgs,
};
pub(crate) use connection::{ConnectionArgs, EnvironmentName};
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
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "Examples:
  essbasic describe ChannelCancelMultiFlowSignQRCode
  essbasic call ChannelCancelMultiFlowSignQRCode --json @request.json --dry-run";

const EXIT_CODES: &str = "Exit codes: 0 done; 1 rejected by the service; 2 usage error; \
3 no or bad credentials; 4 outcome unknown; 5 not sent; \
6 response could not be decoded or written, or a listing ended early; 130 interrupted.";

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
    Callback(CallbackArgs),
    // Prints one line, the address.
    Explorer(ExplorerArgs),
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
        }
    }
}
