//! Recording of a run.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use essbasic_core::transport::{
    Body, ChunkHandler, DownloadFuture, SendFuture, Transport, TransportError,
};
use http::{Request, Response, StatusCode};
use serde_json::Value;

use super::format::{self, Cassette, Exchange, Received};
use super::mask::{Masks, TEXT, request_secrets, without};
use super::{CassetteError, MAX_BODY_BYTES, MAX_EXCHANGES, MAX_FILE_BYTES, MAX_SEARCHED_BYTES};
use crate::testing::incoming::Target;
use crate::{Action, Descriptor, response};

/// A transport that records all requests and responses, for a [`ReplayTransport`].
///
/// It wraps the transport that reaches the service or a sandbox. The cassette is written by
/// [`save`](Self::save). Headers are not recorded, so there is no key and no signature in it. Fields
/// that the schema marks as secret are masked, and so are undeclared fields and all fields of actions
/// that are neither in the catalogue nor [declared](Self::declare). Of a response that is not whole JSON, nothing
/// is recorded, except for pages of gateways. Files of downloads are not recorded.
///
/// ```no_run
/// # async fn record() -> Result<(), Box<dyn std::error::Error>> {
/// use essbasic::testing::RecordingTransport;
/// use essbasic::transport::ReqwestTransport;
/// use essbasic::{ClientBuilder, Environment};
///
/// let recording = RecordingTransport::new(ReqwestTransport::new(&Environment::Test)?);
/// let client = ClientBuilder::from_env()?
///     .environment(Environment::Test)
///     .transport(recording.clone())
///     .build()?;
/// // … send calls …
/// recording.save("tests/cassettes/cancel_code.json")?;
/// # Ok(())
/// # }
/// ```
///
/// [`ReplayTransport`]: super::ReplayTransport
#[derive(Clone)]
pub struct RecordingTransport {
    inner: Arc<dyn Transport>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    personal_data: bool,
    declared: Vec<&'static Descriptor>,
    masks: Masks,
    exchanges: Vec<Exchange>,
    /// Approximate size of the exchanges.
    bytes: usize,
    /// The limit that was exceeded; recording has stopped.
    exceeded: Option<String>,
}

impl RecordingTransport {
    /// Records what passes through a transport.
    pub fn new(inner: impl Transport + 'static) -> Self {
        Self { inner: Arc::new(inner), state: Arc::default() }
    }

    /// Declares an action that is not in the catalogue, so that its fields can be recorded.
    #[must_use]
    pub fn declare<A: Action>(self) -> Self {
        self.state().declared.push(A::descriptor());
        self
    }

    /// Records secret fields too: names, numbers and links. Keep such a cassette out of version
    /// control. Undeclared actions, whose fields may be keys, stay masked.
    #[must_use]
    pub fn with_personal_data(self) -> Self {
        self.state().personal_data = true;
        self
    }

