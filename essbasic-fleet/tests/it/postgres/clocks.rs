//! Processes whose clocks are an hour ahead and an hour behind: only the server's clock counts.

use std::collections::BTreeSet;
use std::process::Child;
use std::sync::Mutex;
use std::time::Duration;

use essbasic::callback::Message;
use essbasic_fleet::tokio_postgres::Transaction;
use essbasic_fleet::{HandleOutcome, Handler, Inbox, LineStatus};
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

use super::inbox::{Record, message, server};
use super::machines::{Machine, results};
use super::server::{PostgresServer, connect_to};
use super::service::Service;
use crate::process::{CLOCKS, command};

const VARIABLE: &str = "ESSBASIC_TESTS_CLOCK";

/// Counts lines that become unknown, which a late result would hide.
const COUNT_UNKNOWN: &str = "CREATE TABLE expired (line bigint); \
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS \
    $$ BEGIN INSERT INTO expired VALUES (NEW.line); RETURN NEW; END $$; \
    CREATE TRIGGER note BEFORE UPDATE ON essbasic_batch_line FOR EACH ROW \
    WHEN (NEW.state = 'unknown') EXECUTE FUNCTION note()";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs postgres and faketime"]
async fn leases_of_batches_do_not_depend_on_clocks_of_machines() {
    const LINES: u64 = 200;
    let (server, service) = (PostgresServer::start(), Service::start().await);
    let database = server.database().await;
    server.execute(COUNT_UNKNOWN).await;
    service.respond_after(Duration::from_millis(100));
    let start = |wrapper| Machine::start(&server.url(), &service, LINES, wrapper);
    let machines = CLOCKS.map(start);
    for machine in machines {
        machine.finish().await;
    }
    service.assert_sent_once();
    // No machine took the lease of another for expired.
    assert_eq!(server.count("SELECT count(*) FROM expired").await, 0);
    let results = results(&database, LINES).await;
    assert!(results.iter().all(|result| result.status == LineStatus::Done));
}

/// Writes each message, and fails with it the first time.
#[derive(Default)]
struct FailOnce(Mutex<BTreeSet<String>>);

impl Handler for FailOnce {
    type Error = String;

    async fn handle(&self, tx: &Transaction<'_>, message: &Message) -> Result<(), String> {
        Record.handle(tx, message).await.map_err(|error| error.to_string())?;
        let is_first = self.0.lock().unwrap().insert(message.key().to_owned());
        if is_first { Err("not yet".to_owned()) } else { Ok(()) }
    }
}

#[tokio::test]
#[ignore = "started by other tests as a process of its own"]
async fn process() {
    let Ok(settings) = std::env::var(VARIABLE) else { return };
    let (database, name) = settings.split_once(' ').unwrap();
    let delay = Duration::from_millis(100);
    let inbox = Inbox::new(&connect_to(database).await.unwrap()).backoff(delay, delay);
    for number in 0..20 {
        let message = message(&format!("{name}-{number}"), &format!("flow {}", number % 5));
        inbox.store(&message).await.unwrap();
    }
    let handler = FailOnce::default();
    let work = async {
        while inbox.counts().await.unwrap().waiting > 0 {
            if inbox.handle_next(&handler).await.unwrap() == HandleOutcome::Idle {
                sleep(Duration::from_millis(10)).await;
            }
        }
    };
    timeout(Duration::from_secs(60), work).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs postgres and faketime"]
async fn retries_of_an_inbox_do_not_depend_on_clocks_of_replicas() {
    let server = server().await;
    server.database().await;
    let start = |(name, wrapper): (usize, &&[&str])| -> Child {
        command("postgres::clocks::process", wrapper)
            .env(VARIABLE, format!("{} {name}", server.url()))
            .spawn()
            .unwrap()
    };
    let replicas: Vec<_> = CLOCKS.iter().enumerate().map(start).collect();
    for mut replica in replicas {
        assert!(spawn_blocking(move || replica.wait().unwrap()).await.unwrap().success());
    }
    assert_eq!(server.count("SELECT count(*) FROM handled").await, 60);
    assert_eq!(server.count("SELECT count(DISTINCT key) FROM handled").await, 60);
}
