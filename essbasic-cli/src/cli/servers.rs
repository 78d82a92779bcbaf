//! Arguments of the local servers.

use std::net::{Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use essbasic_devtools::t;
use essbasic_sandbox::{Fault, seed};

use super::connection::ConnectionArgs;
use super::fault::fault;
use crate::language;

/// Runs a local essbasic service until stopped; the first line printed is its address
///
/// SIGTERM ends it with exit code 0, SIGINT (Ctrl-C) with 130. Calls in progress are finished.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic sandbox
  essbasic sandbox --listen 9000 --data-dir contracts")]
pub(crate) struct SandboxArgs {
    /// Address to listen on: PORT on this machine, or HOST:PORT
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8899", value_parser = address)]
    pub(crate) listen: SocketAddr,
    /// Secret ID that the sandbox accepts
    #[arg(long, value_name = "ID", default_value = seed::SECRET_ID, requires = "sandbox_key")]
    pub(crate) secret_id: String,
    /// Secret key that belongs to the secret ID
    #[arg(id = "sandbox_key", long = "secret-key", value_name = "KEY", env = "ESSBASIC_SANDBOX_KEY", hide_env_values = true, default_value = seed::SECRET_KEY, requires = "secret_id")]
    pub(crate) secret_key: String,
    /// Folder to store the data in; only its owner can access it. Default: in memory
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Base URL of the links that it creates: http://192.0.2.1:8899
    // Overrides that of the image.
    #[arg(long, value_name = "URL", overrides_with = "public_url")]
    pub(crate) public_url: Option<String>,
    /// URL to post callbacks to; repeat it to post to several
    #[arg(long, value_name = "URL")]
    pub(crate) callback: Vec<String>,
    /// Key that encrypts callbacks, 32 characters: one for all URLs, or one for each
    /// [env: ESSBASIC_CALLBACK_KEY]
    // Read with `--callback` only: other commands have the variable too.
    #[arg(long, value_name = "KEY", requires = "callback")]
    pub(crate) callback_key: Vec<String>,
    /// Token that signs callbacks: one for all URLs, or one for each
    /// [env: ESSBASIC_CALLBACK_TOKEN]
    // Read with `--callback` only: other commands have the variable too.
    #[arg(long, value_name = "TOKEN", requires = "callback")]
    pub(crate) callback_token: Vec<String>,
    /// PEM file with a certificate to trust for https callbacks, in addition to the system's
    #[arg(long, value_name = "FILE", requires = "callback")]
    pub(crate) callback_ca_file: Option<PathBuf>,
    /// Fault to inject; repeat it to inject several: drop-callback=30%, throttle:DescribeTemplates=5%
    ///
    /// Into calls: reset, cut, throttle, delay-MILLISECONDS, status-CODE, reject-ERRORCODE. Into callbacks:
    /// drop-callback, duplicate-callback, shuffle-callback. NAME is an action or a type of events. Default: all.
    #[arg(long = "fault", value_name = "KIND[:NAME][=PERCENT]", value_parser = fault)]
    pub(crate) faults: Vec<Fault>,
    /// Seed of the random numbers of faults
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(crate) fault_seed: u64,
    /// Key of encrypted calls: 16, 24 or 32 bytes for AES, 16 for SM4. Default: sandboxsandboxsa
    #[arg(long, value_name = "KEY", env = "ESSBASIC_ENCRYPTION_KEY", hide_env_values = true)]
    pub(crate) encryption_key: Option<String>,
    /// Key that signs encrypted calls. Default: sandboxsandboxsandbox
    #[arg(long, value_name = "KEY", env = "ESSBASIC_ENCRYPTION_MAC_KEY", hide_env_values = true)]
    pub(crate) encryption_mac_key: Option<String>,
    /// Cipher of encrypted calls
    #[arg(long, value_enum, default_value_t = EncryptionCipher::AesCbc)]
    pub(crate) encryption_cipher: EncryptionCipher,
    /// Signature of encrypted calls
    #[arg(long, value_enum, default_value_t = EncryptionMac::HmacSha256)]
    pub(crate) encryption_mac: EncryptionMac,
    /// Serve the control API under /sandbox/ to other machines too, without authentication
    #[arg(long)]
    pub(crate) control: bool,
    /// List the actions, stateful or canned, and exit
    #[arg(long)]
    pub(crate) list: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum EncryptionCipher {
    AesCbc,
    Sm4Cbc,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum EncryptionMac {
    HmacSha256,
    HmacSm3,
}

/// Serves the API explorer to a browser until stopped; the first line printed is its address
///
/// The pages send with your credentials, and never retry. Actions that change something ask for
/// confirmation. Only a browser on this machine that opened the address with its token has access.
///
/// SIGTERM ends it with exit code 0, SIGINT (Ctrl-C) with 130.
#[derive(Args, Debug)]
#[command(before_help = "Examples:
  essbasic explorer --environment test
  essbasic explorer --profile test --listen 8900")]
pub(crate) struct ExplorerArgs {
    /// Address to listen on: PORT, or HOST:PORT of this machine. Default: a free port
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0", hide_default_value = true, value_parser = address)]
    pub(crate) listen: SocketAddr,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Parses `PORT` or `:PORT` of the loopback interface, or `HOST:PORT`.
pub(super) fn address(argument: &str) -> Result<SocketAddr, String> {
    if let Ok(address) = argument.parse() {
        return Ok(address);
    }
    let usage = || t!(language::current(), "write-address").into_owned();
    let unknown_host = || t!(language::current(), "unknown-host").into_owned();
    let (host, port) = argument.rsplit_once(':').unwrap_or(("", argument));
    let port: u16 = port.parse().map_err(|_| usage())?;
    if host.is_empty() || host.eq_ignore_ascii_case("localhost") {
        return Ok((Ipv4Addr::LOCALHOST, port).into());
    }
    if host.contains([':', '[', ']', '/', '@']) {
        return Err(usage());
    }
    let found = (host, port).to_socket_addrs().map_err(|_| unknown_host())?;
    let found: Vec<_> = found.collect();
    let first = found.iter().find(|it| it.is_ipv4()).or_else(|| found.first());
    first.copied().ok_or_else(unknown_host)
}
