//! A link that an answer holds: whoever has it has the file.

use std::fmt;
use std::io::Write;

use crate::{Client, LinkDownload};

/// A link that downloads a file for some minutes, without asking who does.
///
/// It is not shown by accident:
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
    /// A link, just as an answer has it.
    pub fn new(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// The link itself, for whom the file is meant.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Writes what it points at to a writer; see [`Client::download`].
    pub fn download<'a>(
        &'a self,
        client: &'a Client,
        to: &'a mut (dyn Write + Send),
    ) -> LinkDownload<'a> {
        client.download(&self.0, to)
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link(***)")
    }
}
