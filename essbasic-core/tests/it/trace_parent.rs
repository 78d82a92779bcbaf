//! Propagation of trace context.

use essbasic_core::{Client, Credential, RawAction, TraceParent};
use essbasic_test_support::server::{Server, ok};
use serde_json::Map;

const CONTEXT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/// Returns the header of a call in this context.
async fn sent(context: Option<&'static str>) -> Option<String> {
    let server = Server::start([ok("{}")]).await;
    let client = Client::builder().credential(Credential::new("id", "key"));
    let client = client.endpoint(server.endpoint());
    let client = client.interceptor(TraceParent::new(move || context.map(str::to_owned)));
    let action = RawAction::new("DescribeThings", "2021-05-26");
    client.build().unwrap().call_raw(&action, &Map::new()).await.unwrap();
    let header = server.requests()[0].headers().get("traceparent")?.to_str().unwrap().to_owned();
    Some(header)
}

#[tokio::test]
async fn current_context_is_sent() {
    assert_eq!(sent(Some(CONTEXT)).await.as_deref(), Some(CONTEXT));
    assert_eq!(sent(None).await, None);
}

#[tokio::test]
async fn text_that_is_no_context_is_not_sent() {
    for context in [
        "",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nx: y",
    ] {
        assert_eq!(sent(Some(context)).await, None, "{context:?}");
    }
}
