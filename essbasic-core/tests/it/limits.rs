//! Limits of what errors and responses hold.

use std::time::Duration;

use essbasic_core::limits::{
    DEFAULT_MAX_DOWNLOAD_BYTES, MAX_ID_BYTES, MAX_KEPT_RESPONSE_BYTES, MAX_MESSAGE_BYTES,
    MAX_SNIPPET_CHARS,
};
use essbasic_core::transport::{Body, ChunkHandler, DownloadFuture, SendFuture, Transport};
use essbasic_core::validate::ViolationKind;
use essbasic_core::{Action, EmptyResponse, Error, ErrorKind, JsonObject, response, validate};

use crate::models::TryEverything;
use crate::support::builder;

fn error(status: u16, body: &str) -> Error {
    response::decode::<EmptyResponse>(status, body.as_bytes()).unwrap_err()
}

#[test]
fn error_keeps_the_beginning_of_a_large_response() {
    for body in [
        format!("[{}", "1,".repeat(MAX_KEPT_RESPONSE_BYTES)),
        format!(r#"{{"Response":{{"Error":{{"Code":"{}"#, "界".repeat(MAX_KEPT_RESPONSE_BYTES)),
    ] {
        for status in [200, 502] {
            let error = error(status, &body);
            assert_eq!(error.response_body(), Some(&body.as_bytes()[..MAX_KEPT_RESPONSE_BYTES]));
            let shown = error.message().len() + format!("{error}{error:?}").len();
            assert!(shown < 8 * MAX_SNIPPET_CHARS, "{shown}");
        }
    }
}

#[test]
fn code_request_id_and_message_of_any_size_are_kept_in_part() {
    let long = "界".repeat(MAX_MESSAGE_BYTES);
    let body = format!(
        r#"{{"Response":{{"Error":{{"Code":"{long}","Message":"{long}"}},"RequestId":"{long}"}}}}"#
    );
    let error = error(200, &body);
    let is_part = |text: &str, max: usize| {
        assert!((max - 3..=max).contains(&text.len()) && long.starts_with(text), "{}", text.len());
    };
    is_part(error.code().unwrap().as_str(), MAX_ID_BYTES);
    is_part(error.request_id().unwrap(), MAX_ID_BYTES);
    is_part(error.message(), MAX_MESSAGE_BYTES);
    let reply = response::decode::<JsonObject>(
        200,
        format!(r#"{{"Response":{{"A":1,"RequestId":"{long}"}}}}"#).as_bytes(),
    );
    is_part(&reply.unwrap().request_id, MAX_ID_BYTES);
}

#[test]
fn repair_of_a_large_response_takes_linear_time() {
    // Every string looks unfinished unless it is read as GBK.
    let mut body = br#"{"Response":{"RequestId":"r","A":["#.to_vec();
    while body.len() < 4 << 20 {
        body.extend_from_slice(b"\"\xD5\x5C\",\\");
    }
    response::decode::<JsonObject>(200, &body).unwrap_err();
}

#[test]
fn a_hundred_violations_of_a_kind_are_reported() {
    let fields = (0..1000).map(|index| (format!("Unknown{index}"), index.into()));
    let schema = (TryEverything::descriptor().request)();
    let violations = validate::json(schema, &fields.collect());
    let unknown = violations.iter().filter(|it| it.kind == ViolationKind::Unknown);
    assert_eq!(unknown.count(), 100);
}

/// A transport that responds with 64 MiB again and again.
#[derive(Debug)]
struct Flood;

impl Transport for Flood {
    fn send(&self, _: http::Request<Body>, _: Duration) -> SendFuture<'_> {
        unreachable!("only downloads")
    }

    fn download<'a>(
        &'a self,
        _: http::Request<Body>,
        _: Duration,
        handler: &'a mut ChunkHandler<'_>,
    ) -> DownloadFuture<'a> {
        let chunk = vec![0; 64 << 20];
        while handler(http::StatusCode::OK, &chunk) {}
        Box::pin(async { Ok(http::Response::new(())) })
    }
}

#[tokio::test]
async fn download_ends_at_the_default_limit() {
    let client = builder().transport(Flood).build().unwrap();
    let mut written = Counter(0);
    let error = client.download("https://files.invalid/a", &mut written).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(written.0, DEFAULT_MAX_DOWNLOAD_BYTES);
}

struct Counter(u64);

impl std::io::Write for Counter {
    fn write(&mut self, chunk: &[u8]) -> std::io::Result<usize> {
        self.0 += chunk.len() as u64;
        Ok(chunk.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
