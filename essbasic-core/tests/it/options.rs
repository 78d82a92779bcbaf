//! Options of clients and calls.

use std::time::Duration;

use essbasic_core::{Credential, ErrorKind, Outcome};
use essbasic_test_support::server::{self, Server};

use crate::actions::DescribeThing;
use crate::support::{Recorder, SECRET_ID, SECRET_KEY, builder, header, is_signed_by, ok};
use crate::tls::config_without_roots;

#[tokio::test(start_paused = true)]
async fn headers_of_the_client_are_sent_unless_the_call_overrides_them() {
    let service = Recorder::new([ok("")]);
    let client = service
        .builder()
        .region("ap-guangzhou")
        .language("en-US")
        .request_client("billing-job 1.4; nightly")
        .header("X-TC-TraceId", "trace-of-the-client")
        .header("traceparent", "00-1-2-00")
        .build()
        .unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    DescribeThing::new()
        .send(&client)
        .region("ap-shanghai")
        .language("zh-CN")
        .header("traceparent", "00-3-4-00")
        .await
        .unwrap();
    let requests = service.requests();
    for (name, first, second) in [
        ("x-tc-region", "ap-guangzhou", "ap-shanghai"),
        ("x-tc-language", "en-US", "zh-CN"),
        ("x-tc-requestclient", "billing-job 1.4; nightly", "billing-job 1.4; nightly"),
        ("x-tc-traceid", "trace-of-the-client", "trace-of-the-client"),
        ("traceparent", "00-1-2-00", "00-3-4-00"),
    ] {
        assert_eq!(header(&requests[0], name), first, "{name}");
        assert_eq!(header(&requests[1], name), second, "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn credential_of_a_call_signs_only_that_call() {
    let service = Recorder::new([ok("")]);
    let client = service.client();
    let other = Credential::new("AKIDother", "KeyOfAnother").token("TokenOfAnother");
    DescribeThing::new().send(&client).credential(other).await.unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    let requests = service.requests();
    assert!(is_signed_by(&requests[0], "AKIDother", "KeyOfAnother"));
    assert_eq!(header(&requests[0], "x-tc-token"), "TokenOfAnother");
    assert!(is_signed_by(&requests[1], SECRET_ID, SECRET_KEY));
    assert!(!requests[1].headers().contains_key("x-tc-token"));
}

#[test]
fn mistakes_of_a_builder_are_reported_by_build() {
    let reqwest = || builder().http_client(reqwest_client());
    let own_client = reqwest().connect_timeout(Duration::from_secs(1));
    for (builder, problem) in [
        (builder().header("Host", "elsewhere"), "`Host` is set by the client"),
        (builder().header("X-TC-Action", "Other"), "is set by the client"),
        (builder().header("authorization", "x"), "is set by the client"),
        (builder().header("a b", "x"), "has an invalid name"),
        (builder().header("x-a", "x\r\nHost: evil"), "has an invalid value"),
        (builder().request_client("a/b"), "at most 128 letters"),
        (builder().request_client("x".repeat(129)), "at most 128 letters"),
        (builder().region("ap\n"), "is not a region"),
        (builder().region("AP Guangzhou"), "is not a region"),
        (builder().language("xx"), "must be `zh-CN` or `en-US`"),
        (builder().language("zh-CN\r\nX: y"), "must be `zh-CN` or `en-US`"),
        (builder().root_certificate("not PEM"), "is not PEM"),
        (own_client, "do not apply to a custom transport"),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(problem), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn mistakes_of_a_call_are_reported_before_it_is_sent() {
    let service = Recorder::new([ok("")]);
    let client = service.client();
    for call in [
        DescribeThing::new().send(&client).header("host", "x"),
        DescribeThing::new().send(&client).region("gz!"),
        DescribeThing::new().send(&client).language("fr-FR"),
    ] {
        let error = call.await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Configuration, Outcome::NotSent));
    }
    let empty = Credential::new("", "");
    let error = DescribeThing::new().send(&client).credential(empty).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Credential, Outcome::NotSent));
    assert_eq!(service.sent(), 0);
}

fn reqwest_client() -> reqwest::Client {
    reqwest::Client::builder()
        .tls_backend_preconfigured(config_without_roots())
        .user_agent("application/1.0")
        .no_proxy()
        .build()
        .unwrap()
}

#[tokio::test]
async fn existing_reqwest_client_is_used() {
    let server = Server::start([server::ok("")]).await;
    let builder = builder().endpoint(server.endpoint());
    let client = builder.http_client(reqwest_client()).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    assert_eq!(header(&server.requests()[0], "user-agent"), "application/1.0");
}
