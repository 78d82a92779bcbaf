//! Decoding of responses: output, rejection, or neither.

use essbasic_core::{
    EmptyResponse, Error, ErrorCode, ErrorKind, Outcome, Reply, response, tc_model,
};

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
        (r#"{"Response":{"Error":{"Message":"x"},"RequestId":"r"}}"#, "an `Error` without a code"),
        (r#"{"code":0,"message":"","codeDesc":"Success"}"#, "older format, which reports success"),
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
        let is_denied = error.message().contains("without a response of the service");
        assert_eq!(is_denied, body != COMPLETE, "{error}");
    }
    let error = decode_error(502, COMPLETE);
    assert_eq!(error.message(), "HTTP status 502 with a response that reports success");
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.response_body(), Some(COMPLETE.as_bytes()));
}

#[test]
fn mistyped_field_is_named_by_its_path_without_its_value() {
    let body = r#"{"Response":{"Names":["a"],"Inner":{"Count":"13800000000"},"RequestId":"r-5"}}"#;
    let error = decode_error(200, body);
    assert_eq!(error.request_id(), Some("r-5"));
    let shown = error.to_string();
    assert!(shown.contains("Response.Inner.Count: expected int64, found string"), "{shown}");
    assert!(!format!("{error}{error:?}{}", error.message()).contains("138"), "{error:?}");
}

#[test]
fn mistyped_field_keeps_request_id_and_the_whole_response() {
    let body = r#"{"Response":{"Names":"abc-1","Inner":{"Count":3},"RequestId":"r-6"}}"#;
    let error = decode_error(200, body);
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
    assert_eq!(error.request_id(), Some("r-6"));
    assert_eq!(error.response_body(), Some(body.as_bytes()));
    assert!(error.hint().unwrap().contains("the service executed the action"), "{error:?}");
    assert!(!format!("{error}{error:?}{}", error.message()).contains("abc-1"), "{error:?}");
}

