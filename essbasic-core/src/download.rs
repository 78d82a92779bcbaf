//! DownloadFuture what a link of the service's points at, into a writer.

use std::fmt;
use std::io::Write;
use std::pin::Pin;
use std::time::Duration;

use http::{StatusCode, Uri};
use sha2::{Digest, Sha256};
use tracing::Instrument;

use crate::client::Client;
use crate::environment::is_loopback;
use crate::error::{Error, ErrorKind};
use crate::sign::HexDigest;
use crate::telemetry;
use crate::transport::Body;

/// How much is taken unless said otherwise: more than any file of the service has.
const LARGEST: u64 = 1 << 30;

/// A fetch that is not yet made; awaiting it makes it, once.
///
/// It is a plain `GET`: not signed, with none of the service's headers, and no redirect is
/// followed. What was written when it fails is not the whole.
#[must_use = "nothing is fetched before it is awaited"]
pub struct LinkDownload<'a> {
    client: &'a Client,
    link: &'a str,
    to: &'a mut (dyn Write + Send),
    max_bytes: u64,
    timeout: Option<Duration>,
}

/// What was fetched and written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct DownloadSummary {
    /// How many bytes were written.
    pub length: u64,
    /// Their hash.
    pub sha256: HexDigest,
}

impl<'a> LinkDownload<'a> {
    pub(crate) fn new(client: &'a Client, link: &'a str, to: &'a mut (dyn Write + Send)) -> Self {
        Self { client, link, to, max_bytes: LARGEST, timeout: None }
    }

    /// The time it may take, instead of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How many bytes are taken at most, instead of a gibibyte.
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = bytes;
        self
    }

    async fn fetch(self) -> Result<DownloadSummary, Error> {
        let uri = address(self.link)?;
        let span = telemetry::fetch(uri.host().unwrap_or_default());
        let mut request = http::Request::new(Body::from(Vec::new()));
        *request.uri_mut() = uri;
        let timeout = self.timeout.unwrap_or(self.client.timeout());
        let mut taken = Taken::new(self.to, self.max_bytes);
        let mut take = |status, piece: &[u8]| taken.take(status, piece);
        let fetched = self.client.transport().download(request, timeout, &mut take);
        let fetched = fetched.instrument(span).await;
        if let Some(stopped) = taken.stopped {
            return Err(stopped);
        }
        let status = fetched?.status();
        if status != StatusCode::OK {
            return Err(not_the_file(status));
        }
        taken.end().map_err(|error| error.with_response(status.as_u16(), None))
    }
}

impl<'a> IntoFuture for LinkDownload<'a> {
    type Output = Result<DownloadSummary, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.fetch())
    }
}

impl fmt::Debug for LinkDownload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whoever has the link has the file.
        f.debug_struct("Fetch")
            .field("link", &format_args!("***"))
            .field("max_bytes", &self.max_bytes)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// What has been written so far.
struct Taken<'a> {
    to: &'a mut (dyn Write + Send),
    max_bytes: u64,
    length: u64,
    hasher: Sha256,
    stopped: Option<Error>,
}

impl<'a> Taken<'a> {
    fn new(to: &'a mut (dyn Write + Send), max_bytes: u64) -> Self {
        Self { to, max_bytes, length: 0, hasher: Sha256::new(), stopped: None }
    }

    fn take(&mut self, status: StatusCode, piece: &[u8]) -> bool {
        if status != StatusCode::OK {
            return false;
        }
        self.length += piece.len() as u64;
        if self.length > self.max_bytes {
            let message = format!("the file has more than {} bytes", self.max_bytes);
            self.stopped = Some(Error::new(ErrorKind::Decode, message));
        } else if let Err(source) = self.to.write_all(piece) {
            self.stopped = Some(not_written(source));
        }
        self.hasher.update(piece);
        self.stopped.is_none()
    }

    fn end(self) -> Result<DownloadSummary, Error> {
        if self.length == 0 {
            return Err(Error::new(ErrorKind::Decode, "the file is empty"));
        }
        self.to.flush().map_err(not_written)?;
        Ok(DownloadSummary {
            length: self.length,
            sha256: HexDigest::new(&self.hasher.finalize().into()),
        })
    }
}

/// A link that may be followed: encrypted on its way, unless that never leaves this machine.
fn address(link: &str) -> Result<Uri, Error> {
    let refuse = |why: &str| Error::new(ErrorKind::Invalid, format!("the link {why}"));
    let uri: Uri = link.parse().map_err(|_| refuse("is not an address"))?;
    let authority = uri.authority().ok_or_else(|| refuse("names no host"))?;
    if authority.as_str().contains('@') {
        return Err(refuse("has a user name in it"));
    }
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if is_loopback(&uri) => Ok(uri),
        _ => Err(refuse("is not https, so everyone between could read the file")),
    }
}

fn not_the_file(status: StatusCode) -> Error {
    let message = if status.is_redirection() {
        format!("HTTP status {} instead of the file: redirects are not followed", status.as_u16())
    } else {
        format!("HTTP status {} instead of the file: has the link died?", status.as_u16())
    };
    Error::new(ErrorKind::Gateway, message).with_response(status.as_u16(), None)
}

fn not_written(source: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, "what was fetched could not be written").with_source(source)
}
