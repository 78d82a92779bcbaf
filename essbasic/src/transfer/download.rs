//! Downloads of contracts.

use std::error::Error as StdError;
use std::fmt;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use super::link::Link;
use crate::flows::{
    DescribeResourceUrlsByFlows, DescribeResourceUrlsByFlowsResponse, FlowResourceUrlInfo,
    ResourceUrlInfo,
};
use crate::partial::ItemError;
use crate::{Agent, Client, Error, ErrorCode, Reply};

/// Number of contracts per request for links.
const BATCH_SIZE: usize = 50;

/// Maximum age of links. They expire after 5 minutes.
const MAX_LINK_AGE: Duration = Duration::from_secs(4 * 60);

/// A download of the PDFs of contracts.
///
/// ```no_run
/// use std::fs::File;
///
/// use essbasic::transfer::Download;
/// use essbasic::{Agent, Client};
///
/// # async fn download(client: &Client, agent: Agent) -> Result<(), essbasic::Error> {
/// let downloads = Download::new(agent, ["yDwFakeFlow00000000000000000001"])
///     .send(client, |file| File::create(format!("{}-{}.pdf", file.flow_id, file.index)))
///     .await?;
/// for contract in &downloads {
///     for file in &contract.files {
///         println!("{}: {} bytes, SHA-256 {}", contract.flow_id, file.length, file.sha256);
///     }
///     for failure in &contract.failures {
///         eprintln!("{}: {failure}", contract.flow_id);
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "does nothing until sent"]
pub struct Download {
    agent: Agent,
    flow_ids: Vec<String>,
    max_bytes: Option<u64>,
    timeout: Option<Duration>,
}

impl Download {
    /// Creates a download of contracts.
    pub fn new(agent: Agent, flow_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let flow_ids = flow_ids.into_iter().map(Into::into).collect();
        Self { agent, flow_ids, max_bytes: None, timeout: None }
    }

