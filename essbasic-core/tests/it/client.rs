//! Calls: responses, rejections, and the transport's guarantees on real sockets.

use std::error::Error as _;
use std::io::Write;
use std::time::Duration;

use essbasic_core::{Client, ErrorKind, ItemStream, LinkDownload, Outcome, Waiter};
use essbasic_test_support::server::{Reaction, Server, ok, rejection_body, response};

use crate::actions::{CancelThing, CreateThing, DescribeNumbers, DescribeThing, UploadThing};
use crate::support::{
    Recorder, SECRET_ID, SECRET_KEY, builder, header, is_signed_by, rejection, respond,
};

fn client(server: &Server) -> Client {
    builder().endpoint(server.endpoint()).build().unwrap()
}

/// Sends a cancellation that is responded to like this, and returns its request ID.
async fn cancel(reaction: Reaction) -> Result<String, essbasic_core::Error> {
    let server = Server::start([reaction]).await;
    let reply = CancelThing::new().send(&client(&server)).await?;
    Ok(reply.request_id)
}

#[test]
fn everything_that_is_shared_or_awaited_is_send() {
    fn send<T: Send>(_: T) {}
    fn send_sync<T: Send + Sync + 'static>() {}
    fn is_send<T: Send>() {}
    send_sync::<Client>();
    send_sync::<essbasic_core::ClientBuilder>();
    send_sync::<essbasic_core::Credential>();
    send_sync::<essbasic_core::Error>();
    send_sync::<essbasic_core::WakeHandle>();
    send_sync::<essbasic_core::SlidingWindow>();
    send_sync::<essbasic_core::provider::ProviderChain>();
    send_sync::<essbasic_core::transport::Body>();
    is_send::<ItemStream<'static, String>>();
    is_send::<Waiter<'static, String>>();
    is_send::<LinkDownload<'static>>();

    let service = Recorder::new([crate::support::ok("")]);
    let client = service.client();
    let mut file = Vec::new();
    send(DescribeThing::new().send(&client));
    send(DescribeThing::new().send(&client).into_future());
    send(client.download("https://host/a", &mut file).into_future());
    send(async move { DescribeThing::new().send(&client).await });
}

#[tokio::test]
async fn response_arrives_with_its_request_id() {
    assert_eq!(cancel(ok("")).await.unwrap(), "req-1");
}

#[tokio::test]
async fn compressed_response_is_decoded() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(br#"{"Response":{"RequestId":"req-2"}}"#).unwrap();
    let headers = "Content-Type: application/json\r\nContent-Encoding: gzip";
    let request_id = cancel(response(200, headers, &gzip.finish().unwrap())).await.unwrap();
    assert_eq!(request_id, "req-2");
}

#[tokio::test]
async fn compressed_response_is_decoded_whatever_its_headers_say_and_whatever_follows_it() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(br#"{"Response":{"RequestId":"req-4"}}"#).unwrap();
    let whole = gzip.finish().unwrap();
    // The checksum and the length are the last 8 bytes.
    let data = &whole[..whole.len() - 8];
    for coding in ["gzip", "GZIP", "X-Gzip", "identity, gzip", "br", ""] {
        for end in [&whole[data.len()..], &[0; 8], b""] {
            for rest in [&b""[..], b"\r\n", &[0; 16]] {
                let headers =
                    format!("Content-Type: application/json\r\nContent-Encoding: {coding}");
                let body = [data, end, rest].concat();
                let request_id = cancel(response(200, &headers, &body)).await.unwrap();
                assert_eq!(request_id, "req-4", "{coding}, {end:?}, {rest:?}");
            }
        }
    }
}

#[tokio::test]
async fn response_that_is_not_compressed_is_kept_whatever_its_headers_say() {
    let body = br#"{"Response":{"RequestId":"req-3"}}"#;
    for coding in ["gzip", "x-gzip", "br", "identity"] {
        let headers = format!("Content-Type: application/json\r\nContent-Encoding: {coding}");
        assert_eq!(cancel(response(200, &headers, body)).await.unwrap(), "req-3", "{coding}");
    }
}

