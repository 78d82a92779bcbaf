//! An audit log: one line of JSON for each call.
//!
//! ```no_run
//! use essbasic_core::Client;
//! use essbasic_core::audit::JsonLinesAudit;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let audit = JsonLinesAudit::builder().skip_reads().open("/var/log/contracts/calls.jsonl")?;
//! let client = essbasic_core::ClientBuilder::from_env()?.interceptor(audit).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! | field | meaning |
//! |---|---|
//! | `time` | start of the call, in UTC |
//! | `action`, `effect`, `environment` | the call |
//! | `outcome` | `done`, `not_sent`, `refused` or `unknown` |
//! | `cancelled` | `true` if the future of the call was dropped |
//! | `request_id`, `code`, `error` | response; the error without secret fields, cut after 2 KiB |
//! | `attempts` | number of attempts |
//! | `duration_ms`, `rate_limit_wait_ms`, `backoff_ms`, `sending_ms` | times in milliseconds |
//! | `request` | the request without secret fields, its texts cut after 1,024 characters; left out if longer than 60 KiB |
//!
//! A line `{"time": …, "lost": 3}` reports calls that could not be written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::interceptor::{CallRecord, Interceptor};
use crate::retry::Effect;

mod file;
mod line;
mod writer;

use file::LogFile;
use writer::Writer;

/// Default maximum size of a file: 64 MiB.
const MAX_FILE_BYTES: u64 = 64 << 20;

/// Default number of rotated files.
const MAX_ROTATED_FILES: u32 = 10;

/// An interceptor that writes an audit log; see the [module](self).
///
/// Lines are written by a thread in the order in which calls end, and are on disk before later ones:
/// the file is synchronized after each batch of lines. Calls never wait for the disk. While the file
/// cannot be written, up to 8 MiB of lines are kept in memory and written later; the calls
/// beyond are counted in the log.
///
/// Only one process may write to a file. Dropping the last handle writes all lines, and blocks until they
/// are on disk.
#[derive(Clone)]
pub struct JsonLinesAudit {
    writer: Arc<Writer>,
    skip_reads: bool,
    with_requests: bool,
}

/// Settings of a [`JsonLinesAudit`].
#[derive(Clone)]
#[must_use = "a builder does nothing until `open` is called"]
pub struct JsonLinesAuditBuilder {
    max_bytes: u64,
    max_files: u32,
    skip_reads: bool,
    with_requests: bool,
    on_error: ErrorHandler,
}

type ErrorHandler = Arc<dyn Fn(&AuditError) + Send + Sync>;

impl JsonLinesAudit {
    /// Returns a builder with default settings.
    pub fn builder() -> JsonLinesAuditBuilder {
        JsonLinesAuditBuilder {
            max_bytes: MAX_FILE_BYTES,
            max_files: MAX_ROTATED_FILES,
            skip_reads: false,
            with_requests: true,
            on_error: Arc::new(|error| tracing::error!(target: "essbasic", "{error}")),
        }
    }

    /// Opens a log with default settings. Lines are appended to an existing file.
    ///
    /// # Errors
    ///
    /// [`AuditError`] if the file cannot be opened, or no thread can be started.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, AuditError> {
        Self::builder().open(path)
    }

    /// Waits until all calls that have ended are on disk. Blocks the thread.
    ///
    /// # Errors
    ///
    /// The error of writing them. They are kept and written later.
    pub fn flush(&self) -> Result<(), AuditError> {
        self.writer.flush()
    }
}

impl JsonLinesAuditBuilder {
    /// Sets the maximum size of a file in bytes. A line that does not fit begins a new file.
    /// Default: 64 MiB.
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// Sets the number of full files that are kept, as `<path>.1` (the newest) to `<path>.<n>`. Older
    /// ones are deleted. Default: 10.
    pub fn max_files(mut self, files: u32) -> Self {
        self.max_files = files;
        self
    }

    /// Leaves out calls that only read. Default: all calls are written.
    pub fn skip_reads(mut self) -> Self {
        self.skip_reads = true;
        self
    }

    /// Leaves out the requests. Default: they are written without secret fields.
    pub fn without_requests(mut self) -> Self {
        self.with_requests = false;
        self
    }

    /// Sets the handler of errors. It is called on the log's thread, at most once a second; a panic in it
    /// is ignored. Default: an event of `tracing` at level `ERROR`.
    pub fn on_error(mut self, handler: impl Fn(&AuditError) + Send + Sync + 'static) -> Self {
        self.on_error = Arc::new(handler);
        self
    }

    /// Opens the log. Lines are appended to an existing file; a new one can be read by its owner only.
    ///
    /// # Errors
    ///
    /// [`AuditError`] if the file cannot be opened, or no thread can be started.
    pub fn open(self, path: impl Into<PathBuf>) -> Result<JsonLinesAudit, AuditError> {
        let path = path.into();
        let opened = LogFile::open(path.clone(), self.max_bytes, self.max_files);
        let file = opened.map_err(|source| AuditError::new(&path, source))?;
        let writer = Writer::start(path.clone(), file, self.on_error);
        Ok(JsonLinesAudit {
            writer: Arc::new(writer.map_err(|source| AuditError::new(&path, source))?),
            skip_reads: self.skip_reads,
            with_requests: self.with_requests,
        })
    }
}

impl Interceptor for JsonLinesAudit {
    fn after_call(&self, call: &CallRecord<'_>) {
        if !(self.skip_reads && call.effect() == Effect::Read) {
            self.writer.push(line::of_call(call, self.with_requests));
        }
    }
}

/// An error of writing an audit log. No call fails with it.
#[derive(Clone, Debug)]
pub struct AuditError {
    path: PathBuf,
    lost: u64,
    source: Arc<io::Error>,
}

impl AuditError {
    fn new(path: &Path, source: io::Error) -> Self {
        Self { path: path.to_owned(), lost: 0, source: Arc::new(source) }
    }

    /// Returns the number of calls that were lost so far, because too many lines were waiting.
    pub fn lost(&self) -> u64 {
        self.lost
    }
}

impl fmt::Display for AuditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "could not write the audit log {}: {}", self.path.display(), self.source)?;
        match self.lost {
            0 => Ok(()),
            lost => write!(f, "; {lost} calls were lost"),
        }
    }
}

impl std::error::Error for AuditError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

impl fmt::Debug for JsonLinesAudit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLinesAudit")
            .field("path", &self.writer.path())
            .field("skip_reads", &self.skip_reads)
            .field("with_requests", &self.with_requests)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for JsonLinesAuditBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLinesAuditBuilder")
            .field("max_bytes", &self.max_bytes)
            .field("max_files", &self.max_files)
            .finish_non_exhaustive()
    }
}
