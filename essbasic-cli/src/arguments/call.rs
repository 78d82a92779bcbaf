//! What `essbasic call` takes: an action, its members, and how it is sent.

use std::path::PathBuf;

use clap::Args;

use super::Connection;
use crate::input::Source;

/// Send one action; prints the answer's members and its request id
///
/// Credentials come from where the vendor's tools look: TENCENTCLOUD_SECRET_ID,
/// TENCENTCLOUD_SECRET_KEY and TENCENTCLOUD_TOKEN, ~/.tencentcloud/credentials, the role of the
/// machine. The agent, the environment and the rest may stand in a profile of
/// ~/.config/essbasic/config.toml.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic call ChannelCancelMultiFlowSignQRCode --json @request.json
  essbasic call UploadFiles --set BusinessType=DOCUMENT \\
      --set FileInfos.0.FileName=lease.pdf --file FileInfos.0.FileBody=lease.pdf")]
pub(crate) struct Call {
    #[command(flatten)]
    pub(crate) named: Named,
    /// The request: JSON, @FILE, or - for standard input
    #[arg(long, value_name = "JSON|@FILE|-")]
    pub(crate) json: Option<Source>,
    #[command(flatten)]
    pub(crate) members: Members,
    /// Send nothing: print what would be sent, and the same call as curl and as Rust
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// With --dry-run, how it is signed, step by step
    #[arg(long, requires = "dry_run")]
    pub(crate) explain: bool,
    /// Send it even if it breaks limits of the manual
    #[arg(long)]
    pub(crate) unchecked: bool,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

// The action, also one that the catalogue does not know.
#[derive(Args, Clone, Debug)]
pub(crate) struct Named {
    /// The action, as the manual names it
    pub(crate) action: String,
    /// The version of an action that is not in the catalogue: 2021-05-26
    #[arg(long, value_name = "DATE")]
    pub(crate) version: Option<String>,
    /// The service of an action that is not in the catalogue, essbasic unless given
    #[arg(long, value_name = "NAME", requires = "version")]
    pub(crate) service: Option<String>,
}

// Members one by one.
#[derive(Args, Clone, Debug)]
pub(crate) struct Members {
    /// One member, by its path on the wire: Agent.ProxyOperator.OpenId=n9527
    #[arg(long, value_name = "PATH=VALUE")]
    pub(crate) set: Vec<String>,
    /// One member that is a file in base64: FileInfos.0.FileBody=contract.pdf
    #[arg(long, value_name = "PATH=FILE", value_parser = placed)]
    pub(crate) file: Vec<(String, PathBuf)>,
    /// For whom, where the request does not say: APPLICATION[/ORGANIZATION[/OPERATOR]]
    #[arg(long, value_name = "IDS")]
    pub(crate) agent: Option<String>,
}

/// Reads `PATH=FILE`.
fn placed(argument: &str) -> Result<(String, PathBuf), String> {
    let (path, file) = argument.split_once('=').ok_or("write PATH=FILE")?;
    Ok((path.to_owned(), file.into()))
}
