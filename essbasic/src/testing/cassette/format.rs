//! The file format of cassettes: JSON that is read in reviews and committed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use essbasic_core::transport::TransportErrorKind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{CassetteError, MAX_EXCHANGES, MAX_FILE_BYTES};

/// Version of the format.
const FORMAT: &str = "essbasic cassette 1";

/// A recorded run.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cassette {
    format: String,
    /// `true` if personal data was recorded.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) personal_data: bool,
    pub(super) exchanges: Vec<Exchange>,
}

/// A recorded request with its response: one attempt of a call, or a download.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exchange {
    /// Name of the action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) action: Option<String>,
    /// Version of the action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) version: Option<String>,
    /// Link of a download.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) download: Option<String>,
    /// Fields of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) request: Option<Value>,
    /// Size of a request that is too large to be recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) request_bytes: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) response: Option<Response>,
    /// Failure without a response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) failure: Option<Failure>,
}

/// The end of a recorded request.
pub(super) enum Received {
    Response(Response),
    Failure(Failure),
}

/// A recorded response.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Response {
    pub(super) status: u16,
    /// JSON, the envelope included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) json: Option<Value>,
    /// Any other text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    /// Size of a body that is not recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) bytes: Option<u64>,
}

/// A recorded failure of the transport.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Failure {
    NotConnected,
    TimedOut,
    Interrupted,
    TooLarge,
}

impl From<TransportErrorKind> for Failure {
    fn from(kind: TransportErrorKind) -> Self {
        match kind {
            TransportErrorKind::NotConnected => Self::NotConnected,
            TransportErrorKind::TimedOut => Self::TimedOut,
            TransportErrorKind::TooLarge => Self::TooLarge,
            _ => Self::Interrupted,
        }
    }
}

impl From<Failure> for TransportErrorKind {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotConnected => Self::NotConnected,
            Failure::TimedOut => Self::TimedOut,
            Failure::Interrupted => Self::Interrupted,
            Failure::TooLarge => Self::TooLarge,
        }
    }
}

impl Cassette {
    pub(super) fn new(personal_data: bool, exchanges: Vec<Exchange>) -> Self {
        Self { format: FORMAT.to_owned(), personal_data, exchanges }
    }

    /// Reads a cassette.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or is not a cassette.
    pub(super) fn read(path: &Path) -> Result<Self, CassetteError> {
        let failed = |source| CassetteError::Io { path: path.to_owned(), source };
        let malformed =
            |message: String| CassetteError::Malformed { path: path.to_owned(), message };
        let file = File::open(path).map_err(failed)?;
        let mut bytes = Vec::new();
        file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() > MAX_FILE_BYTES {
            return Err(malformed(format!("it exceeds {MAX_FILE_BYTES} bytes")));
        }
        let cassette: Self =
            serde_json::from_slice(&bytes).map_err(|error| malformed(error.to_string()))?;
        if cassette.format != FORMAT {
            return Err(malformed(format!("its format is not `{FORMAT}`")));
        }
        if cassette.exchanges.len() > MAX_EXCHANGES {
            return Err(malformed(format!("it has more than {MAX_EXCHANGES} requests")));
        }
        Ok(cassette)
    }

    /// Writes a cassette, replacing the file atomically. Creates its folder. A file with personal data
    /// can be read by its owner only.
    ///
    /// # Errors
    ///
    /// If it is too large or cannot be written.
    pub(super) fn write(&self, path: &Path) -> Result<(), CassetteError> {
        let mut json = serde_json::to_vec_pretty(self)
            .map_err(|error| CassetteError::Io { path: path.to_owned(), source: error.into() })?;
        json.push(b'\n');
        if json.len() > MAX_FILE_BYTES {
            let message = format!("it exceeds {MAX_FILE_BYTES} bytes");
            return Err(CassetteError::TooLarge { message });
        }
        let written = replace(path, &json, self.personal_data);
        written.map_err(|source| CassetteError::Io { path: path.to_owned(), source })
    }
}

/// Writes a file beside the path and renames it, so that readers see the old file or the new one.
fn replace(path: &Path, bytes: &[u8], is_private: bool) -> io::Result<()> {
    static NUMBER: AtomicU64 = AtomicU64::new(0);

    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    name.push(format!(".{}.{number}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    // A new file: a symbolic link of this name must not be followed.
    let mut file = create_new(&temporary, is_private)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    let renamed = written.and_then(|()| fs::rename(&temporary, path));
    if renamed.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    renamed
}

fn create_new(path: &Path, is_private: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if is_private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = is_private;
    options.open(path)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}
