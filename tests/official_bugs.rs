//! What the official SDKs got wrong, one test each: it fails if we did the same.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use essbasic::callback::{CallbackErrorKind, CallbackKeys};
use essbasic::provider::{CredentialFuture, CredentialProvider, CvmRoleProvider, ProviderError};
use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::{
    Client, Credential, Endpoint, Environment, ErrorKind, Outcome, RetryPolicy, Unlimited,
    tc_action, tc_model,
};
use essbasic_sandbox::{Sandbox, seed};

use crate::server::{Answer, SECRET_ID, SECRET_KEY, Server, answer, json, ok, refusal};

/// Looks at something, and answers numbers.
#[tc_action(
    name = "DescribeNumbers",
    version = "2021-05-26",
    response = Numbers,
    effect = read,
    rate_limit = 1000
)]
struct DescribeNumbers {
    /// A number.
    largest: Option<u64>,
}

/// Numbers beyond what a float holds.
#[tc_model]
struct Numbers {
    /// Signed.
    least: i64,
    /// Unsigned.
    largest: u64,
}

/// Uploads something.
#[tc_action(name = "UploadThing", version = "2021-05-26", host = file, effect = create)]
struct UploadThing {}

fn cancel() -> ChannelCancelMultiFlowSignQRCode {
    ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE)
}

fn create() -> ChannelCreateMultiFlowSignQRCode {
    ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同")
}

fn numbers() -> Answer {
    ok(r#"{"Least":-9223372036854775808,"Largest":18446744073709551615}"#)
}

#[tokio::test]
async fn bug_01_a_refusal_missed_because_of_its_charset() {
    let body =
        br#"{"Response":{"Error":{"Code":"OperationDenied","Message":"no"},"RequestId":"r"}}"#;
    let charset = answer(200, "Content-Type: application/json; charset=utf-8", body);
    let server = Server::answering([charset]).await;
    let error = cancel().send(&server.client()).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "OperationDenied");
}

#[tokio::test]
async fn bug_02_an_empty_object_taken_for_success() {
    for body in ["{}", r#"{"Response":{}}"#, r#"{"Response":null}"#, "null", "[]"] {
        let server = Server::answering([json(200, body)]).await;
        let error = cancel().send(&server.client()).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Decode, Outcome::Unknown),
            "{body}"
        );
    }
}

#[tokio::test]
async fn bug_03_the_body_of_a_failed_status_dropped() {
    let refused =
        r#"{"Response":{"Error":{"Code":"InternalError","Message":"db"},"RequestId":"r-500"}}"#;
    let server = Server::answering([json(500, refused)]).await;
    let error = create().send(&server.client()).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "InternalError");
    assert_eq!(error.message(), "db");
    assert_eq!((error.request_id(), error.http_status()), (Some("r-500"), Some(500)));

    let page = answer(502, "Content-Type: text/html", b"<h1>upstream timed out</h1>");
    let server = Server::answering([page]).await;
    let error = create().send(&server.client()).await.unwrap_err();
    assert_eq!(error.http_status(), Some(502));
    assert!(error.message().contains("upstream timed out"), "{error}");
}

#[tokio::test]
async fn bug_04_a_retry_with_the_old_signature() {
    let wait = "Content-Type: application/json\r\nRetry-After: 1";
    let body = br#"{"Response":{"Error":{"Code":"RequestLimitExceeded"},"RequestId":"r"}}"#;
    let server = Server::answering([answer(429, wait, body), numbers()]).await;
    DescribeNumbers::new().send(&server.client()).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_ne!(requests[0].header("authorization"), requests[1].header("authorization"));
    let credential = Credential::new(SECRET_ID, SECRET_KEY);
    assert!(requests.iter().all(|request| request.is_signed_by(&credential)));
}

