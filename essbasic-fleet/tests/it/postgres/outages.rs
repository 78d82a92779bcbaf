//! Servers that are killed, cut off or slow, and workers that are paused.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use essbasic::callback::{Claim, DedupStore};
use essbasic_fleet::{
    Database, FleetErrorKind, HandleOutcome, Inbox, PostgresDedupStore, StoreOutcome,
};
use tokio::time::sleep;

use super::inbox::{Record, message, server};
use super::server::{connect_to, url};
use crate::proxy::{Mode, Proxy};

const HANDLED: &str = "SELECT count(*) FROM handled";

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_commit_whose_response_is_lost_stores_and_handles_once() {
    let server = server().await;
    let proxy = Proxy::start(server.port()).await;
    let cut_off = Inbox::new(&connect_to(&url(proxy.port)).await.unwrap());
    let inbox = Inbox::new(&server.database().await);
    let message = message("m1", "f1");
    // A connection that has prepared its statements.
    cut_off.store(&super::inbox::message("m0", "f0")).await.unwrap();
    assert_eq!(cut_off.handle_next(&Record).await.unwrap(), HandleOutcome::Handled);

    proxy.set(Mode::Cut);
    let error = cut_off.store(&message).await.unwrap_err();
    assert_eq!(error.kind(), FleetErrorKind::Unavailable, "{error:?}");
    assert_eq!(essbasic::callback::CallbackError::from(error).status(), 503);
    // It was committed; the service sends it again.
    while server.count("SELECT count(*) FROM essbasic_inbox WHERE key = 'm1'").await == 0 {}
    proxy.set(Mode::Pass);
    assert_eq!(cut_off.store(&message).await.unwrap(), StoreOutcome::Duplicate);
    assert_eq!(inbox.handle_next(&Record).await.unwrap(), HandleOutcome::Handled);
    assert_eq!(server.count("SELECT count(*) FROM handled WHERE key = 'm1'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs postgres"]
async fn connections_cut_at_any_point_handle_each_message_once() {
    let server = server().await;
    let proxy = Proxy::start(server.port()).await;
    let inbox = Inbox::new(&connect_to(&url(proxy.port)).await.unwrap());
    let (mut stored, mut attempts) = (0, 0);
    for number in 0..25 {
        let message = message(&format!("m{number}"), &format!("f{}", number % 3));
        loop {
            attempts += 1;
            assert!(attempts < 10_000);
            // A later point each time: within the connection, the statements, the commit.
            let step = async {
                let stored = inbox.store(&message).await;
                (stored, inbox.handle_next(&Record).await)
            };
            let cut = async {
                sleep(Duration::from_micros(attempts * 377 % 9_000)).await;
                proxy.set(Mode::Cut);
                sleep(Duration::from_millis(2)).await;
                proxy.set(Mode::Pass);
            };
            let ((result, _), ()) = tokio::join!(step, cut);
            if result.is_ok() {
                stored += 1;
                break;
            }
        }
    }
    loop {
        match inbox.handle_next(&Record).await {
            Ok(HandleOutcome::Idle) => break,
            Ok(step) => assert_eq!(step, HandleOutcome::Handled),
            Err(error) => assert_eq!(error.kind(), FleetErrorKind::Unavailable, "{error:?}"),
        }
    }
    assert_eq!((stored, server.count(HANDLED).await), (25, 25));
    assert_eq!(server.count("SELECT count(DISTINCT key) FROM handled").await, 25);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_server_that_stops_responding_ends_in_an_error_and_is_used_again() {
    let server = server().await;
    let proxy = Proxy::start(server.port()).await;
    let database = Database::builder(url(proxy.port)).server_timeout(Duration::from_millis(700));
    let database = database.connect().await.unwrap();
    let (inbox, store) = (Inbox::new(&database), PostgresDedupStore::new(&database));
    proxy.set(Mode::Drop);
    let error = inbox.store(&message("m1", "f1")).await.unwrap_err();
    assert_eq!(error.kind(), FleetErrorKind::Unavailable);
    assert!(error.to_string().contains("in time"), "{error}");
    assert_eq!(store.try_claim("m1").await.unwrap_err().status(), 503);
    proxy.set(Mode::Pass);
    inbox.store(&message("m1", "f1")).await.unwrap();
    // Of the lost response, or of now.
    assert_ne!(store.try_claim("m2").await.unwrap(), Claim::Done);
    assert_eq!(inbox.handle_next(&Record).await.unwrap(), HandleOutcome::Handled);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs postgres"]
async fn a_server_that_is_killed_20_times_loses_and_repeats_nothing() {
    let mut server = server().await;
    let inbox = Inbox::new(&server.database().await).poll_interval(Duration::from_millis(20));
    let (stop, mut stopped) = tokio::sync::watch::channel(false);
    let worker = {
        let inbox = inbox.clone();
        let stop = async move { drop(stopped.wait_for(|it| *it).await) };
        tokio::spawn(async move { inbox.run(Record, stop).await.unwrap() })
    };
    let is_over = Arc::new(AtomicBool::new(false));
    let poster = {
        let (inbox, is_over) = (inbox.clone(), Arc::clone(&is_over));
        tokio::spawn(async move {
            let mut acknowledged = 0;
            while !is_over.load(Ordering::Relaxed) {
                let id = format!("m{acknowledged}");
                let message = message(&id, &format!("f{}", acknowledged % 7));
                // As the service does, until it is acknowledged.
                while inbox.store(&message).await.is_err() {
                    sleep(Duration::from_millis(5)).await;
                }
                acknowledged += 1;
            }
            acknowledged
        })
    };
    for kill in 0..20 {
        sleep(Duration::from_millis(100 + kill * 37 % 200)).await;
        server = tokio::task::spawn_blocking(move || {
            server.kill();
            server.restart();
            server
        })
        .await
        .unwrap();
    }
    is_over.store(true, Ordering::Relaxed);
    let acknowledged = poster.await.unwrap();
    while inbox.counts().await.map_or(1, |counts| counts.waiting) > 0 {
        sleep(Duration::from_millis(20)).await;
    }
    stop.send(true).unwrap();
    worker.await.unwrap();
    println!("{acknowledged} messages");
    assert!(acknowledged > 20);
    assert_eq!(server.count(HANDLED).await, acknowledged);
    assert_eq!(server.count("SELECT count(DISTINCT key) FROM handled").await, acknowledged);
    // In the order in which they were stored.
    let overtaken = "SELECT count(*) FROM handled a JOIN handled b ON a.id < b.id \
        AND substr(a.key, 2)::int % 7 = substr(b.key, 2)::int % 7 \
        AND substr(a.key, 2)::int > substr(b.key, 2)::int";
    assert_eq!(server.count(overtaken).await, 0);
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_full_disk_is_not_acknowledged() {
    let server = server().await;
    let inbox = Inbox::new(&server.database().await);
    // As the server reports it.
    server
        .execute(
            "CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE disk_full; END $$; \
             CREATE TRIGGER fill BEFORE INSERT ON essbasic_inbox EXECUTE FUNCTION fill()",
        )
        .await;
    let error = inbox.store(&message("m1", "f1")).await.unwrap_err();
    assert_eq!(error.kind(), FleetErrorKind::Unavailable);
    assert!(error.to_string().contains("disk space"), "{error}");
}

#[tokio::test]
#[ignore = "needs postgres"]
async fn a_server_that_became_read_only_is_not_acknowledged() {
    let server = server().await;
    server.database().await;
    let inbox = Inbox::new(&server.database().await);
    let pause = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE application_name = 'essbasic-fleet'";
    server.execute("ALTER DATABASE postgres SET default_transaction_read_only = on").await;
    server.client().await.query(pause, &[]).await.unwrap();
    let mut error = inbox.store(&message("m1", "f1")).await.unwrap_err();
    if error.kind() == FleetErrorKind::Unavailable {
        error = inbox.store(&message("m1", "f1")).await.unwrap_err();
    }
    assert_eq!(error.kind(), FleetErrorKind::ReadOnly, "{error:?}");
}
