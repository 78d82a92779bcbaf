//! What can be typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::input::Source;

/// Tencent Cloud e-sign (essbasic) from a terminal
#[derive(Debug, Parser)]
#[command(name = "essbasic", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// How listings and errors are written
    #[arg(long, global = true, value_enum, default_value_t = Output::Text)]
    pub(crate) output: Output,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 the service refused; 2 usage; \
3 no or bad credentials; 4 no answer, outcome unknown; 5 not sent; \
6 an answer that could not be read.";

/// How errors are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Output {
    /// One JSON object
    Json,
    /// A line to read, and a hint
    Text,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Call(Call),
    Actions(Actions),
    Describe(Describe),
    Skeleton(Skeleton),
    /// Print the catalogue as JSON: every action, its members, its codes
    Schema,
    Sign(Sign),
    Replay(Replay),
    Sandbox(Sandbox),
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

/// Send one action; prints the answer's members and its request id as JSON
///
/// Credentials and addresses come from the environment: TENCENTCLOUD_SECRET_ID,
/// TENCENTCLOUD_SECRET_KEY, TENCENTCLOUD_TOKEN, ESSBASIC_ENVIRONMENT, ESSBASIC_ENDPOINT.
#[derive(Args, Debug)]
pub(crate) struct Call {
    /// The action, as the manual names it
    pub(crate) action: String,
    /// The request: JSON, @FILE, or - for standard input
    #[arg(long, value_name = "JSON|@FILE|-")]
    pub(crate) json: Option<Source>,
    /// One member, by its path on the wire: Agent.ProxyOperator.OpenId=n9527
    #[arg(long, value_name = "PATH=VALUE")]
    pub(crate) set: Vec<String>,
    /// Send it even if it breaks limits of the manual
    #[arg(long)]
    pub(crate) unchecked: bool,
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
