//! Why files were not uploaded.

use std::error::Error as StdError;
use std::fmt;

use super::UploadedFile;
use crate::{Error, Outcome};

mod problem;

pub use problem::{FileError, FileErrorKind};

/// Why an upload did not upload all of its files.
///
/// Ask [`file_errors`](Self::file_errors) what is wrong with the files, [`failed_call`](Self::failed_call) which call
/// failed and how, and [`uploaded`](Self::uploaded) what came through before that.
///
/// Neither `Display` nor `Debug` shows a file's name, which may be a person's.
pub struct UploadError(Box<Inner>);

struct Inner {
    problems: Vec<FileError>,
    uploaded: Vec<UploadedFile>,
    call: Option<Error>,
}

impl UploadError {
    /// Files that are not fit to be uploaded.
    pub(super) fn unfit(problems: Vec<FileError>) -> Self {
        Self(Box::new(Inner { problems, uploaded: Vec::new(), call: None }))
    }

    /// A call that failed after others had uploaded some.
    pub(super) fn call(uploaded: Vec<UploadedFile>, call: Error) -> Self {
        Self(Box::new(Inner { problems: Vec::new(), uploaded, call: Some(call) }))
    }

    /// An end before all files were sent, because of one of them as far as that is known.
    pub(super) fn stopped(uploaded: Vec<UploadedFile>, problem: Option<FileError>) -> Self {
        let problems = problem.into_iter().collect();
        Self(Box::new(Inner { problems, uploaded, call: None }))
    }

    /// Everything that is wrong with the files, in their order.
    pub fn file_errors(&self) -> &[FileError] {
        &self.0.problems
    }

    /// What was uploaded before, in order: the first files of those that were given.
    pub fn uploaded(&self) -> &[UploadedFile] {
        &self.0.uploaded
    }

    /// The call that failed; nothing when it did not come to that.
    pub fn failed_call(&self) -> Option<&Error> {
        self.0.call.as_ref()
    }

    /// Whether the service has taken files beside [those that are known](Self::uploaded).
    pub fn outcome(&self) -> Outcome {
        if self.0.problems.iter().any(|problem| problem.kind == FileErrorKind::MissingId) {
            return Outcome::Unknown;
        }
        self.0.call.as_ref().map_or(Outcome::NotSent, Error::outcome)
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.uploaded.len() {
            0 => f.write_str("no file was uploaded")?,
            1 => f.write_str("only the first file was uploaded")?,
            n => write!(f, "only the first {n} files were uploaded")?,
        }
        for (at, problem) in self.0.problems.iter().enumerate() {
            write!(f, "{} {problem}", if at == 0 { ":" } else { ";" })?;
        }
        Ok(())
    }
}

impl fmt::Debug for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("UploadError");
        out.field("outcome", &self.outcome());
        out.field("problems", &self.0.problems);
        out.field("uploaded", &self.0.uploaded.len());
        if let Some(call) = &self.0.call {
            out.field("call", call);
        }
        out.finish()
    }
}

impl StdError for UploadError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.call.as_ref().map(|call| call as &(dyn StdError + 'static))
    }
}

const _: () = {
    const fn shareable<T: Send + Sync + 'static>() {}
    shareable::<UploadError>();
};

impl From<Error> for UploadError {
    fn from(error: Error) -> Self {
        Self::call(Vec::new(), error)
    }
}
