//! Downloading contracts, before their links die.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use super::Link;
use crate::flows::{
    DescribeResourceUrlsByFlows, DescribeResourceUrlsByFlowsResponse, FlowResourceUrlInfo,
    ResourceUrlInfo,
};
use crate::partial::ItemError;
use crate::{Agent, Client, Error, ErrorCode, Reply};

mod outcome;

pub use outcome::{DownloadError, DownloadedFile, FlowDownload, FlowFile};

/// How many contracts are asked for at once.
const AT_ONCE: usize = 50;

/// Links live for 5 minutes; older than this they are asked for again.
const FRESH: Duration = Duration::from_secs(4 * 60);

/// Contracts whose PDFs are to be downloaded.
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
#[must_use = "nothing is downloaded before it is sent"]
pub struct Download {
    agent: Agent,
    flow_ids: Vec<String>,
    largest: Option<u64>,
    timeout: Option<Duration>,
}

impl Download {
    /// A download of contracts, by the ids that starting them returned.
    pub fn new(agent: Agent, flow_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let flow_ids = flow_ids.into_iter().map(Into::into).collect();
        Self { agent, flow_ids, largest: None, timeout: None }
    }

    /// How many bytes of each file are taken at most, instead of a gibibyte.
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.largest = Some(bytes);
        self
    }

    /// The time that each file may take, instead of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Downloads them one after the other, each file into the writer that `open` has for it; what
    /// became of each contract, in their order. Where one fails the others go on.
    ///
    /// # Errors
    ///
    /// When not even the first links could be had, so that nothing was downloaded.
    pub async fn send<W: Write + Send>(
        self,
        client: &Client,
        mut open: impl FnMut(&FlowFile<'_>) -> io::Result<W> + Send,
    ) -> Result<Vec<FlowDownload>, Error> {
        let mut done: Vec<FlowDownload> = Vec::new();
        let mut asked: Option<LinkBatch> = None;
        for (at, flow_id) in self.flow_ids.iter().enumerate() {
            let links = match asked.take().filter(|asked| asked.is_good_for(at)) {
                Some(links) => links,
                None => match self.ask(client, at).await {
                    Ok(links) => links,
                    Err(error) if done.is_empty() && !is_of_one(&error) => return Err(error),
                    Err(error) => {
                        let failures = vec![DownloadError::Links(error)];
                        done.push(FlowDownload { failures, ..FlowDownload::of(flow_id) });
                        continue;
                    }
                },
            };
            done.push(match links.of(at, flow_id) {
                Ok(info) => self.files(client, info, &mut open).await,
                Err(error) => {
                    let failures = vec![DownloadError::Rejected(error)];
                    FlowDownload { failures, ..FlowDownload::of(flow_id) }
                }
            });
            asked = Some(links);
        }
        Ok(done)
    }

    /// The links of the next contracts; of the very next alone, where the service refuses all of
    /// them because of one.
    async fn ask(&self, client: &Client, from: usize) -> Result<LinkBatch, Error> {
        match self.ask_for(client, from, AT_ONCE).await {
            Err(error) if is_of_one(&error) => self.ask_for(client, from, 1).await,
            asked => asked,
        }
    }

    async fn ask_for(&self, client: &Client, from: usize, most: usize) -> Result<LinkBatch, Error> {
        let flow_ids: Vec<_> = self.flow_ids[from..].iter().take(most).cloned().collect();
        let (when, to) = (Instant::now(), from + flow_ids.len());
        let links = DescribeResourceUrlsByFlows::new(self.agent.clone()).flow_ids(flow_ids);
        Ok(LinkBatch { from, to, when, reply: links.send(client).await? })
    }

    /// The files of one contract.
    async fn files<W: Write + Send>(
        &self,
        client: &Client,
        info: &FlowResourceUrlInfo,
        open: &mut (impl FnMut(&FlowFile<'_>) -> io::Result<W> + Send),
    ) -> FlowDownload {
        let mut done = FlowDownload::of(&info.flow_id);
        if info.resource_url_infos.is_empty() {
            done.failures.push(DownloadError::NoFile);
        }
        for (index, resource) in info.resource_url_infos.iter().enumerate() {
            let file = FlowFile {
                flow_id: &info.flow_id,
                index,
                name: &resource.name,
                r#type: &resource.r#type,
            };
            let fetched = match open(&file) {
                Ok(writer) => self.file(client, resource, writer).await,
                Err(error) => Err(DownloadError::Writer(error)),
            };
            match fetched {
                Ok(file) => done.files.push(file),
                Err(error) => done.failures.push(error),
            }
        }
        done
    }

    async fn file(
        &self,
        client: &Client,
        resource: &ResourceUrlInfo,
        mut writer: impl Write + Send,
    ) -> Result<DownloadedFile, DownloadError> {
        let link = Link::new(&resource.url);
        let mut fetch = link.download(client, &mut writer);
        if let Some(largest) = self.largest {
            fetch = fetch.max_bytes(largest);
        }
        if let Some(timeout) = self.timeout {
            fetch = fetch.timeout(timeout);
        }
        let fetched = fetch.await.map_err(DownloadError::Transfer)?;
        Ok(DownloadedFile::new(resource, &fetched))
    }
}

/// Whether a refusal is about one of the contracts.
fn is_of_one(refusal: &Error) -> bool {
    let code = refusal.code().map(ErrorCode::as_str);
    matches!(code, Some("ResourceNotFound.Flow" | "MissingParameter.FlowId"))
}

/// Links that were asked for, and when.
struct LinkBatch {
    from: usize,
    to: usize,
    when: Instant,
    reply: Reply<DescribeResourceUrlsByFlowsResponse>,
}

impl LinkBatch {
    fn is_good_for(&self, at: usize) -> bool {
        (self.from..self.to).contains(&at) && self.when.elapsed() < FRESH
    }

    /// A contract's links: those that name it, else what stands in its place.
    fn of(&self, at: usize, flow_id: &str) -> Result<&FlowResourceUrlInfo, ItemError> {
        let items: Vec<_> = self.reply.items().into_iter().collect();
        if let Some(info) = items.iter().flatten().find(|info| info.flow_id == flow_id) {
            return Ok(info);
        }
        match items.into_iter().nth(at - self.from) {
            Some(Err(error)) => {
                let of_all = ItemError::new(at, error.message());
                Err(error.code().into_iter().fold(of_all, ItemError::with_code))
            }
            _ => Err(ItemError::new(at, "the answer leaves it out")),
        }
    }
}
