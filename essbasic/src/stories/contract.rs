//! A contract is started from a file or a template, signed by those it is for, and downloaded.

use std::io::{self, Write};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::Stopped;
use crate::files::FileBusinessType;
use crate::flows::{DescribeFlowDetailInfo, DescribeFlowDetailInfoResponse};
use crate::partial::ItemError;
use crate::signing::{CreateSignUrls, SignUrlInfo};
use crate::start_flows::{ChannelCreateFlowByFiles, CreateFlowsByTemplates, FlowInfo};
use crate::transfer::{Download, DownloadError, FlowDownload, FlowFile, LocalFile, Upload};
use crate::{Agent, Client, Error, Outcome, Reply, WakeHandle};

/// The pause between two questions for a link.
const PAUSE: Duration = Duration::from_secs(1);

/// A contract, as far as it has come.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Contract {
    /// The file that it was made of, once that is uploaded.
    pub file_id: Option<String>,
    /// The contract, once it is started: it costs from here on.
    pub flow_id: Option<String>,
    /// A link for each who signs, once they could be had. Whoever has one can sign by it.
    pub sign_urls: Vec<SignUrlInfo>,
    /// For whom there is no link, and why.
    pub without_url: Vec<ItemError>,
}

/// Uploads a file, starts a contract from it, and gets the links to sign by.
///
/// `start` says everything of the contract but its file.
///
/// # Errors
///
/// [`Stopped`] at the first step that failed. A contract whose links could not be had is there all
/// the same: [`sign_urls`] goes on from it.
pub async fn from_file(
    client: &Client,
    file: impl Into<LocalFile>,
    start: ChannelCreateFlowByFiles,
) -> Result<Contract, Stopped<Contract>> {
    let mut contract = Contract::default();
    let agent = start.agent.clone();
    let upload = Upload::new(agent.clone(), FileBusinessType::Document).file(file);
    match upload.send(client).await {
        Ok(uploaded) => {
            contract.file_id = uploaded.into_iter().next().map(|uploaded| uploaded.file_id);
        }
        Err(why) => {
            let outcome = why.outcome();
            return Err(Stopped::because(contract, "upload the file", outcome, why));
        }
    }
    match start.file_ids(contract.file_id.clone()).send(client).await {
        Ok(reply) => contract.flow_id = Some(reply.flow_id.clone()),
        Err(why) => return Err(Stopped::new(contract, "start the contract", why)),
    }
    sign_urls(client, &agent, contract).await
}

/// Starts a contract from a template, and gets the links to sign by.
///
/// # Errors
///
/// As [`from_file`]. A template that the service did not accept is a failed step too, although the
/// call for it succeeded.
pub async fn from_template(
    client: &Client,
    agent: &Agent,
    flow: FlowInfo,
) -> Result<Contract, Stopped<Contract>> {
    let mut contract = Contract::default();
    let step = "start the contract";
    let started = match CreateFlowsByTemplates::new(agent.clone(), [flow]).send(client).await {
        Ok(started) => started,
        Err(why) => return Err(Stopped::new(contract, step, why)),
    };
    match started.items().iter().next() {
        Some(Ok(flow_id)) => contract.flow_id = Some((*flow_id).to_owned()),
        Some(Err(why)) => {
            return Err(Stopped::because(contract, step, Outcome::Refused, why.clone()));
        }
        None => {
            let why = "the answer names no contract";
            return Err(Stopped::because(contract, step, Outcome::Unknown, why));
        }
    }
    sign_urls(client, agent, contract).await
}

/// Gets the links to sign by, of a contract that was started.
///
/// # Errors
///
/// [`Stopped`] when they could not be had.
pub async fn sign_urls(
    client: &Client,
    agent: &Agent,
    mut contract: Contract,
) -> Result<Contract, Stopped<Contract>> {
    let flow_ids = contract.flow_id.clone();
    match CreateSignUrls::new(agent.clone()).flow_ids(flow_ids).send(client).await {
        Ok(reply) => {
            for item in &reply.items() {
                match item {
                    Ok(url) => contract.sign_urls.push((*url).clone()),
                    Err(why) => contract.without_url.push(why.clone()),
                }
            }
            Ok(contract)
        }
        Err(why) => Err(Stopped::new(contract, "get the links to sign by", why)),
    }
}

/// Waits until all have signed, and tells how each did.
///
/// `FlowStatusChange` is the callback that should nudge it.
///
/// # Errors
///
/// [`ErrorKind::Pending`](crate::ErrorKind::Pending) when they have not in time;
/// [`ErrorKind::Failed`](crate::ErrorKind::Failed), with what the service says, when somebody refused or it was cancelled, expired or became invalid; and those of a call.
pub async fn signed(
    client: &Client,
    agent: &Agent,
    flow_id: &str,
    within: Duration,
    nudge: &WakeHandle,
) -> Result<Reply<DescribeFlowDetailInfoResponse>, Error> {
    let describe = DescribeFlowDetailInfo::new(agent.clone()).flow_ids([flow_id]);
    describe.wait(client).timeout(within).wake_on(nudge).await
}

/// Downloads a contract's PDF into a writer.
///
/// The service writes the document in the seconds after the last signature, and has no link to it
/// before: it is asked again until there is one, or the time is up.
///
/// # Errors
///
/// When its link could not be asked for. What became of the file itself is in the answer.
pub async fn download(
    client: &Client,
    agent: &Agent,
    flow_id: &str,
    within: Duration,
    to: impl Write + Send,
) -> Result<FlowDownload, Error> {
    let deadline = Instant::now() + within;
    let mut to = Some(to);
    loop {
        let once = |_: &FlowFile<'_>| {
            to.take()
                .ok_or_else(|| io::Error::other("there is room for one file, and this is another"))
        };
        let done = Download::new(agent.clone(), [flow_id]).send(client, once).await?;
        let done = done.into_iter().next();
        let done = done.unwrap_or_else(|| FlowDownload::without_files(flow_id));
        let is_early = matches!(done.failures[..], [DownloadError::Refused(_)]);
        if !is_early || Instant::now() + PAUSE >= deadline {
            return Ok(done);
        }
        sleep(PAUSE).await;
    }
}