#[tokio::test]
async fn bug_05_a_creation_repeated_after_a_timeout() {
    let server = Server::answering([Answer::Silence]).await;
    let client = server.builder().read_timeout(Duration::from_millis(100)).build().unwrap();
    let error = create().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Timeout, Outcome::Unknown));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn bug_06_a_retry_that_fails_after_it_succeeded() {
    let server =
        Server::answering([Answer::Reset, numbers(), refusal("OperationDenied", "")]).await;
    assert_eq!(DescribeNumbers::new().send(&server.client()).await.unwrap().least, i64::MIN);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn bug_07_a_wait_that_ignores_cancellation() {
    let server = Server::answering([refusal("RequestLimitExceeded", "")]).await;
    let wait = Duration::from_secs(10);
    let client = server.builder().retry(RetryPolicy::new().backoff(wait, wait)).build().unwrap();
    let began = Instant::now();
    let call = async { cancel().send(&client).await };
    assert!(tokio::time::timeout(Duration::from_millis(300), call).await.is_err());
    assert!(began.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn bug_08_sub_codes_of_the_rate_limit_not_recognised() {
    for code in [
        "RequestLimitExceeded",
        "RequestLimitExceeded.IPLimitExceeded",
        "RequestLimitExceeded.UinLimitExceeded",
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
        "RequestLimitExceeded.OfTomorrow",
    ] {
        let server = Server::answering([refusal(code, ""), ok("{}")]).await;
        cancel().send(&server.client()).await.expect(code);
    }
}

#[tokio::test]
async fn bug_09_successes_and_refusals_counted_as_failures_of_the_host() {
    let [first, second] =
        [Server::answering([numbers()]).await, Server::answering([ok("{}")]).await];
    let client = first.builder().failover([second.endpoint()]).build().unwrap();
    for _ in 0..12 {
        DescribeNumbers::new().send(&client).await.unwrap();
    }
    let refusing = Server::answering([refusal("InternalError", ""), json(503, "busy")]).await;
    let client = refusing.builder().failover([second.endpoint()]).build().unwrap();
    for _ in 0..6 {
        create().send(&client).await.unwrap_err();
    }
    assert_eq!(second.requests().len(), 0);
}

#[tokio::test]
async fn bug_10_fail_over_that_leaves_the_environment_or_the_file_host() {
    let other = Server::answering([ok("{}")]).await;
    let dead: Endpoint = "http://127.0.0.1:1".parse().unwrap();
    let environment = Environment::Custom { api: dead.clone(), file: dead };
    let client = crate::server::builder()
        .environment(environment)
        .failover([other.endpoint()])
        .build()
        .unwrap();
    cancel().send(&client).await.unwrap();
    assert_eq!(other.requests().len(), 1);
    // An upload stays with the file host, although the API host has long been left.
    let error = UploadThing::new().send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!(other.requests().len(), 1);

    let elsewhere = Client::builder().credential(Credential::new(SECRET_ID, SECRET_KEY));
    let test = elsewhere.clone().environment(Environment::Test).failover(["ap-guangzhou"]);
    assert_eq!(test.build().unwrap_err().kind(), ErrorKind::Configuration);
    let production = elsewhere.failover(["https://essbasic.test.ess.tencent.cn"]);
    assert_eq!(production.build().unwrap_err().kind(), ErrorKind::Configuration);
}

#[tokio::test]
async fn bug_11_the_service_derived_from_the_host() {
    let server = Server::answering([ok("{}")]).await;
    cancel().send(&server.client()).await.unwrap();
    UploadThing::new().send(&server.client()).await.unwrap();
    for request in server.requests() {
        let scope = request.header("authorization").unwrap();
        assert!(scope.contains("/essbasic/tc3_request"), "{scope}");
        assert!(request.is_signed_by(&Credential::new(SECRET_ID, SECRET_KEY)));
    }
}

#[tokio::test]
async fn bug_12_the_host_signed_without_its_port() {
    let server = Server::answering([ok("{}")]).await;
    cancel().send(&server.client()).await.unwrap();
    let requests = server.requests();
    let host = requests[0].header("host").unwrap();
    assert_eq!(format!("http://{host}"), server.endpoint());
    assert!(requests[0].is_signed_by(&Credential::new(SECRET_ID, SECRET_KEY)));
}

#[tokio::test]
async fn bug_13_settings_shared_between_clients() {
    let silent = Server::answering([Answer::Silence]).await;
    let patient = silent.builder().timeout(Duration::from_secs(20)).build().unwrap();
    let hasty =
        silent.builder().timeout(Duration::from_millis(100)).region("ap-x").build().unwrap();
    assert_eq!(cancel().send(&hasty).await.unwrap_err().kind(), ErrorKind::Timeout);
    let waiting = async { cancel().send(&patient).await };
    assert!(tokio::time::timeout(Duration::from_millis(600), waiting).await.is_err());
    let last = silent.requests().pop().unwrap();
    assert_eq!(last.header("x-tc-region"), None);
}

/// Fails the first time, and gives another credential each time after that.
#[derive(Debug, Default)]
struct Rotating {
    fetched: AtomicUsize,
    lasting: Duration,
    fail_first: bool,
}

impl Rotating {
    fn set(at: usize) -> Credential {
        Credential::new(format!("AKIDset{at}"), format!("Key{at}")).token(format!("Token{at}"))
    }
}

impl CredentialProvider for Rotating {
    fn account(&self) -> Option<&str> {
        Some("rotating")
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let at = self.fetched.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(5)).await;
            if at == 0 && self.fail_first {
                return Err(ProviderError::failed("the metadata are not there yet"));
            }
            Ok(Self::set(at).expires(SystemTime::now() + self.lasting))
        })
    }
}

#[tokio::test]
async fn bug_14_a_failed_refresh_kept_for_ever_or_ignored() {
    let server = Server::answering([ok("{}")]).await;
    let provider =
        Rotating { lasting: Duration::from_secs(60), fail_first: true, ..Rotating::default() };
    let client = server.builder().credential(provider).build().unwrap();
    let error = cancel().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Credential, Outcome::NotSent));
    assert!(error.to_string().contains("the metadata are not there yet"), "{error}");
    assert_eq!(server.requests().len(), 0);
    cancel().send(&client).await.unwrap();
}

