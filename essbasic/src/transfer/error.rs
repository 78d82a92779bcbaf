//! Errors of uploads and of their files.

use std::error::Error as StdError;
use std::fmt;
use std::io;

use super::link::UploadedFile;
use crate::{Error, Outcome};

/// Error of an upload.
///
/// [`file_errors`](Self::file_errors) lists the invalid files, [`failed_call`](Self::failed_call)
/// returns the error of the call that failed, and [`uploaded`](Self::uploaded) the files uploaded
/// before.
///
/// Neither `Display` nor `Debug` shows file names, which may contain people's names.
pub struct UploadError(Box<Inner>);

struct Inner {
    file_errors: Vec<FileError>,
    uploaded: Vec<UploadedFile>,
    call: Option<Error>,
}

impl UploadError {
    /// Creates the error of files that are invalid.
    pub(super) fn from_files(file_errors: Vec<FileError>) -> Self {
        Self(Box::new(Inner { file_errors, uploaded: Vec::new(), call: None }))
    }

    /// Creates the error of a call that failed.
    pub(super) fn from_call(uploaded: Vec<UploadedFile>, call: Error) -> Self {
        Self(Box::new(Inner { file_errors: Vec::new(), uploaded, call: Some(call) }))
    }

    /// Creates the error of an upload that ended early, with the file that caused it, if known.
    pub(super) fn interrupted(uploaded: Vec<UploadedFile>, file_error: Option<FileError>) -> Self {
        let file_errors = file_error.into_iter().collect();
        Self(Box::new(Inner { file_errors, uploaded, call: None }))
    }

    /// Returns the errors of the files, in order.
    pub fn file_errors(&self) -> &[FileError] {
        &self.0.file_errors
    }

    /// Returns the files uploaded before the error: the first ones, in order.
    pub fn uploaded(&self) -> &[UploadedFile] {
        &self.0.uploaded
    }

    /// Returns the error of the call that failed, if a call failed.
    pub fn failed_call(&self) -> Option<&Error> {
        self.0.call.as_ref()
    }

    /// Returns whether the service received files other than [`uploaded`](Self::uploaded).
    pub fn outcome(&self) -> Outcome {
        if self.0.file_errors.iter().any(|error| error.kind == FileErrorKind::MissingId) {
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
        for (position, error) in self.0.file_errors.iter().enumerate() {
            write!(f, "{} {error}", if position == 0 { ":" } else { ";" })?;
        }
        Ok(())
    }
}

impl fmt::Debug for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("UploadError");
        out.field("outcome", &self.outcome());
        out.field("file_errors", &self.0.file_errors);
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

impl From<Error> for UploadError {
    fn from(error: Error) -> Self {
        Self::from_call(Vec::new(), error)
    }
}

const _: () = {
    const fn assert_send_sync<T: Send + Sync + 'static>() {}
    assert_send_sync::<UploadError>();
};

/// Error of one file of an upload.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct FileError {
    /// Index of the file, from 0.
    pub index: usize,
    /// Kind of the error.
    pub kind: FileErrorKind,
}

/// Kind of a [`FileError`], in the order of the checks.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum FileErrorKind {
    /// The file has no name, a name that is not text, or one of more than 200 characters.
    Name,
    /// The file name's extension is not accepted.
    Extension,
    /// The file type is not accepted for this business type.
    Purpose,
    /// The file does not exist.
    Missing,
    /// The path is a directory or another object that is not a file.
    NotAFile,
    /// The file could not be read.
    Unreadable,
    /// The file is empty.
    Empty,
    /// The file has 8 MB or more (pictures) or 60 MB or more (other types).
    TooLarge,
    /// The content does not match the extension.
    Content,
    /// The file became unreadable after validation.
    NoLongerReadable,
    /// The file grew after validation.
    Grew,
    /// The file shrank after validation.
    Shrank,
    /// The file was sent, but the response has no ID for it.
    MissingId,
}

impl FileErrorKind {
    const fn message(self) -> &'static str {
        match self {
            Self::Name => "has no name, or one of more than 200 characters",
            Self::Extension => "has an unsupported extension",
            Self::Purpose => "has a type that is not accepted for this business type",
            Self::Missing => "does not exist",
            Self::NotAFile => "is not a file",
            Self::Unreadable => "could not be read",
            Self::Empty => "is empty",
            Self::TooLarge => "is too large; the limit is 8 MB for pictures and 60 MB for others",
            Self::Content => "has content that does not match its extension",
            Self::NoLongerReadable => "became unreadable after validation",
            Self::Grew => "grew after validation",
            Self::Shrank => "shrank after validation",
            Self::MissingId => "was sent, but the response has no ID for it",
        }
    }
}

impl FileError {
    /// Converts an I/O error of reading a file into one that carries the file's error.
    pub(super) fn into_io(index: usize, error: &io::Error) -> io::Error {
        let file_error = Self::from_io(error);
        let unreadable = Self { index, kind: FileErrorKind::NoLongerReadable };
        io::Error::new(error.kind(), file_error.unwrap_or(unreadable))
    }

    /// Returns the file's error carried by an I/O error.
    pub(super) fn from_io(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().cloned()
    }
}

impl StdError for FileError {}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "file {} {}", self.index, self.kind.message())
    }
}
