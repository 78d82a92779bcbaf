//! What can be typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::input::Source;

mod asking;
mod batch;
mod call;
mod connection;
mod printing;

pub(crate) use asking::{Asked, Pages, Wait};
pub(crate) use batch::Batch;
pub(crate) use call::{Call, Members, Named};
pub(crate) use connection::{Connection, EnvironmentName};
pub(crate) use printing::{Output, Printed, Printing};

/// Tencent Cloud e-sign (essbasic) from a terminal
#[derive(Debug, Parser)]
#[command(name = "essbasic", version, before_help = EXAMPLES, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) printing: Printing,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "Examples:
  essbasic describe ChannelCancelMultiFlowSignQRCode
  essbasic call ChannelCancelFlow --agent APP/ORGANIZATION/OPERATOR --set FlowId=yDw… --dry-run";

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
    /// Print the catalogue as JSON: every action, its members, its codes
    Schema(Printing),
    Sign(Printed<Sign>),
    Replay(Printed<Replay>),
    Sandbox(Printed<Sandbox>),
    Doctor(Printed<Doctor>),
    Completions(Completions),
}

impl Command {
    /// What was said, behind the command's name, of how to print.
    pub(crate) fn printing(&self) -> Printing {
        match self {
            Self::Call(it) => it.printing.clone(),
            Self::Actions(it) => it.printing.clone(),
            Self::Describe(it) => it.printing.clone(),
            Self::Skeleton(it) => it.printing.clone(),
            Self::Schema(printing) => printing.clone(),
            Self::Sign(it) => it.printing.clone(),
            Self::Replay(it) => it.printing.clone(),
            Self::Sandbox(it) => it.printing.clone(),
            Self::Doctor(it) => it.printing.clone(),
            Self::Batch(_) | Self::Pages(_) | Self::Wait(_) | Self::Completions(_) => {
                Printing::default()
            }
        }
    }
}

/// Tell which credential, environment and profile are found here, and whether the service answers
///
/// It sends one signed request that the service refuses without doing anything.
#[derive(Args, Debug)]
pub(crate) struct Doctor {
    /// Send nothing: tell only what is set up
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

/// Print what makes a shell complete commands, options and actions
#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// List the actions, or those that are about something
#[derive(Args, Debug)]
pub(crate) struct Actions {
    /// Words that name, title, documentation, members or codes must hold
    pub(crate) words: Vec<String>,
}

/// Tell what an action does, takes and answers
#[derive(Args, Debug)]
pub(crate) struct Describe {
    /// The action, as the manual names it
    pub(crate) action: String,
}

/// Print a request to fill in: what is required, or everything
#[derive(Args, Debug)]
pub(crate) struct Skeleton {
    /// The action, as the manual names it
    pub(crate) action: String,
    /// With every member, not only those that are required
    #[arg(long)]
    pub(crate) full: bool,
}

/// Take examples through the typed requests and answers and back, and compare
#[derive(Args, Debug)]
pub(crate) struct Replay {
    /// A JSON file: action → list of {"title", "input", "output"}
    pub(crate) examples: PathBuf,
}

/// Run a local essbasic until stopped; its address is the first line on standard output
#[derive(Args, Debug)]
pub(crate) struct Sandbox {
    /// Where to listen
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8899")]
    pub(crate) listen: SocketAddr,
    /// The secret id that it knows
    #[arg(long, value_name = "ID", default_value = essbasic_sandbox::seed::SECRET_ID, requires = "secret_key")]
    pub(crate) secret_id: String,
    /// The secret key that belongs to it
    #[arg(long, value_name = "KEY", default_value = essbasic_sandbox::seed::SECRET_KEY, requires = "secret_id")]
    pub(crate) secret_key: String,
    /// The folder to keep everything in; in memory unless given
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Where others reach it, which is what its links start with: http://192.0.2.1:8899
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: Option<String>,
    /// Where to post events, by http://
    #[arg(long, value_name = "URL")]
    pub(crate) callback: Option<String>,
    /// The key that events are encrypted with, 32 characters
    #[arg(long, value_name = "KEY", env = "ESSBASIC_CALLBACK_KEY", hide_env_values = true)]
    pub(crate) callback_key: Option<String>,
    /// The token that events are signed with
    #[arg(long, value_name = "TOKEN", env = "ESSBASIC_CALLBACK_TOKEN", hide_env_values = true)]
    pub(crate) callback_token: Option<String>,
    /// Serve the control API under /sandbox/ also beyond this machine, to whoever reaches it
    #[arg(long)]
    pub(crate) control: bool,
    /// List the actions, which of them are kept and which answered with a sample, and stop
    #[arg(long)]
    pub(crate) list: bool,
}

/// Sign a request without sending it; prints every stage as JSON
#[derive(Args, Debug)]
pub(crate) struct Sign {
    /// X-TC-Action
    #[arg(long)]
    pub(crate) action: String,
    /// The Host header, port included
    #[arg(long)]
    pub(crate) host: String,
    /// X-TC-Timestamp, in Unix seconds
    #[arg(long, allow_negative_numbers = true)]
    pub(crate) timestamp: i64,
    /// Who signs
    #[arg(long, env = "TENCENTCLOUD_SECRET_ID")]
    pub(crate) secret_id: String,
    /// The key; a shell remembers what is typed, so better leave it in the environment
    #[arg(long, env = "TENCENTCLOUD_SECRET_KEY", hide_env_values = true)]
    pub(crate) secret_key: String,
    /// The service in the scope
    #[arg(long, default_value = "essbasic")]
    pub(crate) service: String,
    /// The Content-Type header
    #[arg(long, default_value = essbasic::request::CONTENT_TYPE_JSON)]
    pub(crate) content_type: String,
    /// The headers that are signed, in order
    #[arg(long, default_value = "content-type;host;x-tc-action")]
    pub(crate) signed_headers: String,
    /// The body: as it stands, @FILE, or - for standard input
    #[arg(long, value_name = "BODY|@FILE|-")]
    pub(crate) body: Source,
}
