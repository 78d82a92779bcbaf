//! A thousand concurrent calls while the credential expires and the server fails every fifth.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use essbasic::provider::{CredentialFuture, CredentialProvider, ProviderError};
use essbasic::{
    AcquireFuture, Client, Credential, Error, ErrorKind, Outcome, PermitRequest, RateLimiter,
    Reply, RetryPolicy, SlidingWindow, tc_action, tc_model,
};
use tokio::net::TcpListener;
use tokio::runtime::Handle;

use crate::server::{Arrived, Counting};

const CALLS: usize = 1000;
const PER_SECOND: usize = 250;

/// Reads a thing.
#[tc_action(name = "DescribeThing", version = "2021-05-26", response = Thing, effect = read, rate_limit = 250)]
struct DescribeThing {
    /// Number of the call.
    call: u64,
}

/// Creates a thing.
#[tc_action(name = "CreateThing", version = "2021-05-26", response = Thing, effect = create, rate_limit = 250)]
struct CreateThing {
    /// Number of the call.
    call: u64,
}

/// A thing.
#[tc_model]
struct Thing {
    /// Number of the call that created it.
    call: u64,
}

/// Provides a credential for one second, then one for an hour.
#[derive(Debug)]
struct Expiring(Arc<AtomicUsize>);

const FIRST_LASTS: Duration = Duration::from_secs(1);

fn credential(number: usize) -> Credential {
    Credential::new(format!("AKIDload{number}"), format!("KeyOfLoad{number}"))
        .token(number.to_string())
}

impl CredentialProvider for Expiring {
    fn account(&self) -> Option<&str> {
        Some("load")
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let at = self.0.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(30)).await;
            match at {
                0 => Ok(credential(0).expires(SystemTime::now() + FIRST_LASTS)),
                1 => Ok(credential(1).expires(SystemTime::now() + Duration::from_secs(3600))),
                _ => Err(ProviderError::failed("a third credential was asked for")),
            }
        })
    }
}

/// A rate limiter that records when it admitted the calls of each action.
#[derive(Debug, Default)]
struct Watched {
    quota: SlidingWindow,
    passed: Arc<Mutex<BTreeMap<String, Vec<Instant>>>>,
}

impl RateLimiter for Watched {
    fn acquire<'a>(&'a self, demand: PermitRequest<'a>) -> AcquireFuture<'a> {
        Box::pin(async move {
            self.quota.acquire(demand).await?;
            let mut passed = self.passed.lock().unwrap();
            passed.entry(demand.action.to_owned()).or_default().push(Instant::now());
            Ok(())
        })
    }
}

