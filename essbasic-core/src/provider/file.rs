//! Credential file of the vendor's tools.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::env::variable;
use super::read_at_most;
use crate::credential::{Credential, CredentialFuture, CredentialProvider, ProviderError};
use crate::message::{Argument, Message, message};

/// A provider that reads a profile of a credential file:
///
/// ```ini
/// [default]
/// secret_id = AKID…
/// secret_key = …
/// ```
///
/// `token` is optional. Names are compared without regard to case; a profile or a name that occurs
/// twice is rejected, and so is a file that other users can read or write: its mode must be 0600 or
/// stricter. Where a container mounts a secret that all its users can read, say so with
/// [`allow_shared`](Self::allow_shared) or `ESSBASIC_CREDENTIALS_SHARED=allow`.
#[derive(Clone, Debug)]
pub struct FileProvider {
    /// Candidate paths; the first that exists is read.
    paths: Vec<PathBuf>,
    profile: String,
    /// `true` if the profile was selected by name, and so must exist.
    profile_required: bool,
    /// `true` if the file was selected by path, and so must exist.
    file_required: bool,
    /// `true` if a file that other users can read is accepted.
    allow_shared: bool,
}

/// Default profile.
const DEFAULT: &str = "default";

/// Variable that accepts a file that other users can read.
const SHARED: &str = "ESSBASIC_CREDENTIALS_SHARED";

/// Number of bytes that are read of a file; the rest is ignored.
const MAX_BYTES: u64 = 1 << 20;

impl FileProvider {
    /// Creates a provider for the file at a path, which must exist.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { file_required: true, ..Self::with_paths(vec![path.into()]) }
    }

    /// Creates a provider for the file of the vendor's tools.
    ///
    /// Its path is that in `TENCENTCLOUD_CREDENTIALS_FILE`, else `~/.tencentcloud/credentials`, else
    /// `/etc/tencentcloud/credentials`.
    ///
    /// # Errors
    ///
    /// When a variable has an invalid value; the error is not [absent](ProviderError::is_absent).
    pub fn default_location() -> Result<Self, ProviderError> {
        let provider = match variable("TENCENTCLOUD_CREDENTIALS_FILE")? {
            Some(path) => Self::at(path),
            None => {
                let home = std::env::home_dir().map(|home| home.join(".tencentcloud/credentials"));
                let system = PathBuf::from("/etc/tencentcloud/credentials");
                Self::with_paths(home.into_iter().chain([system]).collect())
            }
        };
        match variable(SHARED)?.as_deref() {
            None => Ok(provider),
            Some("allow") => Ok(provider.allow_shared()),
            Some(_) => Err(failed(message!("{name} must be `allow` or unset", name = SHARED))),
        }
    }

    fn with_paths(paths: Vec<PathBuf>) -> Self {
        Self {
            paths,
            profile: DEFAULT.to_owned(),
            profile_required: false,
            file_required: false,
            allow_shared: false,
        }
    }

    /// Selects a profile, which must exist. Default: `default`.
    #[must_use]
    pub fn profile(mut self, profile: impl Into<String>) -> Self {
        self.profile = profile.into();
        self.profile_required = true;
        self
    }

    /// Accepts a file that other users can read, such as a secret that a container mounts read-only.
    ///
    /// A file that they can write is always rejected.
    #[must_use]
    pub fn allow_shared(mut self) -> Self {
        self.allow_shared = true;
        self
    }

    /// Reads the credential.
    ///
    /// # Errors
    ///
    /// When there is no file or no profile `default` in it; the error is
    /// [absent](ProviderError::is_absent) unless file or profile was selected. When the file cannot be
    /// read or parsed, or other users can read it; the error names the path.
    pub fn read(&self) -> Result<Credential, ProviderError> {
        for path in &self.paths {
            match self.read_file(path) {
                Ok(bytes) => return self.parse(path, &bytes),
                Err(error) if error.kind() == io::ErrorKind::NotFound && !self.file_required => {}
                Err(error) => {
                    let path = path.display().to_string();
                    let message =
                        message!("could not read the credential file {path}", path = path);
                    return Err(match error.downcast() {
                        Ok(error) => error,
                        Err(error) => failed(message).with_source(error),
                    });
                }
            }
        }
        let paths = self.paths.iter().map(|path| path.display().to_string()).collect();
        let paths = Argument::Any(paths);
        Err(if self.profile_required {
            failed(message!(
                "no credential file at {paths} for the profile `{profile}`",
                paths = paths,
                profile = self.profile.as_str()
            ))
        } else {
            let message = message!("no credential file at {paths}", paths = paths);
            ProviderError::new(true, message)
        })
    }

    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        check_mode(path, &metadata, self.allow_shared).map_err(io::Error::other)?;
        read_at_most(file, MAX_BYTES)
    }

    /// Parses the profile in the content of a file. Errors repeat no line, which may hold a key.
    fn parse(&self, path: &Path, bytes: &[u8]) -> Result<Credential, ProviderError> {
        let (path, profile) = (&*path.display().to_string(), self.profile.as_str());
        let text = std::str::from_utf8(bytes).map_err(|_| {
            failed(message!(
                "the credential file {path} is not UTF-8 text: save it in that encoding",
                path = path
            ))
        })?;
        let (mut found, mut is_inside) = (false, false);
        let mut parts: [Option<&str>; PARTS.len()] = Default::default();
        for line in text.lines() {
            match Line::parse(line) {
                Line::Profile(name) => {
                    is_inside = name.eq_ignore_ascii_case(profile);
                    if is_inside && found {
                        return Err(failed(message!(
                            "the credential file {path} has the profile `{profile}` twice",
                            path = path,
                            profile = profile
                        )));
                    }
                    found |= is_inside;
                }
                Line::Part(index, value) if is_inside => {
                    if parts[index].replace(value).is_some() {
                        return Err(failed(message!(
                            "the credential file {path} has `{name}` of `{profile}` twice",
                            path = path,
                            name = PARTS[index],
                            profile = profile
                        )));
                    }
                }
                Line::Malformed => {
                    return Err(failed(message!(
                        "the credential file {path} could not be parsed; expected `[{profile}]` followed by `secret_id = …` and `secret_key = …`",
                        path = path,
                        profile = profile
                    )));
                }
                Line::Part(..) | Line::Other => {}
            }
        }
        if !found {
            let message = message!(
                "the credential file {path} has no profile `{profile}`",
                path = path,
                profile = profile
            );
            return Err(ProviderError::new(!self.profile_required && !self.file_required, message));
        }
        let value = |index: usize| parts[index].filter(|value| !value.is_empty());
        let required = |index: usize| {
            let missing = || {
                failed(message!(
                    "the credential file {path} has no `{name}` of `{profile}`",
                    path = path,
                    name = PARTS[index],
                    profile = profile
                ))
            };
            value(index).ok_or_else(missing)
        };
        let credential = Credential::new(required(0)?, required(1)?);
        let credential = match value(2) {
            Some(token) => credential.token(token),
            None => credential,
        };
        credential.check_from(message!("the credential file {path}", path = path))?;
        Ok(credential)
    }
}