#[tokio::test]
async fn bug_15_id_key_and_token_of_different_sets() {
    let server = Server::answering([numbers()]).await;
    let provider = Rotating { lasting: Duration::from_millis(30), ..Rotating::default() };
    let client = server.builder().credential(provider).rate_limiter(Unlimited).build().unwrap();
    for _ in 0..20 {
        let calls = (0..4).map(|_| {
            let client = client.clone();
            tokio::spawn(async move { DescribeNumbers::new().send(&client).await })
        });
        for call in calls.collect::<Vec<_>>() {
            call.await.unwrap().unwrap();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let requests = server.requests();
    let mut sets = Vec::new();
    for request in &requests {
        let token = request.header("x-tc-token").unwrap();
        let at: usize = token.strip_prefix("Token").unwrap().parse().unwrap();
        assert!(request.is_signed_by(&Rotating::set(at)), "{}", request.head);
        sets.push(at);
    }
    sets.dedup();
    assert!(sets.len() > 2, "the credential was to change under way: {sets:?}");
}

#[tokio::test]
async fn bug_16_a_metadata_probe_that_hangs_off_the_cloud() {
    let silent = Server::answering([Answer::Silence]).await;
    let role = CvmRoleProvider::new().unwrap().endpoint(silent.endpoint());
    let began = Instant::now();
    let absent = role.fetch().await.unwrap_err();
    assert!(absent.is_absent(), "{absent}");
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
}

// Bug 17, secrets in logs and in the history of commands, is two tests of their own: `logs.rs`
// here, and `secrets.rs` among those of the command.

#[tokio::test]
async fn bug_18_a_connection_older_than_the_service_keeps_it() {
    let sandbox = Sandbox::start().await.unwrap();
    let connections = crate::server::Counting::before(&sandbox.endpoint()).await;
    let builder = Client::builder().credential(sandbox.credential()).rate_limiter(Unlimited);
    let builder = builder.endpoint(connections.endpoint()).idle_timeout(Duration::from_millis(150));
    let client = builder.build().unwrap();
    for pause in [0, 0, 600] {
        tokio::time::sleep(Duration::from_millis(pause)).await;
        let _ = cancel().send(&client).await;
    }
    assert_eq!(connections.count(), 2, "one for the first two calls, and one after the pause");
    assert!(essbasic::ClientBuilder::IDLE_TIMEOUT < Duration::from_secs(60));
}

#[tokio::test]
async fn bug_19_integers_that_go_through_a_float() {
    let server = Server::answering([numbers()]).await;
    let request = DescribeNumbers::new().largest(u64::MAX);
    let reply = request.send(&server.client()).await.unwrap();
    assert_eq!((reply.least, reply.largest), (i64::MIN, u64::MAX));
    assert_eq!(server.requests()[0].body, br#"{"Largest":18446744073709551615}"#);
}

#[test]
fn bug_20_a_callback_compared_byte_by_byte_and_padding_that_panics() {
    let keys = CallbackKeys::new("token-of-nobody", "0123456789ABCDEF0123456789ABCDEF").unwrap();
    let kind =
        |signature: &str, body: &[u8]| keys.receive(Some(signature), body).unwrap_err().kind();
    let body = br#"{"encrypt":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}"#;
    let signature = keys.sign(body);
    // Neither a beginning of the right signature nor more than it will do.
    for wrong in [&signature[..signature.len() - 2], &format!("{signature}00"), "sha256="] {
        assert_eq!(kind(wrong, body), CallbackErrorKind::MalformedSignature);
    }
    // A difference in any one digit, the first or the last, is rejected the same way.
    let digits = "sha256=".len()..signature.len();
    for index in digits {
        let mut wrong = signature.clone().into_bytes();
        wrong[index] = if wrong[index] == b'0' { b'1' } else { b'0' };
        let wrong = String::from_utf8(wrong).unwrap();
        assert_eq!(kind(&wrong, body), CallbackErrorKind::SignatureMismatch, "{index}");
    }
    assert_eq!(kind(&signature, body), CallbackErrorKind::Padding);
    for length in 0..48 {
        let cut = format!(r#"{{"encrypt":"{}"}}"#, &"A".repeat(64)[..length]);
        keys.receive(Some(&keys.sign(cut.as_bytes())), cut.as_bytes()).unwrap_err();
    }
}

#[tokio::test]
async fn bug_21_the_date_of_the_local_time_zone() {
    let server = Server::answering([ok("{}")]).await;
    // 00:30 of the 2nd in Peking, and still the 1st in UTC.
    let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(1_780_331_400);
    let client = server.builder().clock(move || moment).build().unwrap();
    cancel().send(&client).await.unwrap();
    let requests = server.requests();
    let authorization = requests[0].header("authorization").unwrap();
    assert!(authorization.contains("/2026-06-01/essbasic/"), "{authorization}");
}
