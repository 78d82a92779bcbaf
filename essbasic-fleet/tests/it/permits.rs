//! Permits of one process.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use essbasic::{AcquireFuture, ErrorKind, Outcome, PermitRequest, RateLimiter};
use essbasic_fleet::SharedRateLimiter;
use tokio::time::{sleep, timeout};

use crate::client::{Limited, Scarce, Sent, builder, connect, send, spawn_call};
use crate::redis_server::RedisServer;

/// Records how long each permit takes.
#[derive(Clone, Debug)]
struct Timed {
    limiter: SharedRateLimiter,
    waits: Arc<Mutex<Vec<Duration>>>,
}

impl RateLimiter for Timed {
    fn acquire<'a>(&'a self, permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        Box::pin(async move {
            let started = Instant::now();
            self.limiter.acquire(permit).await?;
            self.waits.lock().unwrap().push(started.elapsed());
            Ok(())
        })
    }
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_permit_costs_one_round_trip() {
    let server = RedisServer::start();
    let sent = Sent::default();
    let timed = Timed { limiter: connect(&server.url()).await, waits: Arc::default() };
    let client = sent.client(timed.clone());
    // Loads the script.
    send(&client, 1).await;
    server.command("CONFIG RESETSTAT");
    send(&client, 19).await;
    let mut waits = timed.waits.lock().unwrap().clone();
    send(&client, 30).await;
    // On a busy machine a few lapse, and are reserved again.
    let reservations = server.reservations();
    assert!((49..98).contains(&reservations), "{reservations}");
    waits.sort();
    println!("median wait of an uncontended permit: {:?}", waits[10]);
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn every_duration_is_accepted() {
    let server = RedisServer::start();
    let limiter = builder(&server.url()).server_timeout(Duration::MAX).max_wait(Duration::MAX);
    let client = Sent::default().client(limiter.connect().await.unwrap());
    send(&client, 2).await;
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn two_limiters_share_an_account_and_separate_accounts_do_not() {
    let server = RedisServer::start();
    let sent = Sent::default();
    let limiter = connect(&server.url()).await;
    let client = sent.client(limiter.clone());
    let replica = sent.client(connect(&server.url()).await);
    send(&client, 12).await;
    send(&replica, 12).await;
    assert!(sent.busiest_second() <= 20);
    let keys = || {
        server
            .command("KEYS *:DescribeLimited")
            .lines()
            .filter(|it| it.ends_with("Limited"))
            .count()
    };
    assert_eq!(keys(), 1);
    send(&sent.client(limiter.for_account("other")), 1).await;
    assert_eq!(keys(), 2);
    Scarce::new().send(&client).await.unwrap();
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_cancelled_call_leaves_its_reservation_to_the_next() {
    let server = RedisServer::start();
    let sent = Sent::default();
    let client = sent.client(connect(&server.url()).await);
    send(&client, 20).await;
    server.command("CONFIG RESETSTAT");
    // The first waits for a reserved permit, the others in the queue.
    let calls: Vec<_> = (0..5).map(|_| spawn_call(&client)).collect();
    sleep(Duration::from_millis(100)).await;
    for call in &calls[..4] {
        call.abort();
    }
    for (index, call) in calls.into_iter().enumerate() {
        assert_eq!(call.await.is_ok(), index == 4);
    }
    // Each call would have reserved one.
    let reservations = server.reservations();
    assert!((1..5).contains(&reservations), "{reservations}");
    assert_eq!(sent.count(), 21);
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_call_that_would_wait_too_long_is_not_sent() {
    let server = RedisServer::start();
    let sent = Sent::default();
    let limiter = builder(&server.url()).max_wait(Duration::from_millis(300));
    let client = sent.client(limiter.connect().await.unwrap());
    send(&client, 20).await;
    let keys = server.command("KEYS *:DescribeLimited");
    let key = keys.lines().find(|line| line.ends_with(":DescribeLimited")).unwrap();
    // As if all permits had just been granted: the machine may be slow.
    let now = server.command("TIME");
    let now: u64 = now.lines().nth(2).unwrap().parse().unwrap();
    for index in 0..20 {
        server.command(&format!("LSET {key} {index} {}", now * 1_000_000 + 10_000_000));
    }
    server.command(&format!("PERSIST {key}"));
    let last = format!("LINDEX {key} -1");
    let before = server.command(&last);
    let error = Limited::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::RateLimiter, Outcome::NotSent));
    assert!(error.to_string().contains("no permit becomes available within 300ms"), "{error}");
    assert_eq!(sent.count(), 20);
    // It reserved nothing.
    assert_eq!(server.command(&last), before);
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_queue_that_is_too_long_is_refused_at_once() {
    let server = RedisServer::start();
    let sent = Sent::default();
    let limiter = builder(&server.url()).max_wait(Duration::from_secs(2));
    let client = sent.client(limiter.connect().await.unwrap());
    let calls: Vec<_> = (0..200).map(|_| spawn_call(&client)).collect();
    let (mut done, mut denied) = (0, 0);
    for call in calls {
        match call.await.unwrap() {
            Ok(_) => done += 1,
            Err(error) if error.kind() == ErrorKind::RateLimiter => denied += 1,
            Err(error) => panic!("{error}"),
        }
    }
    // Those of the first two windows wait; the machine may be too slow for some.
    assert!((1..=60).contains(&done) && done + denied == 200, "{done} {denied}");
    assert!(sent.busiest_second() <= 20);
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn permits_survive_a_clock_of_the_server_that_is_set_back() {
    let server = RedisServer::start();
    let sent = Sent::default();
    let client = sent.client(connect(&server.url()).await);
    send(&client, 20).await;
    // The server's clock was an hour ahead at the last reservation.
    let keys = server.command("KEYS *:DescribeLimited:clock");
    let key = keys.lines().find(|line| line.ends_with(":clock")).unwrap();
    let now = server.command(&format!("GET {key}"));
    let now: u64 = now.lines().nth(1).unwrap().parse().unwrap();
    let hour = 3600 * 1_000_000;
    server.command(&format!("SET {key} {} PX 60000", now + hour));
    let permits = key.trim_end_matches(":clock");
    for index in 0..20 {
        server.command(&format!("LSET {permits} {index} {}", now + hour));
    }
    // And not after an hour.
    timeout(Duration::from_secs(60), send(&client, 1)).await.unwrap();
    assert!(sent.busiest_second() <= 20);
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn keys_expire_and_name_neither_account_nor_credential() {
    let server = RedisServer::start();
    let sent = Sent::default();
    let limiter = connect(&server.url()).await;
    let client = sent.client(limiter.for_account("100000000001"));
    send(&client, 20).await;
    let keys = server.command("KEYS *");
    assert!(keys.contains("{essbasic:production:"), "{keys}");
    assert!(!keys.contains("100000000001") && !keys.contains("AKID"), "{keys}");
    let gone = async {
        while server.command("DBSIZE").trim() != ":0" {
            sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(Duration::from_secs(60), gone).await.unwrap();
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn unused_actions_are_forgotten() {
    use essbasic::{Effect, RawAction};
    use serde_json::Map;

    let server = RedisServer::start();
    let sent = Sent::default();
    let limiter = connect(&server.url()).await;
    let client = sent.client(limiter.clone());
    for index in 0..1100 {
        let action = RawAction::new(format!("Describe{index}"), "2021-05-26").effect(Effect::Read);
        client.call_raw(&action, &Map::new()).await.unwrap();
    }
    let shown = format!("{limiter:?}");
    let actions = shown.split("actions: ").nth(1).unwrap();
    let actions: u32 =
        actions.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
    assert!(actions <= 1024, "{shown}");
}
