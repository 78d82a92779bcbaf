//! Batches over a journal of the application, in memory: needs no server.

use std::collections::VecDeque;
use std::error::Error as _;
use std::fmt;
use std::future::{pending, ready};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use essbasic::transport::{Body, SendFuture, Transport, TransportError, TransportErrorKind};
use essbasic::{Client, ClientBuilder, Credential, Error, JsonObject, Reply, Unlimited};
use essbasic_fleet::{
    Batch, BatchAction, BatchProgress, BatchRun, FleetError, FleetErrorKind, Journal,
    JournalFuture, Line, LineResult, LineStatus, NextLines, ResultFormat, StopReason,
};
use http::{Request, Response};
use serde_json::{Map, Value, json};

const CREATE: &str = "ChannelCreateMultiFlowSignQRCode";
const CANCEL: &str = "ChannelCancelMultiFlowSignQRCode";

/// Lines in memory, and the calls that concern them, in order.
#[derive(Clone, Debug, Default)]
struct MemoryJournal(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    lines: VecDeque<Line>,
    events: Vec<String>,
    /// The event that cannot be written.
    broken: &'static str,
}

impl MemoryJournal {
    fn new(lines: impl IntoIterator<Item = Line>) -> Self {
        let state = State { lines: lines.into_iter().collect(), ..State::default() };
        Self(Arc::new(Mutex::new(state)))
    }

    fn broken_at(self, event: &'static str) -> Self {
        self.0.lock().unwrap().broken = event;
        self
    }

    fn write<T: Send + 'static>(&self, event: String, result: T) -> JournalFuture<'_, T> {
        let mut state = self.0.lock().unwrap();
        let is_broken = state.broken == event;
        state.events.push(event);
        let full = std::io::Error::other("the disk is full");
        Box::pin(ready(if is_broken { Err(FleetError::other(full)) } else { Ok(result) }))
    }

    fn events(&self) -> Vec<String> {
        self.0.lock().unwrap().events.clone()
    }
}

impl Journal for MemoryJournal {
    fn take(&self, max: usize) -> JournalFuture<'_, NextLines> {
        let lines = &mut self.0.lock().unwrap().lines;
        let count = lines.len().min(max);
        let lines: Vec<_> = lines.drain(..count).collect();
        let is_end = lines.is_empty();
        Box::pin(ready(Ok(if is_end { NextLines::End } else { NextLines::Lines(lines) })))
    }

    fn mark_sending(&self, line: u64) -> JournalFuture<'_, bool> {
        self.write(format!("sending {line}"), true)
    }

    fn mark_not_sent(&self, line: u64) -> JournalFuture<'_, ()> {
        self.write(format!("not sent {line}"), ())
    }

    fn release(&self, line: u64, was_sent: bool, _: Duration) -> JournalFuture<'_, ()> {
        self.write(format!("released {line} {was_sent}"), ())
    }

    fn record<'a>(&'a self, result: &'a LineResult) -> JournalFuture<'a, ()> {
        self.write(format!("{} {}", result.status.as_str(), result.line), ())
    }

    fn progress(&self) -> JournalFuture<'_, BatchProgress> {
        Box::pin(ready(Ok(BatchProgress::default())))
    }

    fn takes_groups(&self) -> bool {
        false
    }
}

/// A service that does what the name of a line says: `none` gives no response, everything else succeeds.
#[derive(Debug)]
struct Service;