#[test]
fn mistyped_fields_are_described_in_terms_of_the_api() {
    for (field, description) in [
        (r#""Names":7"#, "Names: expected list, found integer"),
        (r#""Names":[{}]"#, "Names[0]: expected string, found object"),
        (r#""Inner":[]"#, "Inner: expected object, found list"),
        (r#""Inner":{"Count":1.5}"#, "Inner.Count: expected int64, found fraction"),
        (
            r#""Inner":{"Count":99999999999999999999}"#,
            "Inner.Count: expected int64, found fraction",
        ),
        (r#""Inner":{"Count":9999999999999999999}"#, "expected int64, found a value out of range"),
    ] {
        let error = decode_error(200, &format!(r#"{{"Response":{{{field},"RequestId":"r"}}}}"#));
        assert!(error.message().contains(description), "{error}");
    }
    let error = serde_json::from_str::<Output>("7").unwrap_err().to_string();
    assert!(error.contains("expected an object"), "{error}");
}

#[test]
fn duplicate_fields_are_tolerated_in_responses_only() {
    let body = r#"{"Response":{"Names":["a"],"Inner":{"Count":1,"Count":3},"Names":["b"],"Names":null,"RequestId":"r","RequestId":null}}"#;
    let reply = decode(200, body).unwrap();
    assert_eq!(reply.request_id, "r");
    assert_eq!(reply.into_output(), Output::new(["b"], Inner::new(3)));
    let request = r#"{"Names":[],"Inner":{"Count":1},"Names":[]}"#;
    assert!(serde_json::from_str::<Output>(request).unwrap_err().to_string().contains("Names"));
}

#[test]
fn output_without_a_usable_request_id_is_decoded() {
    for (id, expected) in [("", ""), (r#","RequestId":null"#, ""), (r#","RequestId":7"#, "7")] {
        let body = format!(r#"{{"Response":{{"Names":["a"]{id}}}}}"#);
        let reply = decode(200, &body).unwrap();
        assert_eq!((reply.request_id.as_str(), &reply.names[0][..]), (expected, "a"));
    }
}

#[test]
fn error_code_is_kept_whatever_else_is_broken() {
    for (body, id) in [
        (r#"{"Response":{"Error":{"Code":"X.Y","Message":null},"RequestId":"r"}}"#, Some("r")),
        (r#"{"Response":{"Error":{"Code":"X.Y","Message":7},"RequestId":null}}"#, None),
        (r#"{"Response":{"Error":{"Message":{"a":[1]},"Code":"X.Y"},"RequestId":7}}"#, Some("7")),
        (r#"{"Response":{"Error":{"Code":"X.Y","Code":null}},"RequestId":"r"}"#, Some("r")),
        (
            r#"{"Response":{"Error":{"Code":"X.Y"},"Error":null,"Inner":7,"RequestId":"r"}}"#,
            Some("r"),
        ),
        (r#"{"Response":{"Error":{"Code":"X.Y","Message":"a\ud800"},"RequestId":"r"}}"#, Some("r")),
        (r#"{"Response":{"RequestId":"r","Error":{"Code":"X.Y","Message":"cut of"#, Some("r")),
        (r#"{"Response":{"Error":{"Code":"X.Y","Message":"a"b"},"RequestId":"r"}}"#, Some("r")),
        (r#"{"Response":{"Names":[x],"Error":{"Code":"X.Y"},"RequestId":"r"}}"#, Some("r")),
        (
            r#"{"Response":{"Names":["a,"Inner":{}],"Error":{"Code":"X.Y"},"RequestId":"r"}}"#,
            Some("r"),
        ),
        (r#"<b>Warning</b>{"Response":{"Error":{"Code":"X.Y"},"RequestId":"r"}}"#, Some("r")),
        (r#"{"code":4400,"message":"limit","codeDesc":"X.Y","requestId":"r"}"#, Some("r")),
    ] {
        for status in [200, 500] {
            let error = decode_error(status, body);
            assert_eq!(error.code().map(ErrorCode::as_str), Some("X.Y"), "{body}: {error:?}");
            assert_eq!((error.kind(), error.outcome()), (ErrorKind::Service, Outcome::Refused));
            assert_eq!(error.request_id(), id, "{body}");
        }
    }
    // An error inside the output is not the response's.
    for body in [
        r#"{"Response":{"Inner":{"Error":{"Code":"X.Y"}},"Names":7,"RequestId":"r"}}"#,
        r#"{"Response":{"Inner":x"Count":1,"Error":{"Code":"X.Y"}},"RequestId":"r"}}"#,
        r#"{"Response":{"Names":[{"Error":{"Code":"X.Y"}"#,
    ] {
        assert_eq!(decode_error(200, body).kind(), ErrorKind::Decode, "{body}");
    }
}

#[test]
fn text_that_is_not_unicode_is_replaced_wherever_it_is() {
    let replaced = |name: &[u8]| {
        let body = [br#"{"Response":{"New":""#, name, br#"","Names":["a",""#, name].concat();
        let body =
            [&body[..], br#""],"Inner":{"Count":3},"RequestId":"r-"#, name, br#""}}"#].concat();
        let reply = response::decode::<Output>(200, &body).unwrap();
        assert_eq!((reply.inner.count, &reply.names[0][..]), (3, "a"));
        assert!(reply.request_id.starts_with("r-"));
        let body = [br#"{"Response":{"Error":{"Code":"X.Y","Message":""#, name].concat();
        let body = [&body[..], br#""},"RequestId":"r"}}"#].concat();
        let error = response::decode::<Output>(200, &body).unwrap_err();
        assert_eq!((error.code().unwrap().as_str(), error.request_id()), ("X.Y", Some("r")));
        assert_eq!(error.message(), reply.names[1]);
        error.message().to_owned()
    };
    assert_eq!(replaced(b"\xD6\xD0"), "\u{FFFD}\u{FFFD}");
    assert_eq!(replaced("é中\u{1F600}".as_bytes()), "é中\u{1F600}");
    assert_eq!(replaced(b"a\\ud83d\\ude00b\\ud800c\\udc00"), "a\u{1F600}b\u{FFFD}c\u{FFFD}");
    assert_eq!(replaced(b"\xE4\xB8"), "\u{FFFD}\u{FFFD}");
    // The second byte of these GBK characters is a backslash, or escapes what follows.
    assert_eq!(replaced(b"\xD5\x5C"), "\u{FFFD}");
    assert_eq!(replaced(b"\xD5\x5C, \xD5\x5Cx"), "\u{FFFD}, \u{FFFD}x");
    assert_eq!(replaced(b"\xFF\\\"quoted\\\" \x01\\x41"), "\u{FFFD}\"quoted\" \u{1}\\x41");
}

#[test]
fn byte_order_mark_is_skipped() {
    let reply = decode(200, &format!("\u{FEFF}{COMPLETE}")).unwrap();
    assert_eq!((reply.request_id.as_str(), reply.inner.count), ("r-1", 3));
}
