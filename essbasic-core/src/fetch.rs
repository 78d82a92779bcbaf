//! Fetching what a link of the service's points at, into a writer.

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
use crate::sign::Hex;
use crate::telemetry;
use crate::transport::Body;

/// How much is taken unless said otherwise: more than any file of the service has.
const LARGEST: u64 = 1 << 30;

/// A fetch that is not yet made; awaiting it makes it, once.
///
/// It is a plain `GET`: not signed, with none of the service's headers, and no redirect is
/// followed. What was written when it fails is not the whole.
#[must_use = "nothing is fetched before it is awaited"]
pub struct Fetch<'a> {
    client: &'a Client,
    link: &'a str,
    to: &'a mut (dyn Write + Send),
    largest: u64,
    timeout: Option<Duration>,
}

/// What was fetched and written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Fetched {
    /// How many bytes were written.
    pub length: u64,
    /// Their hash.
    pub sha256: Hex,
}

impl<'a> Fetch<'a> {
    pub(crate) fn new(client: &'a Client, link: &'a str, to: &'a mut (dyn Write + Send)) -> Self {
        Self { client, link, to, largest: LARGEST, timeout: None }
    }

    /// The time it may take, instead of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How many bytes are taken at most, instead of a gibibyte.
    pub fn largest(mut self, bytes: u64) -> Self {
        self.largest = bytes;
        self
    }

    async fn fetch(self) -> Result<Fetched, Error> {
        let uri = address(self.link)?;
        let span = telemetry::fetch(uri.host().unwrap_or_default());
        let mut request = http::Request::new(Body::from(Vec::new()));
        *request.uri_mut() = uri;
        let timeout = self.timeout.unwrap_or(self.client.timeout());
        let mut taken = Taken::new(self.to, self.largest);
        let mut take = |status, piece: &[u8]| taken.take(status, piece);
        let fetched = self.client.transport().fetch(request, timeout, &mut take);
        let fetched = fetched.instrument(span).await;
        if let Some(stopped) = taken.stopped {
            return Err(stopped);
        }
        let status = fetched?.status();
        if status != StatusCode::OK {
            return Err(not_the_file(status));
        }
        taken.end().map_err(|error| error.at(status.as_u16(), None))
    }
}

impl<'a> IntoFuture for Fetch<'a> {
    type Output = Result<Fetched, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.fetch())
    }
}

impl fmt::Debug for Fetch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whoever has the link has the file.
        f.debug_struct("Fetch")
            .field("link", &format_args!("***"))
            .field("largest", &self.largest)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// What has been written so far.
struct Taken<'a> {
    to: &'a mut (dyn Write + Send),
    largest: u64,
    length: u64,
    hasher: Sha256,
    stopped: Option<Error>,
}

impl<'a> Taken<'a> {
    fn new(to: &'a mut (dyn Write + Send), largest: u64) -> Self {
        Self { to, largest, length: 0, hasher: Sha256::new(), stopped: None }
    }

    fn take(&mut self, status: StatusCode, piece: &[u8]) -> bool {
        if status != StatusCode::OK {
            return false;
        }
        self.length += piece.len() as u64;
        if self.length > self.largest {
            let message = format!("the file has more than {} bytes", self.largest);
            self.stopped = Some(Error::new(ErrorKind::Answer, message));
        } else if let Err(source) = self.to.write_all(piece) {
            self.stopped = Some(not_written(source));
        }
        self.hasher.update(piece);
        self.stopped.is_none()
    }

    fn end(self) -> Result<Fetched, Error> {
        if self.length == 0 {
            return Err(Error::new(ErrorKind::Answer, "the file is empty"));
        }
        self.to.flush().map_err(not_written)?;
        Ok(Fetched { length: self.length, sha256: Hex::new(&self.hasher.finalize().into()) })
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
    Error::new(ErrorKind::Gateway, message).at(status.as_u16(), None)
}

fn not_written(source: std::io::Error) -> Error {
    Error::new(ErrorKind::Local, "what was fetched could not be written").because(source)
}
