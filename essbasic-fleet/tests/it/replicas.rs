//! Replicas as processes, against the sandbox's own rate limit.

use std::time::Duration;

use essbasic_sandbox::{CallOutcome, Sandbox};
use tokio::time::sleep;

use crate::client::busiest_second;
use crate::process::{CLOCKS, signal};
use crate::redis_server::RedisServer;
use crate::worker::{Settings, Tally, Worker};

/// Returns the number of calls that the sandbox admitted or rejected for their rate, and the largest
/// number within any second.
fn observed(sandbox: &Sandbox) -> (usize, usize) {
    let authenticated = |outcome: &CallOutcome| !matches!(outcome, CallOutcome::Rejected(code) if code.starts_with("AuthFailure"));
    let mut times: Vec<_> = sandbox
        .calls()
        .iter()
        .filter(|call| authenticated(&call.outcome))
        .map(|call| call.received_at)
        .collect();
    let busiest = busiest_second(&mut times, |later, earlier| {
        later.duration_since(earlier).unwrap_or_default()
    });
    (times.len(), busiest)
}

async fn finish(workers: Vec<Worker>) -> Tally {
    let mut sum = Tally::default();
    for worker in workers {
        let tally = tokio::task::spawn_blocking(|| worker.finish()).await.unwrap();
        sum.sent += tally.sent;
        sum.rate_limited += tally.rate_limited;
        sum.denied += tally.denied;
        sum.failed += tally.failed;
    }
    sum
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs redis-server"]
async fn eight_processes_use_the_limit_and_never_exceed_it() {
    let server = RedisServer::start();
    let sandbox = Sandbox::start().await.unwrap();
    let settings = Settings {
        redis: &server.url(),
        sandbox: &sandbox,
        duration: Duration::from_secs(10),
        replicas: 0,
        wrapper: &[],
    };
    let tally = finish((0..8).map(|_| Worker::start(&settings)).collect()).await;
    let (calls, busiest) = observed(&sandbox);
    println!("{tally:?}; {calls} calls, at most {busiest} in a second");
    assert_eq!((tally.rate_limited, tally.denied, tally.failed), (0, 0, 0));
    assert!(busiest <= 20, "{busiest}");
    // On an idle machine, 93 % of 20 a second is 186. A busy one starts the processes late.
    let least = std::env::var("ESSBASIC_TESTS_CALLS").map_or(100, |it| it.parse().unwrap());
    assert!(calls >= least, "{calls}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs redis-server"]
async fn a_server_that_is_killed_20_times_costs_no_call() {
    let mut server = RedisServer::start();
    let sandbox = Sandbox::start().await.unwrap();
    let url = server.url();
    let settings = Settings {
        redis: &url,
        sandbox: &sandbox,
        duration: Duration::from_secs(32),
        replicas: 4,
        wrapper: &[],
    };
    let workers: Vec<_> = (0..4).map(|_| Worker::start(&settings)).collect();
    for kill in 0..20 {
        sleep(Duration::from_millis(700 + kill * 37 % 500)).await;
        server.kill();
        sleep(Duration::from_millis(kill * 53 % 700)).await;
        server.restart();
    }
    let tally = finish(workers).await;
    let (calls, busiest) = observed(&sandbox);
    println!("{tally:?}; {calls} calls, at most {busiest} in a second");
    assert_eq!((tally.denied, tally.failed), (0, 0));
    assert!(tally.sent >= 200, "{tally:?}");
    // Rejections may be repeated; with a rest at both edges of an outage they are rare.
    assert!(tally.rate_limited <= tally.sent / 100, "{tally:?}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs redis-server"]
async fn a_process_that_was_stopped_sends_nothing_on_permits_that_lapsed() {
    let server = RedisServer::start();
    let sandbox = Sandbox::start().await.unwrap();
    let url = server.url();
    let settings = Settings {
        redis: &url,
        sandbox: &sandbox,
        duration: Duration::from_secs(8),
        replicas: 0,
        wrapper: &[],
    };
    let workers: Vec<_> = (0..3).map(|_| Worker::start(&settings)).collect();
    sleep(Duration::from_secs(2)).await;
    for round in 0..4 {
        let worker = workers[round % 3].id();
        signal(worker, "-STOP");
        sleep(Duration::from_millis(900)).await;
        signal(worker, "-CONT");
        sleep(Duration::from_millis(300)).await;
    }
    let tally = finish(workers).await;
    let (calls, busiest) = observed(&sandbox);
    println!("{tally:?}; {calls} calls, at most {busiest} in a second");
    assert_eq!((tally.rate_limited, tally.failed), (0, 0));
    assert!(busiest <= 20, "{busiest}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs redis-server and faketime"]
async fn clocks_of_replicas_do_not_matter() {
    let server = RedisServer::start();
    let sandbox = Sandbox::start().await.unwrap();
    let url = server.url();
    let settings = |wrapper| Settings {
        redis: &url,
        sandbox: &sandbox,
        duration: Duration::from_secs(5),
        replicas: 0,
        wrapper,
    };
    let workers = CLOCKS.map(|wrapper| Worker::start(&settings(wrapper)));
    let tally = finish(workers.into()).await;
    let (calls, busiest) = observed(&sandbox);
    println!("{tally:?}; {calls} calls, at most {busiest} in a second");
    assert_eq!((tally.rate_limited, tally.failed), (0, 0));
    assert!(busiest <= 20, "{busiest}");
    assert!(calls >= 80, "{calls}");
}
