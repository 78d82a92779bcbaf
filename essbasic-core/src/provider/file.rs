//! Credential file of the vendor's tools.

use std::path::{Path, PathBuf};
use std::{fs, io};

use configparser::ini::Ini;

use super::env::variable;
use crate::credential::{Credential, CredentialFuture, CredentialProvider, ProviderError};

/// Reads a profile of a credential file:
///
/// ```ini
/// [default]
/// secret_id = AKID…
/// secret_key = …
/// ```
///
/// `token` is optional. A file that all users of the machine can read or write is rejected.
#[derive(Clone, Debug)]
pub struct FileProvider {
    /// Candidate paths; the first that exists is read.
    paths: Vec<PathBuf>,
    profile: String,
    /// `true` if the profile was selected by name, and so must exist.
    profile_required: bool,
    /// `true` if the file was selected by path, and so must exist.
    file_required: bool,
}

/// Default profile.
const DEFAULT: &str = "default";

impl FileProvider {
    /// Creates a provider for the file at a path, which must exist.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        let paths = vec![path.into()];
        Self { paths, profile: DEFAULT.to_owned(), profile_required: false, file_required: true }
    }

    /// Creates a provider for the file of the vendor's tools: the path in
    /// `TENCENTCLOUD_CREDENTIALS_FILE`, else `~/.tencentcloud/credentials`, else
    /// `/etc/tencentcloud/credentials`.
    ///
    /// # Errors
    ///
    /// Failed when the variable is not valid Unicode.
    pub fn default_location() -> Result<Self, ProviderError> {
        if let Some(path) = variable("TENCENTCLOUD_CREDENTIALS_FILE")? {
            return Ok(Self::at(path));
        }
        let home = std::env::home_dir().map(|home| home.join(".tencentcloud/credentials"));
        let shared = PathBuf::from("/etc/tencentcloud/credentials");
        let paths = home.into_iter().chain([shared]).collect();
        Ok(Self {
            paths,
            profile: DEFAULT.to_owned(),
            profile_required: false,
            file_required: false,
        })
    }

    /// Selects a profile, which must exist. Default: `default`.
    #[must_use]
    pub fn profile(mut self, profile: impl Into<String>) -> Self {
        self.profile = profile.into();
        self.profile_required = true;
        self
    }

    /// Reads the credential.
    ///
    /// # Errors
    ///
    /// [Absent](ProviderError::is_absent) when there is no file or no profile `default` in it, and
    /// neither was selected. Failed, with the path, when the file cannot be read or parsed, or when
    /// all users can read it.
    pub fn read(&self) -> Result<Credential, ProviderError> {
        for path in &self.paths {
            match fs::read_to_string(path) {
                Ok(text) => {
                    check_permissions(path)?;
                    return self.parse(path, text);
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound && !self.file_required => {}
                Err(error) => {
                    let message = format!("could not read the credential file {}", path.display());
                    return Err(ProviderError::failed(message).with_source(error));
                }
            }
        }
        let paths: Vec<_> = self.paths.iter().map(|path| path.display().to_string()).collect();
        let message = format!("no credential file at {}", paths.join(" or "));
        Err(if self.profile_required {
            let message = format!("{message} for the profile `{}`", self.profile);
            ProviderError::failed(message)
        } else {
            ProviderError::absent(message)
        })
    }

    /// Parses the profile in the text of a file.
    fn parse(&self, path: &Path, text: String) -> Result<Credential, ProviderError> {
        let (path, profile) = (path.display(), &self.profile);
        let mut ini = Ini::new_cs();
        // Lines before the first section belong to no profile.
        ini.set_default_section("");
        // The parser's error may repeat a line, and with it a key.
        let Ok(sections) = ini.read(text) else {
            let message = format!(
                "could not parse the credential file {path}; expected `[{profile}]` followed by `secret_id = …` and `secret_key = …`"
            );
            return Err(ProviderError::failed(message));
        };
        let Some(section) = sections.get(profile) else {
            let message = format!("the credential file {path} has no profile `{profile}`");
            return Err(if self.profile_required || self.file_required {
                ProviderError::failed(message)
            } else {
                ProviderError::absent(message)
            });
        };
        let value = |name: &str| section.get(name).cloned().flatten().filter(|it| !it.is_empty());
        let required = |name: &str| {
            value(name).ok_or_else(|| {
                let message =
                    format!("profile `{profile}` in the credential file {path} has no `{name}`");
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
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(std::future::ready(self.read()))
    }
}

/// Rejects a file that all users of the machine can read or write.
#[cfg(unix)]
fn check_permissions(path: &Path) -> Result<(), ProviderError> {
    use std::os::unix::fs::PermissionsExt;

    let path_text = path.display();
    let metadata = fs::metadata(path).map_err(|error| {
        ProviderError::failed(format!("could not read the credential file {path_text}"))
            .with_source(error)
    })?;
    if metadata.permissions().mode() & 0o006 == 0 {
        return Ok(());
    }
    let message =
        format!("all users can read the credential file {path_text}; run `chmod 600 {path_text}`");
    Err(ProviderError::failed(message))
}

#[cfg(not(unix))]
fn check_permissions(_path: &Path) -> Result<(), ProviderError> {
    Ok(())
}
