//! Failures of connections, for each effect: error kind, outcome, number of attempts, duration.

use std::io::Write;
use std::time::{Duration, Instant};

use essbasic::{Client, Credential, Error, ErrorKind, Outcome, RetryPolicy, tc_action};

use crate::server::{Answer, SECRET_ID, SECRET_KEY, Server, answer, json, refusal};

/// Reads.
#[tc_action(name = "DescribeThing", version = "2021-05-26", effect = read, rate_limit = 1000)]
struct Read {}

/// Creates a link.
#[tc_action(name = "CreateThingUrl", version = "2021-05-26", effect = link, rate_limit = 1000)]
struct Link {}

/// Sets a state.
#[tc_action(
    name = "CancelThing",
    version = "2021-05-26",
    effect = idempotent("OperationDenied.Gone"),
    rate_limit = 1000
)]
struct Idempotent {}

/// Creates a thing.
#[tc_action(name = "CreateThing", version = "2021-05-26", effect = create, rate_limit = 1000)]
struct Create {}

/// Notifies.
#[tc_action(name = "RemindThing", version = "2021-05-26", effect = charge, rate_limit = 1000)]
struct Charge {}

/// Number of requests for each effect: read, link, idempotent, create, charge.
type Sent = [usize; 5];

const ONCE: Sent = [1; 5];
const ALWAYS: Sent = [3; 5];
/// Nothing arrives if no bytes are sent.
const NEVER: Sent = [0; 5];
/// After bytes were sent, create and charge are not repeated.
const EXCEPT_CREATE: Sent = [3, 3, 3, 1, 1];
/// After an internal error, only read and link are repeated.
const READ_AND_LINK: Sent = [3, 3, 1, 1, 1];

/// Endpoint of a client, and the server that counts its requests.
struct Case {
    server: Option<Server>,
    endpoint: String,
}

fn client(endpoint: &str) -> Client {
    let waits = Duration::from_millis(5);
    Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .endpoint(endpoint)
        .connect_timeout(Duration::from_secs(5))
        .read_timeout(Duration::from_millis(300))
        .timeout(Duration::from_secs(10))
        .retry(RetryPolicy::new().max_attempts(3).backoff(waits, waits))
        .build()
        .unwrap()
}

/// Sends an action of each effect into a failure and checks error and number of requests.
async fn expect(what: &str, case: Case, kind: ErrorKind, outcome: Outcome, sent: Sent) {
    let client = client(&case.endpoint);
    let mut before = 0;
    for (class, expected) in
        ["read", "link", "idempotent", "create", "charge"].into_iter().zip(sent)
    {
        let began = Instant::now();
        let error: Error = match class {
            "read" => Read::new().send(&client).await.unwrap_err(),
            "link" => Link::new().send(&client).await.unwrap_err(),
            "idempotent" => Idempotent::new().send(&client).await.unwrap_err(),
            "create" => Create::new().send(&client).await.unwrap_err(),
            _ => Charge::new().send(&client).await.unwrap_err(),
        };
        let took = began.elapsed();
        assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{what}, {class}: {error:?}");
        assert!(took < Duration::from_secs(8), "{what}, {class}: {took:?}");
        let all = case.server.as_ref().map_or(0, |server| server.requests().len());
        assert_eq!(all - before, expected, "{what}, {class}: requests");
        before = all;
    }
}

async fn from(answer: Answer) -> Case {
    let server = Server::answering([answer]).await;
    Case { endpoint: server.endpoint(), server: Some(server) }
}

fn nobody(endpoint: &str) -> Case {
    Case { endpoint: endpoint.to_owned(), server: None }
}

#[tokio::test]
async fn without_a_connection_the_outcome_is_not_sent() {
    let (kind, outcome) = (ErrorKind::Connect, Outcome::NotSent);
    expect("connection refused", nobody("http://127.0.0.1:1"), kind, outcome, NEVER).await;
    expect("no such host", nobody("https://no-such-host.invalid"), kind, outcome, NEVER).await;
    // A server that knows no TLS answers the handshake with a page, or not at all.
    for answer in [Answer::Greeting(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()), Answer::Slam] {
        let plain = Server::answering([answer]).await;
        let endpoint = plain.endpoint().replace("http://", "https://");
        expect("no TLS", nobody(&endpoint), kind, outcome, NEVER).await;
    }
}

#[tokio::test]
async fn a_broken_connection_leaves_the_outcome_unknown() {
    let bytes = |text: &str| Answer::Bytes(text.as_bytes().to_vec());
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n";
    for (what, answer) in [
        ("reset before the request was read", Answer::Slam),
        ("reset before the headers", Answer::Reset),
        ("reset within the headers", bytes("HTTP/1.1 200 OK\r\nContent-Ty")),
        ("reset after the headers", bytes(head)),
        ("a cut body", bytes(&format!("{head}{{\"Response\":{{\"RequestId\":\"r"))),
        ("no HTTP", bytes("SSH-2.0-OpenSSH_9.6\r\n")),
    ] {
        let (kind, outcome) = (ErrorKind::Interrupted, Outcome::Unknown);
        expect(what, from(answer).await, kind, outcome, EXCEPT_CREATE).await;
    }
}

