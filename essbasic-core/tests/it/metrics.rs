//! Metrics of calls.

use std::collections::BTreeMap;
use std::time::Duration;

use essbasic_core::metrics::CallMetrics;
use essbasic_core::provider::{CredentialFuture, CredentialProvider, ProviderError};
use essbasic_core::{Client, ClientBuilder, Credential, RawAction, RetryPolicy, Unlimited};
use essbasic_test_support::metrics::KeepingRecorder;
use essbasic_test_support::server::{Reaction, Server, json, ok};
use serde_json::Map;

const CALL: &str = "essbasic.environment=custom,rpc.method=DescribeThings,rpc.service=essbasic,\
                    rpc.system=tencentcloud";

/// Returns the metrics that a test records.
async fn recorded(test: impl Future<Output = ()>) -> BTreeMap<String, Vec<f64>> {
    let recorder = KeepingRecorder::default();
    let guard = metrics::set_default_local_recorder(&recorder);
    test.await;
    drop(guard);
    recorder.values()
}

async fn client(
    builder: ClientBuilder,
    replies: impl IntoIterator<Item = Reaction>,
) -> (Server, Client) {
    let server = Server::start(replies).await;
    let retry = RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO);
    let builder = builder.retry(retry).interceptor(CallMetrics::new());
    let client = builder.endpoint(server.endpoint()).build().unwrap();
    (server, client)
}

async fn call(client: &Client) {
    let action = RawAction::new("DescribeThings", "2021-05-26");
    let _ = client.call_raw(&action, &Map::new()).await;
}

fn rejection(code: &str) -> Reaction {
    let error = format!(
        r#"{{"Response":{{"Error":{{"Code":"{code}","Message":"张三丰"}},"RequestId":"r"}}}}"#
    );
    json(200, &error)
}

fn builder() -> ClientBuilder {
    Client::builder().credential(Credential::new("id", "key"))
}

#[tokio::test]
async fn calls_are_counted_and_timed_by_outcome() {
    let metrics = recorded(async {
        let (_server, client) =
            client(builder(), [ok("{}"), rejection("FailedOperation"), ok("{}")]).await;
        for _ in 0..3 {
            call(&client).await;
        }
    });
    let metrics = metrics.await;
    let done = CALL.replace("rpc.method", "essbasic.outcome=done,rpc.method");
    let refused = format!("error.type=FailedOperation,{}", done.replace("done", "refused"));
    for (labels, calls) in [(done, 2), (refused, 1)] {
        assert_eq!(metrics[&format!("rpc.client.duration{{{labels}}}")].len(), calls);
        assert_eq!(metrics[&format!("essbasic.client.rate_limit.wait{{{labels}}}")].len(), calls);
        assert_eq!(metrics[&format!("essbasic.client.attempts{{{labels}}}")], vec![1.0; calls]);
    }
}

#[tokio::test]
async fn labels_have_no_text_of_the_service() {
    let metrics = recorded(async {
        let codes = ["张三丰".to_owned(), "a b".to_owned(), "x".repeat(101)];
        let (_server, client) = client(builder(), codes.map(|code| rejection(&code))).await;
        for _ in 0..3 {
            call(&client).await;
        }
    });
    let metrics = metrics.await;
    assert!(metrics.keys().any(|key| key.contains("error.type=other")), "{metrics:?}");
    assert!(
        metrics.keys().all(|key| !key.contains("张三丰") && !key.contains("xxx")),
        "{metrics:?}"
    );
}

#[tokio::test]
async fn number_of_error_codes_in_labels_is_bounded() {
    const MAX_CODES: usize = 500;
    let metrics = recorded(async {
        let codes = (0..MAX_CODES + 20).map(|number| rejection(&format!("Failed.Code{number}")));
        let again = rejection("Failed.Code0");
        let (_server, client) =
            client(builder().rate_limiter(Unlimited), codes.chain([again])).await;
        for _ in 0..MAX_CODES + 21 {
            call(&client).await;
        }
    });
    let metrics = metrics.await;
    let calls = |code: &str| -> Option<usize> {
        let is_it = |key: &&String| {
            key.starts_with("rpc.client.duration{") && key.contains(&format!("={code},"))
        };
        metrics.keys().find(is_it).map(|key| metrics[key].len())
    };
    assert_eq!((calls("Failed.Code0"), calls("Failed.Code499")), (Some(2), Some(1)));
    assert_eq!((calls("Failed.Code500"), calls("other")), (None, Some(20)));
}

#[tokio::test]
async fn cancelled_call_is_counted_as_one() {
    let metrics = recorded(async {
        let (_server, client) = client(builder(), [Reaction::Stall(Vec::new())]).await;
        let _ = tokio::time::timeout(Duration::from_millis(50), call(&client)).await;
    });
    let metrics = metrics.await;
    assert!(metrics.keys().any(|key| key.contains("error.type=cancelled")), "{metrics:?}");
}

#[derive(Debug)]
struct Broken;

impl CredentialProvider for Broken {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async { Err(ProviderError::failed("the vault is locked")) })
    }
}

#[tokio::test]
async fn credential_refreshes_are_counted() {
    let metrics = recorded(async {
        let (_server, client) = client(Client::builder().credential(Broken), [ok("{}")]).await;
        call(&client).await;
    });
    let failed = "essbasic.client.credential.refreshes{essbasic.outcome=failed}";
    assert_eq!(metrics.await[failed], [1.0]);
}
