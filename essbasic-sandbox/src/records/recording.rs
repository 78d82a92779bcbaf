//! A call in progress, recorded when it ends.

use std::net::SocketAddr;
use std::time::{Duration, Instant, SystemTime};

use axum::extract::{ConnectInfo, Request};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, Response, StatusCode, header};

use super::{CallLog, CallOutcome, ForeignSignature, RecordedBody, RecordedCall};
use crate::faults::InjectedFault;
use crate::gateway::{GatewayResponse, SignatureStatus};
use crate::limits;

/// Headers whose values are secret and not recorded.
const REDACTED: [&str; 4] = ["x-tc-token", "cookie", "set-cookie", "proxy-authorization"];

/// A call in progress. Dropping it adds the call to the log.
pub(crate) struct Recording<'a> {
    call_log: &'a CallLog,
    call: Option<RecordedCall>,
    started: Instant,
}

impl<'a> Recording<'a> {
    /// Starts the recording of a call whose head has arrived.
    pub(crate) fn start(call_log: &'a CallLog, request: &Request) -> Self {
        let mut head = String::with_capacity(1024);
        // The query of an older signature method may contain a token.
        let target = match request.uri().path_and_query() {
            Some(target) if request.headers().contains_key(header::AUTHORIZATION) => {
                target.as_str()
            }
            _ => request.uri().path(),
        };
        let target = if target.len() < limits::RECORDED_HEAD_BYTES { target } else { "/" };
        for part in [request.method().as_str(), " ", target, " HTTP/1.1\n"] {
            head.push_str(part);
        }
        write_headers(&mut head, request.headers());
        let call = RecordedCall {
            number: 0,
            received_at: SystemTime::now(),
            duration: Duration::ZERO,
            peer: request.extensions().get::<ConnectInfo<SocketAddr>>().map(|it| it.0),
            request_head: head,
            request_body: RecordedBody::default(),
            status: None,
            response_head: String::new(),
            response_body: RecordedBody::default(),
            request_id: None,
            outcome: CallOutcome::ClientDisconnected,
            signature: SignatureStatus::NotChecked,
            foreign_signature: None,
            delay: Duration::ZERO,
            fault: None,
            events: Vec::new(),
            encrypted_call: None,
        };
        Self { call_log, call: Some(call), started: Instant::now() }
    }

    /// Records the body of the request.
    pub(crate) fn body(&mut self, body: &[u8]) {
        self.update(|call| call.request_body = RecordedBody::new(body));
    }

    /// Records the body of a request that was rejected by its head, and names its signature. A form may
    /// contain a token, and is not kept.
    pub(crate) fn rejected_body(&mut self, head: &Parts, body: &[u8]) {
        let query = head.uri.query().unwrap_or_default();
        let found = ForeignSignature::find(query, &head.headers, body);
        let is_form = found.is_some() && !head.headers.contains_key(header::AUTHORIZATION);
        self.update(|call| {
            call.foreign_signature = found;
            if !is_form {
                call.request_body = RecordedBody::new(body);
            }
        });
    }

    /// Records the faults of the call.
    pub(crate) fn fault(&mut self, fault: InjectedFault) {
        self.update(|call| (call.delay, call.fault) = (fault.delay, fault.failure));
    }

    /// Records the response of the gateway and returns it.
    pub(crate) fn answered(&mut self, answer: GatewayResponse) -> Response<Bytes> {
        let GatewayResponse {
            response,
            request_id,
            code,
            is_canned,
            events,
            signature,
            encrypted_call,
        } = answer;
        self.update(|call| {
            call.status = Some(response.status().as_u16());
            write_headers(&mut call.response_head, response.headers());
            call.response_body = RecordedBody::new(response.body());
            call.request_id = Some(request_id);
            call.outcome = match code {
                Some(code) => CallOutcome::Rejected(code.to_string()),
                None if is_canned => CallOutcome::Canned,
                None => CallOutcome::Done,
            };
            (call.events, call.signature, call.encrypted_call) =
                (events, signature, encrypted_call);
        });
        response
    }

    /// Records a response without an envelope.
    pub(crate) fn http_status(&mut self, status: StatusCode) {
        self.update(|call| {
            (call.status, call.outcome) = (Some(status.as_u16()), CallOutcome::HttpStatus);
        });
    }

    /// Records that the connection is closed before the response is complete.
    pub(crate) fn response_cut(&mut self) {
        self.update(|call| call.outcome = CallOutcome::NoResponse);
    }

    fn update(&mut self, update: impl FnOnce(&mut RecordedCall)) {
        if let Some(call) = &mut self.call {
            update(call);
        }
    }
}

impl Drop for Recording<'_> {
    fn drop(&mut self) {
        if let Some(mut call) = self.call.take() {
            call.duration = self.started.elapsed();
            self.call_log.push(call);
        }
    }
}

/// Appends headers up to the maximum size.
fn write_headers(head: &mut String, headers: &HeaderMap) {
    for (name, value) in headers {
        let redacted = REDACTED.contains(&name.as_str());
        let value = if redacted { "***".into() } else { String::from_utf8_lossy(value.as_bytes()) };
        if head.len() + name.as_str().len() + value.len() > limits::RECORDED_HEAD_BYTES {
            return;
        }
        for part in [name.as_str(), ": ", value.as_ref(), "\n"] {
            head.push_str(part);
        }
    }
}
