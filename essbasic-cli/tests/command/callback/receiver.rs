//! Receiver of the tests, which may have a fault.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::{Event, Payload, keys};

/// Fault planted in a receiver.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Planted {
    None,
    /// Answers `{}` with 405.
    NoEmpty,
    Redirect,
    /// Answers 204.
    NoContent,
    /// Answers a duplicate with 500.
    NoDuplicate,
    /// Answers an event of a new type with 400.
    OnlyKnown,
    /// Verifies a body that it has parsed and serialized again.
    Reserializes,
    /// Does not verify signatures.
    IgnoresSignature,
    /// Accepts requests without a signature.
    AcceptsUnsigned,
    /// Answers 200 before it decrypts.
    AcceptsUnreadable,
    /// Never responds to requests of 10 MB.
    HangsOnLarge,
    /// Handles one request after the other.
    Serial,
    /// Answers late.
    Slow,
    /// Answers with 10 MB.
    LargeResponse,
    /// Answers every request with 500.
    Fails,
    /// Answers every request with 200.
    AcceptsAnything,
}

/// A running receiver.
pub(super) struct Receiver {
    pub(super) url: String,
    fixture: Arc<Fixture>,
    _runtime: Runtime,
}

struct Fixture {
    planted: Mutex<Planted>,
    /// Signatures and bodies of the requests that were acknowledged with 200.
    accepted: Mutex<Vec<(Option<String>, Vec<u8>)>>,
    handled: Mutex<BTreeSet<String>>,
    serial: tokio::sync::Mutex<()>,
}

impl Receiver {
    pub(super) fn start(planted: Planted) -> Self {
        let runtime = Runtime::new().unwrap();
        let fixture = Arc::new(Fixture {
            planted: Mutex::new(planted),
            accepted: Mutex::default(),
            handled: Mutex::default(),
            serial: tokio::sync::Mutex::default(),
        });
        let router = Router::new().fallback(receive).with_state(Arc::clone(&fixture));
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(async move { axum::serve(listener, router).await });
        let url = format!("http://{address}/callback");
        Self { url, fixture, _runtime: runtime }
    }

    /// Plants another fault in the running receiver.
    pub(super) fn plant(&self, planted: Planted) {
        *self.fixture.planted.lock().unwrap() = planted;
    }

    pub(super) fn accepted(&self) -> Vec<(Option<String>, Vec<u8>)> {
        self.fixture.accepted.lock().unwrap().clone()
    }
}

async fn receive(State(fixture): State<Arc<Fixture>>, request: Request) -> Response {
    let planted = *fixture.planted.lock().unwrap();
    let _turn = match planted {
        Planted::Serial => Some(fixture.serial.lock().await),
        _ => None,
    };
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, 20 << 20).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if planted == Planted::HangsOnLarge && body.len() > 5_000_000 {
        std::future::pending::<()>().await;
    }
    if planted == Planted::Slow {
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
    let status = fixture.status(planted, &head.headers, &body);
    if status == StatusCode::OK {
        let signature = signature(&head.headers).map(str::to_owned);
        fixture.accepted.lock().unwrap().push((signature, body.to_vec()));
    }
    match planted {
        Planted::LargeResponse => (status, vec![b'x'; 10_000_000]).into_response(),
        Planted::Redirect => {
            (StatusCode::FOUND, [(header::LOCATION, "https://example.invalid/")]).into_response()
        }
        Planted::NoContent if status == StatusCode::OK => StatusCode::NO_CONTENT.into_response(),
        _ => status.into_response(),
    }
}

fn signature(headers: &HeaderMap) -> Option<&str> {
    headers.get("content-signature").and_then(|it| it.to_str().ok())
}

impl Fixture {
    fn status(&self, planted: Planted, headers: &HeaderMap, body: &[u8]) -> StatusCode {
        if planted == Planted::Fails {
            return StatusCode::INTERNAL_SERVER_ERROR;
        }
        if planted == Planted::AcceptsAnything {
            return StatusCode::OK;
        }
        if body == b"{}" {
            let is_refused = planted == Planted::NoEmpty;
            return if is_refused { StatusCode::METHOD_NOT_ALLOWED } else { StatusCode::OK };
        }
        let mut signed = body.to_vec();
        if planted == Planted::Reserializes
            && let Ok(value) = serde_json::from_slice::<serde_json::Value>(body)
        {
            signed = value.to_string().into_bytes();
        }
        let signature = match signature(headers) {
            None if planted == Planted::AcceptsUnsigned => Some(keys().sign(&signed)),
            _ if planted == Planted::IgnoresSignature => Some(keys().sign(&signed)),
            signature => signature.map(str::to_owned),
        };
        if keys().verify(signature.as_deref(), &signed).is_err() {
            return StatusCode::UNAUTHORIZED;
        }
        let message = match keys().receive(signature.as_deref(), &signed) {
            Ok(Payload::Message(message)) => message,
            _ if planted == Planted::AcceptsUnreadable => return StatusCode::OK,
            _ => return StatusCode::BAD_REQUEST,
        };
        let is_new = self.handled.lock().unwrap().insert(message.key().to_owned());
        let is_known = Event::TYPES.contains(&message.event.msg_type());
        match planted {
            Planted::NoDuplicate if !is_new => StatusCode::INTERNAL_SERVER_ERROR,
            Planted::OnlyKnown if !is_known => StatusCode::BAD_REQUEST,
            _ => StatusCode::OK,
        }
    }
}
