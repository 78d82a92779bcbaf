//! Servers that are killed, slow or cut off while permits are acquired.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use essbasic::{ErrorKind, Outcome};
use essbasic_fleet::{Fallback, SharedRateLimiter};
use tokio::time::{sleep, timeout};
use tracing_subscriber::fmt::MakeWriter;

use crate::client::{Limited, Sent, builder, connect, send};
use crate::proxy::{Mode, Proxy};
use crate::redis_server::RedisServer;

/// Collects the log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

async fn until_connected(limiter: &SharedRateLimiter, connected: bool) {
    let changed = async {
        while limiter.is_connected() != connected {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_secs(10), changed).await.unwrap();
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn without_a_fallback_calls_are_refused_and_resume_by_themselves() {
    let mut server = RedisServer::start();
    let sent = Sent::default();
    let limiter = connect(&server.url()).await;
    let client = sent.client(limiter.clone());
    send(&client, 1).await;
    server.kill();
    let error = Limited::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::RateLimiter, Outcome::NotSent));
    assert!(error.to_string().contains("does not respond"), "{error}");
    // The outage is known: the next is refused at once.
    let started = Instant::now();
    Limited::new().send(&client).await.unwrap_err();
    assert!(started.elapsed() < Duration::from_millis(100));
    assert_eq!(sent.count(), 1);
    server.restart();
    until_connected(&limiter, true).await;
    send(&client, 1).await;
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_connection_that_the_server_closed_is_replaced_unnoticed() {
    let server = RedisServer::start();
    let client = Sent::default().client(connect(&server.url()).await);
    for _ in 0..3 {
        send(&client, 2).await;
        server.command("CLIENT KILL TYPE normal SKIPME yes");
        sleep(Duration::from_millis(600)).await;
    }
    send(&client, 2).await;
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn replicas_use_their_own_share_during_an_outage_and_keep_the_limit_at_its_edges() {
    let mut server = RedisServer::start();
    let sent = Sent::default();
    let own_share = Fallback::OwnShare { replicas: 4 };
    let mut clients = Vec::new();
    for _ in 0..4 {
        let limiter = builder(&server.url()).fallback(own_share).connect().await.unwrap();
        clients.push(sent.client(limiter));
    }
    let stop = Instant::now() + Duration::from_secs(8);
    let mut tasks = Vec::new();
    for client in clients {
        tasks.push(tokio::spawn(async move {
            while Instant::now() < stop {
                send(&client, 1).await;
            }
        }));
    }
    sleep(Duration::from_secs(2)).await;
    server.kill();
    sleep(Duration::from_secs(3)).await;
    server.restart();
    for task in tasks {
        task.await.unwrap();
    }
    println!("{} calls, at most {} in a second", sent.count(), sent.busiest_second());
    assert!(sent.busiest_second() <= 20);
    assert!(sent.count() >= 100, "{}", sent.count());
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn more_replicas_than_permits_take_one_permit_in_several_seconds() {
    let mut server = RedisServer::start();
    let sent = Sent::default();
    let fallback = Fallback::OwnShare { replicas: 40 };
    let client = sent.client(builder(&server.url()).fallback(fallback).connect().await.unwrap());
    server.kill();
    let started = Instant::now();
    send(&client, 3).await;
    // One second of rest, then one permit in two seconds.
    assert!(started.elapsed() > Duration::from_secs(5));
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn an_outage_is_logged_once() {
    let log = Log::default();
    // For all threads: an event that another test reaches first would stay disabled.
    tracing_subscriber::fmt().with_writer(log.clone()).with_ansi(false).init();
    let mut server = RedisServer::start();
    let limiter = connect(&server.url()).await;
    let client = Sent::default().client(limiter.clone());
    server.kill();
    for _ in 0..20 {
        Limited::new().send(&client).await.unwrap_err();
    }
    sleep(Duration::from_secs(1)).await;
    server.restart();
    until_connected(&limiter, true).await;
    send(&client, 1).await;
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    // Other tests have other servers.
    let name = format!("server=127.0.0.1:{}", server.port());
    let count = |text| log.lines().filter(|it| it.contains(text) && it.contains(&name)).count();
    assert_eq!((count("WARN"), count("the server is available again")), (1, 1), "{log}");
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_response_that_is_lost_after_the_reservation_wastes_one_permit() {
    let server = RedisServer::start();
    let proxy = Proxy::start(server.port()).await;
    let sent = Sent::default();
    let limiter = connect(&proxy.url()).await;
    let client = sent.client(limiter.clone());
    send(&client, 5).await;
    proxy.set(Mode::Cut);
    let cut = Limited::new().send(&client).await;
    assert_eq!(cut.unwrap_err().outcome(), Outcome::NotSent);
    proxy.set(Mode::Pass);
    until_connected(&limiter, true).await;
    send(&client, 20).await;
    assert!(sent.busiest_second() <= 20);
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_partitioned_replica_uses_its_share_and_returns() {
    let server = RedisServer::start();
    let proxy = Proxy::start(server.port()).await;
    let sent = Sent::default();
    let fallback = Fallback::OwnShare { replicas: 2 };
    let limiter = builder(&proxy.url()).fallback(fallback).connect().await.unwrap();
    let client = sent.client(limiter.clone());
    proxy.set(Mode::Drop);
    let started = Instant::now();
    send(&client, 30).await;
    // 10 a second, after 500 ms until the server counts as unavailable and one second of rest.
    let elapsed = started.elapsed();
    assert!(elapsed > Duration::from_secs(3) && elapsed < Duration::from_secs(6), "{elapsed:?}");
    assert!(sent.busiest_second() <= 10);
    proxy.set(Mode::Pass);
    until_connected(&limiter, true).await;
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_slow_server_delays_permits_and_keeps_the_limit() {
    let server = RedisServer::start();
    let proxy = Proxy::start(server.port()).await;
    let sent = Sent::default();
    let client = sent.client(connect(&proxy.url()).await);
    proxy.delay(Duration::from_millis(100));
    send(&client, 15).await;
    let direct = sent.client(connect(&server.url()).await);
    send(&direct, 25).await;
    assert!(sent.busiest_second() <= 20);
}