    /// Sets the maximum size of each file. Default: 1 GiB.
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = Some(bytes);
        self
    }

    /// Sets the timeout for each file. Default: the client's timeout.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Downloads the contracts one after the other, each file to the writer that `open` returns for
    /// it. Returns the result of each contract, in order; a failure does not affect the others.
    ///
    /// # Errors
    ///
    /// The error of the first request for links, before anything is downloaded.
    pub async fn send<W: Write + Send>(
        self,
        client: &Client,
        mut open: impl FnMut(&FlowFile<'_>) -> io::Result<W> + Send,
    ) -> Result<Vec<FlowDownload>, Error> {
        let mut downloads: Vec<FlowDownload> = Vec::new();
        let mut batch: Option<LinkBatch> = None;
        for (index, flow_id) in self.flow_ids.iter().enumerate() {
            let links = match batch.take().filter(|batch| batch.is_usable_for(index)) {
                Some(links) => links,
                None => match self.request_links(client, index).await {
                    Ok(links) => links,
                    Err(error) if downloads.is_empty() && !concerns_one_contract(&error) => {
                        return Err(error);
                    }
                    Err(error) => {
                        downloads.push(FlowDownload::failed(flow_id, DownloadError::Links(error)));
                        continue;
                    }
                },
            };
            downloads.push(match links.find(index, flow_id) {
                Ok(info) => self.download_files(client, info, &mut open).await,
                Err(error) => FlowDownload::failed(flow_id, DownloadError::Rejected(error)),
            });
            batch = Some(links);
        }
        Ok(downloads)
    }

    /// Requests links for the next batch, or for the next contract alone if the service rejects the
    /// batch because of one contract.
    async fn request_links(&self, client: &Client, start: usize) -> Result<LinkBatch, Error> {
        match self.request_batch(client, start, BATCH_SIZE).await {
            Err(error) if concerns_one_contract(&error) => {
                self.request_batch(client, start, 1).await
            }
            result => result,
        }
    }

    async fn request_batch(
        &self,
        client: &Client,
        start: usize,
        limit: usize,
    ) -> Result<LinkBatch, Error> {
        let flow_ids: Vec<_> = self.flow_ids[start..].iter().take(limit).cloned().collect();
        let (requested_at, end) = (Instant::now(), start + flow_ids.len());
        let links = DescribeResourceUrlsByFlows::new(self.agent.clone()).flow_ids(flow_ids);
        Ok(LinkBatch { start, end, requested_at, reply: links.send(client).await? })
    }

    async fn download_files<W: Write + Send>(
        &self,
        client: &Client,
        info: &FlowResourceUrlInfo,
        open: &mut (impl FnMut(&FlowFile<'_>) -> io::Result<W> + Send),
    ) -> FlowDownload {
        if info.resource_url_infos.is_empty() {
            return FlowDownload::failed(&info.flow_id, DownloadError::NoFile);
        }
        let mut download = FlowDownload::new(&info.flow_id);
        for (index, resource) in info.resource_url_infos.iter().enumerate() {
            let file = FlowFile {
                flow_id: &info.flow_id,
                index,
                name: &resource.name,
                r#type: &resource.r#type,
            };
            let result = match open(&file) {
                Ok(writer) => self.download_file(client, resource, writer).await,
                Err(error) => Err(DownloadError::Writer(error)),
            };
            match result {
                Ok(file) => download.files.push(file),
                Err(error) => download.failures.push(error),
            }
        }
        download
    }

    async fn download_file(
        &self,
        client: &Client,
        resource: &ResourceUrlInfo,
        mut writer: impl Write + Send,
    ) -> Result<DownloadedFile, DownloadError> {
        let link = Link::new(&resource.url);
        let mut download = link.download(client, &mut writer);
        if let Some(max_bytes) = self.max_bytes {
            download = download.max_bytes(max_bytes);
        }
        if let Some(timeout) = self.timeout {
            download = download.timeout(timeout);
        }
        let summary = download.await.map_err(DownloadError::Transfer)?;
        Ok(DownloadedFile {
            name: resource.name.clone(),
            r#type: resource.r#type.clone(),
            length: summary.length,
            sha256: summary.sha256.to_string(),
        })
    }
}

/// Returns whether the service rejected a request because of one of its contracts.
fn concerns_one_contract(error: &Error) -> bool {
    let code = error.code().map(ErrorCode::as_str);
    matches!(code, Some("ResourceNotFound.Flow" | "MissingParameter.FlowId"))
}

/// Links of a range of contracts.
struct LinkBatch {
    start: usize,
    end: usize,
    requested_at: Instant,
    reply: Reply<DescribeResourceUrlsByFlowsResponse>,
}

impl LinkBatch {
    fn is_usable_for(&self, index: usize) -> bool {
        (self.start..self.end).contains(&index) && self.requested_at.elapsed() < MAX_LINK_AGE
    }

    /// Returns the links of a contract, found by its ID, or the error at its position.
    fn find(&self, index: usize, flow_id: &str) -> Result<&FlowResourceUrlInfo, ItemError> {
        let items: Vec<_> = self.reply.items().into_iter().collect();
        if let Some(info) = items.iter().flatten().find(|info| info.flow_id == flow_id) {
            return Ok(info);
        }
        match items.into_iter().nth(index - self.start) {
            Some(Err(error)) => {
                let renumbered = ItemError::new(index, error.message());
                Err(error.code().into_iter().fold(renumbered, ItemError::with_code))
            }
            _ => Err(ItemError::new(index, "the response does not contain the item")),
        }
    }
}

/// A file that is about to be downloaded.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct FlowFile<'a> {
    /// Contract ID.
    pub flow_id: &'a str,
    /// Index of the file in the contract, from 0.
    pub index: usize,
    /// Name from the service. May contain a person's name or arbitrary text: check that it is a file
    /// name before using it in a path.
    pub name: &'a str,
    /// Type, such as `PDF`.
    pub r#type: &'a str,
}

/// Result of the download of one contract.
#[derive(Debug)]
#[non_exhaustive]
#[must_use = "some files may have failed"]
pub struct FlowDownload {
    /// Contract ID.
    pub flow_id: String,
    /// Files downloaded.
    pub files: Vec<DownloadedFile>,
    /// Errors of the files that were not downloaded.
    pub failures: Vec<DownloadError>,
}

/// A file that was downloaded completely.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct DownloadedFile {
    /// Name from the service. May contain a person's name.
    pub name: String,
    /// Type, such as `PDF`.
    pub r#type: String,
    /// Number of bytes.
    pub length: u64,
    /// SHA-256 of the content, in hexadecimal.
    pub sha256: String,
}

/// Error of the download of a contract or of one of its files.
#[derive(Debug)]
#[non_exhaustive]
pub enum DownloadError {
    /// The service returned an error instead of a link for the contract.
    Rejected(ItemError),
    /// The contract has no files.
    NoFile,
    /// The request for the links of this and later contracts failed.
    Links(Error),
    /// No writer could be opened for the file.
    Writer(io::Error),
    /// The download failed. The content written so far is incomplete.
    Transfer(Error),
}

impl FlowDownload {
    fn new(flow_id: &str) -> Self {
        Self { flow_id: flow_id.to_owned(), files: Vec::new(), failures: Vec::new() }
    }

    pub(crate) fn failed(flow_id: &str, error: DownloadError) -> Self {
        Self { failures: vec![error], ..Self::new(flow_id) }
    }

    /// Returns whether all files were downloaded.
    pub fn is_complete(&self) -> bool {
        self.failures.is_empty()
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
            Self::Rejected(_) => "the service returned no link for the contract",
            Self::NoFile => "the contract has no files",
            Self::Links(_) => "the request for the contract's links failed",
            Self::Writer(_) => "no writer could be opened for the file",
            Self::Transfer(_) => "the download failed",
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
