//! Cassettes: recorded calls that are played back in tests.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::path::PathBuf;

mod format;
mod mask;
mod record;
mod replay;

pub use record::RecordingTransport;
pub use replay::ReplayTransport;

/// Maximum number of requests of a cassette.
const MAX_EXCHANGES: usize = 1000;

/// Maximum size of a request or a response in a cassette: 1 MiB. Larger requests are recorded
/// without their fields.
const MAX_BODY_BYTES: usize = 1 << 20;

/// Maximum size of a request whose secrets are removed from its response: 16 MiB.
const MAX_SEARCHED_BYTES: usize = 16 << 20;

/// Maximum size of a cassette: 16 MiB.
const MAX_FILE_BYTES: usize = 16 << 20;

/// An error of a cassette.
#[derive(Debug)]
#[non_exhaustive]
pub enum CassetteError {
    /// The file could not be read or written.
    Io {
        /// Path of the file.
        path: PathBuf,
        /// The error.
        source: io::Error,
    },
    /// The file is not a cassette.
    Malformed {
        /// Path of the file.
        path: PathBuf,
        /// Description of the problem, with the position in the file.
        message: String,
    },
    /// The run has more or larger calls than a cassette holds.
    TooLarge {
        /// Description of the limit.
        message: String,
    },
}

impl fmt::Display for CassetteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => {
                write!(f, "could not use the cassette {}: {source}", path.display())
            }
            Self::Malformed { path, message } => {
                write!(f, "{} is not a cassette: {message}; record it again", path.display())
            }
            Self::TooLarge { message } => {
                write!(f, "the run does not fit into a cassette: {message}; record a shorter one")
            }
        }
    }
}

impl StdError for CassetteError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Malformed { .. } | Self::TooLarge { .. } => None,
        }
    }
}
