//! What became of a contract's files.

use std::error::Error as StdError;
use std::fmt;
use std::io;

use crate::flows::ResourceUrlInfo;
use crate::partial::ItemError;
use crate::{DownloadSummary, Error};

/// A file that is about to be downloaded.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct FlowFile<'a> {
    /// The contract.
    pub flow_id: &'a str,
    /// Its place among the contract's files, from 0.
    pub index: usize,
    /// Its name as the service has it, which may hold a person's, and anything else: make sure
    /// that it is a name before making a path of it.
    pub name: &'a str,
    /// Its type, as `PDF`.
    pub r#type: &'a str,
}

/// What became of one contract: of each of its files, one or the other.
#[derive(Debug)]
#[non_exhaustive]
#[must_use = "a download that went on may have failed for some of the contracts"]
pub struct FlowDownload {
    /// The contract.
    pub flow_id: String,
    /// What was downloaded.
    pub files: Vec<DownloadedFile>,
    /// What was not.
    pub failures: Vec<DownloadError>,
}

/// A file that was downloaded, whole.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct DownloadedFile {
    /// Its name as the service has it, which may hold a person's.
    pub name: String,
    /// Its type, as `PDF`.
    pub r#type: String,
    /// How many bytes it has.
    pub length: u64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Why a contract, or a file of it, was not downloaded.
#[derive(Debug)]
#[non_exhaustive]
pub enum DownloadError {
    /// The service has no link for the contract, and says why.
    Rejected(ItemError),
    /// The service has no file of the contract.
    NoFile,
    /// Links of this and later contracts could not be had.
    Links(Error),
    /// There was no writer for the file.
    Writer(io::Error),
    /// The link was not followed to its end. What was written is not the whole.
    Transfer(Error),
}

impl FlowDownload {
    /// A contract of which nothing came.
    #[cfg(feature = "workflows")]
    pub(crate) fn without_files(flow_id: &str) -> Self {
        Self { failures: vec![DownloadError::NoFile], ..Self::of(flow_id) }
    }

    pub(super) fn of(flow_id: &str) -> Self {
        Self { flow_id: flow_id.to_owned(), files: Vec::new(), failures: Vec::new() }
    }

    /// Whether all of its files were downloaded.
    pub fn is_complete(&self) -> bool {
        self.failures.is_empty()
    }
}

impl DownloadedFile {
    pub(super) fn new(resource: &ResourceUrlInfo, fetched: &DownloadSummary) -> Self {
        Self {
            name: resource.name.clone(),
            r#type: resource.r#type.clone(),
            length: fetched.length,
            sha256: fetched.sha256.to_string(),
        }
    }
}

impl fmt::Debug for FlowFile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FlowFile")
            .field("flow_id", &self.flow_id)
            .field("index", &self.index)
            .field("name", &format_args!("***"))
            .field("type", &self.r#type)
            .finish()
    }
}

impl fmt::Debug for DownloadedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DownloadedFile")
            .field("name", &format_args!("***"))
            .field("type", &self.r#type)
            .field("length", &self.length)
            .field("sha256", &self.sha256)
            .finish()
    }
}

impl fmt::Display for DownloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rejected(_) => "the service has no link for the contract",
            Self::NoFile => "the service has no file of the contract",
            Self::Links(_) => "the contract's links could not be had",
            Self::Writer(_) => "there is no writer for the file",
            Self::Transfer(_) => "the file was not downloaded",
        })
    }
}

impl StdError for DownloadError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Rejected(error) => Some(error),
            Self::NoFile => None,
            Self::Links(error) | Self::Transfer(error) => Some(error),
            Self::Writer(error) => Some(error),
        }
    }
}
