//! Endpoints, environments, proxies, and failover.

use std::time::Duration;

use essbasic_core::transport::{Body, SendFuture, Transport, TransportError, TransportErrorKind};
use essbasic_core::{Client, Endpoint, Environment, ErrorKind, Outcome, Proxy, RetryPolicy};
use essbasic_test_support::server::{Reaction, Server};
use http::Request;

use crate::actions::{CreateThing, DescribeThing, UploadThing};
use crate::support::{
    Recorder, SECRET_ID, SECRET_KEY, builder, header, is_signed_by, json, ok, rejection,
};

#[test]
fn unusable_or_unsafe_endpoint_is_rejected() {
    for (url, problem) in [
        ("", "not a URL"),
        ("essbasic.tencentcloudapi.com", "must use https://"),
        ("ftp://host", "must use https://"),
        ("https://", "not a URL"),
        ("/path", "has no host"),
        ("https://user:secret@host", "user name"),
        ("https://host/v1", "path"),
        ("https://host/?a=b", "path"),
        ("http://192.168.1.1", "plain HTTP"),
        ("http://example.com", "plain HTTP"),
    ] {
        let error = Environment::custom(url).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{url}");
        assert!(error.to_string().contains(problem), "{url}: {error}");
        assert!(!format!("{error}{error:?}").contains("secret"), "{error}");
    }
    for url in [
        "https://host",
        "https://host:8443/",
        "http://127.0.0.1:80",
        "http://localhost:1",
        "http://[::1]:1",
    ] {
        assert!(Environment::custom(url).is_ok(), "{url}");
    }
}

#[test]
fn plain_http_to_another_machine_must_be_allowed() {
    let plain = builder().endpoint("http://sandbox.internal:8899");
    let error = plain.clone().build().unwrap_err();
    assert!(error.to_string().contains("plain HTTP to another machine"), "{error}");
    assert!(plain.allow_plain_http().build().is_ok());
}

#[test]
fn endpoint_with_a_password_is_rejected_and_never_shown() {
    let builder = builder().endpoint("https://me:p4ssword@host");
    assert!(!format!("{builder:?}").contains("p4ssword"));
    let error = builder.build().unwrap_err();
    assert!(!format!("{error}{error:?}").contains("p4ssword"));
}

#[tokio::test(start_paused = true)]
async fn each_environment_has_an_api_host_and_a_file_host() {
    for (environment, api, file) in [
        (Environment::Production, "essbasic.tencentcloudapi.com", "file.ess.tencent.cn"),
        (Environment::Test, "essbasic.test.ess.tencent.cn", "file.test.ess.tencent.cn"),
        (
            Environment::Region("ap-guangzhou".parse().unwrap()),
            "essbasic.ap-guangzhou.tencentcloudapi.com",
            "file.ess.tencent.cn",
        ),
    ] {
        let service = Recorder::new([ok("")]);
        let builder = builder().environment(environment).transport(service.clone());
        let client = builder.build().unwrap();
        DescribeThing::new().send(&client).await.unwrap();
        UploadThing::new().send(&client).await.unwrap();
        for (request, host) in service.requests().iter().zip([api, file]) {
            assert_eq!(request.uri().to_string(), format!("https://{host}/"));
            assert_eq!(header(request, "host"), host);
            assert!(is_signed_by(request, SECRET_ID, SECRET_KEY));
        }
    }
}

/// Sends an action through a proxy that denies it; returns the request that the proxy received.
async fn through_proxy(proxy: &Server, url: String) -> Request<Vec<u8>> {
    let builder = builder().environment(Environment::Test).proxy(Proxy::url(url).unwrap());
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    let address = proxy.endpoint().replace("http://", "");
    assert!(error.to_string().contains(&format!("through the proxy {address}")), "{error}");
    assert!(!format!("{error:?}{client:?}").contains("p4ssword"));
    proxy.requests().remove(0)
}