impl Transport for Service {
    fn send(&self, request: Request<Body>, _timeout: Duration) -> SendFuture<'_> {
        Box::pin(async move {
            let body = request.into_body().collect().await.unwrap();
            let request: Value = serde_json::from_slice(&body).unwrap();
            let name = request["FlowName"].as_str().or(request["QrCodeId"].as_str());
            if name == Some("none") {
                return Err(TransportError::new(TransportErrorKind::Interrupted, "no response"));
            }
            Ok(Response::new(Bytes::from_static(br#"{"Response":{"RequestId":"r-1"}}"#)))
        })
    }
}

fn client() -> ClientBuilder {
    Client::builder()
        .credential(Credential::new("AKIDfakefakefake", "fakefakefake"))
        .endpoint("http://127.0.0.1:9")
        .transport(Service)
}

fn batch(action: &str, journal: &MemoryJournal) -> Batch {
    let action = BatchAction::new(essbasic::find_action(action).unwrap().descriptor()).unchecked();
    // One call at a time, so that the order is known.
    Batch::new(action, journal.clone()).concurrency(1).retries(0)
}

async fn run(batch: &Batch) -> BatchRun {
    batch.run(client(), Unlimited, pending()).await.unwrap()
}

fn line(number: u64, name: &str) -> Line {
    let request = json!({
        "Agent": {"AppId": "yDwFakeApplication"}, "FlowName": name, "QrCodeId": name,
    });
    Line::new(number, request.as_object().unwrap().clone())
}

fn invalid(number: u64) -> Line {
    let error = json!({"kind": "usage", "message": "not JSON"});
    Line::invalid(LineResult::failed(number, LineStatus::Refused, error))
}

#[tokio::test]
async fn each_line_is_marked_before_it_is_sent_and_invalid_ones_are_only_recorded() {
    let journal = MemoryJournal::new([line(1, "a"), invalid(2), line(3, "none"), line(4, "b")]);
    let ended = run(&batch(CREATE, &journal)).await;
    assert!(ended.stop_reason.is_none(), "{ended:?}");
    let expected =
        ["sending 1", "done 1", "refused 2", "sending 3", "unknown 3", "sending 4", "done 4"];
    assert_eq!(journal.events(), expected);
}

#[tokio::test]
async fn many_invalid_lines_need_no_call_to_go_on() {
    let journal = MemoryJournal::new((1..=1_000).map(invalid));
    let ended = run(&batch(CREATE, &journal)).await;
    assert!(ended.stop_reason.is_none(), "{ended:?}");
    assert_eq!(journal.events().len(), 1_000);
}

#[tokio::test]
async fn a_batch_that_stops_on_errors_stops_at_an_invalid_line_and_gives_back_those_after_it() {
    let journal = MemoryJournal::new([invalid(1), line(2, "a"), line(3, "b")]);
    let ended = run(&batch(CREATE, &journal).concurrency(3).stop_on_error()).await;
    let Some(StopReason::LineFailed(result)) = ended.stop_reason else { panic!("{ended:?}") };
    assert_eq!((result.line, result.status), (1, LineStatus::Refused));
    assert_eq!(journal.events(), ["refused 1", "released 2 false", "released 3 false"]);
}

#[tokio::test]
async fn a_line_without_a_response_that_may_be_repeated_is_released_and_stops_on_request() {
    let lines = || MemoryJournal::new([line(1, "none"), line(2, "a")]);
    let journal = lines();
    let ended = run(&batch(CANCEL, &journal)).await;
    assert!(ended.stop_reason.is_none(), "{ended:?}");
    assert_eq!(journal.events(), ["sending 1", "released 1 true", "sending 2", "done 2"]);
    let journal = lines();
    let ended = run(&batch(CANCEL, &journal).stop_on_error()).await;
    assert!(matches!(ended.stop_reason, Some(StopReason::LineUnanswered(1))), "{ended:?}");
    assert_eq!(journal.events(), ["sending 1", "released 1 true"]);
}

#[tokio::test]
async fn the_error_of_a_journal_stops_the_batch_and_keeps_its_source() {
    for (broken, unrecorded) in [("sending 1", 0), ("done 1", 1)] {
        let journal = MemoryJournal::new([line(1, "a"), line(2, "b")]).broken_at(broken);
        let ended = run(&batch(CREATE, &journal)).await;
        let Some(StopReason::Journal(error)) = &ended.stop_reason else { panic!("{ended:?}") };
        assert_eq!(error.kind(), FleetErrorKind::Other);
        let source = error.source().unwrap().downcast_ref::<std::io::Error>().unwrap();
        assert_eq!(source.to_string(), "the disk is full");
        assert_eq!(ended.unrecorded.len(), unrecorded, "{ended:?}");
        assert!(!journal.events().contains(&"sending 2".to_owned()));
    }
}

/// A format that names the error only, and panics at a line.
struct OwnFormat;

impl ResultFormat for OwnFormat {
    fn response(&self, line: u64, reply: Reply<JsonObject>) -> LineResult {
        assert_ne!(line, 3, "panics on purpose");
        LineResult::done(line, json!({"id": reply.request_id}))
    }

    fn error(&self, line: u64, status: LineStatus, error: Error) -> LineResult {
        LineResult::failed(line, status, error.kind().as_str().into()).with_cause(error)
    }
}

impl fmt::Debug for OwnFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnFormat")
    }
}

#[tokio::test]
async fn results_have_the_format_of_the_application_and_the_error_of_the_call() {
    let journal = MemoryJournal::new([line(1, "a"), line(2, "none")]).broken_at("done 1");
    let ended = run(&batch(CREATE, &journal).format(OwnFormat)).await;
    let expected: Map<_, _> =
        [("ok".to_owned(), true.into()), ("response".to_owned(), json!({"id": "r-1"}))]
            .into_iter()
            .collect();
    assert_eq!(ended.unrecorded[0].fields, expected);
    let journal = MemoryJournal::new([line(2, "none")]);
    let ended = run(&batch(CREATE, &journal).format(OwnFormat).stop_on_error()).await;
    let Some(StopReason::LineFailed(result)) = ended.stop_reason else { panic!("{ended:?}") };
    assert_eq!(result.fields["error"], "interrupted");
    assert!(result.cause().unwrap().is::<Error>());
    let written: Value = serde_json::from_str(&result.to_json_line()).unwrap();
    assert_eq!(written, result.to_json());
    assert_eq!(written["line"], 2);
}

#[tokio::test]
async fn a_panic_stops_the_batch_and_its_line_counts_as_being_sent() {
    let journal = MemoryJournal::new([line(3, "a"), line(4, "b")]);
    let ended = run(&batch(CREATE, &journal).format(OwnFormat)).await;
    assert!(matches!(ended.stop_reason, Some(StopReason::Panicked(_))), "{ended:?}");
    assert_eq!(journal.events(), ["sending 3"]);
}
