//! Arguments of the commands that set up this machine, and of the local servers.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

use clap::Args;
use essbasic_sandbox::seed;

use super::connection::{ConnectionArgs, EnvironmentName};
use crate::input::Source;

/// Runs a local essbasic service until stopped; the first line printed is its address
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic sandbox
  essbasic sandbox --listen 127.0.0.1:9000 --data-dir contracts")]
pub(crate) struct SandboxArgs {
    /// Address to listen on: HOST:PORT, or PORT for 127.0.0.1
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8899", value_parser = address)]
    pub(crate) listen: SocketAddr,
    /// Secret ID that the sandbox accepts
    #[arg(long, value_name = "ID", default_value = seed::SECRET_ID, requires = "sandbox_key")]
    pub(crate) secret_id: String,
    /// Secret key that belongs to the secret ID
    #[arg(id = "sandbox_key", long = "secret-key", value_name = "KEY", env = "ESSBASIC_SANDBOX_KEY", hide_env_values = true, default_value = seed::SECRET_KEY, requires = "secret_id")]
    pub(crate) secret_key: String,
    /// Folder to store the data in. Default: in memory
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Base URL of the links that it creates: http://192.0.2.1:8899
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: Option<String>,
    /// URL to post callbacks to, http:// only
    #[arg(long, value_name = "URL")]
    pub(crate) callback: Option<String>,
    /// Key that encrypts callbacks, 32 characters
    #[arg(
        long,
        value_name = "KEY",
        env = "ESSBASIC_CALLBACK_KEY",
        hide_env_values = true,
        requires = "callback"
    )]
    pub(crate) callback_key: Option<String>,
    /// Token that signs callbacks
    #[arg(
        long,
        value_name = "TOKEN",
        env = "ESSBASIC_CALLBACK_TOKEN",
        hide_env_values = true,
        requires = "callback"
    )]
    pub(crate) callback_token: Option<String>,
    /// Serve the control API under /sandbox/ to other machines too, without authentication
    #[arg(long)]
    pub(crate) control: bool,
    /// List the actions, stateful or canned, and exit
    #[arg(long)]
    pub(crate) list: bool,
}

/// Serves the API explorer to a browser until stopped; the first line printed is its address
///
/// The pages send with your credentials, and never retry. Actions that change something ask for
/// confirmation. Only a browser on this machine that opened the address with its token has access.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic explorer --environment test
  essbasic explorer --profile test --listen 127.0.0.1:8900")]
pub(crate) struct ExplorerArgs {
    /// Address to listen on, on this machine: HOST:PORT or PORT. Default: a free port
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0", hide_default_value = true, value_parser = address)]
    pub(crate) listen: SocketAddr,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Writes a profile of the configuration file; asks for each setting on a terminal
///
/// Without options it asks for each setting: Enter keeps the value in brackets. With options it
/// writes those, and asks only for a secret key that is missing. An empty value removes a setting.
///
/// The profile is stored in ~/.config/essbasic/config.toml, and a secret key where the vendor's
/// tools look for it, ~/.tencentcloud/credentials. Only you can read these files.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic configure
  essbasic configure --profile test --environment test --agent APP/ORG/OPERATOR")]
pub(crate) struct ConfigureArgs {
    /// Profile to write. Default: the profile `default`
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Print the profile without its secrets, and write nothing
    #[arg(long, conflicts_with = "setting")]
    pub(crate) show: bool,
    #[command(flatten)]
    pub(crate) settings: ProfileArgs,
}

// Settings of a profile, and the credentials that it uses.
#[derive(Args, Debug)]
#[group(id = "setting", multiple = true)]
#[command(next_help_heading = "Settings")]
pub(crate) struct ProfileArgs {
    /// Environment of the service
    #[arg(long, value_enum, conflicts_with = "endpoint")]
    pub(crate) environment: Option<EnvironmentName>,
    /// Base URL used instead of the environment's hosts: http://127.0.0.1:8899
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// Default agent: APPLICATION[/ORGANIZATION[/OPERATOR]]
    #[arg(long, value_name = "IDS")]
    pub(crate) agent: Option<String>,
    /// Language of the service's messages: zh-CN or en-US
    #[arg(long)]
    pub(crate) language: Option<String>,
    /// X-TC-Region header; essbasic does not need it
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// Proxy, or none
    #[arg(long, value_name = "URL|none")]
    pub(crate) proxy: Option<String>,
    /// Certificates to trust in addition to the system's
    #[arg(long, value_name = "PEM")]
    pub(crate) ca_file: Option<String>,
    /// Profile of the credential file to use, or, with --secret-id, to write. Default with
    /// --secret-id: the name of the profile
    #[arg(long, value_name = "NAME")]
    pub(crate) credentials: Option<String>,
    /// Secret ID of a key to store. The key is read from --secret-key-file, from
    /// TENCENTCLOUD_SECRET_KEY, or from the terminal
    #[arg(long, value_name = "ID")]
    pub(crate) secret_id: Option<String>,
    /// File that contains the secret key, or - for standard input
    #[arg(long, value_name = "FILE|-", requires = "secret_id", value_parser = key_file)]
    pub(crate) secret_key_file: Option<Source>,
    /// Replace a stored key of the same name; it cannot be recovered
    #[arg(long, requires = "secret_id")]
    pub(crate) replace_key: bool,
}

/// Parses `HOST:PORT`, `:PORT` or `PORT`; without a host, the address is on this machine only.
fn address(argument: &str) -> Result<SocketAddr, String> {
    if let Ok(address) = argument.parse() {
        return Ok(address);
    }
    let (host, port) = argument.rsplit_once(':').unwrap_or(("", argument));
    let port: u16 = port.parse().map_err(|_| "write HOST:PORT or PORT: 127.0.0.1:8899")?;
    let host = if host.is_empty() { "127.0.0.1" } else { host };
    let found = (host, port).to_socket_addrs();
    let found = found.map_err(|error| format!("no address of `{host}` is known: {error}"))?;
    // IPv4 first, since clients try it first.
    found.min_by_key(SocketAddr::is_ipv6).ok_or_else(|| format!("`{host}` has no address"))
}

/// Parses `FILE` or `-`; never a key itself.
#[allow(clippy::unnecessary_wraps, reason = "clap takes a parser that may fail")]
fn key_file(argument: &str) -> Result<Source, String> {
    Ok(match argument {
        "-" => Source::Stdin,
        path => Source::File(path.strip_prefix('@').unwrap_or(path).into()),
    })
}

/// Checks configuration, credentials, connection and clock
///
/// It sends one signed request, which the service rejects without doing anything.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic doctor
  essbasic doctor --profile test --offline")]
pub(crate) struct DoctorArgs {
    /// Check the configuration only, and send nothing
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Generates shell completions for commands, options, actions and fields
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic completions bash >> ~/.bashrc
  essbasic completions fish > ~/.config/fish/completions/essbasic.fish")]
pub(crate) struct CompletionsArgs {
    /// Shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Prints the man page, or writes a man page for each command
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic man > essbasic.1
  essbasic man --dir ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// Folder to write the pages to; created if missing
    #[arg(long, value_name = "FOLDER")]
    pub(crate) dir: Option<PathBuf>,
}
