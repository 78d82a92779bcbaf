//! One call: what is different for it, and the future that sends it.

use std::fmt;
use std::future::ready;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Response;

use crate::client::Client;
use crate::credential::{CachedCredential, Credential};
use crate::encryptor::Encryptor;
use crate::error::{Error, ErrorKind};
use crate::reply::Reply;
use crate::request::{Request, RequestHeaders};
use crate::response::{self, Decode};
use crate::retry::RetryPolicy;

mod attempt;
mod way;

use way::CallContext;

/// A call that is written and not yet sent; awaiting it sends it.
///
/// Dropping it, awaited or not, stops it. What was sent by then may still be carried out.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<'client, T> {
    client: &'client Client,
    request: Result<Request, Error>,
    options: Options<'client>,
    output: PhantomData<fn() -> T>,
}

/// What is different for one call.
#[derive(Default)]
struct Options<'client> {
    timeout: Option<Duration>,
    retry: Option<RetryPolicy>,
    signer: Option<Arc<CachedCredential>>,
    /// Most calls have none of their own.
    preferences: Option<Box<RequestHeaders>>,
    unchecked: bool,
    /// What the call is sealed with, where it is.
    encrypt: Option<&'client dyn Encryptor>,
}

impl<'client, T> Call<'client, T> {
    pub(crate) fn new(client: &'client Client, request: Result<Request, Error>) -> Self {
        Self { client, request, options: Options::default(), output: PhantomData }
    }

    /// The time this call may take once its turn has come, instead of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// How patiently this call is repeated, instead of the client's way. What must not be
    /// repeated is not, whatever the policy.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.options.retry = Some(retry);
        self
    }

    /// Who makes this call, instead of the client's own: id, key and token together, so that
    /// they always are of one set.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.options.signer = Some(Arc::new(CachedCredential::new(credential)));
        self
    }

    /// `X-TC-Region` of this call.
    pub fn region(self, region: impl AsRef<str>) -> Self {
        self.prefer(|preferences| preferences.region(region.as_ref()))
    }

    /// The language of the messages of this call: `zh-CN` or `en-US`.
    pub fn language(self, language: impl AsRef<str>) -> Self {
        self.prefer(|preferences| preferences.language(language.as_ref()))
    }

    /// A header of one's own on this call, such as a trace id. It is not signed, and its value is
    /// shown nowhere.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.prefer(|preferences| preferences.header(name.as_ref(), value.as_ref()))
    }

    /// Sends it even if it breaks limits of the manual, which the service may have moved.
    pub fn unchecked(mut self) -> Self {
        self.options.unchecked = true;
        self
    }

    /// Sends it encrypted inside another action, with keys that were agreed upon: sealed anew for
    /// each attempt, and its answer opened before it is read.
    ///
    /// Checks, errors and what may be repeated stay those of the action itself; what carries it
    /// is addressed, signed and counted instead of it.
    pub fn encrypted(mut self, keys: &'client impl Encryptor) -> Self {
        self.options.encrypt = Some(keys);
        self
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn client(&self) -> &'client Client {
        self.client
    }

    fn prefer(mut self, set: impl FnOnce(&mut RequestHeaders) -> Result<(), Error>) -> Self {
        if let Err(mistake) = set(self.options.preferences.get_or_insert_default()) {
            self.request = self.request.and(Err(mistake));
        }
        self
    }
}

impl<'client, T: Decode + 'client> IntoFuture for Call<'client, T> {
    type Output = Result<Reply<T>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'client>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { client, request, options, .. } = self;
        match request {
            Ok(request) => Box::pin(async move {
                send(&CallContext { client, request: &request, options: &options }).await
            }),
            Err(mistake) => Box::pin(ready(Err(mistake))),
        }
    }
}

/// Sends a request, and opens what is answered as an output.
async fn send<T: Decode>(way: &CallContext<'_>) -> Result<Reply<T>, Error> {
    let mut opened = Opened(None);
    way.send(&mut opened).await?;
    // It was put there, or there was an error.
    opened.0.ok_or_else(|| Error::new(ErrorKind::Decode, "the answer was not opened"))
}

impl<T> fmt::Debug for Call<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("request", &self.request).finish_non_exhaustive()
    }
}

/// What reads an answer and keeps it; the one thing of a call that knows the output.
trait Open: Send {
    /// Reads an answer as the output.
    fn open(&mut self, answer: &Response<Bytes>) -> Result<(), Error>;

    /// The request id of the answer that was read.
    fn request_id(&self) -> &str;
}

/// An answer, once it was read.
struct Opened<T>(Option<Reply<T>>);

impl<T: Decode> Open for Opened<T> {
    fn open(&mut self, answer: &Response<Bytes>) -> Result<(), Error> {
        self.0 = Some(response::decode(answer.status().as_u16(), answer.body())?);
        Ok(())
    }

    fn request_id(&self) -> &str {
        self.0.as_ref().map_or("", |reply| &reply.request_id)
    }
}
