//! What `essbasic sandbox` takes: where it listens, whom it knows, what it keeps.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

/// Run a local essbasic until stopped; its address is the first line on standard output
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic sandbox
  essbasic sandbox --listen 127.0.0.1:9000 --data-dir contracts")]
pub(crate) struct Sandbox {
    /// Where to listen
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8899")]
    pub(crate) listen: SocketAddr,
    /// The secret id that it knows
    #[arg(long, value_name = "ID", default_value = essbasic_sandbox::seed::SECRET_ID, requires = "sandbox_key")]
    pub(crate) secret_id: String,
    /// The secret key that belongs to it
    #[arg(id = "sandbox_key", long = "secret-key", value_name = "KEY", env = "ESSBASIC_SANDBOX_KEY", hide_env_values = true, default_value = essbasic_sandbox::seed::SECRET_KEY, requires = "secret_id")]
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
