//! `essbasic callback listen`: receives callbacks, stores and acknowledges them, and forwards them.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use essbasic::callback::{CONTENT_SIGNATURE, CallbackKeys, MAX_BODY_BYTES, Message, Payload};
use essbasic_devtools::callback_diagnostics::CallbackSecrets;
use essbasic_sandbox::{BodyError, BodyLimits, BodyMemory};
use http::{Method, StatusCode};

use super::receiver::Receiver;
use super::store::{self, Line, StoreLock, StoreState, StoreWriter, StoredCallback};
use super::{check_secrets, secrets};
use crate::cli::ListenArgs;
use crate::error::CliError;
use crate::message::message;
use crate::output::{self, PrintOptions};
use crate::report;
use crate::settings::Setting;
use crate::stop_signals::StopSignals;

mod forwarder;
mod live_list;

use forwarder::{Forwarder, Resign};
use live_list::LiveList;
pub(super) use live_list::row;

/// Memory for the bodies of requests in progress, and time for which a body waits for it.
const BODY_BYTES: usize = 64 << 20;
const BODY_WAIT: Duration = Duration::from_secs(30);

/// Limits of the body of a request.
const BODY_LIMITS: BodyLimits = BodyLimits {
    max_bytes: MAX_BODY_BYTES,
    timeout: Duration::from_secs(30),
    part_timeout: Duration::from_secs(10),
};

/// Maximum number of characters of an ID in the store and in the list.
const MAX_ID_CHARS: usize = 256;

/// State that all requests share.
struct Listener {
    keys: Option<CallbackKeys>,
    writer: StoreWriter,
    list: LiveList,
    body_memory: BodyMemory,
}

pub(super) fn run(arguments: &ListenArgs, print: &PrintOptions) -> Result<(), CliError> {
    let secrets = secrets(&arguments.keys)?;
    if secrets.has_key() && !secrets.has_token() {
        return Err(super::token_missing());
    }
    let receiver = arguments
        .forward_to
        .as_deref()
        .map(|url| Receiver::new("--forward-to", url, arguments.allow_public, arguments.timeout));
    let receiver = receiver.transpose()?;
    let resign = resign(arguments, &secrets)?;
    let path = store::path(arguments.store.as_deref())?;
    let Some(lock) = StoreLock::try_new(&path)? else {
        let message = message!("callback-store-used", path = path);
        return Err(CliError::usage(message).with_hint(message!("callback-store-hint")));
    };
    let state = StoreState::read(&path)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut signals = StopSignals::new()?;
        let listening = tokio::net::TcpListener::bind(arguments.listen).await;
        let listening = listening.map_err(|error| {
            let address = arguments.listen;
            CliError::usage(message!("cli-cannot-start-on", address = address, problem = error))
                .with_hint(message!("cli-choose-listen"))
        })?;
        let address = listening.local_addr()?;
        if receiver.as_ref().is_some_and(|it| it.is_at(address)) {
            return Err(CliError::usage(message!("callback-forward-to-itself"))
                .with_hint(message!("cli-choose-listen")));
        }
        let writer = StoreWriter::start(&path, lock, &state)?;
        let list = LiveList::new(print)?;
        output::line(&format!("listening on http://{address}"))?;
        let forwarding = match receiver {
            Some(receiver) => {
                let url = receiver.url.to_string();
                writer.append(Line::ForwardTo(url)).await?;
                let forwarder = Forwarder::new(
                    receiver,
                    resign,
                    writer.clone(),
                    list.clone(),
                    arguments.attempts,
                );
                Some(tokio::spawn(forwarder.run(path, state.settled)))
            }
            None => None,
        };
        let body_memory = BodyMemory::new(BODY_BYTES, BODY_WAIT);
        let listener = Listener { keys: secrets.keys(), writer, list, body_memory };
        let router = Router::new().fallback(receive).with_state(Arc::new(listener));
        let mut result = Ok(());
        essbasic_sandbox::serve(listening, router, async {
            result = match forwarding {
                None => signals.received().await,
                Some(forwarding) => tokio::select! {
                    stopped = signals.received() => stopped,
                    ended = forwarding => match ended {
                        Ok(ended) => ended,
                        Err(error) => Err(std::io::Error::other(error).into()),
                    },
                },
            };
        })
        .await;
        result
    })
}

/// Returns the keys with which callbacks are signed and encrypted anew.
fn resign(arguments: &ListenArgs, secrets: &CallbackSecrets) -> Result<Option<Resign>, CliError> {
    let Some(token) = &arguments.forward_token else { return Ok(None) };
    let Some(from) = secrets.keys() else {
        return Err(super::token_missing());
    };
    let token = Setting::named("--forward-token", token.clone());
    let key = arguments.forward_key.clone().map(|key| Setting::named("--forward-key", key));
    let to = check_secrets(Some(token), key)?.keys();
    Ok(to.map(|to| Resign { from, to }))
}

/// Stores a callback and acknowledges it.
async fn receive(State(listener): State<Arc<Listener>>, request: Request) -> Response {
    if request.method() != Method::POST {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let signature = request.headers().get(CONTENT_SIGNATURE);
    let signature = signature.map(|it| String::from_utf8_lossy(it.as_bytes()).into_owned());
    let (head, mut body) = request.into_parts();
    let read = listener.body_memory.read(&mut body, &head.headers, BODY_LIMITS).await;
    let (body, memory) = match read {
        Ok(read) => read,
        Err(BodyError::TooLarge) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(BodyError::Busy) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let message = match &listener.keys {
        None => None,
        Some(keys) => match keys.receive(signature.as_deref(), &body) {
            Ok(Payload::Probe) => {
                listener.list.probe();
                return StatusCode::OK.into_response();
            }
            Ok(Payload::Message(message)) => Some(message),
            Err(error) => {
                listener.list.rejected(&error);
                return error_status(error.status());
            }
        },
    };
    let received = describe(message.as_ref(), signature);
    let stored = Line::Received(received.clone().with_body(&body));
    drop((message, body));
    // The line counts as the body does, also when its sender has left.
    match listener.writer.append_held(stored, memory).await {
        Ok(appended) => {
            listener.list.received(&StoredCallback { id: appended.id, ..received });
            StatusCode::OK.into_response()
        }
        Err(error) => {
            report::warning(&message!("callback-not-stored", problem = error), None);
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn error_status(status: u16) -> Response {
    StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST).into_response()
}

/// Returns the entry of the store for a callback, without its number and body.
fn describe(message: Option<&Message>, signature: Option<String>) -> StoredCallback {
    let field = |name: &str| {
        let value = message?.data.0.get(name)?.as_str()?;
        Some(shown(value)).filter(|it| !it.is_empty())
    };
    StoredCallback {
        at: store::now(),
        event: message.map(|it| shown(it.event.msg_type())),
        msg_id: message.and_then(|it| it.msg_id.as_deref()).map(shown),
        organization: message.and_then(|it| it.proxy_organization_open_id()).map(shown),
        flow: field("FlowId"),
        signature,
        ..StoredCallback::default()
    }
}

/// Returns the beginning of an ID, which comes from outside.
fn shown(id: &str) -> String {
    id.chars().take(MAX_ID_CHARS).collect()
}
