//! Caching of a provider's credentials by a client.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use essbasic_core::provider::{CredentialFuture, CredentialProvider, ProviderError};
use essbasic_core::{Client, Credential, ErrorKind, Outcome, Unlimited};
use tokio::sync::Barrier;
use tokio::time::{advance, sleep, timeout};

use crate::actions::DescribeThing;
use crate::support::{Recorder, header, is_signed_by, ok, rejection};

/// Returns a new set of secret ID, key and token each time, after a while; counts the fetches.
#[derive(Clone, Debug)]
struct Rotating {
    fetches: Arc<AtomicUsize>,
    lifetime: Duration,
    /// Returns `true` for the index of a fetch that fails.
    fails: fn(usize) -> bool,
}

impl Rotating {
    fn new(lifetime: Duration, fails: fn(usize) -> bool) -> Self {
        Self { fetches: Arc::default(), lifetime, fails }
    }

    fn fetches(&self) -> usize {
        self.fetches.load(Ordering::SeqCst)
    }
}

impl CredentialProvider for Rotating {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let index = self.fetches.fetch_add(1, Ordering::SeqCst);
            sleep(Duration::from_millis(50)).await;
            if (self.fails)(index) {
                return Err(ProviderError::failed("the vault is locked"));
            }
            let credential = Credential::new(format!("AKIDset{index}"), format!("Key{index}"));
            let credential = credential.token(format!("Token{index}"));
            Ok(credential.expires(SystemTime::now() + self.lifetime))
        })
    }
}

const HOUR: Duration = Duration::from_secs(3600);

fn rotating(lifetime: Duration, fails: fn(usize) -> bool) -> (Recorder, Client, Rotating) {
    let (service, provider) = (Recorder::new([ok("")]), Rotating::new(lifetime, fails));
    let builder = service.builder().credential(provider.clone()).rate_limiter(Unlimited);
    (service, builder.build().unwrap(), provider)
}

/// Sends a number of concurrent calls, and returns the number that succeeded.
async fn send_at_once(client: &Client, calls: usize) -> usize {
    let barrier = Arc::new(Barrier::new(calls));
    let tasks: Vec<_> = (0..calls)
        .map(|_| {
            let (client, barrier) = (client.clone(), Arc::clone(&barrier));
            tokio::spawn(async move {
                barrier.wait().await;
                DescribeThing::new().send(&client).await.is_ok()
            })
        })
        .collect();
    let mut succeeded = 0;
    for task in tasks {
        succeeded += usize::from(task.await.unwrap());
    }
    succeeded
}

#[tokio::test(start_paused = true)]
async fn concurrent_calls_fetch_one_credential() {
    let (_service, client, provider) = rotating(HOUR, |_| false);
    assert_eq!(send_at_once(&client, 50).await, 50);
    assert_eq!(provider.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn concurrent_calls_share_a_failure_and_the_next_call_fetches_again() {
    let (service, client, provider) = rotating(HOUR, |index| index == 0);
    assert_eq!(send_at_once(&client, 50).await, 0);
    assert_eq!(provider.fetches(), 1);
    assert_eq!(service.sent(), 0);
    assert_eq!(send_at_once(&client, 1).await, 1);
    assert_eq!(provider.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn failed_fetch_is_the_error_of_the_call() {
    let (service, client, _provider) = rotating(HOUR, |_| true);
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Credential, Outcome::NotSent));
    assert!(error.to_string().contains("the vault is locked"), "{error}");
    assert_eq!(service.sent(), 0);
}

#[tokio::test(start_paused = true)]
async fn valid_credential_stays_in_use_when_its_refresh_fails() {
    let (service, client, provider) = rotating(Duration::from_secs(100), |index| index > 0);
    assert_eq!(send_at_once(&client, 1).await, 1);
    // In the last tenth of its lifetime every client refreshes it.
    advance(Duration::from_secs(95)).await;
    assert_eq!(send_at_once(&client, 5).await, 5);
    assert_eq!(provider.fetches(), 2, "one refresh, and then a pause");
    advance(Duration::from_secs(6)).await;
    let sent = service.sent();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential, "an expired credential is not sent");
    assert_eq!(service.sent(), sent);
}

#[tokio::test(start_paused = true)]
async fn call_dropped_while_it_fetches_leaves_the_fetch_to_others() {
    let (_service, client, provider) = rotating(HOUR, |_| false);
    let call = DescribeThing::new().send(&client).into_future();
    timeout(Duration::from_millis(10), call).await.unwrap_err();
    assert_eq!(send_at_once(&client, 10).await, 10);
    assert_eq!(provider.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn slow_provider_ends_the_call_with_its_timeout() {
    let (service, client, _provider) = rotating(HOUR, |_| false);
    let call = DescribeThing::new().send(&client).timeout(Duration::from_millis(20));
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Credential, Outcome::NotSent));
    assert!(error.to_string().contains("timed out"), "{error}");
    assert_eq!(service.sent(), 0);
}

#[tokio::test(start_paused = true)]
async fn id_key_and_token_of_a_request_belong_to_one_set() {
    let (service, client, provider) = rotating(Duration::from_secs(30), |_| false);
    for _ in 0..20 {
        assert_eq!(send_at_once(&client, 4).await, 4);
        advance(Duration::from_secs(10)).await;
    }
    for request in service.requests() {
        let index = header(&request, "x-tc-token").strip_prefix("Token").unwrap();
        let (id, key) = (format!("AKIDset{index}"), format!("Key{index}"));
        assert!(is_signed_by(&request, &id, &key), "set {index}");
    }
    assert!(provider.fetches() > 2, "the credential changes during the test");
}

#[tokio::test(start_paused = true)]
async fn token_rejected_by_the_service_is_replaced_once() {
    let rejected = || rejection("AuthFailure.TokenFailure", "");
    let service = Recorder::new([rejected(), ok("")]);
    let provider = Rotating::new(HOUR, |_| false);
    let client = service.builder().credential(provider.clone()).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    assert_eq!(provider.fetches(), 2);
    assert_eq!(header(&service.requests()[1], "x-tc-token"), "Token1");

    let service = Recorder::new([rejected()]);
    let error = DescribeThing::new().send(&service.client()).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "AuthFailure.TokenFailure");
    assert_eq!(service.sent(), 1, "a fixed credential has no replacement");
}