/// Names in a profile: ID, key, token.
const PARTS: [&str; 3] = ["secret_id", "secret_key", "token"];

/// A line of a credential file, for programs that edit one.
#[doc(hidden)]
#[allow(missing_debug_implementations, reason = "may hold a key")]
#[derive(Clone, Copy)]
pub enum Line<'a> {
    /// The beginning of a profile, with its name.
    Profile(&'a str),
    /// A part of a credential: the index of `secret_id`, `secret_key` or `token`, and its value.
    Part(usize, &'a str),
    /// Anything else: comments, empty lines, other names.
    Other,
    /// A profile's name without its closing bracket.
    Malformed,
}

impl<'a> Line<'a> {
    /// Parses a line. A byte order mark before it is skipped.
    pub fn parse(line: &'a str) -> Self {
        let line = line.trim_start_matches('\u{feff}').trim();
        if let Some(header) = line.strip_prefix('[') {
            return header
                .split_once(']')
                .map_or(Self::Malformed, |(name, _)| Self::Profile(name.trim()));
        }
        let Some((name, value)) = line.split_once(['=', ':']) else { return Self::Other };
        let index = PARTS.iter().position(|part| part.eq_ignore_ascii_case(name.trim()));
        // A comment after a value is separated from it by white space.
        let comments = [" #", " ;", "\t#", "\t;"];
        let end = comments.iter().filter_map(|start| value.find(start)).min();
        let value = value[..end.unwrap_or(value.len())].trim();
        index.map_or(Self::Other, |index| Self::Part(index, value))
    }
}

impl CredentialProvider for FileProvider {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(std::future::ready(self.read()))
    }
}

/// Rejects a file that other users can write, or read unless `allow_shared`.
#[cfg(unix)]
fn check_mode(path: &Path, metadata: &Metadata, allow_shared: bool) -> Result<(), ProviderError> {
    use std::os::unix::fs::PermissionsExt;

    let forbidden = if allow_shared { 0o022 } else { 0o066 };
    let mode = metadata.permissions().mode() & 0o777;
    if mode & forbidden == 0 {
        return Ok(());
    }
    let (path, octal) = (path.display().to_string(), format!("{mode:04o}"));
    Err(failed(if mode & 0o022 == 0 {
        message!(
            "other users can read the credential file {path} (mode {mode}); run `chmod 600 {path}`, or set {variable}=allow if that is meant, as for a secret mounted read-only",
            path = path,
            mode = octal,
            variable = SHARED
        )
    } else {
        message!(
            "other users can write the credential file {path} (mode {mode}); run `chmod 600 {path}`",
            path = path,
            mode = octal
        )
    }))
}

#[cfg(not(unix))]
fn check_mode(
    _path: &Path,
    _metadata: &Metadata,
    _allow_shared: bool,
) -> Result<(), ProviderError> {
    Ok(())
}

fn failed(message: Message) -> ProviderError {
    ProviderError::new(false, message)
}
