//! What the commands take that set this machine up: `configure`, `doctor`, `completions`, `man`.

use std::path::PathBuf;

use clap::Args;

use super::{Connection, EnvironmentName};
use crate::input::Source;

/// Write a profile of the configuration file; asks for each setting on a terminal
///
/// Without options it asks, and what stands in brackets stays if only Enter is pressed. With
/// options it writes those and asks for nothing but a key that is missing. An empty text takes a
/// setting out.
///
/// The profile goes into ~/.config/essbasic/config.toml. A key goes where the vendor's tools look
/// for it, ~/.tencentcloud/credentials, which nobody else may read then.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic configure
  essbasic configure --profile test --environment test --agent APP/ORG/OPERATOR")]
pub(crate) struct Configure {
    /// The profile that is written; `default` unless given
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Write nothing: print the profile, without anything secret
    #[arg(long, conflicts_with = "setting")]
    pub(crate) show: bool,
    #[command(flatten)]
    pub(crate) setting: Setting,
}

// What a profile says, and the credential that it names.
#[derive(Args, Debug)]
#[group(id = "setting", multiple = true)]
#[command(next_help_heading = "Settings")]
pub(crate) struct Setting {
    /// Which environment is called
    #[arg(long, value_enum, conflicts_with = "endpoint")]
    pub(crate) environment: Option<EnvironmentName>,
    /// One address for everything: http://127.0.0.1:8899
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// For whom actions are called: APPLICATION[/ORGANIZATION[/OPERATOR]]
    #[arg(long, value_name = "IDS")]
    pub(crate) agent: Option<String>,
    /// The language of the service's messages: zh-CN or en-US
    #[arg(long)]
    pub(crate) language: Option<String>,
    /// X-TC-Region, which essbasic does not need
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// The proxy, or none
    #[arg(long, value_name = "URL|none")]
    pub(crate) proxy: Option<String>,
    /// Certificates to trust besides the system's
    #[arg(long, value_name = "PEM")]
    pub(crate) ca_file: Option<String>,
    /// The profile of the credential file that is used; with --secret-id the one that is
    /// written, named as this profile unless given
    #[arg(long, value_name = "NAME")]
    pub(crate) credentials: Option<String>,
    /// The secret id of a key to keep. The key is read from --secret-key-file, else from
    /// TENCENTCLOUD_SECRET_KEY, else asked for on a terminal
    #[arg(long, value_name = "ID")]
    pub(crate) secret_id: Option<String>,
    /// The file that holds the key of --secret-id, or - for standard input
    #[arg(long, value_name = "FILE|-", requires = "secret_id", value_parser = key_file)]
    pub(crate) secret_key_file: Option<Source>,
    /// Replace another key that is kept under the same name; it cannot be got back
    #[arg(long, requires = "secret_id")]
    pub(crate) replace_key: bool,
}

/// Reads `FILE` or `-`; never a key itself.
#[allow(clippy::unnecessary_wraps, reason = "clap takes a parser that may fail")]
fn key_file(argument: &str) -> Result<Source, String> {
    Ok(match argument {
        "-" => Source::Stdin,
        path => Source::File(path.strip_prefix('@').unwrap_or(path).into()),
    })
}

/// Tell which credential, environment and profile are found here, and whether the service answers
///
/// It sends one signed request that the service refuses without doing anything.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic doctor
  essbasic doctor --profile test --offline")]
pub(crate) struct Doctor {
    /// Send nothing: tell only what is set up
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

/// Print what makes a shell complete commands, options, actions and their members
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic completions bash >> ~/.bashrc
  essbasic completions fish > ~/.config/fish/completions/essbasic.fish")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Print the manual page, or write one for each command
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic man > essbasic.1
  essbasic man --dir ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// The folder that the pages are written into; made where there is none
    #[arg(long, value_name = "FOLDER")]
    pub(crate) dir: Option<PathBuf>,
}
