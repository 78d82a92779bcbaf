//! Adapters between transports and `tower::Service`.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use bytes::Bytes;
use essbasic_core::transport::{
    Body, RequestTimeout, TowerTransport, TransportError, TransportErrorKind, TransportService,
};
use essbasic_core::{Client, Credential, Error, Outcome, RawAction, RetryPolicy};
use essbasic_test_support::server::{Server, ok};
use http::{Request, Response};
use serde_json::Map;
use tower::{BoxError, ServiceBuilder, service_fn};

async fn call(client: &Client) -> Result<(), Error> {
    let action = RawAction::new("DescribeThings", "2021-05-26");
    client.call_raw(&action, &Map::new()).retry(RetryPolicy::none()).await.map(drop)
}

fn builder() -> essbasic_core::ClientBuilder {
    Client::builder().credential(Credential::new("id", "key"))
}

#[tokio::test]
async fn layers_go_around_the_default_transport() {
    let server = Server::start([ok("{}")]).await;
    let seen = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&seen);
    let client = builder().endpoint(server.endpoint()).wrap_transport(move |inner| {
        let count = Arc::clone(&count);
        let service = ServiceBuilder::new().map_request(move |mut request: Request<Body>| {
            count.fetch_add(1, Ordering::Relaxed);
            request.headers_mut().insert("x-layer", "1".parse().unwrap());
            request
        });
        TowerTransport::new(service.service(TransportService::new(inner)))
    });
    call(&client.build().unwrap()).await.unwrap();
    assert_eq!(seen.load(Ordering::Relaxed), 1);
    assert_eq!(server.requests()[0].headers()["x-layer"], "1");
}

#[tokio::test]
async fn service_is_told_the_time_that_is_left() {
    let service = service_fn(|request: Request<Body>| async move {
        let RequestTimeout(left) = *request.extensions().get().unwrap();
        assert!(left <= Duration::from_secs(7) && left > Duration::from_secs(1));
        let body = Bytes::from_static(br#"{"Response":{"RequestId":"r-1"}}"#);
        Ok::<_, BoxError>(Response::new(body))
    });
    let client = builder().transport(TowerTransport::new(service));
    call(&client.timeout(Duration::from_secs(7)).build().unwrap()).await.unwrap();
}

#[tokio::test]
async fn error_of_a_service_leaves_the_outcome_unknown_unless_nothing_was_sent() {
    let lost = service_fn(|_: Request<Body>| async {
        Err::<Response<Bytes>, BoxError>("the proxy went away".into())
    });
    let client = builder().transport(TowerTransport::new(lost)).build().unwrap();
    assert_eq!(call(&client).await.unwrap_err().outcome(), Outcome::Unknown);

    let unreachable = service_fn(|_: Request<Body>| async {
        let error = TransportError::new(TransportErrorKind::NotConnected, "no route");
        Err::<Response<Bytes>, BoxError>(error.into())
    });
    let client = builder().transport(TowerTransport::new(unreachable)).build().unwrap();
    assert_eq!(call(&client).await.unwrap_err().outcome(), Outcome::NotSent);
}

#[tokio::test(start_paused = true)]
async fn call_that_waits_for_a_layer_is_not_sent() {
    let never = service_fn(|_: Request<Body>| pending::<Result<Response<Bytes>, BoxError>>());
    let busy = ServiceBuilder::new().concurrency_limit(1).service(never);
    let transport = TowerTransport::new(busy);
    let [first, second] = [9, 5].map(|seconds| {
        let client = builder().transport(transport.clone()).timeout(Duration::from_secs(seconds));
        client.build().unwrap()
    });
    let (sent, waiting) = tokio::join!(call(&first), call(&second));
    let outcomes = [sent, waiting].map(|result| result.unwrap_err().outcome());
    assert_eq!(outcomes, [Outcome::Unknown, Outcome::NotSent]);
}
