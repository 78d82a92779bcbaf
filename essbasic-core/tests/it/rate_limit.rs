//! Rate limiting: permits, queues, refusals, and accounts.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use essbasic_core::provider::ProviderChain;
use essbasic_core::{
    AcquireFuture, Client, Credential, Error, ErrorKind, Outcome, PermitRequest, RateLimiter,
    RetryPolicy, SlidingWindow, Unlimited, tc_action,
};
use std::error::Error as _;
use tokio::time::{Instant, timeout};

use crate::actions::{CreateThing, DescribeThing};
use crate::support::{Recorder, SECRET_ID, ok, rejection, throttled};

/// Calls per second of [`Limited`].
const LIMIT: usize = 20;

/// Has the service's usual limit.
#[tc_action(name = "DescribeLimited", version = "2021-05-26", effect = read, rate_limit = 20)]
struct Limited {}

/// Sends a number of concurrent calls, in turn through the clients, and returns when each was sent.
async fn send_at_once(clients: &[Client], calls: usize) -> Vec<Duration> {
    let started = Instant::now();
    let tasks: Vec<_> = (0..calls)
        .map(|index| {
            let client = clients[index % clients.len()].clone();
            tokio::spawn(async move {
                Limited::new().send(&client).await.unwrap();
                started.elapsed()
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.push(task.await.unwrap());
    }
    times.sort();
    times
}

/// Returns the largest number of calls within any second.
fn busiest_second(times: &[Duration]) -> usize {
    let within = |start: &Duration| {
        times
            .iter()
            .filter(|it| *it >= start && it.abs_diff(*start) < Duration::from_secs(1))
            .count()
    };
    times.iter().map(within).max().unwrap_or(0)
}

#[tokio::test(start_paused = true)]
async fn seventy_calls_at_once_keep_the_documented_limit() {
    let service = Recorder::new([ok("")]);
    let times = send_at_once(&[service.client()], 70).await;
    assert_eq!(busiest_second(&times), LIMIT);
    let last = times[69];
    assert!(last > Duration::from_secs(3) && last < Duration::from_secs(4), "{last:?}");
}

#[tokio::test(start_paused = true)]
async fn clients_that_share_a_limiter_and_an_account_share_the_limit() {
    let service = Recorder::new([ok("")]);
    let limiter = Arc::new(SlidingWindow::default());
    let client = || service.builder().rate_limiter(Arc::clone(&limiter)).build().unwrap();
    let times = send_at_once(&[client(), client(), client()], 50).await;
    assert_eq!(busiest_second(&times), LIMIT);
}

#[tokio::test(start_paused = true)]
async fn unlimited_sends_all_calls_at_once() {
    let service = Recorder::new([ok("")]);
    let client = service.builder().rate_limiter(Unlimited).build().unwrap();
    let times = send_at_once(&[client], 50).await;
    assert_eq!(times[49], Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn call_dropped_in_the_queue_is_never_sent() {
    let service = Recorder::new([ok("")]);
    let client = service.client();
    send_at_once(std::slice::from_ref(&client), LIMIT).await;
    let queued = Limited::new().send(&client).into_future();
    timeout(Duration::from_millis(100), queued).await.unwrap_err();
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(service.sent(), LIMIT);
}

#[tokio::test(start_paused = true)]
async fn calls_dropped_in_the_queue_take_no_permits() {
    let service = Recorder::new([ok("")]);
    let client = service.client();
    send_at_once(std::slice::from_ref(&client), LIMIT).await;
    let queued: Vec<_> = (0..200)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { Limited::new().send(&client).await.map(drop) })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    queued.iter().for_each(tokio::task::JoinHandle::abort);
    let started = Instant::now();
    Limited::new().send(&client).await.unwrap();
    assert!(started.elapsed() < Duration::from_millis(1100), "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn timeout_starts_when_the_limiter_admits_the_call() {
    let service = Recorder::new([ok("")]);
    let client = service.builder().timeout(Duration::from_millis(10)).build().unwrap();
    let times = send_at_once(&[client], LIMIT + 1).await;
    assert!(times[LIMIT] >= Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn retry_is_admitted_before_new_calls() {
    let service = Recorder::new([throttled("0"), ok("")]);
    let policy = RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO);
    let client = service.builder().retry(policy).build().unwrap();
    let send = || {
        let client = client.clone();
        tokio::spawn(async move {
            Limited::new().send(&client).await.unwrap();
            Instant::now()
        })
    };
    let calls: Vec<_> = (0..3 * LIMIT).map(|_| send()).collect();
    let mut times = Vec::new();
    for call in calls {
        times.push(call.await.unwrap());
    }
    // The first call was rejected; its retry overtakes the calls that wait for the third window.
    assert!(times[0] < *times.last().unwrap());
}

/// A limiter that grants permits until its number is used up.
#[derive(Debug)]
struct Granting(AtomicUsize);

#[derive(Debug)]
struct Unreachable;

impl std::fmt::Display for Unreachable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("redis is down")
    }
}

impl std::error::Error for Unreachable {}

impl RateLimiter for Granting {
    fn acquire<'a>(&'a self, _permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        let take = |left: usize| left.checked_sub(1);
        let granted = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take).is_ok();
        let denied = || Error::permit_denied(Unreachable);
        Box::pin(std::future::ready(if granted { Ok(()) } else { Err(denied()) }))
    }
}

#[tokio::test(start_paused = true)]
async fn refused_call_was_not_sent_and_keeps_the_source() {
    let service = Recorder::new([ok("")]);
    let client = service.builder().rate_limiter(Granting(AtomicUsize::new(0))).build().unwrap();
    let error = CreateThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::RateLimiter, Outcome::NotSent));
    assert!(error.source().unwrap().is::<Unreachable>());
    let message = "CreateThing: the rate limiter granted no permit: redis is down";
    assert_eq!(error.to_string(), message);
    assert!(error.hint().unwrap().contains("the request was not sent"));
    assert_eq!(service.sent(), 0);
}

