//! A thousand concurrent calls while the credential expires and the server fails every fifth.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::IntoResponse;
use axum::routing::post;
use essbasic::provider::{CredentialFuture, CredentialProvider, ProviderError};
use essbasic::{
    AcquireFuture, Client, Credential, Error, ErrorKind, Outcome, PermitRequest, RateLimiter,
    Reply, RetryPolicy, SlidingWindow, tc_action, tc_model,
};
use essbasic_test_support::server::{ok_body, rejection_body};
use essbasic_test_support::tc3::is_signed_by;
use tokio::net::TcpListener;
use tokio::runtime::{Handle, Runtime};

const CALLS: usize = 1000;
const PER_SECOND: usize = 250;

/// Describes a thing.
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

/// Returns the secret ID and key of the credential with this number, which is also its token.
fn keys(number: usize) -> (String, String) {
    (format!("AKIDload{number}"), format!("KeyOfLoad{number}"))
}

fn credential(number: usize) -> Credential {
    let (id, key) = keys(number);
    Credential::new(id, key).token(number.to_string())
}

impl CredentialProvider for Expiring {
    fn account(&self) -> Option<&str> {
        Some("load")
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let index = self.0.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(30)).await;
            match index {
                0 => Ok(credential(0).expires(SystemTime::now() + FIRST_LASTS)),
                1 => Ok(credential(1).expires(SystemTime::now() + Duration::from_secs(3600))),
                _ => Err(ProviderError::failed("a third credential was requested")),
            }
        })
    }
}

/// A rate limiter that records when it admitted the calls of each action.
#[derive(Debug, Default)]
struct Recording {
    limiter: SlidingWindow,
    admitted: Arc<Mutex<BTreeMap<String, Vec<Instant>>>>,
}

impl RateLimiter for Recording {
    fn acquire<'a>(&'a self, request: PermitRequest<'a>) -> AcquireFuture<'a> {
        Box::pin(async move {
            self.limiter.acquire(request).await?;
            let mut admitted = self.admitted.lock().unwrap();
            admitted.entry(request.action.to_owned()).or_default().push(Instant::now());
            Ok(())
        })
    }
}

