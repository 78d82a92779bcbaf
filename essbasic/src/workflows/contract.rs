//! Contracts: start one from a file or a template, wait until it is signed, download it.

use std::io::{self, Write};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::WorkflowError;
use crate::files::FileBusinessType;
use crate::flows::{DescribeFlowDetailInfo, DescribeFlowDetailInfoResponse};
use crate::partial::ItemError;
use crate::signing::{CreateSignUrls, SignUrlInfo};
use crate::start_flows::{ChannelCreateFlowByFiles, CreateFlowsByTemplates, FlowInfo};
use crate::transfer::{Download, DownloadError, FlowDownload, FlowFile, LocalFile, Upload};
use crate::{Agent, Client, Error, Outcome, Reply, WakeHandle};

/// Interval between polls for a download link.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Progress of [`from_file`] and [`from_template`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Contract {
    /// ID of the uploaded file.
    pub file_id: Option<String>,
    /// Contract ID, once the contract is started. Starting is charged.
    pub flow_id: Option<String>,
    /// Signing links, one per signer. Anyone who has a link can sign with it.
    pub sign_urls: Vec<SignUrlInfo>,
    /// Errors of the signers for whom no link could be created.
    pub url_errors: Vec<ItemError>,
}

/// Uploads a file, starts a contract from it and creates the signing links.
///
/// `start` describes the contract, except for its file.
///
/// # Errors
///
/// [`WorkflowError`] with the step that failed. If `partial` has a contract ID, the contract exists:
/// continue with [`create_sign_urls`].
pub async fn from_file(
    client: &Client,
    file: impl Into<LocalFile>,
    start: ChannelCreateFlowByFiles,
) -> Result<Contract, WorkflowError<Contract>> {
    let mut contract = Contract::default();
    let agent = start.agent.clone();
    let upload = Upload::new(agent.clone(), FileBusinessType::Document).file(file);
    match upload.send(client).await {
        Ok(uploaded) => contract.file_id = uploaded.into_iter().next().map(|file| file.file_id),
        Err(error) => {
            let outcome = error.outcome();
            return Err(WorkflowError::with_outcome(contract, "upload file", outcome, error));
        }
    }
    let step = "start contract";
    match start.file_ids(contract.file_id.clone()).send(client).await {
        Ok(reply) if reply.flow_id.is_empty() => {
            return Err(WorkflowError::without_id(contract, step));
        }
        Ok(reply) => contract.flow_id = Some(reply.into_output().flow_id),
        Err(error) => return Err(WorkflowError::new(contract, step, error)),
    }
    create_sign_urls(client, &agent, contract).await
}

/// Starts a contract from a template and creates the signing links.
///
/// # Errors
///
/// As [`from_file`]. If the call succeeds but the service rejects the template, the step
/// `start contract` fails.
pub async fn from_template(
    client: &Client,
    agent: &Agent,
    flow: FlowInfo,
) -> Result<Contract, WorkflowError<Contract>> {
    let mut contract = Contract::default();
    let step = "start contract";
    let started = match CreateFlowsByTemplates::new(agent.clone(), [flow]).send(client).await {
        Ok(started) => started,
        Err(error) => return Err(WorkflowError::new(contract, step, error)),
    };
    match started.items().iter().next() {
        Some(Ok(flow_id)) if !flow_id.is_empty() => {
            contract.flow_id = Some((*flow_id).to_owned());
            create_sign_urls(client, agent, contract).await
        }
        Some(Err(error)) => {
            Err(WorkflowError::with_outcome(contract, step, Outcome::Refused, error.clone()))
        }
        _ => Err(WorkflowError::without_id(contract, step)),
    }
}

/// Creates the signing links of a started contract.
///
/// # Errors
///
/// [`WorkflowError`] if the call fails. Errors of individual signers are in
/// [`Contract::url_errors`].
pub async fn create_sign_urls(
    client: &Client,
    agent: &Agent,
    mut contract: Contract,
) -> Result<Contract, WorkflowError<Contract>> {
    let flow_ids = contract.flow_id.clone();
    match CreateSignUrls::new(agent.clone()).flow_ids(flow_ids).send(client).await {
        Ok(reply) => {
            for item in &reply.items() {
                match item {
                    Ok(url) => contract.sign_urls.push((*url).clone()),
                    Err(error) => contract.url_errors.push(error.clone()),
                }
            }
            Ok(contract)
        }
        Err(error) => Err(WorkflowError::new(contract, "create signing links", error)),
    }
}

/// Waits until all signers have signed, and returns the details of contract and signers.
///
/// Wake it with the callback `FlowStatusChange`.
///
/// # Errors
///
/// - [`ErrorKind::WaitFailed`](crate::ErrorKind::WaitFailed), with the service's message: a signer declined,
///   or the contract was cancelled, expired or became invalid.
/// - [`ErrorKind::WaitTimeout`](crate::ErrorKind::WaitTimeout): `timeout` passed.
/// - Errors of a call.
pub async fn wait_until_signed(
    client: &Client,
    agent: &Agent,
    flow_id: &str,
    timeout: Duration,
    wake: &WakeHandle,
) -> Result<Reply<DescribeFlowDetailInfoResponse>, Error> {
    let describe = DescribeFlowDetailInfo::new(agent.clone()).flow_ids([flow_id]);
    describe.wait(client).timeout(timeout).wake_on(wake).await
}

/// Downloads the PDF of a contract into a writer.
///
/// The service renders the document within seconds of the last signature and provides no link
/// before that. Polls once a second until there is a link or `timeout` passes.
///
/// # Errors
///
/// Errors of the call that requests the link. Errors of the download itself are in
/// [`FlowDownload::failures`].
pub async fn download(
    client: &Client,
    agent: &Agent,
    flow_id: &str,
    timeout: Duration,
    writer: impl Write + Send,
) -> Result<FlowDownload, Error> {
    let started = Instant::now();
    let mut writer = Some(writer);
    loop {
        let open = |_: &FlowFile<'_>| {
            writer.take().ok_or_else(|| io::Error::other("the contract has more than one file"))
        };
        let downloads = Download::new(agent.clone(), [flow_id]).send(client, open).await?;
        let download = downloads.into_iter().next();
        let download =
            download.unwrap_or_else(|| FlowDownload::failed(flow_id, DownloadError::NoFile));
        let is_early = matches!(download.failures[..], [DownloadError::Rejected(_)]);
        if !is_early || started.elapsed() + POLL_INTERVAL >= timeout {
            return Ok(download);
        }
        sleep(POLL_INTERVAL).await;
    }
}