#[tokio::test]
async fn a_stalled_service_leaves_the_outcome_unknown() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n";
    for (what, answer) in [
        ("silence", Answer::Silence),
        ("silence within the headers", Answer::Stall(b"HTTP/1.1 200 OK\r\nCont".to_vec())),
        ("silence within the body", Answer::Stall([&head[..], b"{\"Resp"].concat())),
    ] {
        let (kind, outcome) = (ErrorKind::Timeout, Outcome::Unknown);
        expect(what, from(answer).await, kind, outcome, EXCEPT_CREATE).await;
    }
}

#[tokio::test]
async fn a_gateway_error_leaves_the_outcome_unknown() {
    let page = |status| answer(status, "Content-Type: text/html", b"<html>Bad Gateway</html>");
    let broken = |status| answer(status, "Content-Type: application/json", b"\xff\xfe{");
    for (what, answer, sent) in [
        ("502 with a page", page(502), EXCEPT_CREATE),
        ("503 with nothing", answer(503, "X: y", b""), EXCEPT_CREATE),
        ("500 with other JSON", json(500, r#"{"error":"no"}"#), EXCEPT_CREATE),
        ("500 with invalid UTF-8", broken(500), EXCEPT_CREATE),
        ("429 with a page", page(429), ONCE),
        ("404 with a page", page(404), ONCE),
        ("403 with other JSON", json(403, r#"{"message":"Forbidden"}"#), ONCE),
        ("a redirect", answer(301, "Location: https://example.com/", b""), ONCE),
        ("a redirect that keeps the body", answer(307, "Location: /elsewhere", b""), ONCE),
    ] {
        expect(what, from(answer).await, ErrorKind::Gateway, Outcome::Unknown, sent).await;
    }
}

#[tokio::test]
async fn an_undecodable_response_leaves_the_outcome_unknown() {
    let page = answer(200, "Content-Type: text/html", b"<html>Please log in</html>");
    let compressed = "Content-Type: application/json\r\nContent-Encoding: gzip";
    let deep = format!("{{\"Response\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_in_a_member = format!(
        "{{\"Response\":{{\"New\":{}1{},\"RequestId\":7}}}}",
        "{\"a\":".repeat(100_000),
        "}".repeat(100_000)
    );
    for (what, answer) in [
        ("a page", page),
        ("nothing", answer(200, "Content-Type: application/json", b"")),
        ("white space", json(200, " \r\n ")),
        ("an empty object", json(200, "{}")),
        ("half an envelope", json(200, r#"{"Response":{"RequestId":"r""#)),
        ("two answers", json(200, r#"{"Response":{"RequestId":"r"}}{}"#)),
        (
            "invalid UTF-8",
            answer(200, "Content-Type: application/json", b"{\"Response\":\"\xff\"}"),
        ),
        ("nested 100,000 deep", json(200, &deep)),
        ("a member nested 100,000 deep", json(200, &deep_in_a_member)),
        ("a hundred megabytes", Answer::Flood { mebibytes: 100 }),
    ] {
        expect(what, from(answer).await, ErrorKind::Decode, Outcome::Unknown, ONCE).await;
    }
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![b' '; 80 << 20]).unwrap();
    let bomb = answer(200, compressed, &bomb.finish().unwrap());
    expect("a bomb", from(bomb).await, ErrorKind::Decode, Outcome::Unknown, ONCE).await;
    let torn = answer(200, compressed, b"\x1f\x8b\x08\x00not gzip");
    let (kind, outcome) = (ErrorKind::Interrupted, Outcome::Unknown);
    expect("torn gzip", from(torn).await, kind, outcome, EXCEPT_CREATE).await;
}

#[tokio::test]
async fn a_rejection_is_recognized_with_any_status() {
    let envelope = |status, code: &str| {
        let error = format!(r#"{{"Code":"{code}","Message":"no"}}"#);
        json(status, &format!(r#"{{"Response":{{"Error":{error},"RequestId":"r"}}}}"#))
    };
    for (what, answer, sent) in [
        ("refused", refusal("OperationDenied", "no"), ONCE),
        ("refused with 400", envelope(400, "InvalidParameter"), ONCE),
        ("refused with 401", envelope(401, "AuthFailure.SignatureFailure"), ONCE),
        ("failed inside, with 500", envelope(500, "InternalError.Db"), READ_AND_LINK),
        ("unavailable, with 503", envelope(503, "ServiceUnavailable"), READ_AND_LINK),
        ("too often, with 429", envelope(429, "RequestLimitExceeded.UinLimitExceeded"), ALWAYS),
        ("nobody's code", refusal("Strange.New.Code", "no"), ONCE),
    ] {
        expect(what, from(answer).await, ErrorKind::Service, Outcome::Refused, sent).await;
    }
}

#[tokio::test]
async fn an_upload_to_a_silent_host_times_out() {
    // Nobody answers here, not even with a refusal (TEST-NET-1).
    let client = Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .endpoint("https://192.0.2.1")
        .proxy(essbasic::Proxy::none())
        .connect_timeout(Duration::from_millis(300))
        .timeout(Duration::from_secs(5))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let began = Instant::now();
    let error = Create::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    assert!(began.elapsed() < Duration::from_secs(4));
}
