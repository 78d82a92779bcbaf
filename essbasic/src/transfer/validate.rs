//! Validation of files before they are sent: name, type, size and content.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::sync::PoisonError;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use super::content::{CHUNK_BYTES, FileContent, SharedReader};
use super::error::FileErrorKind;
use super::local_file::{LocalFile, Origin};
use crate::files::FileBusinessType;

/// Number of leading bytes used to detect a file's type.
const HEAD_BYTES: usize = 1024;

/// Type of a file. One call uploads files of one type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum FileType {
    Pdf,
    Word,
    Excel,
    Html,
    Picture,
    Zip,
}

/// A file name extension accepted by uploads.
struct FileExtension {
    text: &'static str,
    file_type: FileType,
    /// Alternative leading bytes of the content.
    magic: &'static [&'static [u8]],
}

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const JPEG: &[u8] = b"\xff\xd8\xff";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const PDF: &[u8] = b"%PDF-";

const EXTENSIONS: &[FileExtension] = &[
    FileExtension { text: "pdf", file_type: FileType::Pdf, magic: &[PDF] },
    FileExtension { text: "doc", file_type: FileType::Word, magic: &[OLE] },
    FileExtension { text: "docx", file_type: FileType::Word, magic: &[ZIP] },
    FileExtension { text: "xls", file_type: FileType::Excel, magic: &[OLE] },
    FileExtension { text: "xlsx", file_type: FileType::Excel, magic: &[ZIP] },
    FileExtension { text: "html", file_type: FileType::Html, magic: &[] },
    FileExtension { text: "jpg", file_type: FileType::Picture, magic: &[JPEG] },
    FileExtension { text: "jpeg", file_type: FileType::Picture, magic: &[JPEG] },
    FileExtension { text: "png", file_type: FileType::Picture, magic: &[PNG] },
    FileExtension { text: "zip", file_type: FileType::Zip, magic: &[ZIP, b"PK\x05\x06"] },
];

impl FileType {
    /// Returns the smallest size in bytes that is rejected.
    fn size_limit(self) -> u64 {
        match self {
            Self::Picture => 8 << 20,
            _ => 60 << 20,
        }
    }
}

impl FileExtension {
    /// Returns the extension of a name, ignoring case.
    fn from_name(name: &str) -> Option<&'static Self> {
        let (stem, text) = name.rsplit_once('.')?;
        let matches = |extension: &&Self| extension.text.eq_ignore_ascii_case(text);
        EXTENSIONS.iter().find(matches).filter(|_| !stem.is_empty())
    }

    /// Returns whether the API reference lists the extension for a business type. Unknown business
    /// types accept all.
    fn is_accepted_for(&self, business: &FileBusinessType) -> bool {
        let accepted: &[&str] = match business {
            FileBusinessType::Template => &["pdf", "doc", "docx", "html"],
            FileBusinessType::Document => {
                &["pdf", "doc", "docx", "jpg", "png", "xls", "xlsx", "html"]
            }
            FileBusinessType::Seal | FileBusinessType::BusinessLicense => &["jpg", "jpeg", "png"],
            FileBusinessType::Archive => &["pdf", "zip"],
            _ => return true,
        };
        accepted.contains(&self.text)
    }

    /// Returns whether the leading bytes match the extension.
    fn matches_content(&self, head: &[u8]) -> bool {
        match self.file_type {
            // PDF allows other bytes before the header.
            FileType::Pdf => head.windows(PDF.len()).any(|window| window == PDF),
            FileType::Html => !head.contains(&0),
            _ => self.magic.iter().any(|magic| head.starts_with(magic)),
        }
    }
}

/// A file that can be uploaded.
pub(super) struct ValidatedFile {
    pub(super) index: usize,
    pub(super) name: String,
    pub(super) file_type: FileType,
    pub(super) length: u64,
    pub(super) content: FileContent,
}

impl ValidatedFile {
    /// Validates a file. Stops at the first error.
    pub(super) fn new(
        index: usize,
        file: LocalFile,
        business: &FileBusinessType,
    ) -> Result<Self, FileErrorKind> {
        let name = file_name(&file)?;
        let extension = FileExtension::from_name(&name).ok_or(FileErrorKind::Extension)?;
        if !extension.is_accepted_for(business) {
            return Err(FileErrorKind::Purpose);
        }
        let limit = extension.file_type.size_limit();
        let Inspection { length, head, content } = inspect(file.origin, limit)?;
        if length == 0 {
            return Err(FileErrorKind::Empty);
        }
        if length >= limit {
            return Err(FileErrorKind::TooLarge);
        }
        if !extension.matches_content(&head) {
            return Err(FileErrorKind::Content);
        }
        Ok(Self { index, name, file_type: extension.file_type, length, content })
    }
}

fn file_name(file: &LocalFile) -> Result<String, FileErrorKind> {
    let name = match (&file.name, &file.origin) {
        (Some(name), _) => Some(name.as_str()),
        (None, Origin::Path(path)) => path.file_name().and_then(|name| name.to_str()),
        (None, _) => None,
    };
    match name {
        Some(name) if name.chars().count() <= 200 => Ok(name.to_owned()),
        _ => Err(FileErrorKind::Name),
    }
}

/// Length, leading bytes and content of a file.
struct Inspection {
    length: u64,
    head: Vec<u8>,
    content: FileContent,
}

fn inspect(origin: Origin, limit: u64) -> Result<Inspection, FileErrorKind> {
    let inspection = match origin {
        Origin::Path(path) => {
            let metadata = fs::metadata(&path).map_err(|error| match error.kind() {
                ErrorKind::NotFound | ErrorKind::NotADirectory => FileErrorKind::Missing,
                _ => FileErrorKind::Unreadable,
            })?;
            // Opening a pipe, for example, could block forever.
            if !metadata.is_file() {
                return Err(FileErrorKind::NotAFile);
            }
            File::open(&path).and_then(read_head).map(|head| Inspection {
                length: metadata.len(),
                head,
                content: FileContent::Path(path),
            })
        }
        Origin::Bytes(bytes) => {
            let head = bytes[..bytes.len().min(HEAD_BYTES)].to_vec();
            let length = bytes.len() as u64;
            Ok(Inspection { length, head, content: FileContent::Bytes(bytes) })
        }
        Origin::Seekable(shared) => {
            let end = shared.lock().unwrap_or_else(PoisonError::into_inner).seek(SeekFrom::End(0));
            end.and_then(|length| {
                let head = read_head(SharedReader::new(&shared))?;
                Ok(Inspection { length, head, content: FileContent::Seekable(shared) })
            })
        }
        Origin::Reader(reader) => encode(reader.take(limit)),
    };
    inspection.map_err(|_| FileErrorKind::Unreadable)
}

fn read_head(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Reads a non-seekable reader and encodes it at once, so that it is not held twice.
fn encode(mut reader: impl Read) -> io::Result<Inspection> {
    let (mut length, mut head, mut chunks) = (0, Vec::new(), Vec::new());
    let mut raw = Vec::with_capacity(CHUNK_BYTES);
    loop {
        raw.clear();
        (&mut reader).take(CHUNK_BYTES as u64).read_to_end(&mut raw)?;
        if raw.is_empty() {
            return Ok(Inspection { length, head, content: FileContent::Encoded(chunks) });
        }
        if length == 0 {
            head.extend_from_slice(&raw[..raw.len().min(HEAD_BYTES)]);
        }
        length += raw.len() as u64;
        chunks.push(Bytes::from(STANDARD.encode(&raw)));
    }
}
