//! Processes that work on one batch, and are killed and stopped.

use std::collections::BTreeSet;
use std::process::{Child, Stdio};
use std::time::Duration;

use essbasic::Unlimited;
use essbasic_fleet::{
    Batch, Database, FleetErrorKind, LineResult, LineStatus, PostgresJournal, StopReason,
};
use serde_json::json;
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

use super::batches::{CREATE, action, lines};
use super::server::{PostgresServer, connect_to};
use super::service::{Service, client};
use crate::process::{command, signal};

const VARIABLE: &str = "ESSBASIC_TESTS_BATCH";

/// A process that works on the batch.
pub(super) struct Machine(Child);

impl Machine {
    pub(super) fn start(database: &str, service: &Service, count: u64, wrapper: &[&str]) -> Self {
        let process = command("postgres::machines::process", wrapper)
            .env(VARIABLE, format!("{database} {} {count}", service.url))
            .stdout(Stdio::null())
            .spawn();
        Self(process.unwrap())
    }

    /// Waits until the machine has found no line that is left.
    pub(super) async fn finish(mut self) {
        let ended = spawn_blocking(move || self.0.wait().unwrap());
        assert!(ended.await.unwrap().success());
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
    // A test that fails may leave its processes behind.
    let ended = timeout(Duration::from_secs(600), work(database, url, count.parse().unwrap()));
    ended.await.unwrap();
}

async fn work(database: &str, url: &str, count: u64) {
    // The server may be down just now.
    let database = loop {
        match connect_to(database).await {
            Ok(database) => break database,
            Err(error) => assert_eq!(error.kind(), FleetErrorKind::Unavailable, "{error:?}"),
        }
        sleep(Duration::from_millis(50)).await;
    };
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
        // Longer than a pause of the process.
        let client = client(url).timeout(Duration::from_secs(60));
        let ended = batch.run(client, Unlimited, std::future::pending()).await.unwrap();
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

/// Returns the results of all lines, and checks that each has one.
pub(super) async fn results(database: &Database, count: u64) -> Vec<LineResult> {
    let results = PostgresJournal::results_of(database, "test", 0, u32::MAX).await;
    let results = results.unwrap().unwrap();
    assert!(results.iter().map(|result| result.line).eq(1..=count));
    results
}

/// Returns the lines that are unknown. All others must be done, and have been sent.
fn unknown(results: &[LineResult], service: &Service) -> BTreeSet<u64> {
    let requests = service.requests();
    let is_unknown = |result: &&LineResult| match result.status {
        LineStatus::Done => {
            assert!(requests.contains_key(&format!("line {}", result.line)), "{result:?}");
            false
        }
        LineStatus::Unknown => true,
        _ => panic!("{result:?}"),
    };
    results.iter().filter(is_unknown).map(|result| result.line).collect()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs postgres"]
async fn four_machines_send_5_000_creations_at_most_once_although_they_and_the_server_are_killed() {
    const LINES: u64 = 5_000;
    let (mut server, service) = (PostgresServer::start(), Service::start().await);
    let url = server.url();
    server.database().await;
    let start = || Machine::start(&url, &service, LINES, &[]);
    let mut machines: Vec<_> = (0..4).map(|_| start()).collect();
    for kill in 0..20_usize {
        // Spread over the lines.
        let goal = (kill + 1) * 4_500 / 20;
        while service.requests().len() < goal {
            sleep(Duration::from_millis(5)).await;
        }
        if kill % 4 == 3 {
            server = spawn_blocking(move || {
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
    for machine in machines {
        machine.finish().await;
    }
    service.assert_sent_once();
    let results = results(&server.database().await, LINES).await;
    let unknown = unknown(&results, &service).len();
    println!("{unknown} unknown");
    // At most the calls in progress of each process that was killed.
    assert!(unknown <= 15 * 16, "{unknown}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs postgres"]
async fn a_machine_that_is_stopped_past_its_lease_sends_no_line_again_and_its_late_results_count() {
    const LINES: u64 = 300;
    let (server, service) = (PostgresServer::start(), Service::start().await);
    let database = server.database().await;
    service.respond_after(Duration::from_millis(100));
    let start = || Machine::start(&server.url(), &service, LINES, &[]);
    let stopped = start();
    while service.requests().len() < 50 {
        sleep(Duration::from_millis(1)).await;
    }
    signal(stopped.0.id(), "-STOP");
    // It takes over the lines that were not being sent, when their leases end.
    start().finish().await;
    let before = unknown(&results(&database, LINES).await, &service);
    assert!(!before.is_empty() && before.len() <= 16, "{before:?}");

    signal(stopped.0.id(), "-CONT");
    stopped.finish().await;
    service.assert_sent_once();
    // Its late results replace the unknown ones, and no other.
    assert_eq!(unknown(&results(&database, LINES).await, &service), BTreeSet::new());
}
