//! A replica as a process of its own: this test binary, started again.

use std::io::Read;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use essbasic::templates::DescribeTemplates;
use essbasic::{Client, Credential, ErrorKind, RetryPolicy};
use essbasic_fleet::{Fallback, SharedRateLimiter};
use essbasic_sandbox::{Sandbox, seed};

use crate::process::command;

const VARIABLE: &str = "ESSBASIC_TESTS_FLEET_WORKER";

/// A replica that sends as many calls as it gets permits for.
pub(crate) struct Worker {
    process: Child,
}

/// Calls of a worker, by result.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tally {
    /// The sandbox responded, apart from its rate limit.
    pub(crate) sent: u64,
    pub(crate) rate_limited: u64,
    /// No permit.
    pub(crate) denied: u64,
    pub(crate) failed: u64,
}

/// Settings of a worker.
pub(crate) struct Settings<'a> {
    pub(crate) redis: &'a str,
    pub(crate) sandbox: &'a Sandbox,
    pub(crate) duration: Duration,
    /// Replicas of the fallback; 0 for `Refuse`.
    pub(crate) replicas: u32,
    /// Program and arguments that run the worker.
    pub(crate) wrapper: &'a [&'a str],
}

impl Worker {
    pub(crate) fn start(settings: &Settings<'_>) -> Self {
        let Settings { redis, sandbox, duration, replicas, .. } = settings;
        let endpoint = sandbox.endpoint();
        let process = command("worker::process", settings.wrapper)
            .env(VARIABLE, format!("{redis} {endpoint} {} {replicas}", duration.as_millis()))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self { process }
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Waits until the worker has ended.
    pub(crate) fn finish(mut self) -> Tally {
        // Reads to the end, since the worker fails if it cannot write its last line.
        let mut output = String::new();
        self.process.stdout.take().unwrap().read_to_string(&mut output).unwrap();
        let tally = output.lines().find_map(|line| {
            let numbers: Vec<u64> = line
                .split_once("tally ")?
                .1
                .split(' ')
                .filter_map(|number| number.parse().ok())
                .collect();
            let [sent, rate_limited, denied, failed] = numbers[..] else { return None };
            Some(Tally { sent, rate_limited, denied, failed })
        });
        assert!(self.process.wait().unwrap().success());
        tally.expect("the worker prints its tally")
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Runs as a worker.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
#[ignore = "started by other tests as a process of its own"]
async fn process() {
    let Ok(settings) = std::env::var(VARIABLE) else { return };
    let settings: Vec<_> = settings.split(' ').collect();
    let [redis, endpoint, duration, replicas] = settings[..] else { panic!("{settings:?}") };
    let duration = Duration::from_millis(duration.parse().unwrap());
    let fallback = match replicas.parse().unwrap() {
        0 => Fallback::Refuse,
        replicas => Fallback::OwnShare { replicas },
    };
    let limiter = SharedRateLimiter::builder(redis, "test").fallback(fallback);
    let limiter = limiter.connect().await.unwrap();
    let client = Client::builder()
        .credential(Credential::new(seed::SECRET_ID, seed::SECRET_KEY))
        .endpoint(endpoint)
        .rate_limiter(limiter)
        // Every rejection counts.
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let until = Instant::now() + duration;
    let mut tasks = Vec::new();
    for _ in 0..3 {
        tasks.push(tokio::spawn(send_until(client.clone(), until)));
    }
    let mut sum = Tally::default();
    for task in tasks {
        let tally = task.await.unwrap();
        sum.sent += tally.sent;
        sum.rate_limited += tally.rate_limited;
        sum.denied += tally.denied;
        sum.failed += tally.failed;
    }
    println!("tally {} {} {} {}", sum.sent, sum.rate_limited, sum.denied, sum.failed);
}

async fn send_until(client: Client, until: Instant) -> Tally {
    let mut tally = Tally::default();
    while Instant::now() < until {
        let call = DescribeTemplates::new(seed::agent());
        match call.send(&client).await {
            Ok(_) => tally.sent += 1,
            Err(error) if error.code().is_some_and(essbasic::ErrorCode::is_throttling) => {
                tally.rate_limited += 1;
            }
            Err(error) if error.kind() == ErrorKind::Service => tally.sent += 1,
            Err(error) if error.kind() == ErrorKind::RateLimiter => {
                tally.denied += 1;
                // The limiter refuses at once.
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(error) => {
                eprintln!("{error:?}");
                tally.failed += 1;
            }
        }
    }
    tally
}
