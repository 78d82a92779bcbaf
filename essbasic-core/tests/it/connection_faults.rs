//! Faults of connections, for each effect: error, number of requests, and that the call ends.

use std::io::{Read, Write};
use std::time::Duration;

use essbasic_core::{ClientBuilder, Error, ErrorKind, Outcome, Proxy, RetryPolicy};
use essbasic_test_support::server::{Reaction, Server, json, rejection, response};
use tokio::time::timeout;

use crate::actions::{CancelThing, CreateThing, CreateThingUrl, DescribeThing, RemindThing};
use crate::support::builder;

/// Number of requests for each effect: read, link, idempotent, create, charge.
type Sent = [usize; 5];

const ONCE: Sent = [1; 5];
const ALWAYS: Sent = [3; 5];
/// Nothing arrives without a connection.
const NEVER: Sent = [0; 5];
/// The request may have arrived.
const IF_IDEMPOTENT: Sent = [3, 3, 3, 1, 1];
/// The service failed internally.
const IF_REPEATABLE: Sent = [3, 3, 1, 1, 1];

fn client(endpoint: &str) -> ClientBuilder {
    let delay = Duration::from_millis(1);
    let policy = RetryPolicy::new().max_attempts(3).backoff(delay, delay);
    builder().endpoint(endpoint).retry(policy)
}

/// Sends an action of each effect and checks error and number of requests.
async fn expect(
    fault: &str,
    client: ClientBuilder,
    server: Option<&Server>,
    (kind, outcome): (ErrorKind, Outcome),
    sent: Sent,
) {
    let client = client.build().unwrap();
    let mut before = 0;
    for (effect, expected) in
        ["read", "link", "idempotent", "create", "charge"].into_iter().zip(sent)
    {
        let call = async {
            match effect {
                "read" => DescribeThing::new().send(&client).await,
                "link" => CreateThingUrl::new().send(&client).await,
                "idempotent" => CancelThing::new().send(&client).await,
                "create" => CreateThing::new().send(&client).await,
                _ => RemindThing::new().send(&client).await,
            }
        };
        let ended = timeout(Duration::from_secs(15), call).await;
        let error: Error = ended.expect("the call ends").unwrap_err();
        let result = (error.kind(), error.outcome());
        assert_eq!(result, (kind, outcome), "{fault}, {effect}: {error:?}");
        let all = server.map_or(0, |server| server.requests().len());
        assert_eq!(all - before, expected, "{fault}, {effect}: requests");
        before = all;
    }
}

async fn expect_of(fault: &str, reaction: Reaction, result: (ErrorKind, Outcome), sent: Sent) {
    let server = Server::start([reaction]).await;
    expect(fault, client(&server.endpoint()), Some(&server), result, sent).await;
}

#[tokio::test]
async fn without_a_connection_nothing_is_sent() {
    let result = (ErrorKind::Connect, Outcome::NotSent);
    expect("connection refused", client("http://127.0.0.1:1"), None, result, NEVER).await;
    expect("unknown host", client("https://no-such-host.invalid"), None, result, NEVER).await;
    for reaction in [b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(), Vec::new()] {
        let plain = Server::start([Reaction::CloseUnread(reaction)]).await;
        let endpoint = plain.endpoint().replace("http://", "https://");
        expect("no TLS", client(&endpoint), None, result, NEVER).await;
    }
}

#[tokio::test]
async fn lost_connection_leaves_the_outcome_unknown() {
    let send = |text: &str| Reaction::Send(text.as_bytes().to_vec());
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n";
    for (fault, reaction) in [
        ("closed before the request was read", Reaction::CloseUnread(Vec::new())),
        ("closed before the headers", Reaction::Close),
        ("closed within the headers", send("HTTP/1.1 200 OK\r\nContent-Ty")),
        ("closed after the headers", send(head)),
        ("closed within the body", send(&format!("{head}{{\"Response\":{{\"RequestId\":\"r"))),
        ("not HTTP", send("SSH-2.0-OpenSSH_9.6\r\n")),
    ] {
        expect_of(fault, reaction, (ErrorKind::Interrupted, Outcome::Unknown), IF_IDEMPOTENT).await;
    }
}

#[tokio::test]
async fn whole_response_is_kept_if_only_the_end_of_the_message_is_lost() {
    let body = r#"{"Response":{"RequestId":"req-5"}}"#;
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    let chunk = format!("{head}Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n", body.len());
    for (fault, bytes) in [
        ("no last chunk", chunk),
        ("a length that is too large", format!("{head}Content-Length: 500\r\n\r\n{body}")),
    ] {
        for reaction in [Reaction::Send(bytes.clone().into()), Reaction::Stall(bytes.into())] {
            let server = Server::start([reaction]).await;
            let client = client(&server.endpoint()).read_timeout(Duration::from_millis(100));
            let call = CreateThing::new().send(&client.build().unwrap()).await;
            assert_eq!(call.unwrap().request_id, "req-5", "{fault}");
        }
    }
}

#[tokio::test]
async fn stalled_service_leaves_the_outcome_unknown() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n";
    for (fault, sent) in [
        ("silence", Vec::new()),
        ("silence within the headers", b"HTTP/1.1 200 OK\r\nCont".to_vec()),
        ("silence within the body", [&head[..], b"{\"Resp"].concat()),
    ] {
        let result = (ErrorKind::Timeout, Outcome::Unknown);
        let server = Server::start([Reaction::Stall(sent)]).await;
        let client = client(&server.endpoint()).read_timeout(Duration::from_millis(100));
        expect(fault, client, Some(&server), result, IF_IDEMPOTENT).await;
    }
}