/// Requests and responses of the server.
#[derive(Debug, Default)]
struct Served {
    first: Option<Instant>,
    /// Number of requests by action.
    counts: BTreeMap<String, usize>,
    /// Responses to each call, in order.
    replies: BTreeMap<(String, u64), Vec<Response>>,
    faults: Vec<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Response {
    Done,
    RateLimited,
    InternalError,
    Gateway,
}

async fn respond(
    State(served): State<Arc<Mutex<Served>>>,
    headers: HeaderMap,
    body: String,
) -> axum::response::Response {
    let (now, mut served) = (Instant::now(), served.lock().unwrap());
    let first = *served.first.get_or_insert(now);
    let mut request = Request::post("/").body(body).unwrap();
    *request.headers_mut() = headers;
    let header = |name: &str| request.headers()[name].to_str().unwrap();
    let token: usize = header("x-tc-token").parse().unwrap();
    let (id, key) = keys(token);
    if !is_signed_by(&request, &id, &key) {
        served.faults.push(format!("signed with another credential: {:?}", request.headers()));
    }
    // A request that was sent in time may take a moment to arrive.
    if token == 0 && now > first + FIRST_LASTS + Duration::from_millis(500) {
        served.faults.push("the first credential was used after its end".to_owned());
    }
    let action = header("x-tc-action").to_owned();
    let body: serde_json::Value = serde_json::from_str(request.body()).unwrap();
    let call = body["Call"].as_u64().unwrap();
    *served.counts.entry(action.clone()).or_default() += 1;
    let response = match served.counts.values().sum::<usize>() % 15 {
        4 => Response::RateLimited,
        9 => Response::InternalError,
        14 => Response::Gateway,
        _ => Response::Done,
    };
    served.replies.entry((action, call)).or_default().push(response);
    match response {
        Response::Done => ok_body(&format!(r#""Call":{call}"#)).into_response(),
        Response::RateLimited => rejection_body("RequestLimitExceeded", "").into_response(),
        Response::InternalError => rejection_body("InternalError", "").into_response(),
        Response::Gateway => (StatusCode::BAD_GATEWAY, "<html>").into_response(),
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Starts a server on its own runtime, with one task for the listener and one for each connection.
fn server(served: Arc<Mutex<Served>>) -> (Runtime, String) {
    let runtime = runtime();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    runtime.spawn(async move {
        let router = Router::new().route("/", post(respond)).with_state(served);
        axum::serve(TcpListener::from_std(listener).unwrap(), router).await
    });
    (runtime, endpoint)
}

/// Returns whether the result matches the server's responses and all retries were allowed.
fn is_correct(
    create: bool,
    call: u64,
    result: &Result<Reply<Thing>, Error>,
    replies: &[Response],
) -> bool {
    let (last, before) = replies.split_last().unwrap();
    let is_retryable = |response: &Response| match response {
        Response::Done => false,
        Response::RateLimited => true,
        Response::InternalError | Response::Gateway => !create,
    };
    before.iter().all(is_retryable)
        && match (result, last) {
            (Ok(reply), Response::Done) => reply.call == call,
            (Err(error), Response::Gateway) => create && error.outcome() == Outcome::Unknown,
            (Err(error), Response::InternalError) => create && error.outcome() == Outcome::Refused,
            _ => false,
        }
}

#[test]
fn a_thousand_concurrent_calls_end_correctly_despite_expiring_credentials_and_failures() {
    let served = Arc::new(Mutex::new(Served::default()));
    let (servers, endpoint) = server(Arc::clone(&served));
    let connections = || servers.metrics().num_alive_tasks() - 1;
    let fetched = Arc::new(AtomicUsize::new(0));
    let admitted = Arc::new(Mutex::new(BTreeMap::new()));

    let clients = runtime();
    let (results, left) = clients.block_on(async {
        let client = Client::builder()
            .credential(Expiring(Arc::clone(&fetched)))
            .endpoint(endpoint)
            .rate_limiter(Recording {
                limiter: SlidingWindow::default(),
                admitted: Arc::clone(&admitted),
            })
            .retry(
                RetryPolicy::new()
                    .max_attempts(12)
                    .backoff(Duration::from_millis(5), Duration::from_millis(50)),
            )
            .build()
            .unwrap();
        let before = Handle::current().metrics().num_alive_tasks();
        let calls: Vec<_> = (0..CALLS)
            .map(|index| {
                let client = client.clone();
                tokio::spawn(async move {
                    let (create, call) = (index % 2 == 0, index as u64);
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
        assert!(connections() > 0);
        drop(client);
        let mut left = usize::MAX;
        for _ in 0..100 {
            left = Handle::current().metrics().num_alive_tasks() - before + connections();
            if left == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        (results, left)
    });

    let served = served.lock().unwrap();
    assert_eq!(served.faults, Vec::<String>::new());
    for (create, call, result) in &results {
        let action = if *create { "CreateThing" } else { "DescribeThing" };
        let replies = &served.replies[&(action.to_owned(), *call)];
        assert!(
            is_correct(*create, *call, result, replies),
            "{action} {call}: {result:?} after {replies:?}"
        );
    }
    let unknown = results.iter().filter(|(.., result)| {
        result.as_ref().is_err_and(|error| error.kind() == ErrorKind::Gateway)
    });
    assert!(unknown.count() > 10, "the server did not fail");
    assert_eq!(fetched.load(Ordering::SeqCst), 2, "the first credential, and one refresh");
    for (action, admitted) in &*admitted.lock().unwrap() {
        assert_eq!(admitted.len(), served.counts[action], "{action}: each attempt had a permit");
        let second = Duration::from_secs(1);
        let crowded = admitted.windows(PER_SECOND + 1).filter(|it| it[PER_SECOND] - it[0] < second);
        assert_eq!(crowded.count(), 0, "{action}: more than {PER_SECOND} calls in a second");
    }
    assert_eq!(left, 0, "tasks and connections are left");
    drop(served);
    servers.shutdown_background();
}
