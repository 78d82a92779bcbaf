//! From the bytes of an answer to an output or a refusal.

use essbasic::{EmptyResponse, Error, ErrorKind, Outcome, Reply, tc_model};
use essbasic_core::response;

/// An answer with a little of everything.
#[tc_model]
struct Answer {
    /// A list that must be there.
    names: Vec<String>,
    /// A struct.
    inner: Inner,
    /// Something that may be absent.
    more: Option<i64>,
}

/// A struct inside.
#[tc_model]
struct Inner {
    /// A number.
    count: i64,
}

/// Where something stands.
#[tc_model]
struct Place {
    /// How far from the left.
    x: f64,
}

const WHOLE: &str = r#"{"Response":{"Names":["a"],"Inner":{"Count":3},"RequestId":"r-1"}}"#;

fn open(status: u16, body: &str) -> Result<Reply<Answer>, Error> {
    response::decode(status, body.as_bytes())
}

fn refuse(status: u16, body: &str) -> Error {
    open(status, body).unwrap_err()
}

#[test]
fn an_answer_becomes_its_output_and_its_request_id() {
    let reply = open(200, WHOLE).unwrap();
    assert_eq!(reply.request_id, "r-1");
    assert_eq!(reply.inner.count, 3);
    assert_eq!(reply.into_output(), Answer::new(["a"], Inner::new(3)));
}

#[test]
fn members_come_in_any_order_and_strangers_are_passed_over() {
    let body = r#"{"Warning":[1],"Response":{"RequestId":"r-2","New":{"Error":1},"Inner":{"New":null,"Count":3},"Names":[],"More":4}}"#;
    let reply = open(200, body).unwrap();
    assert_eq!(reply.request_id, "r-2");
    assert_eq!(reply.more, Some(4));
}

#[test]
fn an_answer_without_members_is_read() {
    let reply: Reply<EmptyResponse> =
        response::decode(200, br#"{"Response":{"RequestId":"r-3"}}"#).unwrap();
    assert_eq!(reply.request_id, "r-3");
}

#[test]
fn a_list_that_is_null_is_empty() {
    let body = r#"{"Response":{"Names":null,"Inner":{"Count":3},"More":null,"RequestId":"r"}}"#;
    let reply = open(200, body).unwrap();
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
        assert_eq!(open(200, body).unwrap().into_output(), Answer::new([""; 0], Inner::new(0)));
    }
    let reply = open(200, r#"{"Response":{"Names":["a",null],"RequestId":"r"}}"#).unwrap();
    assert_eq!(reply.names, ["a", ""]);
    assert!(serde_json::from_str::<Answer>(r#"{"Names":[]}"#).is_err());
}

#[test]
fn a_fraction_is_read_to_its_last_digit() {
    for x in ["123.45678901234567", "477.95269883162916", "0.1", "-5e-324"] {
        let body = format!(r#"{{"Response":{{"X":{x},"RequestId":"r"}}}}"#);
        let reply: Reply<Place> = response::decode(200, body.as_bytes()).unwrap();
        assert_eq!(format!("{:?}", reply.x), x);
    }
}

#[test]
fn a_refusal_keeps_the_services_words() {
    let body = r#"{"Response":{"Error":{"Code":"OperationDenied.QrInvalid","Message":"签署二维码不可用，请检查后重试。"},"RequestId":"r-4"}}"#;
    for status in [200, 400, 500] {
        let error = refuse(status, body);
        assert_eq!(error.kind(), ErrorKind::Service);
        assert_eq!(error.outcome(), Outcome::Refused);
        assert_eq!(error.code().unwrap(), "OperationDenied.QrInvalid");
        assert_eq!(error.message(), "签署二维码不可用，请检查后重试。");
        assert_eq!(error.request_id(), Some("r-4"));
        assert_eq!(error.http_status(), Some(status));
    }
}

#[test]
fn a_refusal_counts_wherever_it_stands() {
    for body in [
        r#"{"Response":{"RequestId":"r","Error":{"Code":"Busy","Message":""}}}"#,
        r#"{"Response":{"Names":["a"],"Inner":{"Count":3},"RequestId":"r","Error":{"Code":"Busy","Message":""}}}"#,
        r#"{"Response":{"Names":7,"Error":{"Code":"Busy","Message":""},"RequestId":"r"}}"#,
        r#"{"Response":{"Inner":null,"RequestId":"r","Error":{"Code":"Busy"}}}"#,
    ] {
        let error = refuse(200, body);
        assert_eq!(error.code().unwrap(), "Busy", "{body}");
        assert_eq!(error.request_id(), Some("r"), "{body}");
    }
}

#[test]
fn what_is_no_envelope_is_not_taken_for_one() {
    for (body, what) in [
        ("", "the response is empty"),
        (" \n", "the response is empty"),
        ("{}", "the response has no `Response`"),
        ("[]", "could not decode the response"),
        ("<html>", "the response is not JSON"),
        (&WHOLE[..WHOLE.len() - 1], "the response is not JSON"),
        (&format!("{WHOLE}!"), "the response is not JSON"),
        (&"[".repeat(5000), "the response is not JSON"),
        (r#"{"Response":null}"#, "could not decode the response: Response"),
        (r#"{"Response":{}}"#, "no request id"),
        (r#"{"Response":{"Names":[],"Inner":{"Count":1}}}"#, "no request id"),
    ] {
        let error = refuse(200, body);
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(error.outcome(), Outcome::Unknown, "{body}");
        assert!(error.message().contains(what), "{body}: {error}");
    }
    let error = response::decode::<Answer>(200, &[0xff, 0xfe]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[test]
fn a_status_without_an_envelope_is_a_gateways() {
    for body in ["", "<html>Bad Gateway</html>", "{}", r#"{"message":"throttled"}"#, WHOLE] {
        let error = refuse(502, body);
        assert_eq!(error.kind(), ErrorKind::Gateway, "{body}");
        assert_eq!(error.outcome(), Outcome::Unknown, "{body}");
        assert!(error.to_string().contains("502"), "{error}");
    }
}

#[test]
fn a_wrong_member_is_named_by_its_path_and_its_value_is_not_repeated() {
    let body = r#"{"Response":{"Names":["a"],"Inner":{"Count":"13800000000"},"RequestId":"r-5"}}"#;
    let error = refuse(200, body);
    assert_eq!(error.request_id(), Some("r-5"));
    let shown = error.to_string();
    assert!(shown.contains("Response.Inner.Count: expected i64, found string"), "{shown}");
    assert!(!format!("{error}{error:?}{}", error.message()).contains("138"), "{error:?}");
}
