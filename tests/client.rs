//! The client against real sockets: what it says when things go wrong, and what it never says.

use std::error::Error as _;
use std::io::Write;
use std::time::{Duration, Instant};

use essbasic::signing::{
    ApproverRestriction, ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode,
};
use essbasic::{Client, Credential, Environment, Error, ErrorKind, Outcome};
use essbasic_sandbox::seed;

use crate::server::{Answer, SECRET_ID, SECRET_KEY, Server, answer, json, ok, refusal};

fn cancel() -> ChannelCancelMultiFlowSignQRCode {
    ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE)
}

/// What becomes of a cancellation that is answered like this.
async fn cancelled(answer: Answer) -> Result<String, Error> {
    let server = Server::answering([answer]).await;
    let reply = cancel().send(&server.client()).await?;
    Ok(reply.request_id)
}

#[tokio::test]
async fn an_answer_arrives_with_its_request_id() {
    assert_eq!(cancelled(ok("{}")).await.unwrap(), "req-1");
}

#[tokio::test]
async fn a_compressed_answer_is_read() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(br#"{"Response":{"RequestId":"req-2"}}"#).unwrap();
    let headers = "Content-Type: application/json\r\nContent-Encoding: gzip";
    let request_id = cancelled(answer(200, headers, &gzip.finish().unwrap())).await.unwrap();
    assert_eq!(request_id, "req-2");
}

#[tokio::test]
async fn an_envelope_counts_whatever_its_content_type() {
    let body = br#"{"Response":{"Error":{"Code":"OperationDenied.Forbid","Message":"no"},"RequestId":"r"}}"#;
    for content_type in ["application/json; charset=utf-8", "text/plain", "application/problem"] {
        let answer = answer(200, &format!("Content-Type: {content_type}"), body);
        let error = cancelled(answer).await.unwrap_err();
        assert_eq!(error.code().unwrap(), "OperationDenied.Forbid", "{content_type}");
    }
}

#[tokio::test]
async fn nobody_listening_means_not_sent() {
    let client = Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .endpoint("http://127.0.0.1:1")
        .build()
        .unwrap();
    let error = cancel().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    assert!(error.source().is_some());
    assert!(error.hint().unwrap().contains("nothing was sent"));
}

#[tokio::test]
async fn an_unknown_host_means_not_sent() {
    let client = Client::builder()
        .credential(Credential::new(SECRET_ID, SECRET_KEY))
        .endpoint("https://no-such-host.invalid")
        .build()
        .unwrap();
    let error = cancel().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
}

#[tokio::test]
async fn a_broken_connection_leaves_the_outcome_unknown() {
    let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Response\"".to_vec();
    for answer in [Answer::Reset, Answer::Bytes(cut), Answer::Bytes(b"HTTP/1.1 200".to_vec())] {
        let error = cancelled(answer).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interrupted, Outcome::Unknown));
    }
}

#[tokio::test]
async fn a_silent_service_leaves_the_outcome_unknown_in_time() {
    let server = Server::answering([Answer::Silence]).await;
    let began = Instant::now();
    let call = cancel().send(&server.client()).timeout(Duration::from_millis(200)).await;
    let error = call.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Timeout, Outcome::Unknown));
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_gateways_page_is_told_from_the_services_answer() {
    let error = cancelled(answer(502, "Content-Type: text/html", b"<html>")).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Gateway, Outcome::Unknown));
    assert_eq!(error.http_status(), Some(502));
    let error = cancelled(answer(200, "Content-Type: text/html", b"<html>")).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
}

#[tokio::test]
async fn a_signed_request_does_not_follow_redirects() {
    let other = Server::answering([ok("{}")]).await;
    let location = format!("Location: {}/", other.endpoint());
    for status in [301, 302, 307, 308] {
        let error = cancelled(answer(status, &location, b"")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Gateway, "{status}");
    }
    assert_eq!(other.requests().len(), 0);
}

#[tokio::test]
async fn an_answer_beyond_all_bounds_is_not_held() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".as_bytes().to_vec();
    let endless = Answer::Bytes([head, vec![b' '; 65 << 20]].concat());
    let error = cancelled(endless).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
}

#[tokio::test]
async fn the_services_message_is_kept_and_what_is_secret_in_it_is_not_shown() {
    let message = "签署人张三丰(13800000000)与证件11010119900101001X不符";
    let server = Server::answering([refusal("FailedOperation", message)]).await;
    let who = ApproverRestriction::new()
        .name("张三丰")
        .mobile("13800000000")
        .id_card_number("11010119900101001X");
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同");
    let error = create.restrictions([who]).send(&server.client()).await.unwrap_err();
    assert_eq!(error.message(), message);
    assert_eq!(
        error.to_string(),
        "ChannelCreateMultiFlowSignQRCode: FailedOperation: 签署人***(***)与证件***不符 (request req-1)"
    );
    let shown = format!("{error}{error:?}");
    for secret in ["张三丰", "13800000000", "11010119900101001X"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn nothing_that_is_formatted_shows_the_key() {
    let server = Server::answering([Answer::Reset, json(500, "no")]).await;
    let client = server.client();
    let call = cancel().send(&client);
    let set_up = format!("{client:?}{call:?}{:?}", Credential::new(SECRET_ID, SECRET_KEY));
    let errors = [call.await.unwrap_err(), cancel().send(&client).await.unwrap_err()];
    let failed = errors.map(|error| format!("{error}{error:?}{:?}", error.source()));
    let shown = set_up + &failed.concat();
    assert!(!shown.contains(SECRET_KEY), "{shown}");
    let sent = server.requests();
    assert!(sent.iter().all(|it| !it.head.contains(SECRET_KEY)));
    let token = Credential::new("id", "key").token("TokenThatIsNobodys");
    assert!(!format!("{token:?}").contains("TokenThatIsNobodys"));
}

#[test]
fn a_credential_that_was_copied_wrongly_is_refused() {
    for (id, key, what) in [
        ("", "k3y", "secret id is empty"),
        ("id", "", "secret key is empty"),
        (" id", "k3y", "secret id has white space"),
        ("id", "k3y\n", "secret key has white space"),
        ("i d", "k3y", "secret id has characters"),
        ("id", "k3y\u{fffd}", "secret key has characters"),
    ] {
        let error = Client::builder().credential(Credential::new(id, key)).build().unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Credential, Outcome::NotSent));
        assert!(error.to_string().contains(what), "{error}");
        assert!(!format!("{error}{error:?}").contains("k3y"));
    }
    let error = Client::builder().build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
}

#[test]
fn an_endpoint_that_would_not_work_or_not_be_safe_is_refused() {
    for (url, what) in [
        ("", "not an address"),
        ("essbasic.tencentcloudapi.com", "no scheme"),
        ("ftp://host", "no scheme"),
        ("https://", "not an address"),
        ("/path", "names no host"),
        ("https://user:secret@host", "user name"),
        ("https://host/v1", "path"),
        ("https://host/?a=b", "path"),
        ("http://192.168.1.1", "plain HTTP"),
        ("http://example.com", "plain HTTP"),
    ] {
        let error = Environment::custom(url).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{url}");
        assert!(error.to_string().contains(what), "{url}: {error}");
        assert!(!error.to_string().contains("secret"), "{error}");
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
