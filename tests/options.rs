//! What can be said of a client and of one call, and where requests go.

use std::time::{Duration, Instant};

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{
    Client, ClientBuilder, Credential, Effect, Environment, ErrorKind, Outcome, Proxy, RawAction,
    RetryPolicy, tc_action,
};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::server::{Answer, SECRET_ID, SECRET_KEY, Server, json as answer_json, ok, refusal};

/// Looks at something.
#[tc_action(name = "DescribeThing", version = "2021-05-26", effect = read)]
struct DescribeThing {}

/// Uploads something.
#[tc_action(name = "UploadThing", version = "2021-05-26", host = file, effect = create)]
struct UploadThing {}

fn builder() -> ClientBuilder {
    Client::builder().credential(Credential::new(SECRET_ID, SECRET_KEY))
}

#[tokio::test]
async fn what_is_asked_of_a_client_is_sent_and_a_call_may_ask_otherwise() {
    let server = Server::answering([ok("{}")]).await;
    let client = server
        .builder()
        .region("ap-guangzhou")
        .language("en-US")
        .request_client("billing-job 1.4; nightly")
        .header("X-TC-TraceId", "trace-of-the-client")
        .header("traceparent", "00-1-2-00")
        .build()
        .unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    let other = Credential::new("AKIDofAnother", "KeyOfAnother").token("TokenOfAnother");
    DescribeThing::new()
        .send(&client)
        .region("ap-shanghai")
        .language("zh-CN")
        .header("traceparent", "00-3-4-00")
        .credential(other.clone())
        .await
        .unwrap();
    let requests = server.requests();
    let sent = |at: usize, name: &str| requests[at].header(name).map(str::to_owned);
    for (header, first, second) in [
        ("x-tc-region", "ap-guangzhou", "ap-shanghai"),
        ("x-tc-language", "en-US", "zh-CN"),
        ("x-tc-requestclient", "billing-job 1.4; nightly", "billing-job 1.4; nightly"),
        ("x-tc-traceid", "trace-of-the-client", "trace-of-the-client"),
        ("traceparent", "00-1-2-00", "00-3-4-00"),
    ] {
        assert_eq!(sent(0, header).as_deref(), Some(first), "{header}");
        assert_eq!(sent(1, header).as_deref(), Some(second), "{header}");
    }
    assert!(requests[0].is_signed_by(&Credential::new(SECRET_ID, SECRET_KEY)));
    assert_eq!(sent(0, "x-tc-token"), None);
    assert!(requests[1].is_signed_by(&other));
    assert_eq!(sent(1, "x-tc-token").as_deref(), Some("TokenOfAnother"));
}

#[tokio::test]
async fn what_cannot_be_sent_is_told_when_the_client_is_built_or_the_call_is_made() {
    for (wrong, said) in [
        (builder().header("Host", "elsewhere"), "`Host` is written by the call itself"),
        (builder().header("X-TC-Action", "Other"), "is written by the call itself"),
        (builder().header("authorization", "x"), "is written by the call itself"),
        (builder().header("a b", "x"), "has a name that no header has"),
        (builder().header("x-a", "x\r\nHost: evil"), "has a value that cannot stand"),
        (builder().request_client("a/b"), "up to 128 letters"),
        (builder().request_client("x".repeat(129)), "up to 128 letters"),
        (builder().region("ap\n"), "the region cannot stand in a header"),
        (builder().root_certificate("not PEM"), "is not in PEM"),
        (
            builder().http_client(reqwest_client()).connect_timeout(Duration::from_secs(1)),
            "a transport of your own",
        ),
        (builder().failover(["no region"]), "is no region"),
    ] {
        let error = wrong.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(said), "{error}");
    }
    let server = Server::answering([ok("{}")]).await;
    let client = server.client();
    let error = DescribeThing::new().send(&client).header("host", "x").await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Configuration, Outcome::NotSent));
    let error = DescribeThing::new().send(&client).credential(Credential::new("", "")).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Credential);
    assert_eq!(server.requests().len(), 0);
}

pub(crate) fn reqwest_client() -> reqwest::Client {
    reqwest::Client::builder()
        .tls_backend_preconfigured(crate::tls::config_without_roots())
        .user_agent("one-of-my-own")
        .no_proxy()
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_client_of_reqwest_may_be_ones_own() {
    let server = Server::answering([ok("{}")]).await;
    let client = server.builder().http_client(reqwest_client()).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    assert_eq!(server.requests()[0].header("user-agent"), Some("one-of-my-own"));
}

#[test]
fn plain_http_to_another_machine_must_be_asked_for() {
    let plain = builder().endpoint("http://sandbox.internal:8899");
    let error = plain.clone().build().unwrap_err();
    assert!(error.to_string().contains("plain HTTP to another machine"), "{error}");
    assert!(plain.allow_plain_http().build().is_ok());
}

#[test]
fn an_endpoint_with_a_password_is_refused_and_shown_nowhere() {
    let builder = builder().endpoint("https://me:p4ssword@host");
    assert!(!format!("{builder:?}").contains("p4ssword"));
    let error = builder.build().unwrap_err();
    assert!(!format!("{error}{error:?}").contains("p4ssword"));
}

/// A proxy that reads what it is asked for, and answers this.
async fn proxy(answer: &'static str) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let asked = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = vec![0; 4096];
        let length = stream.read(&mut head).await.unwrap();
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8_lossy(&head[..length]).into_owned()
    });
    (address, asked)
}