    /// Writes the cassette, replacing the file. Creates its folder. A file with personal data can be read
    /// by its owner only.
    ///
    /// # Errors
    ///
    /// [`CassetteError::TooLarge`] if the run had more than 1,000 requests, a response of more than
    /// 1 MiB, or more than 16 MiB in total; [`CassetteError::Io`] if the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), CassetteError> {
        let cassette = {
            let state = self.state();
            if let Some(message) = &state.exceeded {
                return Err(CassetteError::TooLarge { message: message.clone() });
            }
            Cassette::new(state.personal_data, state.exchanges.clone())
        };
        cassette.write(path.as_ref())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn action(&self, name: &str) -> Option<&'static Descriptor> {
        super::replay::descriptor(&self.declared, name)
    }

    fn record(
        &mut self,
        target: &Target,
        request: Option<&Bytes>,
        request_bytes: u64,
        result: Result<(StatusCode, Content<'_>), &TransportError>,
    ) {
        if self.exceeded.is_some() {
            return;
        }
        let (name, version, download) = match target {
            Target::Action(name, version) => (Some(name.clone()), Some(version.clone()), None),
            Target::Link(link) if self.personal_data => (None, None, Some(link.clone())),
            Target::Link(link) => (None, None, Some(self.masks.link(link))),
        };
        let action = name.as_deref().and_then(|name| self.action(name));
        let keep = self.personal_data && action.is_some();
        let fields = request.and_then(|body| serde_json::from_slice::<Value>(body).ok());
        let secrets = match &fields {
            Some(fields) if !keep => Some(request_secrets(action).strings(fields.clone())),
            // A request that is not known may have secrets that the response repeats.
            None if request_bytes > 0 => None,
            _ => Some(Vec::new()),
        };
        let is_small = usize::try_from(request_bytes).is_ok_and(|it| it <= MAX_BODY_BYTES);
        let mut fields = fields.filter(|_| is_small);
        if let (Some(fields), false) = (&mut fields, keep) {
            self.masks.request(fields, action);
        }
        let received = match result {
            Err(error) => Received::Failure(error.kind().into()),
            Ok((_, Content::Body(body))) if body.len() > MAX_BODY_BYTES => {
                let name = target.name();
                self.stop(format!("the response of {name} exceeds {MAX_BODY_BYTES} bytes"));
                return;
            }
            Ok((status, content)) => {
                let mut response = content.into_response(status);
                if !keep {
                    if let Some(json) = &mut response.json {
                        self.masks.response(json, action, secrets.as_deref());
                    }
                    if let Some(text) = &mut response.text {
                        *text = match &secrets {
                            Some(secrets) if !is_damaged_json(text) => without(text, secrets, 0),
                            _ => TEXT.to_owned(),
                        };
                    }
                }
                Received::Response(response)
            }
        };
        let request_bytes = fields.is_none().then_some(request_bytes).filter(|it| *it > 0);
        let (action, request) = (name, fields);
        let (response, failure) = match received {
            Received::Response(response) => (Some(response), None),
            Received::Failure(failure) => (None, Some(failure)),
        };
        self.push(Exchange {
            action,
            version,
            download,
            request,
            request_bytes,
            response,
            failure,
        });
    }

    fn push(&mut self, exchange: Exchange) {
        self.bytes += serde_json::to_vec(&exchange).map_or(0, |json| json.len());
        if self.bytes + self.masks.bytes() > MAX_FILE_BYTES {
            self.stop(format!("it exceeds {MAX_FILE_BYTES} bytes"));
        } else if self.exchanges.len() == MAX_EXCHANGES {
            self.stop(format!("it has more than {MAX_EXCHANGES} requests"));
        } else {
            self.exchanges.push(exchange);
        }
    }

    /// Stops recording and releases what was recorded.
    fn stop(&mut self, message: String) {
        self.exceeded = Some(message);
        self.exchanges = Vec::new();
        self.masks = Masks::default();
    }
}

/// Body of a response.
enum Content<'a> {
    Body(&'a Bytes),
    /// A file of this size, which is not recorded.
    File(u64),
}

impl Content<'_> {
    fn into_response(self, status: StatusCode) -> format::Response {
        let (mut json, mut text, mut bytes) = (None, None, None);
        match self {
            Self::File(length) => bytes = Some(length),
            // As the client reads it, so that its fields are masked.
            Self::Body(body) => match response::decode_json(body) {
                Ok(value) => json = Some(value),
                Err(_) => text = Some(String::from_utf8_lossy(body).into_owned()),
            },
        }
        format::Response { status: status.as_u16(), json, text, bytes }
    }
}

/// Returns whether a text that is not JSON may hold the fields of a response, whose secrets cannot be
/// distinguished.
fn is_damaged_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[', '"'])
        || text.contains("\"Response\"")
}

impl Transport for RecordingTransport {
    fn send(&self, request: Request<Body>, timeout: Duration) -> SendFuture<'_> {
        Box::pin(async move {
            let (target, length) = (Target::of(&request), request.body().len());
            let small = usize::try_from(length).is_ok_and(|length| length <= MAX_SEARCHED_BYTES);
            // A body that is streamed is read twice; a changed one fails when it is sent.
            let body = if small { request.body().clone().collect().await.ok() } else { None };
            let result = self.inner.send(request, timeout).await;
            let recorded = result.as_ref().map(|it| (it.status(), Content::Body(it.body())));
            self.state().record(&target, body.as_ref(), length, recorded);
            result
        })
    }

    fn download<'a>(
        &'a self,
        request: Request<Body>,
        timeout: Duration,
        handler: &'a mut ChunkHandler<'_>,
    ) -> DownloadFuture<'a> {
        Box::pin(async move {
            let target = Target::of(&request);
            let mut length = 0;
            let mut counting = |status: StatusCode, chunk: &[u8]| {
                length += chunk.len() as u64;
                handler(status, chunk)
            };
            let result: Result<Response<()>, _> =
                self.inner.download(request, timeout, &mut counting).await;
            let recorded = result.as_ref().map(|it| (it.status(), Content::File(length)));
            self.state().record(&target, None, 0, recorded);
            result
        })
    }
}

impl fmt::Debug for RecordingTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordingTransport")
            .field("inner", &self.inner)
            .field("exchanges", &self.state().exchanges.len())
            .finish_non_exhaustive()
    }
}
