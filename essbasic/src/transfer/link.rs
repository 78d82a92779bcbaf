//! Links from responses, and the files that uploads return.

use std::fmt;
use std::io::Write;

use crate::{Client, LinkDownload};

/// A download link, valid for a few minutes. Anyone who has it can download the file.
///
/// `Debug` does not show it:
///
/// ```
/// use essbasic::transfer::Link;
///
/// let link = Link::new("https://example.com/a.pdf?key=secret");
/// assert_eq!(format!("{link:?}"), "Link(***)");
/// assert_eq!(link.expose(), "https://example.com/a.pdf?key=secret");
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct Link(String);

impl Link {
    /// Wraps a URL from a response.
    pub fn new(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// Returns the URL.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Downloads the file to a writer; see [`Client::download`].
    pub fn download<'a>(
        &'a self,
        client: &'a Client,
        writer: &'a mut (dyn Write + Send),
    ) -> LinkDownload<'a> {
        client.download(&self.0, writer)
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link(***)")
    }
}

/// A file that was uploaded.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct UploadedFile {
    /// File ID for other actions, valid until the deadline.
    pub file_id: String,
    /// Download link, valid for 5 minutes, if the response has one.
    pub link: Option<Link>,
    /// Time at which the file ID expires, Unix time in seconds. If missing, assume one hour.
    pub deadline: Option<i64>,
    /// Request ID of the upload.
    pub request_id: String,
}
