//! What can be typed.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

mod asking;
mod batch;
mod call;
mod connection;
mod explorer;
mod printing;
mod sandbox;
mod setting_up;
mod sign;
mod telling;

pub(crate) use asking::{Asked, Pages, Wait};
pub(crate) use batch::{Batch, OnError};
pub(crate) use call::{Call, Members, Named};
pub(crate) use connection::{Connection, EnvironmentName};
pub(crate) use explorer::Explorer;
pub(crate) use printing::{Output, Printed, Printing};
pub(crate) use sandbox::Sandbox;
pub(crate) use setting_up::{Completions, Configure, Doctor, Man, Setting};
pub(crate) use sign::Sign;
pub(crate) use telling::{Actions, Describe, Replay, Schema, Skeleton};

/// Tencent Cloud e-sign (essbasic) from a terminal
#[derive(Debug, Parser)]
#[command(
    name = "essbasic",
    version,
    max_term_width = 100,
    before_help = EXAMPLES,
    after_help = EXIT_CODES
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) printing: Printing,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "Examples:
  essbasic describe ChannelCancelMultiFlowSignQRCode
  essbasic call ChannelCancelMultiFlowSignQRCode --json @request.json --dry-run";

const EXIT_CODES: &str = "Exit codes: 0 done; 1 the service refused; 2 usage; \
3 no or bad credentials; 4 no answer, outcome unknown; 5 not sent; \
6 an answer that could not be read; 130 interrupted.";

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one of it")]
pub(crate) enum Command {
    Call(Printed<Call>),
    // Its `--output` is a file.
    Batch(Batch),
    // These print lines of JSON, whoever reads them.
    Pages(Pages),
    Wait(Wait),
    Actions(Printed<Actions>),
    Describe(Printed<Describe>),
    Skeleton(Printed<Skeleton>),
    Schema(Printed<Schema>),
    Sign(Printed<Sign>),
    Replay(Printed<Replay>),
    Sandbox(Printed<Sandbox>),
    // Its one line is an address.
    Explorer(Explorer),
    Configure(Printed<Configure>),
    Doctor(Printed<Doctor>),
    Completions(Completions),
    Man(Man),
    /// What the scripts of `completions` ask: how the last of these words may go on
    #[command(name = "__complete", hide = true)]
    Complete {
        /// The command line so far, from the command's own name on
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<OsString>,
    },
}

impl Command {
    /// What was said, behind the command's name, of how to print.
    pub(crate) fn printing(&self) -> Printing {
        match self {
            Self::Call(it) => it.printing.clone(),
            Self::Actions(it) => it.printing.clone(),
            Self::Describe(it) => it.printing.clone(),
            Self::Skeleton(it) => it.printing.clone(),
            Self::Schema(it) => it.printing.clone(),
            Self::Sign(it) => it.printing.clone(),
            Self::Replay(it) => it.printing.clone(),
            Self::Sandbox(it) => it.printing.clone(),
            Self::Configure(it) => it.printing.clone(),
            Self::Doctor(it) => it.printing.clone(),
            Self::Batch(_)
            | Self::Explorer(_)
            | Self::Pages(_)
            | Self::Wait(_)
            | Self::Completions(_)
            | Self::Man(_)
            | Self::Complete { .. } => Printing::default(),
        }
    }
}
