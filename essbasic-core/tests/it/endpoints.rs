//! Endpoints, environments, proxies, and failover.

use std::net::IpAddr;
use std::time::Duration;

use essbasic_core::transport::{
    Body, ReqwestTransport, SendFuture, Transport, TransportError, TransportErrorKind,
};
use essbasic_core::{Client, Endpoint, Environment, ErrorKind, Outcome, Proxy, RetryPolicy};
use essbasic_test_support::server::{Reaction, Server};
use http::Request;

use crate::actions::{CreateThing, DescribeThing, UploadThing};
use crate::support::{
    Recorder, SECRET_ID, SECRET_KEY, alone, builder, header, is_signed_by, json, ok, rejection,
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
        ("http://example.com:80", "plain HTTP"),
        ("https://.", "invalid host"),
        ("https://host..", "invalid host"),
        ("https://1.2.3.4.5", "invalid host"),
        ("https://[::1", "not a URL"),
        ("https://host:65536", "invalid host or port"),
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

#[tokio::test]
async fn host_is_normalized_before_it_is_signed() {
    for (url, host) in [
        ("https://localhost:443", "localhost"),
        ("https://LOCALHOST", "localhost"),
        ("HTTPS://Sandbox.Example.:8443/", "sandbox.example:8443"),
        ("https://host:0443", "host"),
        ("https://host:", "host"),
        ("http://LocalHost.:8899", "localhost:8899"),
        ("http://127.0.0.1:80", "127.0.0.1"),
        ("https://127.0.0.1:80", "127.0.0.1:80"),
        ("http://127.1:8899", "127.0.0.1:8899"),
        ("http://[0:0::0001]:8899", "[::1]:8899"),
        ("https://[::FFFF:192.168.0.1]:443", "[::ffff:c0a8:1]"),
    ] {
        let service = Recorder::new([ok("")]);
        let client = service.builder().endpoint(url).build().unwrap();
        DescribeThing::new().send(&client).await.unwrap();
        let request = &service.requests()[0];
        assert_eq!(header(request, "host"), host, "{url}");
        assert_eq!(request.uri().authority().unwrap(), host, "{url}");
        assert!(is_signed_by(request, SECRET_ID, SECRET_KEY), "{url}");
        // The transport parses the URL once more, and must find nothing else to normalize.
        let sent = reqwest::Url::parse(&request.uri().to_string()).unwrap();
        assert_eq!(sent.to_string(), request.uri().to_string());
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
async fn through_proxy(proxy: &Server, url: String, shown: &str) -> Request<Vec<u8>> {
    let builder = builder().environment(Environment::Test).proxy(Proxy::url(url).unwrap());
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    let address = proxy.endpoint().replace("http://", "");
    assert!(error.to_string().contains(&format!("through the proxy {address}")), "{error}");
    assert!(error.to_string().contains(shown), "{error}");
    assert!(!format!("{error:?}{client:?}").contains("p4ssword"));
    proxy.requests().remove(0)
}

#[tokio::test]
async fn proxy_gets_the_host_and_its_credentials_only() {
    let denied = b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n".to_vec();
    let proxy = Server::start([Reaction::Send(denied)]).await;
    let url = proxy.endpoint().replace("http://", "http://me:p4ssword@");
    assert!(!format!("{:?}", Proxy::url(url.clone()).unwrap()).contains("p4ssword"));
    let request = through_proxy(&proxy, url, "HTTP status 407").await;
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
        // The connector would use port 80 in silence.
        ("http://proxy:99999", "is not a URL"),
        ("http://:3128", "is not a URL"),
        ("http://proxy:3128/path", "has a path"),
        ("http://u:12345/6@h:1", "in its password: write `/` as %2F"),
        ("http://u:12345?6@h:1", "in its password"),
        ("http://u:12345#6@h:1", "in its password"),
        ("http://u:12345@6@h:1", "in its password"),
        ("http://u:12345\\6@h:1", "in its password"),
    ] {
        let error = Proxy::url(url).unwrap_err();
        assert!(error.to_string().contains(problem), "{url}: {error}");
        assert!(!format!("{error}{error:?}").contains("12345"), "{error:?}");
    }
}

#[tokio::test]
async fn proxy_variable_that_is_no_proxy_is_rejected() {
    let test = "endpoints::proxy_variable_that_is_no_proxy_is_rejected";
    for (name, url, problem) in [
        ("HTTPS_PROXY", "garbage://h:1", "must use the scheme http or https"),
        ("https_proxy", "socks5://h:1", "must use the scheme http or https"),
        ("ALL_PROXY", "http://u:12345/6@h:1", "in its password"),
        ("HTTPS_PROXY", "u:12345/6@h:1", "in its password"),
        ("HTTPS_PROXY", "http://", "is not a URL"),
        ("HTTPS_PROXY", "http://proxy:99999", "is not a URL"),
        ("ALL_PROXY", "proxy:99999", "is not a URL"),
    ] {
        if alone(test, &[(name, url), ("NAME", name), ("PROBLEM", problem)]) {
            let error = builder().build().unwrap_err();
            let [name, problem] = ["NAME", "PROBLEM"].map(|it| std::env::var(it).unwrap());
            assert_eq!(error.kind(), ErrorKind::Configuration);
            assert!(error.message().contains(&format!("the proxy set in {name} ")), "{error}");
            assert!(error.message().contains(&problem), "{error}");
            assert!(!format!("{error}{error:?}").contains("12345"), "{error:?}");
            // Not used for a sandbox on this machine.
            assert!(builder().endpoint("https://127.0.0.1:1").build().is_ok());
            return;
        }
    }
}

#[tokio::test]
async fn error_names_the_proxy_that_was_used_or_none() {
    let test = "endpoints::error_names_the_proxy_that_was_used_or_none";
    let used = "through the proxy 127.0.0.1:1 set in";
    for (variables, expected) in [
        (&[("HTTPS_PROXY", "http://me:p4ssword@127.0.0.1:1")][..], format!("{used} HTTPS_PROXY")),
        (&[("ALL_PROXY", "127.0.0.1:1"), ("HTTPS_PROXY", "")], format!("{used} ALL_PROXY")),
        (&[("all_proxy", "http://127.0.0.1:1")], format!("{used} all_proxy")),
        (&[("HTTPS_PROXY", "")], "could not connect;".to_owned()),
        (
            &[("HTTPS_PROXY", "http://127.0.0.1:1"), ("NO_PROXY", "nowhere.invalid")],
            "could not connect;".to_owned(),
        ),
    ] {
        if alone(test, &[variables, &[("EXPECTED", expected.as_str())]].concat()) {
            let builder = builder().endpoint("https://nowhere.invalid");
            let client = builder.retry(RetryPolicy::none()).build().unwrap();
            let error = DescribeThing::new().send(&client).await.unwrap_err();
            assert!(error.message().contains(&std::env::var("EXPECTED").unwrap()), "{error}");
            assert!(!format!("{error:?}{client:?}").contains("p4ssword"), "{error:?}");
            return;
        }
    }
}

#[tokio::test]
async fn restricted_transport_connects_to_a_name_only_at_allowed_addresses() {
    let server = Server::start([essbasic_test_support::server::ok("")]).await;
    let endpoint = server.endpoint().replace("127.0.0.1", "localhost");
    let environment = Environment::custom(&endpoint).unwrap();
    let send = async |allows: fn(IpAddr) -> bool| {
        let transport = ReqwestTransport::restricted(&environment, allows).unwrap();
        let builder = builder().environment(environment.clone()).retry(RetryPolicy::none());
        let client = builder.transport(transport).build().unwrap();
        DescribeThing::new().send(&client).await
    };
    let refused = send(|ip| !ip.is_loopback()).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Connect);
    assert!(chain(&refused).contains("is not allowed"), "{}", chain(&refused));
    assert_eq!(send(|ip| ip.is_loopback()).await.unwrap().request_id, "req-1");
}

/// Returns an error with its sources.
fn chain(error: &dyn std::error::Error) -> String {
    let sources = std::iter::successors(Some(error), |error| error.source());
    sources.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[tokio::test]
async fn asking_a_proxy_why_it_refuses_does_not_outlast_the_timeout() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut held = Vec::new();
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            if held.is_empty() {
                let _ = tokio::io::AsyncReadExt::read(&mut stream, &mut [0; 4096]).await;
                let refused = b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n";
                let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, refused).await;
            }
            held.push(stream);
        }
    });
    let builder = builder().environment(Environment::Test).proxy(Proxy::url(url).unwrap());
    let timeout = Duration::from_millis(300);
    let client = builder.timeout(timeout).retry(RetryPolicy::none()).build().unwrap();
    let started = std::time::Instant::now();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(started.elapsed() < 4 * timeout, "{:?}", started.elapsed());
}

#[tokio::test]
async fn status_with_which_a_proxy_refuses_is_shown() {
    for (response, status) in [("403 Forbidden", "403"), ("407 No", "407"), ("502 Bad", "502")] {
        let refused = format!("HTTP/1.1 {response}\r\nContent-Length: 0\r\n\r\n");
        let proxy = Server::start([Reaction::Send(refused.into_bytes())]).await;
        let url = proxy.endpoint().replace("http://", "http://me:p4ssword@");
        let request = through_proxy(&proxy, url, &format!("HTTP status {status};")).await;
        assert_eq!(request.method(), "CONNECT");
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