#[tokio::test(start_paused = true)]
async fn refused_retry_returns_the_first_error() {
    let service = Recorder::new([rejection("RequestLimitExceeded", "busy"), ok("")]);
    let client = service.builder().rate_limiter(Granting(AtomicUsize::new(1))).build().unwrap();
    let error = CreateThing::new().send(&client).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "RequestLimitExceeded");
    assert_eq!((error.message(), error.outcome()), ("busy", Outcome::Refused));
    assert_eq!(service.sent(), 1);
}

/// A limiter that records what it is asked for.
#[derive(Clone, Debug, Default)]
struct Recording(Arc<Mutex<Vec<Permit>>>);

/// Account, action, calls per second, and whether it is a retry.
type Permit = (String, String, u32, bool);

impl Recording {
    fn accounts(&self) -> Vec<String> {
        self.0.lock().unwrap().iter().map(|permit| permit.0.clone()).collect()
    }
}

impl RateLimiter for Recording {
    fn acquire<'a>(&'a self, permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        let PermitRequest { account, action, per_second, is_retry, .. } = permit;
        let permit = (account.to_owned(), action.to_owned(), per_second, is_retry);
        self.0.lock().unwrap().push(permit);
        Box::pin(std::future::ready(Ok(())))
    }
}

#[tokio::test(start_paused = true)]
async fn permit_is_requested_for_each_attempt_of_account_and_action() {
    let limiter = Recording::default();
    let service = Recorder::new([rejection("RequestLimitExceeded", ""), ok("")]);
    let client = service.builder().rate_limiter(limiter.clone()).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    let other = Credential::new("AKIDother", "key");
    DescribeThing::new().send(&client).credential(other).await.unwrap();
    let expected =
        [(SECRET_ID, false), (SECRET_ID, true), ("AKIDother", false)].map(|(account, is_retry)| {
            (account.to_owned(), "DescribeThing".to_owned(), 1000, is_retry)
        });
    assert_eq!(*limiter.0.lock().unwrap(), expected);
}

#[tokio::test(start_paused = true)]
async fn clients_with_chains_do_not_share_an_account() {
    let limiter = Recording::default();
    let service = Recorder::new([ok("")]);
    for _ in 0..2 {
        let chain = ProviderChain::new().or_else(Credential::new("id", "key"));
        let builder = service.builder().credential(chain).rate_limiter(limiter.clone());
        let client = builder.build().unwrap();
        for client in [&client, &client.clone()] {
            DescribeThing::new().send(client).await.unwrap();
        }
    }
    let accounts = limiter.accounts();
    assert_eq!(accounts[0], accounts[1], "clones share the account");
    assert_eq!(accounts[2], accounts[3], "clones share the account");
    assert_ne!(accounts[0], accounts[2]);
}

#[tokio::test(start_paused = true)]
async fn named_account_is_shared_by_clients_with_chains() {
    let limiter = Arc::new(SlidingWindow::default());
    let service = Recorder::new([ok("")]);
    let client = |account: Option<&str>| {
        let chain = ProviderChain::new().or_else(Credential::new("id", "key"));
        let builder = service.builder().credential(chain).rate_limiter(Arc::clone(&limiter));
        let builder = account.map_or(builder.clone(), |account| builder.account(account));
        builder.build().unwrap()
    };
    let times = send_at_once(&[client(Some("app")), client(Some("app"))], 2 * LIMIT).await;
    assert_eq!(busiest_second(&times), LIMIT);
    let times = send_at_once(&[client(None), client(None)], 2 * LIMIT).await;
    assert_eq!(busiest_second(&times), 2 * LIMIT);
}

#[tokio::test(start_paused = true)]
async fn limiter_forgets_accounts_that_are_no_longer_used() {
    let (service, limiter) = (Recorder::new([ok("")]), Arc::new(SlidingWindow::default()));
    let client = service.builder().rate_limiter(Arc::clone(&limiter)).build().unwrap();
    let mut sizes = Vec::new();
    for account in 0..6000 {
        let temporary = Credential::new(format!("AKID{account:06}"), SECRET_ID).token("token");
        DescribeThing::new().send(&client).credential(temporary).await.unwrap();
        if account % 1000 == 999 {
            tokio::time::advance(Duration::from_secs(2)).await;
            sizes.push(format!("{limiter:?}").len());
        }
    }
    assert!(sizes[5] < sizes[0] * 3, "{sizes:?}");
}