#[tokio::test]
async fn numbers_do_not_pass_through_a_float() {
    let numbers = ok(r#""Least":-9223372036854775808,"Largest":18446744073709551615"#);
    let server = Server::start([numbers]).await;
    let request = DescribeNumbers::new().largest(u64::MAX);
    let reply = request.send(&client(&server)).await.unwrap();
    assert_eq!((reply.least, reply.largest), (i64::MIN, u64::MAX));
    assert_eq!(server.requests()[0].body(), br#"{"Largest":18446744073709551615}"#);
}

#[tokio::test(start_paused = true)]
async fn rejection_counts_with_any_content_type() {
    let body = rejection_body("OperationDenied.Forbid", "no");
    for content_type in ["application/json; charset=utf-8", "text/plain", "application/problem"] {
        let service = Recorder::new([respond(200, &[("content-type", content_type)], &body)]);
        let error = CancelThing::new().send(&service.client()).await.unwrap_err();
        assert_eq!(error.code().unwrap(), "OperationDenied.Forbid", "{content_type}");
    }
}

#[tokio::test(start_paused = true)]
async fn rejection_keeps_the_service_message() {
    for status in [200, 500] {
        let body = rejection_body("InternalError", "db");
        let service = Recorder::new([respond(status, &[], &body)]);
        let error = CreateThing::new().send(&service.client()).await.unwrap_err();
        assert_eq!(error.code().unwrap(), "InternalError");
        assert_eq!((error.message(), error.outcome()), ("db", Outcome::Refused));
        assert_eq!((error.request_id(), error.http_status()), (Some("req-1"), Some(status)));
        assert_eq!(error.action(), Some("CreateThing"));
        assert_eq!(error.to_string(), "CreateThing: InternalError: db (request req-1)");
    }
}

#[tokio::test(start_paused = true)]
async fn gateway_page_is_distinguished_from_a_response() {
    let page = |status| respond(status, &[("content-type", "text/html")], "<h1>timed out</h1>");
    let service = Recorder::new([page(502), page(200)]);
    let client = service.client();
    let error = CreateThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Gateway, Outcome::Unknown));
    assert_eq!(error.http_status(), Some(502));
    assert!(error.message().contains("a page (HTML or XML)"), "{error}");
    let error = CreateThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
}

#[tokio::test(start_paused = true)]
async fn hint_for_an_unknown_secret_id_names_the_environments() {
    let service = Recorder::new([rejection("AuthFailure.SecretIdNotFound", "")]);
    let error = DescribeThing::new().send(&service.client()).await.unwrap_err();
    assert!(error.hint().unwrap().contains("test and production have different keys"));
}

#[tokio::test]
async fn redirect_is_not_followed() {
    let other = Server::start([ok("")]).await;
    let location = format!("Location: {}/", other.endpoint());
    for status in [301, 302, 307, 308] {
        let error = cancel(response(status, &location, b"")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Gateway, "{status}");
    }
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn unreachable_service_means_not_sent() {
    let client = builder().endpoint("http://127.0.0.1:1").build().unwrap();
    let error = CreateThing::new().send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    assert!(error.source().is_some());
    assert!(error.hint().unwrap().contains("the request was not sent"));
}

#[tokio::test]
async fn call_dropped_in_flight_closes_its_connection() {
    let server = Server::start([Reaction::Stall(Vec::new())]).await;
    let client = client(&server);
    let call = tokio::spawn(async move { CreateThing::new().send(&client).await.map(drop) });
    server.accepted(1).await;
    call.abort();
    server.closed().await;
}

#[tokio::test]
async fn timeout_of_one_client_does_not_affect_another() {
    let server = Server::start([Reaction::Stall(Vec::new())]).await;
    let builder = builder().endpoint(server.endpoint());
    let hasty = builder.clone().timeout(Duration::from_millis(500)).region("ap-x").build().unwrap();
    let patient = builder.build().unwrap();
    let waiting = tokio::spawn(async move { CreateThing::new().send(&patient).await.map(drop) });
    server.accepted(1).await;
    let error = CreateThing::new().send(&hasty).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Timeout, Outcome::Unknown));
    assert!(!waiting.is_finished());
    let requests = server.requests();
    assert_eq!(
        (header(&requests[0], "x-tc-region"), header(&requests[1], "x-tc-region")),
        ("", "ap-x")
    );
    waiting.abort();
}

#[tokio::test]
async fn signed_host_is_the_sent_host_with_its_port() {
    let server = Server::start([ok("")]).await;
    let client = client(&server);
    CancelThing::new().send(&client).await.unwrap();
    UploadThing::new().send(&client).await.unwrap();
    for request in server.requests() {
        assert_eq!(format!("http://{}", header(&request, "host")), server.endpoint());
        assert!(is_signed_by(&request, SECRET_ID, SECRET_KEY));
        // The service is that of the action, not the first label of the host.
        let authorization = header(&request, "authorization");
        assert!(authorization.contains("/essbasic/tc3_request"), "{authorization}");
    }
}

#[tokio::test]
async fn idle_connection_is_closed_after_the_idle_timeout() {
    assert!(essbasic_core::ClientBuilder::IDLE_TIMEOUT < Duration::from_secs(60));
    let kept =
        b"HTTP/1.1 200 OK\r\nContent-Length: 34\r\n\r\n{\"Response\":{\"RequestId\":\"req-1\"}}";
    let server = Server::start([Reaction::Stall(kept.to_vec())]).await;
    let builder = builder().endpoint(server.endpoint());
    let client = builder.pool_idle_timeout(Duration::from_millis(50)).build().unwrap();
    CancelThing::new().send(&client).await.unwrap();
    server.closed().await;
}
