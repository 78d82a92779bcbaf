//! What is wrong with a file.

use std::error::Error;
use std::fmt;
use std::io;

/// What is wrong with one file of an upload.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct FileError {
    /// Which file, from 0.
    pub index: usize,
    /// What is wrong with it.
    pub kind: FileErrorKind,
}

/// What can be wrong with a file. Listed in the order of the checks.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum FileErrorKind {
    /// It has no name that is text, or one of more than 200 characters.
    Name,
    /// Its name does not end as that of a file which can be uploaded.
    Extension,
    /// Files that end so are not taken for this purpose.
    Purpose,
    /// It is not there.
    Missing,
    /// It is a directory, or something else that is no file.
    NotAFile,
    /// It cannot be read.
    Unreadable,
    /// There is nothing in it.
    Empty,
    /// It has 8 MB or more and is a picture, or 60 MB or more.
    TooLarge,
    /// It does not begin as a file does whose name ends so.
    Content,
    /// It cannot be read any more.
    NoLongerReadable,
    /// It has more bytes than it had.
    Grew,
    /// It has less bytes than it had.
    Shrank,
    /// It was sent, and the answer has no id for it.
    MissingId,
}

impl FileErrorKind {
    const fn sentence(self) -> &'static str {
        match self {
            Self::Name => "has no name, or one of more than 200 characters",
            Self::Extension => "has a name whose ending is not that of a type that is taken",
            Self::Purpose => "is of a type that is not taken for this purpose",
            Self::Missing => "is not there",
            Self::NotAFile => "is not a file",
            Self::Unreadable => "cannot be read",
            Self::Empty => "is empty",
            Self::TooLarge => "is too large: pictures have less than 8 MB, others less than 60 MB",
            Self::Content => "is not what its name ends in",
            Self::NoLongerReadable => "cannot be read any more, since it was looked at",
            Self::Grew => "grew since it was looked at",
            Self::Shrank => "shrank since it was looked at",
            Self::MissingId => "was sent, and the answer has no id for it",
        }
    }
}

impl FileError {
    /// What is wrong with a file, as an error of reading it.
    pub(crate) fn reading(index: usize, error: &io::Error) -> io::Error {
        let known = Self::within(error);
        io::Error::new(
            error.kind(),
            known.unwrap_or(Self { index, kind: FileErrorKind::NoLongerReadable }),
        )
    }

    /// What is wrong with a file, out of an error of reading it.
    pub(crate) fn within(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().cloned()
    }
}

impl Error for FileError {}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "file {} {}", self.index, self.kind.sentence())
    }
}