/// Requests and responses of the server.
#[derive(Debug, Default)]
struct Seen {
    first: Option<Instant>,
    /// Number of calls by action.
    arrived: BTreeMap<String, usize>,
    /// Responses to each call, in order.
    told: BTreeMap<(String, u64), Vec<Told>>,
    wrong: Vec<String>,
    count: usize,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Told {
    Done,
    TooOften,
    FailedInside,
    Gateway,
}

async fn answer(State(seen): State<Arc<Mutex<Seen>>>, headers: HeaderMap, body: Bytes) -> Response {
    let head =
        headers.iter().map(|(name, value)| format!("{name}: {}\r\n", value.to_str().unwrap()));
    let request = Arrived { head: head.collect(), body: body.to_vec() };
    let (now, mut seen) = (Instant::now(), seen.lock().unwrap());
    let first = *seen.first.get_or_insert(now);
    let token: usize = request.header("x-tc-token").unwrap().parse().unwrap();
    if !request.is_signed_by(&credential(token)) {
        seen.wrong.push(format!("a signature of another set: {}", request.head));
    }
    // What was sent in time may take a moment to arrive.
    if token == 0 && now > first + FIRST_LASTS + Duration::from_millis(500) {
        seen.wrong.push("the first credential was used after its end".to_owned());
    }
    let action = request.header("x-tc-action").unwrap().to_owned();
    let members: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let call = members["Call"].as_u64().unwrap();
    *seen.arrived.entry(action.clone()).or_default() += 1;
    seen.count += 1;
    let told = match seen.count % 15 {
        4 => Told::TooOften,
        9 => Told::FailedInside,
        14 => Told::Gateway,
        _ => Told::Done,
    };
    seen.told.entry((action, call)).or_default().push(told);
    let envelope = |response: String| format!(r#"{{"Response":{{{response},"RequestId":"r"}}}}"#);
    let refused = |code| envelope(format!(r#""Error":{{"Code":"{code}","Message":""}}"#));
    match told {
        Told::Done => envelope(format!(r#""Call":{call}"#)).into_response(),
        Told::TooOften => refused("RequestLimitExceeded").into_response(),
        Told::FailedInside => refused("InternalError").into_response(),
        Told::Gateway => (StatusCode::BAD_GATEWAY, "<html>").into_response(),
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Starts a server on its own runtime, so that leftovers of the client can be counted.
fn server(seen: Arc<Mutex<Seen>>) -> (tokio::runtime::Runtime, String) {
    let runtime = runtime();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    runtime.spawn(async move {
        let router = Router::new().route("/", post(answer)).with_state(seen);
        axum::serve(TcpListener::from_std(listener).unwrap(), router).await
    });
    (runtime, endpoint)
}

/// Returns whether the result matches the server's responses and the number of attempts is allowed.
fn is_right(create: bool, call: u64, result: &Result<Reply<Thing>, Error>, told: &[Told]) -> bool {
    let (last, before) = told.split_last().unwrap();
    let may_go_on = |told: &Told| match told {
        Told::Done => false,
        Told::TooOften => true,
        Told::FailedInside | Told::Gateway => !create,
    };
    before.iter().all(may_go_on)
        && match (result, last) {
            (Ok(reply), Told::Done) => reply.call == call,
            (Err(error), Told::Gateway) => create && error.outcome() == Outcome::Unknown,
            (Err(error), Told::FailedInside) => create && error.outcome() == Outcome::Refused,
            _ => false,
        }
}

#[test]
fn a_thousand_concurrent_calls_end_correctly_despite_expiring_credentials_and_failures() {
    let seen = Arc::new(Mutex::new(Seen::default()));
    let (servers, endpoint) = server(Arc::clone(&seen));
    let connections = servers.block_on(Counting::before(&endpoint));
    let fetched = Arc::new(AtomicUsize::new(0));
    let passed = Arc::new(Mutex::new(BTreeMap::new()));

    let clients = runtime();
    let (results, left) = clients.block_on(async {
        let client = Client::builder()
            .credential(Expiring(Arc::clone(&fetched)))
            .endpoint(connections.endpoint())
            .rate_limiter(Watched { quota: SlidingWindow::default(), passed: Arc::clone(&passed) })
            .retry(
                RetryPolicy::new()
                    .max_attempts(12)
                    .backoff(Duration::from_millis(5), Duration::from_millis(50)),
            )
            .build()
            .unwrap();
        let before = Handle::current().metrics().num_alive_tasks();
        let calls: Vec<_> = (0..CALLS)
            .map(|at| {
                let client = client.clone();
                tokio::spawn(async move {
                    let (create, call) = (at % 2 == 0, at as u64);
                    let result = if create {
                        CreateThing::new(call).send(&client).await
                    } else {
                        DescribeThing::new(call).send(&client).await
                    };
                    (create, call, result)
                })
            })
            .collect();
        let mut results = Vec::new();
        for call in calls {
            results.push(call.await.unwrap());
        }
        drop(client);
        let mut left = usize::MAX;
        for _ in 0..100 {
            left = Handle::current().metrics().num_alive_tasks() - before + connections.open();
            if left == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        (results, left)
    });

    let seen = seen.lock().unwrap();
    assert_eq!(seen.wrong, Vec::<String>::new());
    for (create, call, result) in &results {
        let action = if *create { "CreateThing" } else { "DescribeThing" };
        let told = &seen.told[&(action.to_owned(), *call)];
        assert!(
            is_right(*create, *call, result, told),
            "{action} {call}: {result:?} after {told:?}"
        );
    }
    let unknown = results.iter().filter(|(.., result)| {
        result.as_ref().is_err_and(|error| error.kind() == ErrorKind::Gateway)
    });
    assert!(unknown.count() > 10, "the server was to fail");
    assert_eq!(fetched.load(Ordering::SeqCst), 2, "the first credential, and one refresh");
    for (action, passed) in &*passed.lock().unwrap() {
        assert_eq!(passed.len(), seen.arrived[action], "{action}: each attempt had its turn");
        let second = Duration::from_secs(1);
        let crowded = passed.windows(PER_SECOND + 1).filter(|it| it[PER_SECOND] - it[0] < second);
        assert_eq!(crowded.count(), 0, "{action}: more than {PER_SECOND} calls in a second");
    }
    assert_eq!(left, 0, "tasks and connections that are left behind");
    drop(seen);
    servers.shutdown_background();
}
