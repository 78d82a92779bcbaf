//! Batches in PostgreSQL: one process, several, and processes that are killed.

use std::collections::BTreeMap;
use std::error::Error;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use essbasic::{Client, ClientBuilder, Credential, Unlimited};
use essbasic_fleet::{
    Batch, BatchAction, BatchRun, Database, FleetError, FleetErrorKind, Journal, LineResult,
    LineStatus, NewLine, NextLines, PostgresJournal, StopReason,
};
use serde_json::{Map, Value, json};
use tokio::net::TcpListener;
use tokio::time::sleep;

use super::server::{PostgresServer, connect_to};

const CREATE: &str = "ChannelCreateMultiFlowSignQRCode";
const CANCEL: &str = "ChannelCancelMultiFlowSignQRCode";
/// Instead of an error code.
const SUCCESS: &str = "success";

const VARIABLE: &str = "ESSBASIC_TESTS_BATCH";

/// A service that counts the requests of each line, and responds with the error codes that are set.
#[derive(Clone)]
struct Service {
    url: String,
    state: Arc<Mutex<ServiceState>>,
}

#[derive(Default)]
struct ServiceState {
    /// By the name of the contract, which is the line.
    requests: BTreeMap<String, u32>,
    /// Error codes of the next requests; `None` responds after a minute.
    next: Vec<Option<&'static str>>,
}

impl Service {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let service = Self { url, state: Arc::default() };
        let router = axum::Router::new().fallback(respond).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        service
    }

    fn client(&self) -> ClientBuilder {
        client(&self.url)
    }

    fn requests(&self) -> BTreeMap<String, u32> {
        self.state.lock().unwrap().requests.clone()
    }

    fn respond_next(&self, codes: &[Option<&'static str>]) {
        self.state.lock().unwrap().next = codes.iter().rev().copied().collect();
    }
}

async fn respond(
    State(service): State<Service>,
    _headers: HeaderMap,
    body: Bytes,
) -> impl IntoResponse {
    let request: Value = serde_json::from_slice(&body).unwrap();
    let name = request["FlowName"].as_str().or(request["QrCodeId"].as_str()).unwrap().to_owned();
    let next = {
        let mut state = service.state.lock().unwrap();
        *state.requests.entry(name.clone()).or_default() += 1;
        state.next.pop()
    };
    let response = match next {
        Some(None) => {
            sleep(Duration::from_secs(60)).await;
            json!({})
        }
        Some(Some(code)) if code != SUCCESS => {
            json!({"Error": {"Code": code, "Message": "set by the test"}, "RequestId": "r"})
        }
        _ => json!({"QrCode": {"QrCodeId": name}, "RequestId": "r"}),
    };
    axum::Json(json!({ "Response": response }))
}

fn client(url: &str) -> ClientBuilder {
    Client::builder()
        .credential(Credential::new("AKIDfakefakefake", "fakefakefake"))
        .endpoint(url)
        .timeout(Duration::from_secs(2))
}

fn action(name: &str) -> BatchAction {
    BatchAction::new(essbasic::find(name).unwrap().descriptor()).unchecked()
}

fn line(number: u64) -> Map<String, Value> {
    let request = json!({
        "Agent": {"AppId": "yDwFakeApplication", "ProxyOrganizationOpenId": "org",
            "ProxyOperator": {"OpenId": "n1"}},
        "TemplateId": "yDwFakeTemplate", "FlowName": format!("line {number}"),
    });
    request.as_object().unwrap().clone()
}