/// Returns a credential for 100 seconds at once, and any further one only after a while, if at all.
#[derive(Clone, Debug)]
struct Slow {
    fetches: Arc<AtomicUsize>,
    /// Time of a refresh; `None` if it never ends.
    refresh: Option<Duration>,
}

impl CredentialProvider for Slow {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let index = self.fetches.fetch_add(1, Ordering::SeqCst);
            match self.refresh {
                _ if index == 0 => {}
                Some(time) => sleep(time).await,
                None => std::future::pending().await,
            }
            let credential = Credential::new(format!("AKIDset{index}"), format!("Key{index}"));
            Ok(credential.expires(SystemTime::now() + Duration::from_secs(100)))
        })
    }
}

fn slow(refresh: Option<Duration>) -> (Recorder, Client, Arc<AtomicUsize>) {
    let (service, fetches) = (Recorder::new([ok("")]), Arc::<AtomicUsize>::default());
    let provider = Slow { fetches: Arc::clone(&fetches), refresh };
    let builder = service.builder().credential(provider).rate_limiter(Unlimited);
    (service, builder.build().unwrap(), fetches)
}

#[tokio::test(start_paused = true)]
async fn provider_that_hangs_ends_no_call_while_the_cached_credential_is_valid() {
    let (service, client, fetches) = slow(None);
    assert_eq!(send_at_once(&client, 1).await, 1);
    advance(Duration::from_secs(92)).await;
    for timeout in [Duration::from_secs(4), Duration::from_secs(60)] {
        DescribeThing::new().send(&client).timeout(timeout).await.unwrap();
    }
    assert_eq!(send_at_once(&client, 3).await, 3);
    assert_eq!((service.sent(), fetches.load(Ordering::SeqCst)), (6, 2), "one refresh hangs");
    advance(Duration::from_secs(9)).await;
    let expired = DescribeThing::new().send(&client).timeout(Duration::from_secs(2));
    assert_eq!(expired.await.unwrap_err().kind(), ErrorKind::Credential);
    // The refresh that hangs is given up after a minute, and does not lock out the next one.
    advance(Duration::from_secs(60)).await;
    let expired = DescribeThing::new().send(&client).timeout(Duration::from_secs(2));
    assert_eq!(expired.await.unwrap_err().kind(), ErrorKind::Credential);
    assert_eq!(fetches.load(Ordering::SeqCst), 3);
}

#[tokio::test(start_paused = true)]
async fn refresh_goes_on_when_the_call_that_started_it_has_ended() {
    let (service, client, fetches) = slow(Some(Duration::from_secs(6)));
    assert_eq!(send_at_once(&client, 1).await, 1);
    advance(Duration::from_secs(92)).await;
    DescribeThing::new().send(&client).timeout(Duration::from_secs(2)).await.unwrap();
    sleep(Duration::from_secs(6)).await;
    DescribeThing::new().send(&client).await.unwrap();
    assert_eq!(fetches.load(Ordering::SeqCst), 2);
    let used = [("AKIDset0", "Key0"), ("AKIDset0", "Key0"), ("AKIDset1", "Key1")];
    for (request, (id, key)) in service.requests().iter().zip(used) {
        assert!(is_signed_by(request, id, key), "{id}");
    }
}
