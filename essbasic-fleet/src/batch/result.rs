//! The result of a line.

use std::error::Error as StdError;
use std::fmt::{self, Write};
use std::sync::Arc;

use serde_json::{Map, Value};

/// Status of a line that has a result.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum LineStatus {
    /// Executed by the service.
    Done,
    /// Not executed: rejected or invalid. It would fail again unless it is changed.
    Refused,
    /// Possibly executed, and must not be sent again.
    Unknown,
}

/// Result of a line.
#[derive(Clone)]
#[non_exhaustive]
pub struct LineResult {
    /// Number of the line.
    pub line: u64,
    /// Status of the line.
    pub status: LineStatus,
    /// `ok`, and `response` or `error`.
    pub fields: Map<String, Value>,
    cause: Option<Arc<dyn StdError + Send + Sync>>,
}

impl LineStatus {
    /// Returns the status in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

impl LineResult {
    /// Creates the result of a line that was executed.
    pub fn done(line: u64, response: Value) -> Self {
        Self::new(line, LineStatus::Done, "response", response)
    }

    /// Creates the result of a line that failed, from the error as JSON.
    pub fn failed(line: u64, status: LineStatus, error: Value) -> Self {
        Self::new(line, status, "error", error)
    }

    /// Sets the error that [`cause`](Self::cause) returns.
    #[must_use]
    pub fn with_cause(mut self, cause: impl StdError + Send + Sync + 'static) -> Self {
        self.cause = Some(Arc::new(cause));
        self
    }

    /// Returns the error of a line that this process sent. No journal stores it.
    ///
    /// Default: the [`Error`](essbasic::Error) of its call.
    pub fn cause(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        self.cause.as_deref()
    }

    /// Returns the result as JSON, with the number of its line.
    pub fn to_json(&self) -> Value {
        let mut fields = Map::new();
        fields.insert("line".to_owned(), self.line.into());
        fields.extend(self.fields.clone());
        Value::Object(fields)
    }

    /// Formats the result as one line of JSON, as [`to_json`](Self::to_json) returns it.
    pub fn to_json_line(&self) -> String {
        let mut json = format!("{{\"line\":{}", self.line);
        for (name, value) in &self.fields {
            // Writing to a string cannot fail.
            let _ = write!(json, ",{}:{value}", Value::from(name.as_str()));
        }
        json.push('}');
        json
    }

    fn new(line: u64, status: LineStatus, name: &str, value: Value) -> Self {
        let mut fields = Map::new();
        fields.insert("ok".to_owned(), (status == LineStatus::Done).into());
        fields.insert(name.to_owned(), value);
        Self { line, status, fields, cause: None }
    }

    /// Creates a result that was stored.
    #[cfg(feature = "postgres")]
    pub(crate) fn stored(line: u64, status: LineStatus, fields: Map<String, Value>) -> Self {
        Self { line, status, fields, cause: None }
    }
}

impl fmt::Debug for LineResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The response may contain links and personal data.
        f.debug_struct("LineResult")
            .field("line", &self.line)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
