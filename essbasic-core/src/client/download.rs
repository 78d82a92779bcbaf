//! Downloads of the links that the service returns.

use std::fmt;
use std::io::Write;
use std::pin::Pin;
use std::time::Duration;

use http::{StatusCode, Uri};
use sha2::{Digest, Sha256};
use tracing::Instrument;

use super::Client;
use crate::environment::is_loopback;
use crate::error::{Error, ErrorKind};
use crate::limits::DEFAULT_MAX_DOWNLOAD_BYTES;
use crate::message::{Message, message};
use crate::sign::HexDigest;
use crate::telemetry;
use crate::transport::{Body, require_runtime};

/// A download that has not started; awaiting it runs it once.
///
/// A plain `GET`: not signed, without the service's headers, following no redirect. If it fails,
/// the writer may hold part of the file.
#[must_use = "a download starts when it is awaited"]
pub struct LinkDownload<'a> {
    client: &'a Client,
    link: &'a str,
    writer: &'a mut (dyn Write + Send),
    max_bytes: u64,
    timeout: Option<Duration>,
}

/// Length and hash of a downloaded file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct DownloadSummary {
    /// Number of bytes written.
    pub length: u64,
    /// SHA-256 of the bytes.
    pub sha256: HexDigest,
}

impl Client {
    /// Downloads a link that the service returned into a writer; awaiting it starts.
    ///
    /// The link must be HTTPS, or on a loopback address. The writer is called as bytes arrive and
    /// should not block for long.
    ///
    /// ```no_run
    /// # async fn download(client: &essbasic_core::Client, link: &str) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut file = std::fs::File::create("contract.pdf")?;
    /// let summary = client.download(link, &mut file).await?;
    /// println!("{} bytes, SHA-256 {}", summary.length, summary.sha256);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] for a link that is not followed, [`ErrorKind::Gateway`] for any HTTP
    /// status but 200, [`ErrorKind::Decode`] for a file that is empty or exceeds
    /// [`max_bytes`](LinkDownload::max_bytes), [`ErrorKind::Io`] when it cannot be written, and the
    /// errors of the connection.
    pub fn download<'a>(
        &'a self,
        link: &'a str,
        writer: &'a mut (dyn Write + Send),
    ) -> LinkDownload<'a> {
        LinkDownload {
            client: self,
            link,
            writer,
            max_bytes: DEFAULT_MAX_DOWNLOAD_BYTES,
            timeout: None,
        }
    }
}

impl LinkDownload<'_> {
    /// Sets the timeout. Default: the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the maximum size in bytes. Default: 1 GiB.
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = bytes;
        self
    }

    async fn run(self) -> Result<DownloadSummary, Error> {
        require_runtime()?;
        let uri = parse_link(self.link)?;
        let span = telemetry::download(uri.host().unwrap_or_default());
        let mut request = http::Request::new(Body::from(Vec::new()));
        *request.uri_mut() = uri;
        let timeout = self.timeout.unwrap_or(self.client.timeout());
        let mut sink = Sink::new(self.writer, self.max_bytes);
        let mut handler = |status, chunk: &[u8]| sink.write(status, chunk);
        let download = self.client.transport().download(request, timeout, &mut handler);
        let response = download.instrument(span).await;
        if let Some(error) = sink.error {
            return Err(error);
        }
        let status = response?.status();
        if status != StatusCode::OK {
            return Err(unexpected_status(status));
        }
        sink.finish().map_err(|error| error.with_response(status.as_u16(), None))
    }
}

impl<'a> IntoFuture for LinkDownload<'a> {
    type Output = Result<DownloadSummary, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl fmt::Debug for LinkDownload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The link grants access to the file.
        f.debug_struct("LinkDownload")
            .field("link", &format_args!("***"))
            .field("max_bytes", &self.max_bytes)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// The destination of a download, which counts and hashes its chunks.
struct Sink<'a> {
    writer: &'a mut (dyn Write + Send),
    max_bytes: u64,
    length: u64,
    hasher: Sha256,
    error: Option<Error>,
}

impl<'a> Sink<'a> {
    fn new(writer: &'a mut (dyn Write + Send), max_bytes: u64) -> Self {
        Self { writer, max_bytes, length: 0, hasher: Sha256::new(), error: None }
    }

    /// Writes a chunk. Returns whether the download continues.
    fn write(&mut self, status: StatusCode, chunk: &[u8]) -> bool {
        if status != StatusCode::OK {
            return false;
        }
        self.length += chunk.len() as u64;
        if self.length > self.max_bytes {
            let message = message!("the file exceeds {bytes} bytes", bytes = self.max_bytes);
            self.error = Some(Error::new(ErrorKind::Decode, message));
        } else if let Err(source) = self.writer.write_all(chunk) {
            self.error = Some(write_error(source));
        }
        self.hasher.update(chunk);
        self.error.is_none()
    }

    fn finish(self) -> Result<DownloadSummary, Error> {
        if self.length == 0 {
            return Err(Error::new(ErrorKind::Decode, message!("the file is empty")));
        }
        self.writer.flush().map_err(write_error)?;
        let sha256 = HexDigest::new(&self.hasher.finalize().into());
        Ok(DownloadSummary { length: self.length, sha256 })
    }
}

/// Parses a link that may be followed: HTTPS, or plain HTTP on a loopback address.
fn parse_link(link: &str) -> Result<Uri, Error> {
    let invalid = |message: Message| Error::new(ErrorKind::Invalid, message);
    let uri: Uri = link.parse().map_err(|_| invalid(message!("the link is not a URL")))?;
    let authority = uri.authority().ok_or_else(|| invalid(message!("the link has no host")))?;
    if authority.as_str().contains('@') {
        return Err(invalid(message!("the link contains a user name")));
    }
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if is_loopback(&uri) => Ok(uri),
        _ => Err(invalid(message!("the link is not HTTPS"))),
    }
}

fn unexpected_status(status: StatusCode) -> Error {
    let (is_redirect, status) = (status.is_redirection(), status.as_u16());
    let message = if is_redirect {
        message!(
            "HTTP status {status} instead of the file: redirects are not followed",
            status = status
        )
    } else {
        message!(
            "HTTP status {status} instead of the file: the link may have expired",
            status = status
        )
    };
    Error::new(ErrorKind::Gateway, message).with_response(status, None)
}

fn write_error(source: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, message!("could not write the downloaded file")).with_source(source)
}
