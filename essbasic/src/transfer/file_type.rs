//! Types of files: by what a name ends in, by what a file begins with, and what they are good for.

use crate::files::FileBusinessType;

/// How much of a file is looked at to tell what it is.
pub(super) const HEAD: usize = 1024;

/// What one call has files of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum FileType {
    Pdf,
    Word,
    Excel,
    Html,
    Picture,
    Zip,
}

/// An extension, and all that it says.
pub(super) struct FileExtension {
    text: &'static str,
    pub(super) file_type: FileType,
    /// What a file with it begins with, one or the other; HTML with anything.
    magic: &'static [&'static [u8]],
}

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const JPEG: &[u8] = b"\xff\xd8\xff";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const PDF: &[u8] = b"%PDF-";

/// Every extension that uploading takes.
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
    /// What a file of this type must have less bytes than.
    pub(super) fn too_large(self) -> u64 {
        match self {
            Self::Picture => 8 << 20,
            _ => 60 << 20,
        }
    }
}

impl FileExtension {
    /// The extension of a name, in capitals or not.
    pub(super) fn of(name: &str) -> Option<&'static Self> {
        let (stem, text) = name.rsplit_once('.')?;
        let known = |extension: &&Self| extension.text.eq_ignore_ascii_case(text);
        EXTENSIONS.iter().find(known).filter(|_| !stem.is_empty())
    }

    /// Whether the manual lists it for what the file is to be; of a purpose that is not known
    /// everything may be.
    pub(super) fn is_for(&self, business: &FileBusinessType) -> bool {
        let listed: &[&str] = match business {
            FileBusinessType::Template => &["pdf", "doc", "docx", "html"],
            FileBusinessType::Document => {
                &["pdf", "doc", "docx", "jpg", "png", "xls", "xlsx", "html"]
            }
            FileBusinessType::Seal | FileBusinessType::BusinessLicense => &["jpg", "jpeg", "png"],
            FileBusinessType::Archive => &["pdf", "zip"],
            _ => return true,
        };
        listed.contains(&self.text)
    }

    /// Whether a file may begin like this.
    pub(super) fn fits(&self, head: &[u8]) -> bool {
        match self.file_type {
            // Readers of PDF allow something before it, and so do writers.
            FileType::Pdf => head.windows(PDF.len()).any(|window| window == PDF),
            FileType::Html => !head.contains(&0),
            _ => self.magic.iter().any(|magic| head.starts_with(magic)),
        }
    }
}
