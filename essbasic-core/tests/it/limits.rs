//! Limits of what errors and responses hold.

use essbasic_core::limits::{
    MAX_ID_BYTES, MAX_KEPT_RESPONSE_BYTES, MAX_MESSAGE_BYTES, MAX_SNIPPET_CHARS,
};
use essbasic_core::{EmptyResponse, Error, JsonObject, response};

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