#[tokio::test]
async fn proxy_gets_the_host_and_its_credentials_only() {
    let denied = b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n".to_vec();
    let proxy = Server::start([Reaction::Send(denied)]).await;
    let url = proxy.endpoint().replace("http://", "http://me:p4ssword@");
    assert!(!format!("{:?}", Proxy::url(url.clone()).unwrap()).contains("p4ssword"));
    let request = through_proxy(&proxy, url).await;
    assert_eq!(request.method(), "CONNECT");
    assert_eq!(request.uri().to_string(), "essbasic.test.ess.tencent.cn:443");
    assert!(header(&request, "proxy-authorization").starts_with("Basic "));
    assert_eq!(header(&request, "x-tc-action"), "");
    assert_eq!(header(&request, "authorization"), "");
}

#[tokio::test]
async fn unreachable_proxy_is_named() {
    let proxy = Proxy::url("http://127.0.0.1:1").unwrap();
    let client = builder().proxy(proxy).retry(RetryPolicy::none()).build().unwrap();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    assert!(error.to_string().contains("through the proxy 127.0.0.1:1"), "{error}");
}

#[test]
fn unusable_proxy_is_rejected() {
    for (url, problem) in [
        ("", "is not a URL"),
        ("proxy:3128", "is not a URL"),
        ("socks5://proxy:1080", "must use the scheme http or https"),
        ("http://a b", "is not a URL"),
    ] {
        let error = Proxy::url(url).unwrap_err();
        assert!(error.to_string().contains(problem), "{url}: {error}");
    }
}

/// Reaches no host but one.
#[derive(Debug)]
struct OnlyReaches(&'static str, Recorder);

impl Transport for OnlyReaches {
    fn send(&self, request: Request<Body>, timeout: Duration) -> SendFuture<'_> {
        if request.uri().host() == Some(self.0) {
            return self.1.send(request, timeout);
        }
        let error = TransportError::new(TransportErrorKind::NotConnected, "scripted");
        Box::pin(std::future::ready(Err(error)))
    }
}

fn failing_over(host: &'static str, service: &Recorder) -> Client {
    let dead: Endpoint = "https://dead.example".parse().unwrap();
    builder()
        .environment(Environment::Custom { api: dead.clone(), file: dead })
        .failover(["https://second.example", "https://third.example"])
        .transport(OnlyReaches(host, service.clone()))
        .build()
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn unreachable_host_fails_over_for_one_minute() {
    let service = Recorder::new([ok("")]);
    let client = failing_over("third.example", &service);
    let once = RetryPolicy::none();
    // Even an action that must not be repeated: nothing was sent.
    CreateThing::new().send(&client).await.unwrap();
    CreateThing::new().send(&client).retry(once).await.unwrap();
    tokio::time::sleep(Duration::from_secs(61)).await;
    let error = CreateThing::new().send(&client).retry(once).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "the first host is tried again");
    for request in service.requests() {
        assert_eq!(header(&request, "host"), "third.example");
        assert!(is_signed_by(&request, SECRET_ID, SECRET_KEY));
    }
}

#[tokio::test(start_paused = true)]
async fn upload_does_not_fail_over() {
    let service = Recorder::new([ok("")]);
    let client = failing_over("second.example", &service);
    DescribeThing::new().send(&client).await.unwrap();
    let error = UploadThing::new().send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!(service.sent(), 1);
}

#[tokio::test(start_paused = true)]
async fn responses_never_cause_failover() {
    let script = [ok(""), rejection("InternalError", ""), json(503, "busy")];
    let service = Recorder::new(script);
    let client = service.builder().failover(["https://second.example"]).build().unwrap();
    for _ in 0..8 {
        let _ = CreateThing::new().send(&client).await;
    }
    assert!(service.requests().iter().all(|it| header(it, "host") == "127.0.0.1:8899"));
}

#[test]
fn failover_stays_in_the_environment() {
    let test = builder().environment(Environment::Test).failover(["ap-guangzhou"]);
    assert_eq!(test.build().unwrap_err().kind(), ErrorKind::Configuration);
    for host in ["https://essbasic.test.ess.tencent.cn", "no region", ""] {
        let error = builder().failover([host]).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains("is not a region"), "{error}");
    }
}