#[tokio::test]
async fn gateway_response_leaves_the_outcome_unknown() {
    let page = |status| response(status, "Content-Type: text/html", b"<html>Bad Gateway</html>");
    let broken = response(500, "Content-Type: application/json", b"\xff\xfe{");
    for (fault, reaction, sent) in [
        ("502 with a page", page(502), IF_IDEMPOTENT),
        ("503 without a body", response(503, "X: y", b""), IF_IDEMPOTENT),
        ("500 with other JSON", json(500, r#"{"error":"no"}"#), IF_IDEMPOTENT),
        ("500 with invalid UTF-8", broken, IF_IDEMPOTENT),
        ("429 with a page", page(429), ONCE),
        ("404 with a page", page(404), ONCE),
        ("403 with other JSON", json(403, r#"{"message":"Forbidden"}"#), ONCE),
        ("redirect", response(301, "Location: https://example.com/", b""), ONCE),
        ("redirect with the body", response(307, "Location: /elsewhere", b""), ONCE),
    ] {
        expect_of(fault, reaction, (ErrorKind::Gateway, Outcome::Unknown), sent).await;
    }
}

#[tokio::test]
async fn undecodable_response_leaves_the_outcome_unknown() {
    let deep = format!("{{\"Response\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_field = format!("{{\"New\":{}1{}}}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    for (fault, reaction) in [
        ("page", response(200, "Content-Type: text/html", b"<html>Please log in</html>")),
        ("empty", response(200, "Content-Type: application/json", b"")),
        ("white space", json(200, " \r\n ")),
        ("empty object", json(200, "{}")),
        ("half an envelope", json(200, r#"{"Response":{"RequestId":"r""#)),
        ("two responses", json(200, r#"{"Response":{"RequestId":"r"}}{}"#)),
        ("invalid UTF-8", response(200, "X: y", b"{\"Response\":\"\xff\"}")),
        ("nested 100,000 deep", json(200, &deep)),
        ("field nested 100,000 deep", json(200, &deep_field)),
    ] {
        expect_of(fault, reaction, (ErrorKind::Decode, Outcome::Unknown), ONCE).await;
    }
}

#[tokio::test]
async fn response_beyond_the_size_limit_is_not_kept() {
    let server = Server::start([Reaction::Flood(65)]).await;
    let client = client(&server.endpoint()).build().unwrap();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn compressed_response_beyond_the_size_limit_is_not_kept() {
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    bomb.write_all(&vec![b' '; 65 << 20]).unwrap();
    let headers = "Content-Type: application/json\r\nContent-Encoding: gzip";
    let server = Server::start([response(200, headers, &bomb.finish().unwrap())]).await;
    let client = client(&server.endpoint()).build().unwrap();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
    let broken = response(200, headers, b"\x1f\x8b\x08\x00not gzip");
    let result = (ErrorKind::Interrupted, Outcome::Unknown);
    expect_of("broken gzip", broken, result, IF_IDEMPOTENT).await;
}

#[tokio::test]
async fn rejection_is_a_rejection_at_any_status() {
    let envelope = |status, code: &str| {
        let error = format!(r#"{{"Code":"{code}","Message":"no"}}"#);
        json(status, &format!(r#"{{"Response":{{"Error":{error},"RequestId":"r"}}}}"#))
    };
    for (fault, reaction, sent) in [
        ("rejected", rejection("OperationDenied", "no"), ONCE),
        ("rejected with 400", envelope(400, "InvalidParameter"), ONCE),
        ("rejected with 401", envelope(401, "AuthFailure.SignatureFailure"), ONCE),
        ("internal error with 500", envelope(500, "InternalError.Db"), IF_REPEATABLE),
        ("unavailable with 503", envelope(503, "ServiceUnavailable"), IF_REPEATABLE),
        ("rate limited with 429", envelope(429, "RequestLimitExceeded.UinLimitExceeded"), ALWAYS),
        ("undeclared code", rejection("Strange.New.Code", "no"), ONCE),
    ] {
        expect_of(fault, reaction, (ErrorKind::Service, Outcome::Refused), sent).await;
    }
}

#[tokio::test]
async fn connect_timeout_ends_a_call_to_a_host_that_drops_packets() {
    // TEST-NET-1: no host responds, not even with a refusal.
    let builder = builder().endpoint("https://192.0.2.1").proxy(Proxy::none());
    let builder = builder.connect_timeout(Duration::from_millis(100)).retry(RetryPolicy::none());
    let client = builder.build().unwrap();
    let call = CreateThing::new().send(&client).into_future();
    let error = timeout(Duration::from_secs(5), call).await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
}

#[tokio::test]
async fn timeout_before_there_is_a_connection_says_that_nothing_was_sent() {
    // It waits for a request and does not respond to a handshake.
    let server = Server::start([Reaction::Close]).await;
    let endpoint = server.endpoint().replace("http://", "https://");
    // Shorter than the time for connecting, so that it ends the call.
    let client = client(&endpoint).timeout(Duration::from_millis(200)).build().unwrap();
    let error = CreateThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    assert_eq!(error.message(), "could not connect; the request was not sent");
}

#[tokio::test]
async fn interim_responses_without_end_do_not_hold_a_call_much_longer_than_its_timeout() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        assert!(stream.read(&mut [0; 4096]).unwrap() > 0);
        let hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(1000);
        // Until the client closes the connection.
        while stream.write_all(&hints).is_ok() {}
    });
    let client = client(&endpoint).timeout(Duration::from_millis(500)).build().unwrap();
    let started = std::time::Instant::now();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Timeout, Outcome::Unknown));
    // Without optimization of `hyper`, it is 12 seconds.
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}