#[tokio::test]
async fn a_proxy_is_asked_for_the_host_and_told_who_asks() {
    let (address, asked) = proxy("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n").await;
    let proxy = Proxy::url(format!("http://me:p4ssword@{address}")).unwrap();
    assert!(!format!("{proxy:?}").contains("p4ssword"), "{proxy:?}");
    let client = builder().environment(Environment::Test).proxy(proxy);
    let client = client.retry(RetryPolicy::none()).build().unwrap();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    assert!(error.to_string().contains(&format!("through the proxy {address}")), "{error}");
    assert!(!format!("{error:?}{client:?}").contains("p4ssword"));
    let asked = asked.await.unwrap();
    assert!(asked.starts_with("CONNECT essbasic.test.ess.tencent.cn:443 "), "{asked}");
    assert!(asked.to_lowercase().contains("proxy-authorization: basic "), "{asked}");
    assert!(!asked.contains("x-tc-action"), "the proxy sees nothing of the call");
}

#[tokio::test]
async fn a_proxy_that_does_not_answer_is_named() {
    let proxy = Proxy::url("http://127.0.0.1:1").unwrap();
    let client = builder().proxy(proxy).retry(RetryPolicy::none()).build().unwrap();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    assert!(error.to_string().contains("through the proxy 127.0.0.1:1"), "{error}");
    for (url, said) in [
        ("", "not an address"),
        ("proxy:3128", "not an address"),
        ("socks5://proxy:1080", "neither http nor https"),
        ("http://a b", "not an address"),
    ] {
        let error = Proxy::url(url).unwrap_err();
        assert!(error.to_string().contains(said), "{url}: {error}");
    }
}

#[tokio::test]
async fn each_environment_has_its_hosts_and_both_belong_to_it() {
    for (environment, api, file) in [
        (Environment::Production, "essbasic.tencentcloudapi.com", "file.ess.tencent.cn"),
        (Environment::Test, "essbasic.test.ess.tencent.cn", "file.test.ess.tencent.cn"),
        (
            Environment::Region("ap-guangzhou".parse().unwrap()),
            "essbasic.ap-guangzhou.tencentcloudapi.com",
            "file.ess.tencent.cn",
        ),
    ] {
        let asked = asked_for(environment.clone(), DescribeThing::new()).await;
        assert!(asked.starts_with(&format!("CONNECT {api}:443 ")), "{asked}");
        let asked = asked_for(environment, UploadThing::new()).await;
        assert!(asked.starts_with(&format!("CONNECT {file}:443 ")), "{asked}");
    }
}

/// What a proxy is asked for when an action is sent.
async fn asked_for<A: essbasic::Action>(environment: Environment, action: A) -> String {
    let (address, asked) = proxy("HTTP/1.1 403 Forbidden\r\n\r\n").await;
    let proxy = Proxy::url(format!("http://{address}")).unwrap();
    let client = builder().environment(environment).proxy(proxy).retry(RetryPolicy::none());
    let client = client.build().unwrap();
    assert!(client.call(&action).await.is_err());
    asked.await.unwrap()
}

#[tokio::test]
async fn a_host_that_cannot_be_reached_is_left_for_another_and_comes_back() {
    let other = Server::answering([ok("{}")]).await;
    let client = other.builder().endpoint("http://127.0.0.1:1").failover([other.endpoint()]);
    let client = client.build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    let began = Instant::now();
    DescribeThing::new().send(&client).retry(RetryPolicy::none()).await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(1));
    for request in other.requests() {
        assert_eq!(format!("http://{}", request.header("host").unwrap()), other.endpoint());
        assert!(request.is_signed_by(&Credential::new(SECRET_ID, SECRET_KEY)));
    }
    let off = other.builder().endpoint("http://127.0.0.1:1").build().unwrap();
    assert_eq!(DescribeThing::new().send(&off).await.unwrap_err().kind(), ErrorKind::Connect);
}

#[tokio::test]
async fn a_key_of_the_other_environment_gets_a_hint() {
    let unknown = refusal("AuthFailure.SecretIdNotFound", "");
    let server = Server::answering([unknown]).await;
    let error = DescribeThing::new().send(&server.client()).await.unwrap_err();
    assert!(error.hint().unwrap().contains("test keys are for the test environment"));
}

