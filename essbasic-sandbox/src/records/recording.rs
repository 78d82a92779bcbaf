//! A call being recorded: noted as it goes on, remembered when it ends.

use std::net::SocketAddr;
use std::time::{Duration, Instant, SystemTime};

use axum::extract::{ConnectInfo, Request};
use http::{HeaderMap, Response, StatusCode};

use super::{CallOutcome, HEAD, RecordedBody, RecordedCall, Records};
use crate::faults::InjectedFault;
use crate::gateway::{Answered, SignatureStatus};

/// Headers whose values are somebody's to keep: they are not remembered.
const HIDDEN: [&str; 4] = ["x-tc-token", "cookie", "set-cookie", "proxy-authorization"];

/// A call being recorded. Dropped, it is remembered.
pub(crate) struct Recording<'a> {
    records: &'a Records,
    call: Option<RecordedCall>,
    began: Instant,
}

impl<'a> Recording<'a> {
    /// A call that has just arrived.
    pub(crate) fn of(records: &'a Records, request: &Request) -> Self {
        let mut head = String::with_capacity(1024);
        for part in [request.method().as_str(), " ", request.uri().path(), " HTTP/1.1\n"] {
            head.push_str(part);
        }
        write(&mut head, request.headers());
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|it| it.0);
        let call = RecordedCall {
            number: 0,
            received_at: SystemTime::now(),
            duration: Duration::ZERO,
            peer,
            request_head: head,
            request_body: RecordedBody::default(),
            status: None,
            response_head: String::new(),
            response_body: RecordedBody::default(),
            request_id: None,
            outcome: CallOutcome::ClientDisconnected,
            signature: SignatureStatus::NotChecked,
            delay: Duration::ZERO,
            fault: None,
            events: Vec::new(),
            encrypted_call: None,
        };
        Self { records, call: Some(call), began: Instant::now() }
    }

    /// Its body has arrived.
    pub(crate) fn body(&mut self, body: &[u8]) {
        self.note(|call| call.request_body = RecordedBody::of(body));
    }

    /// A fault befalls it, or none.
    pub(crate) fn fate(&mut self, fate: InjectedFault) {
        self.note(|call| (call.delay, call.fault) = (fate.delay, fate.end));
    }

    /// It is answered.
    pub(crate) fn answered(&mut self, answered: Answered) -> Response<bytes::Bytes> {
        let Answered { response, request_id, code, is_sample, events, verdict, carried } = answered;
        self.note(|call| {
            call.status = Some(response.status().as_u16());
            write(&mut call.response_head, response.headers());
            call.response_body = RecordedBody::of(response.body());
            call.request_id = Some(request_id);
            call.outcome = match code {
                Some(code) => CallOutcome::Rejected(code.to_string()),
                None if is_sample => CallOutcome::Canned,
                None => CallOutcome::Done,
            };
            (call.events, call.signature, call.encrypted_call) = (events, verdict, carried);
        });
        response
    }

    /// It is answered with a status alone.
    pub(crate) fn status(&mut self, status: StatusCode) {
        self.note(|call| {
            (call.status, call.outcome) = (Some(status.as_u16()), CallOutcome::HttpStatus);
        });
    }

    /// The connection is closed before there is a whole answer.
    pub(crate) fn broken_off(&mut self) {
        self.note(|call| call.outcome = CallOutcome::NoResponse);
    }

    fn note(&mut self, note: impl FnOnce(&mut RecordedCall)) {
        if let Some(call) = &mut self.call {
            note(call);
        }
    }
}

impl Drop for Recording<'_> {
    fn drop(&mut self) {
        if let Some(mut call) = self.call.take() {
            call.duration = self.began.elapsed();
            self.records.push(call);
        }
    }
}

/// Writes headers as far as there is room for them.
fn write(head: &mut String, headers: &HeaderMap) {
    for (name, value) in headers {
        let hides = HIDDEN.contains(&name.as_str());
        let value = if hides { "***".into() } else { String::from_utf8_lossy(value.as_bytes()) };
        if head.len() + name.as_str().len() + value.len() > HEAD {
            return;
        }
        for part in [name.as_str(), ": ", value.as_ref(), "\n"] {
            head.push_str(part);
        }
    }
}
