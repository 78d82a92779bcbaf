//! What is looked at before anything is sent: that a file is there, and fit to be uploaded.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::sync::PoisonError;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use super::FileErrorKind as Kind;
use super::contents::{FileContent, SharedReader};
use super::file_type::{FileExtension, FileType, HEAD};
use super::local_file::{LocalFile, Origin};
use crate::files::FileBusinessType;

/// How much of a reader that cannot go back is encoded at once: whole groups of three bytes.
const PIECE: usize = 48 << 10;

/// A file that is fit to be uploaded.
pub(super) struct ValidatedFile {
    pub(super) index: usize,
    pub(super) name: String,
    pub(super) file_type: FileType,
    pub(super) length: u64,
    pub(super) contents: FileContent,
}

impl ValidatedFile {
    /// Looks at a file, as far as is needed to find the first thing that is wrong with it.
    pub(super) fn new(
        index: usize,
        file: LocalFile,
        business: &FileBusinessType,
    ) -> Result<Self, Kind> {
        let name = name(&file)?;
        let extension = FileExtension::of(&name).ok_or(Kind::Extension)?;
        if !extension.is_for(business) {
            return Err(Kind::Purpose);
        }
        let Looked { length, head, contents } = look(file.origin, extension.file_type.too_large())?;
        if length == 0 {
            return Err(Kind::Empty);
        }
        if length >= extension.file_type.too_large() {
            return Err(Kind::TooLarge);
        }
        if !extension.fits(&head) {
            return Err(Kind::Content);
        }
        Ok(Self { index, name, file_type: extension.file_type, length, contents })
    }
}

fn name(file: &LocalFile) -> Result<String, Kind> {
    let name = match (&file.name, &file.origin) {
        (Some(name), _) => Some(name.as_str()),
        (None, Origin::Path(path)) => path.file_name().and_then(|name| name.to_str()),
        (None, _) => None,
    };
    match name {
        Some(name) if name.chars().count() <= 200 => Ok(name.to_owned()),
        _ => Err(Kind::Name),
    }
}

/// How long a file is, how it begins, and where it can be read again.
struct Looked {
    length: u64,
    head: Vec<u8>,
    contents: FileContent,
}

fn look(origin: Origin, too_large: u64) -> Result<Looked, Kind> {
    let looked = match origin {
        Origin::Path(path) => {
            let metadata = fs::metadata(&path).map_err(|error| match error.kind() {
                ErrorKind::NotFound | ErrorKind::NotADirectory => Kind::Missing,
                _ => Kind::Unreadable,
            })?;
            // To open anything else, a pipe for example, could take for ever.
            if !metadata.is_file() {
                return Err(Kind::NotAFile);
            }
            let head = File::open(&path).and_then(head);
            head.map(|head| Looked {
                length: metadata.len(),
                head,
                contents: FileContent::Path(path),
            })
        }
        Origin::Bytes(bytes) => {
            let head = bytes[..bytes.len().min(HEAD)].to_vec();
            Ok(Looked { length: bytes.len() as u64, head, contents: FileContent::Bytes(bytes) })
        }
        Origin::Seekable(shared) => {
            let length =
                shared.lock().unwrap_or_else(PoisonError::into_inner).seek(SeekFrom::End(0));
            let head = head(SharedReader { shared: shared.clone(), at: 0 });
            length.and_then(|length| {
                Ok(Looked { length, head: head?, contents: FileContent::Seekable(shared) })
            })
        }
        Origin::Reader(reader) => encode(reader.take(too_large)),
    };
    looked.map_err(|_| Kind::Unreadable)
}

fn head(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Reads what can be read only once, and keeps it encoded, so that it is never held twice.
fn encode(mut reader: impl Read) -> io::Result<Looked> {
    let (mut length, mut head, mut pieces) = (0, Vec::new(), Vec::new());
    let mut raw = Vec::with_capacity(PIECE);
    loop {
        raw.clear();
        (&mut reader).take(PIECE as u64).read_to_end(&mut raw)?;
        if raw.is_empty() {
            return Ok(Looked { length, head, contents: FileContent::Encoded(pieces) });
        }
        if length == 0 {
            head.extend_from_slice(&raw[..raw.len().min(HEAD)]);
        }
        length += raw.len() as u64;
        pieces.push(Bytes::from(STANDARD.encode(&raw)));
    }
}