fn lines(count: u64) -> impl Iterator<Item = Result<NewLine, FleetError>> {
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
async fn each_line_is_sent_once_and_has_its_result() {
    let (server, service) = (PostgresServer::start(), Service::start().await);
    let database = server.database().await;
    let batch = Batch::new(action(CREATE), open(&database, 30, LONG).await);
    let ended = run(&batch, &service).await;
    assert!(ended.stop_reason.is_none() && ended.unrecorded.is_empty(), "{ended:?}");
    let progress = ended.progress.unwrap();
    assert_eq!((progress.requests, progress.done, progress.left()), (30, 30, 0));
    assert!(service.requests().values().all(|requests| *requests == 1));
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
    assert!(service.requests().values().all(|requests| *requests == 1));
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

/// A process that works on the batch.
struct Machine(Child);

impl Machine {
    fn start(database: &str, service: &str, count: u64) -> Self {
        let process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "postgres::batches::process", "--ignored", "--nocapture"])
            .env(VARIABLE, format!("{database} {service} {count}"))
            .stdout(Stdio::null())
            .spawn();
        Self(process.unwrap())
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
#[ignore = "started by other tests as a process of its own"]
async fn process() {
    let Ok(settings) = std::env::var(VARIABLE) else { return };
    let settings: Vec<_> = settings.split(' ').collect();
    let [database, url, count] = settings[..] else { panic!("{settings:?}") };
    // The server may be down just now.
    let database = loop {
        match connect_to(database).await {
            Ok(database) => break database,
            Err(error) => assert_eq!(error.kind(), FleetErrorKind::Unavailable, "{error:?}"),
        }
        sleep(Duration::from_millis(50)).await;
    };
    let count = count.parse().unwrap();
    loop {
        let builder = PostgresJournal::builder(&database, "test", &json!({}));
        let opened =
            builder.lease(Duration::from_secs(4)).open(&action(CREATE), lines(count)).await;
        let journal = match opened {
            Ok(journal) => journal,
            Err(error) if error.kind() == FleetErrorKind::Unavailable => {
                sleep(Duration::from_millis(50)).await;
                continue;
            }
            Err(error) => panic!("{error:?}"),
        };
        let batch = Batch::new(action(CREATE), journal).concurrency(16);
        let ended = batch.run(client(url), Unlimited, std::future::pending()).await.unwrap();
        assert!(ended.unrecorded.is_empty(), "{ended:?}");
        match ended.stop_reason {
            None => return,
            Some(StopReason::Journal(error)) => {
                assert_eq!(error.kind(), FleetErrorKind::Unavailable, "{error:?}");
            }
            Some(reason) => panic!("{reason:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs postgres"]
async fn four_machines_send_5_000_creations_at_most_once_although_they_and_the_server_are_killed() {
    const LINES: u64 = 5_000;
    let (mut server, service) = (PostgresServer::start(), Service::start().await);
    let url = server.url();
    server.database().await;
    let start = || Machine::start(&url, &service.url, LINES);
    let mut machines: Vec<_> = (0..4).map(|_| start()).collect();
    for kill in 0..20_usize {
        // Spread over the lines.
        let goal = (kill + 1) * 4_500 / 20;
        while service.requests().len() < goal {
            sleep(Duration::from_millis(5)).await;
        }
        if kill % 4 == 3 {
            server = tokio::task::spawn_blocking(move || {
                server.kill();
                server.restart();
                server
            })
            .await
            .unwrap();
        } else {
            machines[kill % 4] = start();
        }
    }
    let ended = tokio::task::spawn_blocking(move || {
        machines.iter_mut().all(|machine| machine.0.wait().unwrap().success())
    });
    assert!(ended.await.unwrap());
    let requests = service.requests();
    assert!(requests.values().all(|requests| *requests == 1), "a line was sent twice");

    let database = server.database().await;
    let mut results = Vec::new();
    loop {
        let after = results.last().map_or(0, |last: &LineResult| last.line);
        let page = PostgresJournal::results_of(&database, "test", after, 1_000).await;
        let page = page.unwrap().unwrap();
        if page.is_empty() {
            break;
        }
        results.extend(page);
    }
    // One result for each line.
    assert!(results.iter().map(|result| result.line).eq(1..=LINES));
    let mut unknown = 0;
    for result in &results {
        let was_sent = requests.contains_key(&format!("line {}", result.line));
        match result.status {
            LineStatus::Done => assert!(was_sent, "{result:?}"),
            LineStatus::Unknown => unknown += 1,
            other => panic!("{other:?}"),
        }
    }
    println!("{unknown} unknown");
    // At most the calls in progress of each process that was killed.
    assert!(unknown <= 15 * 16, "{unknown}");
}
