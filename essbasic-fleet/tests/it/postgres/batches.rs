//! Batches in PostgreSQL, by one process.

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Duration;

use essbasic::Unlimited;
use essbasic_fleet::{
    Batch, BatchAction, BatchRun, Database, FleetError, FleetErrorKind, Journal, LineResult,
    LineStatus, NewLine, NextLines, PostgresJournal, StopReason,
};
use serde_json::{Map, Value, json};
use tokio::time::sleep;

use super::server::{PostgresServer, connect_to};
use super::service::{SUCCESS, Service};

pub(super) const CREATE: &str = "ChannelCreateMultiFlowSignQRCode";
const CANCEL: &str = "ChannelCancelMultiFlowSignQRCode";
pub(super) fn action(name: &str) -> BatchAction {
    BatchAction::new(essbasic::find_action(name).unwrap().descriptor()).unchecked()
}

fn line(number: u64) -> Map<String, Value> {
    let request = json!({
        "Agent": {"AppId": "yDwFakeApplication", "ProxyOrganizationOpenId": "org",
            "ProxyOperator": {"OpenId": "n1"}},
        "TemplateId": "yDwFakeTemplate", "FlowName": format!("line {number}"),
    });
    request.as_object().unwrap().clone()
}

pub(super) fn lines(count: u64) -> impl Iterator<Item = Result<NewLine, FleetError>> {
    (1..=count).map(|number| Ok((number, Ok(line(number)))))
}

async fn open(database: &Database, count: u64, lease: Duration) -> PostgresJournal {
    let builder = PostgresJournal::builder(database, "test", &json!({"action": CREATE}));
    builder.lease(lease).open(&action(CREATE), lines(count)).await.unwrap()
}

async fn run(batch: &Batch, service: &Service) -> BatchRun {
    batch.run(service.client(), Unlimited, std::future::pending()).await.unwrap()
}

