//! Cost of the inbox and of a batch's marks, compared with bare SQL that does the same writes, in one run.
//!
//! ```sh
//! cargo test -p essbasic-fleet --test it -- --ignored --nocapture postgres::cost::
//! ```

use std::sync::Arc;
use std::time::{Duration, Instant};

use essbasic_fleet::tokio_postgres::Client;
use essbasic_fleet::{
    BatchAction, HandleOutcome, Inbox, Journal, LineResult, NextLines, PostgresJournal,
};
use serde_json::{Map, json};
use tokio::task::JoinSet;

use super::inbox::{Record, message, server};
use super::server::PostgresServer;

const ROUNDS: usize = 9;
const MESSAGES: usize = 150;
const WORKERS: usize = 4;
const LINES: u64 = 200;
const CALLS: u64 = 8;

/// Prints the median ratio of several rounds.
fn report(name: &str, mut rounds: Vec<(Duration, Duration)>) {
    let ratio = |(ours, bare): &(Duration, Duration)| ours.as_secs_f64() / bare.as_secs_f64();
    rounds.sort_by(|a, b| ratio(a).total_cmp(&ratio(b)));
    let (ours, bare) = rounds[rounds.len() / 2];
    let ratio = ratio(&(ours, bare));
    println!("{name}: {ours:?}, bare SQL {bare:?}: {ratio:.2} ×");
}

#[tokio::test]
#[ignore = "needs postgres; measures"]
async fn inbox_compared_with_bare_sql() {
    let server = server().await;
    let inbox = Inbox::new(&server.database().await);
    let mut clients = Vec::new();
    for _ in 0..WORKERS {
        clients.push(server.client().await);
    }
    let (mut stored, mut handled) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let messages: Vec<_> =
            (0..MESSAGES).map(|it| message(&format!("{round}-{it}"), &format!("{it}"))).collect();
        let start = Instant::now();
        for message in &messages {
            inbox.store(message).await.unwrap();
        }
        let store = start.elapsed();
        let start = Instant::now();
        let mut workers = JoinSet::new();
        for _ in 0..WORKERS {
            let inbox = inbox.clone();
            workers.spawn(async move {
                while inbox.handle_next(&Record).await.unwrap() != HandleOutcome::Idle {}
            });
        }
        workers.join_all().await;
        let handle = start.elapsed();

        let start = Instant::now();
        let insert = "INSERT INTO essbasic_inbox (key, subject, body) VALUES ($1, $2, $3)";
        let insert = clients[0].prepare(insert).await.unwrap();
        for (number, message) in messages.iter().enumerate() {
            let body = serde_json::to_string(message).unwrap();
            let (key, subject) = (format!("bare {}", message.key()), number.to_string());
            clients[0].execute(&insert, &[&key, &subject, &body]).await.unwrap();
        }
        stored.push((store, start.elapsed()));
        let start = Instant::now();
        let mut workers = JoinSet::new();
        for mut client in std::mem::take(&mut clients) {
            workers.spawn(async move {
                while handle_one(&mut client).await {}
                client
            });
        }
        clients = workers.join_all().await;
        handled.push((handle, start.elapsed()));
    }
    report("store", stored);
    report("handle", handled);
}

/// Handles a message as an application without the inbox would.
async fn handle_one(client: &mut Client) -> bool {
    let take = "SELECT id, key FROM essbasic_inbox WHERE state = 'waiting' ORDER BY id LIMIT 1 \
        FOR UPDATE SKIP LOCKED";
    let done =
        "UPDATE essbasic_inbox SET state = 'done', body = NULL, ended_at = now() WHERE id = $1";
    let transaction = client.transaction().await.unwrap();
    let Some(row) = transaction.query_opt(take, &[]).await.unwrap() else { return false };
    let (id, key): (i64, String) = (row.get(0), row.get(1));
    let insert = "INSERT INTO handled (key) VALUES ($1)";
    transaction.execute(insert, &[&key]).await.unwrap();
    transaction.execute(done, &[&id]).await.unwrap();
    transaction.commit().await.unwrap();
    true
}

#[tokio::test]
#[ignore = "needs postgres; measures"]
async fn marks_compared_with_bare_sql() {
    let server = PostgresServer::start();
    let database = server.database().await;
    let mut clients = Vec::new();
    for _ in 0..CALLS {
        clients.push(server.client().await);
    }
    let action = essbasic::find_action("ChannelCreateMultiFlowSignQRCode").unwrap().descriptor();
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        let database = &database;
        let open = async |name: String| {
            let lines =
                (1..=LINES).map(|line| Ok::<_, essbasic_fleet::FleetError>((line, Ok(Map::new()))));
            let builder = PostgresJournal::builder(database, name, &json!({}));
            builder.open(&BatchAction::new(action), lines).await
        };
        let journal = Arc::new(open(format!("ours {round}")).await.unwrap());
        let NextLines::Lines(taken) = journal.take(1_000).await.unwrap() else { panic!("lines") };
        assert_eq!(taken.len() as u64, LINES);
        let start = Instant::now();
        let mut calls = JoinSet::new();
        for call in 0..CALLS {
            let journal = Arc::clone(&journal);
            calls.spawn(async move {
                for line in (1..=LINES).filter(|line| line % CALLS == call) {
                    assert!(journal.mark_sending(line).await.unwrap());
                    journal
                        .record(&LineResult::done(line, json!({"RequestId": "r"})))
                        .await
                        .unwrap();
                }
            });
        }
        calls.join_all().await;
        let ours = start.elapsed();

        open(format!("bare {round}")).await.unwrap();
        let batch = format!("SELECT id FROM essbasic_batch WHERE name = 'bare {round}'");
        let batch = server.count(&batch).await;
        let start = Instant::now();
        let mut calls = JoinSet::new();
        for (call, client) in (0..CALLS).zip(std::mem::take(&mut clients)) {
            calls.spawn(async move {
                mark(&client, batch, (1..=LINES).filter(|line| line % CALLS == call)).await;
                client
            });
        }
        clients = calls.join_all().await;
        rounds.push((ours, start.elapsed()));
    }
    report("marks", rounds);
}

/// Marks lines as an application without the journal would: one statement each.
async fn mark(client: &Client, batch: i64, lines: impl Iterator<Item = u64>) {
    let sending = "UPDATE essbasic_batch_line SET state = 'sending', owner = 1, \
        lease_until = now() + interval '5 minutes' WHERE batch = $1 AND line = $2 AND state = 'todo'";
    let done = "UPDATE essbasic_batch_line SET state = 'done', result = $3, request = NULL, \
        lease_until = NULL WHERE batch = $1 AND line = $2";
    let sending = client.prepare(sending).await.unwrap();
    let done = client.prepare(done).await.unwrap();
    let result = json!({"ok": true, "response": {"RequestId": "r"}}).to_string();
    for line in lines {
        let line = i64::try_from(line).unwrap();
        client.execute(&sending, &[&batch, &line]).await.unwrap();
        client.execute(&done, &[&batch, &line, &result]).await.unwrap();
    }
}