#[tokio::test]
async fn any_action_can_be_called_by_its_name() {
    let server = Server::answering([ok(r#"{"TotalCount":9007199254740993}"#)]).await;
    let action = RawAction::new("DescribeZones", "2017-03-12").service("cvm").effect(Effect::Read);
    let Value::Object(members) = json!({"Limit": 3}) else { unreachable!() };
    let reply = server.client().call_raw(&action, &members).await.unwrap();
    assert_eq!(reply.output.0["TotalCount"], json!(9_007_199_254_740_993_u64));
    let request = &server.requests()[0];
    assert_eq!(request.header("x-tc-action"), Some("DescribeZones"));
    assert_eq!(request.header("x-tc-version"), Some("2017-03-12"));
    assert!(request.header("authorization").unwrap().contains("/cvm/tc3_request"));
    assert_eq!(request.body, br#"{"Limit":3}"#);
}

#[tokio::test]
async fn a_raw_action_is_repeated_as_what_charges_unless_told_otherwise() {
    for (retry, sent) in [(None, 1), (Some(Effect::Read), 4)] {
        let server = Server::answering([Answer::Reset]).await;
        let action = RawAction::new("RemindThing", "2021-05-26");
        let action = retry.map_or(action.clone(), |retry| action.effect(retry));
        let error = server.client().call_raw(&action, &Map::new()).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown);
        assert_eq!(error.action(), Some("RemindThing"));
        assert_eq!(server.requests().len(), sent);
    }
}

#[tokio::test]
async fn a_raw_call_shows_nothing_of_its_request() {
    let message = "no signer 张三丰 with 13800000000";
    let server = Server::answering([refusal("FailedOperation", message)]).await;
    let Value::Object(members) = json!({"Who": [{"Name": "张三丰", "Mobile": "13800000000"}]})
    else {
        unreachable!()
    };
    let action = RawAction::new("FindSigner", "2021-05-26");
    let error = server.client().call_raw(&action, &members).await.unwrap_err();
    assert_eq!(error.message(), message);
    assert_eq!(
        error.to_string(),
        "FindSigner: FailedOperation: no signer *** with *** (request req-1)"
    );
}

#[tokio::test]
async fn a_raw_action_that_is_no_name_is_refused() {
    let server = Server::answering([ok("{}")]).await;
    for action in [
        RawAction::new("", "2021-05-26"),
        RawAction::new("A\r\nHost: b", "2021-05-26"),
        RawAction::new("Describe", "2021"),
        RawAction::new("Describe", "2021-05-26").service("evil.com/"),
    ] {
        let error = server.client().call_raw(&action, &Map::new()).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Invalid, Outcome::NotSent));
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn a_program_without_a_runtime_calls_and_waits() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let sandbox = runtime.block_on(Sandbox::start()).unwrap();
    let client = sandbox.client();
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    cancel.send(&client).blocking().unwrap();
    let error = cancel.send(&client).blocking().unwrap_err();
    assert_eq!(error.code().unwrap(), "OperationDenied.QrInvalid");
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let (client, cancel) = (client.clone(), cancel.clone());
            std::thread::spawn(move || cancel.send(&client).blocking().unwrap_err())
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap().outcome(), Outcome::Refused);
    }
}

#[tokio::test]
async fn a_blocking_call_inside_a_runtime_is_an_error_and_no_deadlock() {
    let server = Server::answering([ok("{}")]).await;
    let client = server.client();
    let error = DescribeThing::new().send(&client).blocking().unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Configuration, Outcome::NotSent));
    assert!(error.to_string().contains("await the call"), "{error}");
    assert_eq!(server.requests().len(), 0);
    let inside = tokio::task::spawn_blocking(move || {
        std::thread::spawn(move || DescribeThing::new().send(&client).blocking().map(drop)).join()
    });
    // A client that made blocking calls may be dropped inside a runtime.
    inside.await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn an_excerpt_of_an_unreadable_answer_shows_no_person() {
    let body =
        r#"{"Response":{"FlowInfo":[{"Name":"张三丰","Mobile":13800000000,"Url":"https://a/?k=v"#;
    let server = Server::answering([answer_json(200, body)]).await;
    let error = DescribeThing::new().send(&server.client()).await.unwrap_err();
    let shown = format!("{error}{error:?}{}", error.message());
    assert!(
        shown.contains(r#"{"Response":{"FlowInfo":[{"Name":***,"Mobile":***,"Url":***"#),
        "{shown}"
    );
    for secret in ["张三丰", "13800000000", "k=v"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let page = "<p>no route for 13800000000 at /sign?ticket=abc, token 0123456789abcdefABCDEF0123456789</p>";
    let server = Server::answering([answer_json(502, page)]).await;
    let error = DescribeThing::new().send(&server.client()).await.unwrap_err();
    assert!(error.message().contains("<p>no route for *** at /sign?***"), "{error}");
    assert!(!error.message().contains("0123456789abc"), "{error}");
}