const LONG: Duration = Duration::from_secs(300);

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_lease_may_be_longer_than_any_interval_of_the_server() {
    let (server, service) = (PostgresServer::start(), Service::start().await);
    let database = server.database().await;
    let batch = Batch::new(action(CREATE), open(&database, 3, Duration::MAX).await);
    let ended = run(&batch, &service).await;
    assert!(ended.stop_reason.is_none(), "{ended:?}");
    assert_eq!(ended.progress.unwrap().done, 3);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn each_line_is_sent_once_and_has_its_result() {
    let (server, service) = (PostgresServer::start(), Service::start().await);
    let database = server.database().await;
    let batch = Batch::new(action(CREATE), open(&database, 30, LONG).await);
    let ended = run(&batch, &service).await;
    assert!(ended.stop_reason.is_none() && ended.unrecorded.is_empty(), "{ended:?}");
    let progress = ended.progress.unwrap();
    assert_eq!((progress.requests, progress.done, progress.left()), (30, 30, 0));
    service.assert_sent_once();
    assert_eq!(service.requests().len(), 30);

    let results = PostgresJournal::results_of(&database, "test", 0, 20).await.unwrap().unwrap();
    assert_eq!(results.len(), 20);
    let more = PostgresJournal::results_of(&database, "test", 20, 20).await.unwrap().unwrap();
    assert_eq!((more[0].line, more.len()), (21, 10));
    let first = results[0].to_json();
    assert_eq!(first["line"], 1);
    assert_eq!(first["ok"], true);
    assert_eq!(first["response"]["QrCode"]["QrCodeId"], "line 1");
    // Requests contain personal data.
    let kept = "SELECT count(*) FROM essbasic_batch_line WHERE request IS NOT NULL";
    assert_eq!(server.count(kept).await, 0);
    assert!(PostgresJournal::remove(&database, "test").await.unwrap());
    assert!(PostgresJournal::progress_of(&database, "test").await.unwrap().is_none());
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn rejections_and_missing_responses_are_results() {
    let (server, service) = (PostgresServer::start(), Service::start().await);
    let database = server.database().await;
    let batch = Batch::new(action(CREATE), open(&database, 4, LONG).await).concurrency(1);
    // The second is certainly not executed, and sent again.
    let codes = [Some("InvalidParameter"), Some("RequestLimitExceeded"), Some(SUCCESS), None];
    service.respond_next(&codes);
    let ended = run(&batch, &service).await;
    assert!(ended.stop_reason.is_none(), "{ended:?}");
    let progress = ended.progress.unwrap();
    assert_eq!((progress.done, progress.refused, progress.unknown), (2, 1, 1));
    let expected = [("line 1", 1), ("line 2", 2), ("line 3", 1), ("line 4", 1)];
    let expected = expected.map(|(line, requests)| (line.to_owned(), requests));
    assert_eq!(service.requests(), BTreeMap::from(expected));
    let results = PostgresJournal::results_of(&database, "test", 0, 9).await.unwrap().unwrap();
    assert_eq!(results[0].fields["error"]["code"], "InvalidParameter");
    assert_eq!(results[2].status, LineStatus::Unknown);
    assert_eq!(results[2].fields["error"]["outcome"], "unknown");
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_batch_of_other_parameters_is_not_mixed_up() {
    let server = PostgresServer::start();
    let database = server.database().await;
    open(&database, 1, LONG).await;
    let other = PostgresJournal::builder(&database, "test", &json!({"action": CANCEL}));
    let error = other.open(&action(CREATE), lines(1)).await.unwrap_err();
    assert_eq!(error.kind(), FleetErrorKind::Configuration);
    assert!(error.to_string().contains("`test`"), "{error}");
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn lines_with_files_are_stored_in_several_statements() {
    let server = PostgresServer::start();
    let database = server.database().await;
    let file = "a".repeat(3 << 20);
    let large = (1..=8).map(|number| {
        let mut fields = line(number);
        fields.insert("FileBody".to_owned(), file.as_str().into());
        Ok::<_, FleetError>((number, Ok(fields)))
    });
    let builder = PostgresJournal::builder(&database, "test", &json!({}));
    builder.open(&action(CREATE), large).await.unwrap();
    // Each statement stored a few of them.
    let statements = "SELECT count(DISTINCT cmin::text) FROM essbasic_batch_line";
    assert_eq!(server.count(statements).await, 3);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn lines_are_stored_completely_or_not_at_all() {
    let server = PostgresServer::start();
    let database = server.database().await;
    let readable = lines(1_200).map(|line| line.map_err(Box::<dyn Error>::from));
    let broken = readable.chain([Err("the input cannot be read".into())]);
    let builder = || PostgresJournal::builder(&database, "test", &json!({}));
    let error = builder().open(&action(CREATE), broken).await.unwrap_err();
    assert_eq!(error.to_string(), "the input cannot be read");
    assert_eq!(server.count("SELECT count(*) FROM essbasic_batch_line").await, 0);
    builder().open(&action(CREATE), lines(1_200)).await.unwrap();
    assert_eq!(server.count("SELECT count(*) FROM essbasic_batch_line").await, 1_200);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_process_waits_while_another_stores_the_lines() {
    let server = PostgresServer::start();
    server.database().await;
    let timeout = Duration::from_millis(500);
    let builder = Database::builder(server.url()).server_timeout(timeout);
    let database = builder.connect().await.unwrap();
    // The other process is slower than the timeout of a statement, and then fails.
    let other = server.client().await;
    other.batch_execute("BEGIN").await.unwrap();
    let insert = "INSERT INTO essbasic_batch (name, parameters) VALUES ('test', '{}')";
    other.batch_execute(insert).await.unwrap();
    let end = async {
        sleep(4 * timeout).await;
        other.batch_execute("ROLLBACK").await.unwrap();
    };
    let (journal, ()) = tokio::join!(open(&database, 3, LONG), end);
    assert_eq!(journal.progress().await.unwrap().requests, 3);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn an_expired_line_that_creates_becomes_unknown_and_a_late_result_replaces_that() {
    let server = PostgresServer::start();
    let database = server.database().await;
    let late = open(&database, 2, Duration::from_millis(50)).await;
    let NextLines::Lines(taken) = late.take(1).await.unwrap() else { panic!("a line") };
    assert_eq!(taken.len(), 1);
    assert!(late.mark_sending(1).await.unwrap());
    let other = open(&database, 2, LONG).await;
    let expired = "SELECT count(*) FROM essbasic_batch_line WHERE lease_until < now()";
    while server.count(expired).await == 0 {}
    // The other process gets the second line only.
    let NextLines::Lines(taken) = other.take(9).await.unwrap() else { panic!("a line") };
    assert_eq!(taken.iter().map(|line| line.number).collect::<Vec<_>>(), [2]);
    assert_eq!(other.progress().await.unwrap().unknown, 1);
    assert!(!late.mark_sending(1).await.unwrap(), "it would be sent twice");

    late.record(&LineResult::done(1, json!({"RequestId": "late"}))).await.unwrap();
    other.record(&LineResult::failed(1, LineStatus::Refused, json!({}))).await.unwrap();
    let results = PostgresJournal::results_of(&database, "test", 0, 9).await.unwrap().unwrap();
    assert_eq!(results[0].fields["response"]["RequestId"], "late");
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn an_expired_line_that_may_be_repeated_is_taken_by_another() {
    let server = PostgresServer::start();
    let database = server.database().await;
    let open = |lease| {
        let builder = PostgresJournal::builder(&database, "test", &json!({}));
        async move { builder.lease(lease).open(&action(CANCEL), lines(1)).await.unwrap() }
    };
    let late = open(Duration::from_millis(1)).await;
    late.take(1).await.unwrap();
    assert!(late.mark_sending(1).await.unwrap());
    let other = open(LONG).await;
    let taken = loop {
        match other.take(1).await.unwrap() {
            NextLines::Lines(taken) => break taken,
            NextLines::Others => {}
            NextLines::End => panic!("the line is lost"),
        }
    };
    assert!(taken[0].sent_before);
    assert!(!late.mark_sending(1).await.unwrap());
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_line_that_was_cancelled_before_is_done_when_it_is_rejected_as_such() {
    let (server, service) = (PostgresServer::start(), Service::start().await);
    let database = server.database().await;
    let cancel = action(CANCEL);
    let line = json!({"Agent": {"AppId": "a"}, "QrCodeId": "line 1"}).as_object().unwrap().clone();
    let builder = PostgresJournal::builder(&database, "test", &json!({}));
    let lines = [Ok::<_, FleetError>((1, Ok(line)))];
    let journal = builder.open(&cancel, lines).await.unwrap();
    server.execute("UPDATE essbasic_batch_line SET sent_before = true").await;
    let already = cancel.effect().already_done_codes()[0];
    service.respond_next(&[Some(already)]);
    let ended = run(&Batch::new(cancel, journal), &service).await;
    assert_eq!(ended.progress.unwrap().done, 1, "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs postgres"]
async fn a_batch_that_is_stopped_is_finished_later() {
    let (server, service) = (PostgresServer::start(), Service::start().await);
    let database = server.database().await;
    let batch = Batch::new(action(CREATE), open(&database, 50, LONG).await).concurrency(2);
    let progressed = async {
        while service.requests().len() < 5 {
            sleep(Duration::from_millis(1)).await;
        }
    };
    let stopped = batch.run(service.client(), Unlimited, progressed).await.unwrap();
    assert!(matches!(stopped.stop_reason, Some(StopReason::Stopped)), "{stopped:?}");
    let progress = stopped.progress.unwrap();
    assert_eq!(progress.sending, 0);
    assert!(progress.left() > 0 && progress.done >= 5, "{progress:?}");
    let batch = Batch::new(action(CREATE), open(&database, 50, LONG).await);
    let ended = run(&batch, &service).await;
    assert_eq!(ended.progress.unwrap().done, 50, "{ended:?}");
    service.assert_sent_once();
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn results_that_cannot_be_recorded_are_handed_back() {
    let (mut server, service) = (PostgresServer::start(), Service::start().await);
    let database = connect_to(&server.url()).await.unwrap();
    let builder = PostgresJournal::builder(&database, "test", &json!({}));
    let builder = builder.max_wait(Duration::from_millis(100));
    let journal = builder.open(&action(CREATE), lines(1)).await.unwrap();
    // Its only response takes until the server is gone.
    let batch = Batch::new(action(CREATE), journal);
    service.respond_next(&[None]);
    let kill = async {
        while service.requests().is_empty() {
            sleep(Duration::from_millis(1)).await;
        }
        server.kill();
    };
    let (ended, ()) = tokio::join!(run(&batch, &service), kill);
    assert!(matches!(ended.stop_reason, Some(StopReason::Journal(_))), "{ended:?}");
    assert_eq!(ended.unrecorded.len(), 1);
    assert_eq!(ended.unrecorded[0].status, LineStatus::Unknown);
}
