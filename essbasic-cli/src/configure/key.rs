//! A secret id and its key, kept where the vendor's tools look for them.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use essbasic::provider::FileProvider;
use secrecy::{ExposeSecret, SecretString};

use super::{ask, ini, keep};
use crate::arguments::{Output, Setting};
use crate::config::Profile;
use crate::failure::{Failure, warn};
use crate::input::{self, Source};
use crate::settings::variable;

/// A pair to be kept, and under which name.
pub(super) struct Key {
    name: String,
    id: String,
    secret: SecretString,
}

impl Key {
    /// The pair that was said by options, if one was.
    pub(super) fn of(
        setting: &Setting,
        known: &Profile,
        profile: &str,
    ) -> Result<Option<Self>, Failure> {
        let Some(id) = &setting.secret_id else { return Ok(None) };
        let name = setting.credentials.as_deref().or(known.get("credentials")).unwrap_or(profile);
        let key = match &setting.secret_key_file {
            Some(Source::Stdin) if io::stdin().is_terminal() => ask::key()?,
            Some(source) => read(source)?,
            None => of_variable(id)?.map_or_else(on_terminal, Ok)?,
        };
        Self::new(name, id, key).map(Some)
    }

    /// A pair that no service would refuse for how it is written.
    pub(super) fn new(name: &str, id: &str, secret: SecretString) -> Result<Self, Failure> {
        let is_plain = |text: &str| {
            !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && !b";#".contains(&b))
        };
        for (what, text) in [("secret id", id), ("secret key", secret.expose_secret())] {
            if !is_plain(text) {
                let message = format!("the {what} is empty, or has characters that none has");
                return Err(Failure::usage(message));
            }
        }
        if name.is_empty() || name.trim() != name || name.contains(['[', ']', '\n', '\r']) {
            return Err(Failure::usage("--credentials: that is no name for a key"));
        }
        Ok(Self { name: name.to_owned(), id: id.to_owned(), secret })
    }

    /// The profile of the credential file that it is kept in.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Keeps it; gives the file that was written, if anything new was.
    pub(super) fn keep(
        &self,
        replace: bool,
        output: Option<Output>,
    ) -> Result<Option<PathBuf>, Failure> {
        let (path, text) = file()?;
        let held = ini::held(&text, &self.name);
        if held.is(&self.id, self.secret.expose_secret()) {
            return Ok(None);
        }
        let shown = path.display();
        if held.is_any() && !replace {
            let message = format!("`{}` in {shown} holds another key already", self.name);
            let hint = "--replace-key replaces it, and it cannot be got back; --credentials keeps this one under another name";
            return Err(Failure::usage(message).hint(Some(hint.to_owned())));
        }
        let text = ini::changed(&text, &self.name, &self.id, self.secret.expose_secret());
        let shared = Path::new("/etc/tencentcloud/credentials");
        if !path.exists() && shared.exists() {
            warn(&format!("{shown} now hides what {} holds", shared.display()), output);
        }
        keep::keep(&path, &text, output)?;
        let found = FileProvider::at(&path).profile(&self.name).read();
        if found.is_ok_and(|found| found.secret_id() == self.id) {
            return Ok(Some(path));
        }
        Err(Failure::usage(format!("{shown} does not give back what was written: look at it")))
    }
}

/// Whether a key is kept under a name already.
pub(super) fn is_kept(name: &str) -> Result<bool, Failure> {
    Ok(ini::held(&file()?.1, name).is_any())
}

/// The file that the vendor's tools look at first, and what it holds.
fn file() -> Result<(PathBuf, String), Failure> {
    let path = match variable("TENCENTCLOUD_CREDENTIALS_FILE")? {
        Some(path) => PathBuf::from(path),
        None => std::env::home_dir()
            .map(|home| home.join(".tencentcloud/credentials"))
            .ok_or_else(|| Failure::usage("there is no home directory to keep a key in"))?,
    };
    match fs::read_to_string(&path) {
        Ok(text) => Ok((path, text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok((path, String::new())),
        Err(error) => Err(Failure::usage(format!("cannot read {}: {error}", path.display()))),
    }
}

fn read(source: &Source) -> Result<SecretString, Failure> {
    let bytes = input::bytes("--secret-key-file", source)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::usage("--secret-key-file: what it holds is not text"))?;
    Ok(text.trim_end_matches(['\n', '\r']).into())
}

/// The key of the variable, unless that belongs to somebody else.
fn of_variable(id: &str) -> Result<Option<SecretString>, Failure> {
    let Some(key) = variable("TENCENTCLOUD_SECRET_KEY")? else { return Ok(None) };
    match variable("TENCENTCLOUD_SECRET_ID")? {
        Some(other) if other != id => {
            let message = "TENCENTCLOUD_SECRET_KEY belongs to the id of TENCENTCLOUD_SECRET_ID, which is not that of --secret-id";
            let hint = "give the key of this id with --secret-key-file";
            Err(Failure::usage(message).hint(Some(hint.to_owned())))
        }
        _ => Ok(Some(key.into())),
    }
}

fn on_terminal() -> Result<SecretString, Failure> {
    if io::stdin().is_terminal() {
        return ask::key();
    }
    let message = "--secret-id: its key is missing, and standard input is no terminal to ask on";
    let hint = "--secret-key-file FILE reads it, or - for standard input; so does the variable TENCENTCLOUD_SECRET_KEY";
    Err(Failure::usage(message).hint(Some(hint.to_owned())))
}
