//! Uploads of files, in as many calls as needed.

use std::fmt;
use std::time::Duration;

use super::body::UploadBody;
use super::content::encoded_length;
use super::error::{FileError, FileErrorKind, UploadError};
use super::link::{Link, UploadedFile};
use super::local_file::LocalFile;
use super::validate::ValidatedFile;
use crate::files::{FileBusinessType, UploadFile, UploadFiles, UploadFilesResponse};
use crate::transport::{Body, require_runtime};
use crate::{Agent, Client, Reply};

/// Maximum number of files per call.
const MAX_FILES: usize = 20;

/// Maximum total length of the encoded files of a call. The service accepts bodies of up to 100 MB;
/// the other fields need little of it.
const MAX_ENCODED_BYTES: u64 = 99_000_000;

/// An upload of files for one business type.
///
/// Files are sent in order. A call takes up to 20 files of one type; more files, or files of several
/// types, are sent in successive calls.
#[must_use = "does nothing until sent"]
pub struct Upload {
    files: Vec<LocalFile>,
    options: Options,
}

/// Everything but the files. Calls borrow it across awaits, so it is `Sync`; a file need not be.
struct Options {
    agent: Agent,
    business: FileBusinessType,
    deadline: Option<i64>,
    timeout: Option<Duration>,
}

impl Upload {
    /// Creates an upload without files.
    pub fn new(agent: Agent, business: FileBusinessType) -> Self {
        let options = Options { agent, business, deadline: None, timeout: None };
        Self { files: Vec::new(), options }
    }

    /// Adds a file: a path or another [`LocalFile`].
    pub fn file(mut self, file: impl Into<LocalFile>) -> Self {
        self.files.push(file.into());
        self
    }

    /// Adds files.
    pub fn files(mut self, files: impl IntoIterator<Item = impl Into<LocalFile>>) -> Self {
        self.files.extend(files.into_iter().map(Into::into));
        self
    }

    /// Sets the time at which the file IDs expire, Unix time in seconds. The vendor enables this
    /// field on request.
    pub fn deadline(mut self, deadline: i64) -> Self {
        self.options.deadline = Some(deadline);
        self
    }

    /// Sets the timeout of each call. Default: the client's, which large files on slow connections
    /// may exceed.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Validates all files and, if all are valid, uploads them. Returns them in order.
    ///
    /// # Errors
    ///
    /// The errors of all invalid files, or the first call that failed, with the files uploaded
    /// before it.
    pub async fn send(self, client: &Client) -> Result<Vec<UploadedFile>, UploadError> {
        let Self { files, options } = self;
        require_runtime()?;
        let business = options.business.clone();
        let validated = tokio::task::spawn_blocking(move || validate(files, &business)).await;
        let files = match validated {
            Ok(validated) => validated.map_err(UploadError::from_files)?,
            // The runtime is shutting down.
            Err(_) => return Err(UploadError::interrupted(Vec::new(), None)),
        };
        let mut uploaded = Vec::new();
        for batch in split_into_batches(files) {
            uploaded = options.send_batch(client, batch, uploaded).await?;
        }
        Ok(uploaded)
    }
}

impl Options {
    async fn send_batch(
        &self,
        client: &Client,
        batch: Vec<ValidatedFile>,
        mut uploaded: Vec<UploadedFile>,
    ) -> Result<Vec<UploadedFile>, UploadError> {
        let (last, count) = (batch.last().map_or(0, |file| file.index), batch.len());
        let action = self.action(&batch);
        let Ok(json) = serde_json::to_string(&action) else {
            return Err(UploadError::interrupted(uploaded, None));
        };
        let body = match Body::from_source(UploadBody::new(&json, batch)).await {
            Ok(body) => body,
            Err(error) => {
                return Err(UploadError::interrupted(uploaded, FileError::from_io(&error)));
            }
        };
        let call = client.call_with_body(&action, body);
        let call = match self.timeout {
            Some(timeout) => call.timeout(timeout),
            None => call,
        };
        let reply = match call.await {
            Ok(reply) => reply,
            Err(error) => return Err(UploadError::from_call(uploaded, error)),
        };
        let ids = reply.file_ids.iter().take(count);
        let named = ids.take_while(|id| !id.is_empty()).count();
        let missing = count - named;
        uploaded.extend(uploaded_files(reply).take(named));
        if missing > 0 {
            let error = FileError { index: last + 1 - missing, kind: FileErrorKind::MissingId };
            return Err(UploadError::interrupted(uploaded, Some(error)));
        }
        Ok(uploaded)
    }

    /// Returns the action with an empty body for each file.
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

/// Validates all files; returns the errors of all invalid ones.
fn validate(
    files: Vec<LocalFile>,
    business: &FileBusinessType,
) -> Result<Vec<ValidatedFile>, Vec<FileError>> {
    let (mut validated, mut errors) = (Vec::new(), Vec::new());
    for (index, file) in files.into_iter().enumerate() {
        match ValidatedFile::new(index, file, business) {
            Ok(file) => validated.push(file),
            Err(kind) => errors.push(FileError { index, kind }),
        }
    }
    if errors.is_empty() { Ok(validated) } else { Err(errors) }
}

/// Splits files into the batches of each call, keeping their order.
fn split_into_batches(files: Vec<ValidatedFile>) -> Vec<Vec<ValidatedFile>> {
    let mut batches: Vec<Vec<ValidatedFile>> = Vec::new();
    let mut size = 0;
    for file in files {
        let length = encoded_length(file.length);
        match batches.last_mut() {
            Some(batch)
                if size + length <= MAX_ENCODED_BYTES
                    && batch.len() < MAX_FILES
                    && batch.iter().all(|other| other.file_type == file.file_type) =>
            {
                size += length;
                batch.push(file);
            }
            _ => {
                size = length;
                batches.push(vec![file]);
            }
        }
    }
    batches
}

fn uploaded_files(reply: Reply<UploadFilesResponse>) -> impl Iterator<Item = UploadedFile> {
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
            .field("agent", &self.options.agent)
            .field("business", &self.options.business)
            .field("files", &self.files)
            .field("deadline", &self.options.deadline)
            .field("timeout", &self.options.timeout)
            .finish()
    }
}
