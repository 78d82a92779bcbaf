//! Uploading files, in as many calls as they need.

use std::fmt;
use std::time::Duration;

use super::batch::batches;
use super::body::UploadBody;
use super::check::ValidatedFile;
use super::{FileError, FileErrorKind, Link, LocalFile, UploadError};
use crate::files::{FileBusinessType, UploadFile, UploadFiles, UploadFilesResponse};
use crate::transport::Body;
use crate::{Agent, Client, Reply};

/// Files that are to be uploaded, for one purpose.
///
/// They are sent in their order. One call takes up to 20 files of one type; where there are more,
/// or others, there are several calls, one after the other.
#[must_use = "nothing is uploaded before it is sent"]
pub struct Upload {
    agent: Agent,
    business: FileBusinessType,
    files: Vec<LocalFile>,
    deadline: Option<i64>,
    timeout: Option<Duration>,
}

/// A file that was uploaded.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct UploadedFile {
    /// Its id, for other actions, good until the deadline.
    pub file_id: String,
    /// A link that downloads it, good for 5 minutes, where the answer has one.
    pub link: Option<Link>,
    /// Until when the id lives, in Unix seconds; when it is missing, count on an hour.
    pub deadline: Option<i64>,
    /// The id of the call that uploaded it.
    pub request_id: String,
}

impl Upload {
    /// An upload of no files yet.
    pub fn new(agent: Agent, business: FileBusinessType) -> Self {
        Self { agent, business, files: Vec::new(), deadline: None, timeout: None }
    }

    /// Adds a file: a path, or any other [`LocalFile`].
    pub fn file(mut self, file: impl Into<LocalFile>) -> Self {
        self.files.push(file.into());
        self
    }

    /// Adds files.
    pub fn files(mut self, files: impl IntoIterator<Item = impl Into<LocalFile>>) -> Self {
        self.files.extend(files.into_iter().map(Into::into));
        self
    }

    /// Until when the ids live, in Unix seconds. The vendor opens this on request.
    pub fn deadline(mut self, deadline: i64) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// The time that each call may take, instead of the client's; a slow line needs more than its
    /// usual minute for a large file.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Looks at all files, and sends them if nothing is wrong with any; what was uploaded, in the
    /// order of the files.
    ///
    /// # Errors
    ///
    /// All that is wrong with the files, or the first call that failed, with what was uploaded
    /// before it.
    pub async fn send(mut self, client: &Client) -> Result<Vec<UploadedFile>, UploadError> {
        let files = std::mem::take(&mut self.files);
        let business = self.business.clone();
        let looked = tokio::task::spawn_blocking(move || check(files, &business)).await;
        let files = match looked {
            Ok(looked) => looked.map_err(UploadError::unfit)?,
            // The runtime is being shut down.
            Err(_) => return Err(UploadError::stopped(Vec::new(), None)),
        };
        let mut uploaded = Vec::new();
        for batch in batches(files) {
            uploaded = self.call(client, batch, uploaded).await?;
        }
        Ok(uploaded)
    }

    /// Sends the files of one call.
    async fn call(
        &self,
        client: &Client,
        batch: Vec<ValidatedFile>,
        mut uploaded: Vec<UploadedFile>,
    ) -> Result<Vec<UploadedFile>, UploadError> {
        let (last, count) = (batch.last().map_or(0, |file| file.index), batch.len());
        let action = self.action(&batch);
        let Ok(json) = serde_json::to_string(&action) else {
            return Err(UploadError::stopped(uploaded, None));
        };
        let body = match Body::from_source(UploadBody::new(&json, batch)).await {
            Ok(body) => body,
            Err(error) => return Err(UploadError::stopped(uploaded, FileError::within(&error))),
        };
        let call = client.call_with_body(&action, body);
        let call = match self.timeout {
            Some(timeout) => call.timeout(timeout),
            None => call,
        };
        match call.await {
            Ok(reply) => {
                let left_out = count.saturating_sub(reply.file_ids.len());
                uploaded.extend(files(reply).take(count));
                if left_out > 0 {
                    let (index, kind) = (last + 1 - left_out, FileErrorKind::MissingId);
                    return Err(UploadError::stopped(uploaded, Some(FileError { index, kind })));
                }
                Ok(uploaded)
            }
            Err(error) => Err(UploadError::call(uploaded, error)),
        }
    }

    /// The action, with nothing in its files yet.
    fn action(&self, batch: &[ValidatedFile]) -> UploadFiles {
        let files = batch.iter().map(|file| UploadFile::new("").file_name(&file.name));
        let action = UploadFiles::new(self.agent.clone(), self.business.clone())
            .file_infos(files.collect::<Vec<_>>());
        match self.deadline {
            Some(deadline) => action.deadline(deadline),
            None => action,
        }
    }
}

/// Looks at all files; all that is wrong with any of them.
fn check(
    files: Vec<LocalFile>,
    business: &FileBusinessType,
) -> Result<Vec<ValidatedFile>, Vec<FileError>> {
    let (mut fit, mut problems) = (Vec::new(), Vec::new());
    for (index, file) in files.into_iter().enumerate() {
        match ValidatedFile::new(index, file, business) {
            Ok(file) => fit.push(file),
            Err(kind) => problems.push(FileError { index, kind }),
        }
    }
    if problems.is_empty() { Ok(fit) } else { Err(problems) }
}

fn files(reply: Reply<UploadFilesResponse>) -> impl Iterator<Item = UploadedFile> {
    let request_id = reply.request_id.clone();
    let UploadFilesResponse { file_ids, file_urls, deadline, .. } = reply.into_output();
    let links = file_urls.into_iter().map(|url| (!url.is_empty()).then(|| Link::new(url)));
    let links = links.chain(std::iter::repeat(None));
    file_ids.into_iter().zip(links).map(move |(file_id, link)| UploadedFile {
        file_id,
        link,
        deadline,
        request_id: request_id.clone(),
    })
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("agent", &self.agent)
            .field("business", &self.business)
            .field("files", &self.files)
            .field("deadline", &self.deadline)
            .field("timeout", &self.timeout)
            .finish()
    }
}
