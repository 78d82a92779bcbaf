//! Credentials from the output of a program.

use std::ffi::OsString;
use std::fmt;
use std::process::Stdio;
use std::time::{Duration, SystemTime};

use chrono::DateTime;
use serde::Deserialize;
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::credential::{Credential, CredentialFuture, CredentialProvider, ProviderError};
use crate::message::{Message, message};
use crate::transport::require_runtime;

/// Default time limit of the program.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Maximum size of the output, in bytes: 64 KiB.
const MAX_BYTES: u64 = 64 << 10;

/// Version of the output's format.
const VERSION: u64 = 1;

/// A provider that runs a program that prints a credential, like `credential_process` of AWS's tools, for
/// password managers and single sign-on. Requires the feature `process`.
///
/// ```json
/// {"Version": 1, "SecretId": "AKID…", "SecretKey": "…", "Token": "…", "Expiration": "2026-11-29T12:00:00Z"}
/// ```
///
/// `Token` and `Expiration` are for temporary credentials; without an expiration, the program runs
/// once. The names of AWS's tools are accepted too: `AccessKeyId`, `SecretAccessKey`,
/// `SessionToken`. A byte order mark is skipped. The program runs without a shell. Its standard input
/// is empty, its standard error that of this process. It is killed after the timeout.
///
/// ```
/// use essbasic_core::Client;
/// use essbasic_core::provider::ProcessProvider;
///
/// # fn main() -> Result<(), essbasic_core::Error> {
/// let provider = ProcessProvider::new("/usr/local/bin/esign-credentials").arg("--profile=e-sign");
/// let client = Client::builder().credential(provider).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ProcessProvider {
    program: OsString,
    arguments: Vec<OsString>,
    timeout: Duration,
}

impl ProcessProvider {
    /// Creates a provider for a program, which is searched for in `PATH` unless it is a path.
    pub fn new(program: impl Into<OsString>) -> Self {
        Self { program: program.into(), arguments: Vec::new(), timeout: TIMEOUT }
    }

    /// Adds an argument. Arguments are never shown.
    #[must_use]
    pub fn arg(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Adds arguments.
    #[must_use]
    pub fn args(mut self, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// Sets the time after which the program is killed. Default: 60 seconds.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Returns the name of the program, for messages.
    fn name(&self) -> String {
        self.program.to_string_lossy().into_owned()
    }

    /// Runs the program, and kills it when it takes too long or prints too much.
    async fn run(&self) -> Result<Vec<u8>, ProviderError> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).stdin(Stdio::null()).stdout(Stdio::piped());
        let child = command.kill_on_drop(true).spawn();
        let mut child = child.map_err(|source| self.not_run().with_source(source))?;
        let output = match timeout(self.timeout, self.output(&mut child)).await {
            Ok(output) => output,
            Err(_) => Err(failed(message!(
                "the credential process {program} did not end within {seconds} seconds",
                program = self.name(),
                seconds = self.timeout.as_secs()
            ))),
        };
        if output.is_err() {
            // Does nothing if it has ended. An error of its end adds nothing.
            let _ = child.kill().await;
        }
        output
    }

    /// Returns the output of the program when it has ended.
    async fn output(&self, child: &mut Child) -> Result<Vec<u8>, ProviderError> {
        let not_run = |source| self.not_run().with_source(source);
        let mut output = Vec::new();
        if let Some(stdout) = child.stdout.take() {
            let mut stdout = stdout.take(MAX_BYTES + 1);
            stdout.read_to_end(&mut output).await.map_err(not_run)?;
        }
        if output.len() as u64 > MAX_BYTES {
            return Err(failed(message!(
                "the credential process {program} printed more than {bytes} bytes",
                program = self.name(),
                bytes = MAX_BYTES
            )));
        }
        let status = child.wait().await.map_err(not_run)?;
        if !status.success() {
            return Err(failed(message!(
                "the credential process {program} failed: {status}",
                program = self.name(),
                status = status.to_string()
            )));
        }
        Ok(output)
    }

    fn not_run(&self) -> ProviderError {
        let program = self.name();
        failed(message!("could not run the credential process {program}", program = program))
    }

    /// Reads the credential. No error shows the output, which contains a key.
    fn parse(&self, output: &[u8]) -> Result<Credential, ProviderError> {
        let invalid = || {
            failed(message!(
                "the credential process {program} printed no JSON with Version, SecretId and SecretKey",
                program = self.name()
            ))
        };
        // Windows PowerShell writes a byte order mark.
        let output = output.strip_prefix(b"\xef\xbb\xbf").unwrap_or(output);
        let output: Output = serde_json::from_slice(output).map_err(|_| invalid())?;
        if output.version != VERSION {
            return Err(failed(message!(
                "the credential process {program} printed Version {version}; supported is 1",
                program = self.name(),
                version = output.version
            )));
        }
        let mut credential = Credential::new(output.secret_id, output.secret_key);
        if let Some(token) = output.token.filter(|token| !token.is_empty()) {
            credential = credential.token(token);
        }
        if let Some(expiration) = output.expiration {
            let expiration = DateTime::parse_from_rfc3339(&expiration).map_err(|_| {
                failed(message!(
                    "the credential process {program} printed an Expiration that is no time in RFC 3339",
                    program = self.name()
                ))
            })?;
            let since_epoch = u64::try_from(expiration.timestamp()).unwrap_or_default();
            let expiry = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(since_epoch));
            credential = credential.expires(expiry.ok_or_else(invalid)?);
        }
        let origin =
            message!("the output of the credential process {program}", program = self.name());
        credential.check_from(origin)?;
        Ok(credential)
    }
}

/// Output of the program.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Output {
    version: u64,
    #[serde(alias = "AccessKeyId")]
    secret_id: String,
    #[serde(alias = "SecretAccessKey")]
    secret_key: String,
    #[serde(alias = "SessionToken")]
    token: Option<String>,
    expiration: Option<String>,
}

fn failed(message: Message) -> ProviderError {
    ProviderError::new(false, message)
}

impl CredentialProvider for ProcessProvider {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            require_runtime().map_err(|source| self.not_run().with_source(source))?;
            self.parse(&self.run().await?)
        })
    }
}

impl fmt::Debug for ProcessProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProcessProvider")
            .field("program", &self.program)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
