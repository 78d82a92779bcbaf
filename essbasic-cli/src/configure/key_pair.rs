//! Secret ID and secret key, stored in the credential file of the vendor's tools.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use essbasic::provider::FileProvider;
use secrecy::{ExposeSecret, SecretString};

use super::{cannot_write, credential_file, terminal, warn_if_readable_by_others};
use crate::cli::ProfileArgs;
use crate::config::Profile;
use crate::error::CliError;
use crate::files;
use crate::input::{self, Source};
use crate::message::{Localize, message};
use crate::output::OutputFormat;
use crate::report;
use crate::settings::variable;

/// Maximum size of the credential file.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// A pair to store, and its name.
pub(super) struct KeyPair {
    name: String,
    id: String,
    secret: SecretString,
}

impl KeyPair {
    /// Returns the pair that the options set, if any.
    pub(super) fn from_options(
        options: &ProfileArgs,
        current: &Profile,
        profile: &str,
    ) -> Result<Option<Self>, CliError> {
        let Some(id) = &options.secret_id else { return Ok(None) };
        let name = options.credentials.as_deref().or(current.get("credentials")).unwrap_or(profile);
        let key = match &options.secret_key_file {
            Some(Source::Stdin) if io::stdin().is_terminal() => terminal::read_secret_key()?,
            Some(source) => read_key(source)?,
            None => key_from_variable(id)?.map_or_else(key_from_terminal, Ok)?,
        };
        Self::new(name, id, key).map(Some)
    }

    /// Creates a pair, unless its name, ID or key cannot be stored.
    pub(super) fn new(name: &str, id: &str, secret: SecretString) -> Result<Self, CliError> {
        let is_valid = |text: &str| {
            !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && !b";#".contains(&b))
        };
        if !is_valid(id) {
            return Err(CliError::usage(message!("cli-invalid-secret-id")));
        }
        if !is_valid(secret.expose_secret()) {
            return Err(CliError::usage(message!("cli-invalid-secret-key")));
        }
        if name.is_empty() || name.trim() != name || name.contains(['[', ']', '\n', '\r']) {
            return Err(CliError::usage(message!("cli-invalid-credentials-name")));
        }
        Ok(Self { name: name.to_owned(), id: id.to_owned(), secret })
    }

    /// Returns the profile of the credential file to store the pair in.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Stores the pair. Returns the written file, or `None` if it already contained the pair.
    pub(super) fn store(
        &self,
        replace: bool,
        format: Option<OutputFormat>,
    ) -> Result<Option<PathBuf>, CliError> {
        let path = path()?;
        let cannot_write = |error: io::Error| cannot_write(&path, &error);
        let _lock = files::lock(&path).map_err(cannot_write)?;
        let text = read_file(&path)?;
        let stored = credential_file::read(&text, &self.name);
        if stored.is_pair(&self.id, self.secret.expose_secret()) {
            return Ok(None);
        }
        let (shown, name) = (&path, &self.name);
        if credential_file::count(&text, &self.name) > 1 {
            let message = message!("cli-profile-repeated", path = shown, name = name);
            return Err(CliError::usage(message).with_hint(message!("cli-remove-repeated")));
        }
        if stored.exists() && !replace {
            let message = message!("cli-key-exists", name = name, path = shown);
            return Err(CliError::usage(message).with_hint(message!("cli-key-exists-hint")));
        }
        let text = credential_file::store(&text, &self.name, &self.id, self.secret.expose_secret());
        let shared = Path::new("/etc/tencentcloud/credentials");
        if !path.exists() && shared.exists() {
            let text = message!("cli-precedence", path = shown, other = shared);
            report::warning(&text, format);
        }
        warn_if_readable_by_others(&path, format);
        files::replace(&path, text.as_bytes()).map_err(cannot_write)?;
        let read_back = FileProvider::at(&path).profile(&self.name).read();
        if read_back.is_ok_and(|credential| credential.secret_id() == self.id) {
            return Ok(Some(path));
        }
        Err(CliError::usage(message!("cli-key-unreadable", path = path))
            .with_hint(message!("cli-check-file")))
    }
}

/// Returns whether a key is stored under a name.
pub(super) fn is_stored(name: &str) -> Result<bool, CliError> {
    Ok(credential_file::read(&read_file(&path()?)?, name).exists())
}

/// Returns the path of the credential file that the vendor's tools read first.
fn path() -> Result<PathBuf, CliError> {
    let path = match variable("TENCENTCLOUD_CREDENTIALS_FILE")? {
        Some(path) => PathBuf::from(path),
        None => std::env::home_dir()
            .map(|home| home.join(".tencentcloud/credentials"))
            .ok_or_else(|| CliError::usage(message!("cli-no-home-for-key")))?,
    };
    files::resolve(&path).map_err(|error| cannot_write(&path, &error))
}

/// Reads the text of the credential file, which may not exist yet.
fn read_file(path: &Path) -> Result<String, CliError> {
    let cannot_read = |problem: &dyn Localize| {
        CliError::usage(message!("cli-cannot-read", path = path, problem = problem))
    };
    match input::read_file_up_to(MAX_FILE_BYTES, path) {
        Ok(bytes) => input::decode(&bytes).map_err(|problem| cannot_read(&problem)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(cannot_read(&error)),
    }
}

fn read_key(source: &Source) -> Result<SecretString, CliError> {
    let text = input::read_text("--secret-key-file", source)?;
    Ok(text.trim_end_matches(['\n', '\r']).into())
}

/// Reads the key from its variable, unless that belongs to another secret ID.
fn key_from_variable(id: &str) -> Result<Option<SecretString>, CliError> {
    let Some(key) = variable("TENCENTCLOUD_SECRET_KEY")? else { return Ok(None) };
    match variable("TENCENTCLOUD_SECRET_ID")? {
        Some(other) if other != id => Err(CliError::usage(message!("cli-key-of-other-id"))
            .with_hint(message!("cli-key-of-other-id-hint"))),
        _ => Ok(Some(key.into())),
    }
}

fn key_from_terminal() -> Result<SecretString, CliError> {
    if io::stdin().is_terminal() {
        return terminal::read_secret_key();
    }
    Err(CliError::usage(message!("cli-key-missing")).with_hint(message!("cli-key-missing-hint")))
}
