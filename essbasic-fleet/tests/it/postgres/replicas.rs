//! Replicas of the example application as processes, which are killed and paused.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use essbasic::callback::events::FlowStatusChange;
use essbasic::callback::{CONTENT_SIGNATURE, CallbackKeys, Event, Message};
use essbasic_test_support::free_port;
use tokio::time::sleep;

use super::server::PostgresServer;
use crate::process::{command, signal};

#[path = "../../../examples/replica.rs"]
mod application;

const VARIABLE: &str = "ESSBASIC_TESTS_REPLICA";

const TOKEN: &str = "example-token";
const KEY: &str = "0123456789ABCDEF0123456789ABCDEF";

/// A replica of `examples/replica.rs`.
struct Replica {
    port: u16,
    database: String,
    process: Child,
    /// Kept open: the replica ends if it cannot write.
    output: Output,
}

type Output = BufReader<ChildStdout>;

impl Replica {
    fn start(database: &str) -> Self {
        let port = free_port();
        let (process, output) = spawn(port, database);
        Self { port, database: database.to_owned(), process, output }
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/callback", self.port)
    }

    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    fn restart(&mut self) {
        let (process, output) = spawn(self.port, &self.database);
        self.process = process;
        self.output = output;
    }
}

impl Drop for Replica {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Starts a replica, which is this test binary, and waits until it listens.
fn spawn(port: u16, database: &str) -> (Child, Output) {
    let mut process = command("postgres::replicas::process", &[])
        .env(VARIABLE, "1")
        .env("LISTEN", format!("127.0.0.1:{port}"))
        .env("DATABASE_URL", database)
        .env("LEASE_SECONDS", "3")
        .env("ESSBASIC_CALLBACK_TOKEN", TOKEN)
        .env("ESSBASIC_CALLBACK_KEY", KEY)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(process.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("listening on http://") {
        line.clear();
        assert!(output.read_line(&mut line).unwrap() > 0, "the replica ended");
    }
    (process, output)
}

#[test]
#[ignore = "started by other tests as a process of its own"]
fn process() {
    if std::env::var(VARIABLE).is_ok() {
        application::main().unwrap();
    }
}

async fn server() -> PostgresServer {
    let server = PostgresServer::start();
    server.execute(include_str!("../../../examples/replica.sql")).await;
    server
}

/// Posts callbacks as the service does.
struct Service {
    urls: Vec<String>,
    http: reqwest::Client,
    posted: AtomicUsize,
}

impl Service {
    fn new(urls: Vec<String>) -> Arc<Self> {
        // Fails if another test has installed it already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().timeout(Duration::from_secs(10)).build().unwrap();
        Arc::new(Self { urls, http, posted: AtomicUsize::new(0) })
    }
}

/// Posts the messages of a contract one after the other, each until a replica responds with 200.
async fn post(service: Arc<Service>, flow: usize, messages: usize) {
    let Service { urls, http, posted } = &*service;
    let keys = CallbackKeys::new(TOKEN, KEY).unwrap();
    let mut replica = flow;
    for number in 0..messages {
        let event = FlowStatusChange::new().flow_id(format!("flow-{flow}"));
        let message = Message::new(format!("{flow}-{number}"), Event::from(event));
        let callback = keys.encrypt(&message);
        loop {
            replica += 1;
            let request = http
                .post(&urls[replica % urls.len()])
                .header(CONTENT_SIGNATURE, &callback.signature)
                .body(callback.body.clone());
            match request.send().await {
                Ok(response) if response.status() == 200 => break,
                _ => sleep(Duration::from_millis(10)).await,
            }
        }
        posted.fetch_add(1, Ordering::Relaxed);
    }
}

/// Waits until all messages were handled, and checks that each was handled once and in order.
async fn check(server: &PostgresServer, expected: usize) {
    let expected = i64::try_from(expected).unwrap();
    let waiting = "SELECT count(*) FROM essbasic_inbox WHERE state = 'waiting'";
    while server.count(waiting).await > 0 {
        sleep(Duration::from_millis(100)).await;
    }
    let events = server.count("SELECT count(*) FROM contract_events").await;
    let distinct = server.count("SELECT count(DISTINCT message) FROM contract_events").await;
    assert_eq!((events, distinct), (expected, expected));
    let out_of_order = "SELECT count(*) FROM ( \
        SELECT split_part(message, '-', 2)::int AS number, \
        row_number() OVER (PARTITION BY flow_id ORDER BY id) - 1 AS place FROM contract_events \
        ) AS events WHERE number <> place";
    assert_eq!(server.count(out_of_order).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs postgres"]
async fn three_replicas_killed_in_turn_handle_10_000_callbacks_once_and_in_order() {
    const FLOWS: usize = 100;
    const MESSAGES: usize = 100;
    let server = server().await;
    let mut replicas: Vec<_> = (0..3).map(|_| Replica::start(&server.url())).collect();
    let service = Service::new(replicas.iter().map(Replica::url).collect());
    let mut posters = tokio::task::JoinSet::new();
    for flow in 0..FLOWS {
        posters.spawn(post(Arc::clone(&service), flow, MESSAGES));
    }
    let mut kills = 0;
    while service.posted.load(Ordering::Relaxed) < FLOWS * MESSAGES {
        sleep(Duration::from_millis(700)).await;
        let mut replica = replicas.remove(0);
        // Blocks until it listens again.
        let replica = tokio::task::spawn_blocking(move || {
            replica.kill();
            replica.restart();
            replica
        });
        replicas.push(replica.await.unwrap());
        kills += 1;
    }
    while posters.join_next().await.is_some() {}
    check(&server, FLOWS * MESSAGES).await;
    println!("{kills} kills");
    assert!(kills >= 3, "{kills}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs postgres"]
async fn a_paused_replica_loses_its_messages_to_another_and_writes_nothing_afterwards() {
    let server = server().await;
    // Each message waits for a lock, and so is being handled when the replica is paused.
    let paused = Replica::start(&server.url());
    let mut client = server.client().await;
    let lock = client.transaction().await.unwrap();
    lock.batch_execute("LOCK TABLE contracts IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let service = Service::new(vec![paused.url()]);
    for flow in 0..4 {
        post(Arc::clone(&service), flow, 1).await;
    }
    let handling = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    while server.count(handling).await < 4 {
        sleep(Duration::from_millis(10)).await;
    }
    signal(paused.process.id(), "-STOP");
    // The statements end, which leaves the sessions idle in their transactions.
    lock.commit().await.unwrap();
    let idle = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'";
    while server.count(idle).await < 4 {
        sleep(Duration::from_millis(10)).await;
    }
    let other = Replica::start(&server.url());
    // The lease ends: the server ends the sessions.
    check(&server, 4).await;
    signal(paused.process.id(), "-CONT");
    // It still handles messages, but none of the former ones again.
    post(service, 5, 1).await;
    let waiting = "SELECT count(*) FROM essbasic_inbox WHERE state = 'waiting'";
    while server.count(waiting).await > 0 {
        sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(server.count("SELECT count(*) FROM contract_events").await, 5);
    drop(other);
}
