//! Decoding of responses: output, rejection, or neither.

use essbasic_core::{EmptyResponse, Error, ErrorKind, Outcome, Reply, response, tc_model};

/// A response with a required list, a struct, and an optional field.
#[tc_model]
struct Output {
    /// Names.
    names: Vec<String>,
    /// A nested struct.
    inner: Inner,
    /// An optional number.
    more: Option<i64>,
}

/// A nested struct.
#[tc_model]
struct Inner {
    /// A number.
    count: i64,
}

/// A position on a page.
#[tc_model]
struct Position {
    /// Distance from the left edge.
    x: f64,
}

const COMPLETE: &str = r#"{"Response":{"Names":["a"],"Inner":{"Count":3},"RequestId":"r-1"}}"#;

fn decode(status: u16, body: &str) -> Result<Reply<Output>, Error> {
    response::decode(status, body.as_bytes())
}

fn decode_error(status: u16, body: &str) -> Error {
    decode(status, body).unwrap_err()
}

#[test]
fn response_is_decoded_to_output_and_request_id() {
    let reply = decode(200, COMPLETE).unwrap();
    assert_eq!(reply.request_id, "r-1");
    assert_eq!(reply.inner.count, 3);
    assert_eq!(reply.into_output(), Output::new(["a"], Inner::new(3)));
}

#[test]
fn fields_are_decoded_in_any_order_and_unknown_ones_are_ignored() {
    let body = r#"{"Warning":[1],"Response":{"RequestId":"r-2","New":{"Error":1},"Inner":{"New":null,"Count":3},"Names":[],"More":4}}"#;
    let reply = decode(200, body).unwrap();
    assert_eq!(reply.request_id, "r-2");
    assert_eq!(reply.more, Some(4));
}

#[test]
fn response_without_fields_is_decoded() {
    let reply: Reply<EmptyResponse> =
        response::decode(200, br#"{"Response":{"RequestId":"r-3"}}"#).unwrap();
    assert_eq!(reply.request_id, "r-3");
}

#[test]
fn null_list_is_decoded_as_empty() {
    let body = r#"{"Response":{"Names":null,"Inner":{"Count":3},"More":null,"RequestId":"r"}}"#;
    let reply = decode(200, body).unwrap();
    assert!(reply.names.is_empty());
    assert_eq!(reply.more, None);
}

#[test]
fn missing_and_null_fields_take_their_defaults() {
    for body in [
        r#"{"Response":{"RequestId":"r"}}"#,
        r#"{"Response":{"Names":null,"Inner":null,"More":null,"RequestId":"r"}}"#,
        r#"{"Response":{"Names":[],"Inner":{},"RequestId":"r"}}"#,
        r#"{"Response":{"Inner":{"Count":null},"RequestId":"r"}}"#,
    ] {
        assert_eq!(decode(200, body).unwrap().into_output(), Output::new([""; 0], Inner::new(0)));
    }
    let reply = decode(200, r#"{"Response":{"Names":["a",null],"RequestId":"r"}}"#).unwrap();
    assert_eq!(reply.names, ["a", ""]);
    assert!(serde_json::from_str::<Output>(r#"{"Names":[]}"#).is_err());
}

#[test]
fn fraction_is_decoded_to_its_last_digit() {
    for x in ["123.45678901234567", "477.95269883162916", "0.1", "-5e-324"] {
        let body = format!(r#"{{"Response":{{"X":{x},"RequestId":"r"}}}}"#);
        let reply: Reply<Position> = response::decode(200, body.as_bytes()).unwrap();
        assert_eq!(format!("{:?}", reply.x), x);
    }
}

#[test]
fn rejection_keeps_code_and_message_at_any_status() {
    let body = r#"{"Response":{"Error":{"Code":"OperationDenied.QrInvalid","Message":"签署二维码不可用，请检查后重试。"},"RequestId":"r-4"}}"#;
    for status in [200, 400, 500] {
        let error = decode_error(status, body);
        assert_eq!(error.kind(), ErrorKind::Service);
        assert_eq!(error.outcome(), Outcome::Refused);
        assert_eq!(error.code().unwrap(), "OperationDenied.QrInvalid");
        assert_eq!(error.message(), "签署二维码不可用，请检查后重试。");
        assert_eq!(error.request_id(), Some("r-4"));
        assert_eq!(error.http_status(), Some(status));
    }
}

#[test]
fn rejection_is_found_at_any_position() {
    for body in [
        r#"{"Response":{"RequestId":"r","Error":{"Code":"Busy","Message":""}}}"#,
        r#"{"Response":{"Names":["a"],"Inner":{"Count":3},"RequestId":"r","Error":{"Code":"Busy","Message":""}}}"#,
        r#"{"Response":{"Names":7,"Error":{"Code":"Busy","Message":""},"RequestId":"r"}}"#,
        r#"{"Response":{"Inner":null,"RequestId":"r","Error":{"Code":"Busy"}}}"#,
    ] {
        let error = decode_error(200, body);
        assert_eq!(error.code().unwrap(), "Busy", "{body}");
        assert_eq!(error.request_id(), Some("r"), "{body}");
    }
}

#[test]
fn malformed_envelope_is_a_decode_error() {
    for (body, message) in [
        ("", "the response is empty"),
        (" \n", "the response is empty"),
        ("{}", "the response has no `Response`"),
        ("[]", "could not decode the response"),
        ("<html>", "the response is not JSON"),
        (&COMPLETE[..COMPLETE.len() - 1], "the response is not JSON"),
        (&format!("{COMPLETE}!"), "the response is not JSON"),
        (&"[".repeat(5000), "the response is not JSON"),
        ("null", "could not decode the response"),
        (r#"{"Response":null}"#, "could not decode the response: Response"),
        (r#"{"Response":{}}"#, "no request ID"),
        (r#"{"Response":{"Names":[],"Inner":{"Count":1}}}"#, "no request ID"),
    ] {
        let error = decode_error(200, body);
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(error.outcome(), Outcome::Unknown, "{body}");
        assert!(error.message().contains(message), "{body}: {error}");
    }
    let error = response::decode::<Output>(200, &[0xff, 0xfe]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[test]
fn error_status_without_an_envelope_is_a_gateway_error() {
    for body in ["", "<html>Bad Gateway</html>", "{}", r#"{"message":"throttled"}"#, COMPLETE] {
        let error = decode_error(502, body);
        assert_eq!(error.kind(), ErrorKind::Gateway, "{body}");
        assert_eq!(error.outcome(), Outcome::Unknown, "{body}");
        assert!(error.to_string().contains("502"), "{error}");
    }
}

#[test]
fn mistyped_field_is_named_by_its_path_without_its_value() {
    let body = r#"{"Response":{"Names":["a"],"Inner":{"Count":"13800000000"},"RequestId":"r-5"}}"#;
    let error = decode_error(200, body);
    assert_eq!(error.request_id(), Some("r-5"));
    let shown = error.to_string();
    assert!(shown.contains("Response.Inner.Count: expected i64, found string"), "{shown}");
    assert!(!format!("{error}{error:?}{}", error.message()).contains("138"), "{error:?}");
}
