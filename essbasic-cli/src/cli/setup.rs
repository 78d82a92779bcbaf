//! Arguments of the commands that set up this machine.

use std::path::PathBuf;

use clap::Args;

use super::connection::{ConnectionArgs, EnvironmentName};
use crate::input::Source;

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
    /// Language of the service's messages and of this command: zh-CN or en-US
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
