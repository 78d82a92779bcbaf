//! The credential file that the vendor's tools share.

use std::path::{Path, PathBuf};
use std::{fs, io};

use configparser::ini::Ini;

use super::{CredentialFuture, CredentialProvider, ProviderError, variable};
use crate::credential::Credential;

/// A profile of a credential file:
///
/// ```ini
/// [default]
/// secret_id = AKID…
/// secret_key = …
/// ```
///
/// A `token` may stand beside them. The file holds a key, so one that others can read is refused.
#[derive(Clone, Debug)]
pub struct FileProvider {
    /// Where it may be; the first that is there counts.
    paths: Vec<PathBuf>,
    profile: String,
    /// Whether the profile was asked for by name, so that it must be there.
    named: bool,
    /// Whether the file was asked for by name, so that it must be there.
    placed: bool,
}

/// The profile of whoever asks for none.
const DEFAULT: &str = "default";

impl FileProvider {
    /// The file at a path of one's own, which must be there.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        let paths = vec![path.into()];
        Self { paths, profile: DEFAULT.to_owned(), named: false, placed: true }
    }

    /// The file where the vendor's tools look for it: where `TENCENTCLOUD_CREDENTIALS_FILE` says,
    /// else `~/.tencentcloud/credentials`, else `/etc/tencentcloud/credentials`.
    ///
    /// # Errors
    ///
    /// Failed when the variable is not text.
    pub fn default_location() -> Result<Self, ProviderError> {
        if let Some(path) = variable("TENCENTCLOUD_CREDENTIALS_FILE")? {
            return Ok(Self::at(path));
        }
        let home = std::env::home_dir().map(|home| home.join(".tencentcloud/credentials"));
        let shared = PathBuf::from("/etc/tencentcloud/credentials");
        let paths = home.into_iter().chain([shared]).collect();
        Ok(Self { paths, profile: DEFAULT.to_owned(), named: false, placed: false })
    }

    /// Another profile than `default`, which must be there.
    #[must_use]
    pub fn profile(mut self, profile: impl Into<String>) -> Self {
        self.profile = profile.into();
        self.named = true;
        self
    }

    /// Reads it.
    ///
    /// # Errors
    ///
    /// Absent when there is no file or no `default` in it and neither was asked for by name;
    /// failed, with the path, when it cannot be read or understood, or when others can read it.
    pub fn read(&self) -> Result<Credential, ProviderError> {
        for path in &self.paths {
            match fs::read_to_string(path) {
                Ok(text) => {
                    private(path)?;
                    return self.find(path, text);
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound && !self.placed => {}
                Err(error) => {
                    let message = format!("the credential file {} cannot be read", path.display());
                    return Err(ProviderError::failed(message).with_source(error));
                }
            }
        }
        let paths: Vec<_> = self.paths.iter().map(|path| path.display().to_string()).collect();
        let message = format!("there is no {}", paths.join(" and no "));
        Err(if self.named {
            let message = format!("{message} to hold the profile `{}`", self.profile);
            ProviderError::failed(message)
        } else {
            ProviderError::absent(message)
        })
    }

    /// The profile in the text of a file.
    fn find(&self, path: &Path, text: String) -> Result<Credential, ProviderError> {
        let (path, profile) = (path.display(), &self.profile);
        let mut ini = Ini::new_cs();
        // What stands above the first profile is in none.
        ini.set_default_section("");
        // What the parser says of a line may repeat it, and with it a key.
        let Ok(sections) = ini.read(text) else {
            let message = format!(
                "the credential file {path} is not one: it holds a line `[{profile}]`, and below it `secret_id = …` and `secret_key = …`"
            );
            return Err(ProviderError::failed(message));
        };
        let Some(section) = sections.get(profile) else {
            let message = format!("the credential file {path} has no profile `{profile}`");
            return Err(if self.named || self.placed {
                ProviderError::failed(message)
            } else {
                ProviderError::absent(message)
            });
        };
        let value = |name: &str| section.get(name).cloned().flatten().filter(|it| !it.is_empty());
        let required = |name: &str| {
            value(name).ok_or_else(|| {
                let message = format!("`{profile}` in the credential file {path} has no `{name}`");
                ProviderError::failed(message)
            })
        };
        let credential = Credential::new(required("secret_id")?, required("secret_key")?);
        let credential = match value("token") {
            Some(token) => credential.token(token),
            None => credential,
        };
        credential.check().map_err(|error| {
            let message = format!("in the credential file {path}, {}", error.message());
            ProviderError::failed(message)
        })?;
        Ok(credential)
    }
}

impl CredentialProvider for FileProvider {
    fn account(&self) -> &str {
        &self.profile
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(std::future::ready(self.read()))
    }
}

/// Refuses a file that other people on this machine can read or write.
#[cfg(unix)]
fn private(path: &Path) -> Result<(), ProviderError> {
    use std::os::unix::fs::PermissionsExt;

    let shown = path.display();
    let metadata = fs::metadata(path).map_err(|error| {
        ProviderError::failed(format!("the credential file {shown} cannot be read"))
            .with_source(error)
    })?;
    if metadata.permissions().mode() & 0o006 == 0 {
        return Ok(());
    }
    let message = format!(
        "the credential file {shown} is open to everybody on this machine: chmod 600 {shown}"
    );
    Err(ProviderError::failed(message))
}

#[cfg(not(unix))]
fn private(_path: &Path) -> Result<(), ProviderError> {
    Ok(())
}
