//! Arguments of `essbasic mcp`.

use std::net::SocketAddr;

use clap::{Args, Subcommand};
use essbasic_mcp::ClientKind;

use super::connection::ConnectionArgs;
use super::servers::address;

/// Serves an assistant over MCP, on standard input and output
///
/// The assistant can find, describe and validate all actions, and read. It changes something, costs money
/// or notifies people only after you have confirmed exactly that request: in your client, or on a page on
/// this machine. It cannot change environment, agent or credentials.
///
/// Default environment: test. Names, mobile numbers, links and keys are masked in results. The server ends
/// when the client closes its input, after confirmed changes have ended.
#[derive(Args, Debug)]
#[command(
    subcommand_negates_reqs = true,
    before_help = "Examples:
  essbasic mcp --sandbox
  essbasic mcp --sandbox config cursor"
)]
pub(crate) struct McpArgs {
    #[command(subcommand)]
    pub(crate) command: Option<McpCommand>,
    /// Start a sandbox and serve it, which needs no account
    #[arg(long, conflicts_with_all = ["profile", "environment", "endpoint"])]
    pub(crate) sandbox: bool,
    /// Offer only tools and actions that read
    #[arg(long)]
    pub(crate) read_only: bool,
    /// Show names, mobile numbers, links and keys to the assistant
    #[arg(long)]
    pub(crate) reveal: bool,
    /// Offer only these actions, and those of these domains. Default: all
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) allow: Vec<String>,
    /// Do not offer these actions, nor those of these domains
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) deny: Vec<String>,
    /// Add a tool with a schema for each action of these domains: signing,flows
    #[arg(long, value_name = "DOMAINS", value_delimiter = ',')]
    pub(crate) toolset: Vec<String>,
    /// Serve HTTP at /mcp instead; the first line printed is its address: PORT, or HOST:PORT of this
    /// machine
    #[arg(long = "listen", id = "mcp_listen", value_name = "ADDRESS", value_parser = address)]
    pub(crate) listen: Option<SocketAddr>,
    /// Token that clients of --listen send. Default: a random one, printed on standard error
    #[arg(
        long,
        value_name = "TOKEN",
        env = "ESSBASIC_MCP_TOKEN",
        hide_env_values = true,
        requires = "mcp_listen"
    )]
    pub(crate) access_token: Option<String>,
    /// Agent of all requests: APPLICATION[/ORGANIZATION[/OPERATOR]]. Default: that of the profile
    #[arg(long = "agent", id = "mcp_agent", value_name = "IDS")]
    pub(crate) agent: Option<String>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum McpCommand {
    Config(McpConfigArgs),
}

/// Prints the configuration with which a client starts the server
///
/// Options before `config` become those of the server.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic mcp config claude-desktop
  essbasic mcp --sandbox --toolset signing config vscode")]
pub(crate) struct McpConfigArgs {
    /// Client: `claude-desktop`, `claude-code`, `codex`, `cursor`, `gemini`, `vscode`, `zed` or `other`
    #[arg(value_parser = client(), hide_possible_values = true)]
    pub(crate) client: ClientKind,
}

/// Parses the name of a client.
fn client() -> impl clap::builder::TypedValueParser<Value = ClientKind> {
    use clap::builder::TypedValueParser;
    let names = ClientKind::ALL.map(ClientKind::as_str);
    clap::builder::PossibleValuesParser::new(names).try_map(|name| name.parse::<ClientKind>())
}
