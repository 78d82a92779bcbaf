//! Captured callbacks: what they say, and why one is not genuine.

use essbasic_devtools::Language;
use essbasic_devtools::callback_diagnostics::{
    CallbackCause, CallbackDiagnosis, CallbackSecrets, CaptureError, CapturedCallback,
    SignatureCheck, summary,
};
use essbasic_devtools::callback_samples::callback_sample;
use serde_json::json;

const TOKEN: &str = "obviously-fake-token";
const KEY: &str = "FAKEKEYFAKEKEYFAKEKEYFAKEKEY0032";
const OTHER_TOKEN: &str = "token-of-production";
const OTHER_KEY: &str = "OTHERKEYOTHERKEYOTHERKEYOTHER032";

fn secrets(token: Option<&str>, key: Option<&str>) -> CallbackSecrets {
    CallbackSecrets::new(token.map(str::to_owned), key.map(str::to_owned)).unwrap()
}

/// Returns a callback as the service sends it.
fn callback() -> CapturedCallback {
    let fields = callback_sample("FlowStatusChange").unwrap().fields();
    let message = json!({"MsgId": "message-1", "MsgType": "FlowStatusChange", "MsgData": fields});
    let keys = secrets(Some(TOKEN), Some(KEY)).keys().unwrap();
    let signed = keys.encrypt_text(&message.to_string());
    CapturedCallback { signature: Some(signed.signature), body: signed.body }
}

fn encrypted(callback: &CapturedCallback) -> String {
    let body: serde_json::Value = serde_json::from_slice(&callback.body).unwrap();
    body["encrypt"].as_str().unwrap().to_owned()
}

fn with_body(body: impl Into<Vec<u8>>) -> CapturedCallback {
    CapturedCallback { body: body.into(), ..callback() }
}

fn diagnose(
    captured: &CapturedCallback,
    token: Option<&str>,
    key: Option<&str>,
) -> CallbackDiagnosis {
    CallbackDiagnosis::new(captured, &secrets(token, key))
}

fn cause(captured: &CapturedCallback) -> CallbackCause {
    let diagnosis = diagnose(captured, Some(TOKEN), Some(KEY));
    assert!(!diagnosis.is_genuine());
    diagnosis.cause.unwrap()
}

#[test]
fn a_genuine_callback_is_opened() {
    let diagnosis = diagnose(&callback(), Some(TOKEN), Some(KEY));
    assert!(diagnosis.is_genuine() && diagnosis.encrypted, "{diagnosis:?}");
    let message = diagnosis.message().unwrap();
    assert_eq!(message.msg_id.as_deref(), Some("message-1"));
    let english = "A contract changed status: signed by some but not all signers (2)";
    assert_eq!(summary(message, Language::English), english);
    assert_eq!(summary(message, Language::Chinese), "合同状态变化：部分签署人已签署（2）");
}

#[test]
fn token_and_key_are_each_enough_for_their_part() {
    let signed = diagnose(&callback(), Some(TOKEN), None);
    assert!(signed.is_genuine() && signed.message().is_none());
    let opened = diagnose(&callback(), None, Some(KEY));
    assert_eq!(opened.signature, SignatureCheck::NotChecked);
    assert!(!opened.is_genuine() && opened.cause.is_none() && opened.message().is_some());
}

#[test]
fn a_probe_needs_no_signature() {
    let probe = CapturedCallback { signature: None, body: b" {} ".to_vec() };
    let diagnosis = diagnose(&probe, Some(TOKEN), Some(KEY));
    assert!(diagnosis.is_genuine());
    assert_eq!(diagnosis.signature, SignatureCheck::NotNeeded);
}

#[test]
fn keys_of_another_environment_are_found() {
    let of = |token, key| diagnose(&callback(), Some(token), Some(key)).cause.unwrap();
    assert_eq!(of(TOKEN, OTHER_KEY), CallbackCause::OtherKey);
    assert_eq!(of(OTHER_TOKEN, KEY), CallbackCause::OtherToken);
    assert_eq!(of(OTHER_TOKEN, OTHER_KEY), CallbackCause::OtherEnvironment);
    let without_key = diagnose(&callback(), Some(OTHER_TOKEN), None);
    assert_eq!(without_key.cause, Some(CallbackCause::OtherTokenOrBody));
}

#[test]
fn a_token_and_a_key_that_were_swapped_are_found() {
    let new = |token: &str, key: &str| CallbackSecrets::new(Some(token.into()), Some(key.into()));
    assert_eq!(
        new(KEY, TOKEN).unwrap_err(),
        CallbackCause::KeyLength { bytes: TOKEN.len(), swapped: true }
    );
    assert_eq!(new(KEY, KEY).unwrap_err(), CallbackCause::TokenIsKey);
    assert_eq!(new(" x", KEY).unwrap_err(), CallbackCause::TokenInvalid);
    // Both have the length of a key.
    let (token, key) = ("TOKENTOKENTOKENTOKENTOKENTOKEN32", KEY);
    let keys = secrets(Some(token), Some(key)).keys().unwrap();
    let signed = keys.encrypt_text(r#"{"MsgType":"QuiteJob","MsgData":{}}"#);
    let captured = CapturedCallback { signature: Some(signed.signature), body: signed.body };
    let swapped = CallbackDiagnosis::new(&captured, &secrets(Some(key), Some(token)));
    assert_eq!(swapped.cause, Some(CallbackCause::Swapped));
}

#[test]
fn a_missing_or_cut_header_is_found() {
    let unsigned = CapturedCallback { signature: None, ..callback() };
    assert_eq!(cause(&unsigned), CallbackCause::Unsigned);
    let signature = callback().signature.unwrap();
    for cut in [&signature[..40], &signature[7..], ""] {
        let captured = CapturedCallback { signature: Some(cut.to_owned()), ..callback() };
        assert_eq!(cause(&captured), CallbackCause::SignatureCut, "{cut}");
    }
}

#[test]
fn a_body_that_was_written_anew_is_found() {
    let text = encrypted(&callback());
    for body in [
        format!("{{\"encrypt\": \"{text}\"}}"),
        format!("{{\n  \"encrypt\": \"{text}\"\n}}"),
        format!("{{\"encrypt\":\"{}\"}}", text.replace('/', "\\/")),
        format!("{{\"encrypt\":\"{}\"}}", text.replace('=', "\\u003d")),
    ] {
        assert_eq!(cause(&with_body(body.as_str())), CallbackCause::Reserialized, "{body}");
    }
    let mut body = callback().body;
    body.extend(b"\n");
    assert_eq!(cause(&with_body(body)), CallbackCause::LineEnds);
}

#[test]
fn a_base64_text_that_was_broken_is_found() {
    let text = encrypted(&callback());
    let lines: Vec<&str> =
        (0..text.len()).step_by(76).map(|at| &text[at..text.len().min(at + 76)]).collect();
    for broken in [lines.join("\\n"), lines.join("\\r\\n"), lines.join(" ")] {
        let body = format!("{{\"encrypt\":\"{broken}\"}}");
        assert_eq!(cause(&with_body(body.as_str())), CallbackCause::Base64Lines, "{body}");
        let without_token = diagnose(&with_body(body.as_str()), None, Some(KEY));
        assert_eq!(without_token.cause, Some(CallbackCause::Base64Lines));
    }
    let plus = with_body(format!("{{\"encrypt\":\"{}\"}}", text.replace('+', " ")));
    assert!(text.contains('+'));
    assert_eq!(cause(&plus), CallbackCause::Base64Lines);
    let cut = with_body(format!("{{\"encrypt\":\"{}\"}}", &text[..text.len() - 5]));
    assert_eq!(diagnose(&cut, None, Some(KEY)).cause, Some(CallbackCause::BodyCut));
}

#[test]
fn a_body_that_is_no_callback_is_found() {
    for body in ["[]", "{\"Unlike\":1}", "{\"a\"", "{\"encrypt\":5}"] {
        let keys = secrets(Some(TOKEN), Some(KEY)).keys().unwrap();
        let signature = Some(keys.sign(body.as_bytes()));
        let captured = CapturedCallback { signature, body: body.into() };
        assert_eq!(cause(&captured), CallbackCause::NotACallback, "{body}");
    }
    assert_eq!(cause(&with_body(vec![b' '; 11 << 20])), CallbackCause::TooLarge);
}

#[test]
fn every_form_of_a_capture_is_parsed() {
    let callback = callback();
    let (signature, body) = (callback.signature.clone().unwrap(), encrypted(&callback));
    let body = format!("{{\"encrypt\":\"{body}\"}}");
    let http = format!(
        "POST /callback HTTP/1.1\r\nHost: localhost\r\ncontent-signature: {signature}\r\n\r\n{body}"
    );
    let curl = format!(
        "curl http://localhost/ -H 'Content-Signature: {signature}' \\\n --data-binary '{body}'"
    );
    let request = |headers: serde_json::Value| json!({"request": {"headers": headers, "postData": {"text": body}}});
    let har = json!({"log": {"entries": [
        request(json!([])),
        request(json!([{"name": "CONTENT-SIGNATURE", "value": signature}])),
    ]}});
    for capture in [http, curl, har.to_string()] {
        assert_eq!(CapturedCallback::parse(capture.as_bytes()).unwrap(), callback, "{capture}");
    }
    let alone = CapturedCallback::parse(body.as_bytes()).unwrap();
    assert_eq!(alone, CapturedCallback { signature: None, ..callback });
}

#[test]
fn a_large_request_is_parsed_as_bytes() {
    let mut capture = b"POST / HTTP/1.1\nContent-Signature: sha256=00\n\n".to_vec();
    let body = [vec![0xff; 3 << 20], b"\n\n".to_vec()].concat();
    capture.extend(&body);
    let captured = CapturedCallback::parse(&capture).unwrap();
    assert_eq!(captured.signature.as_deref(), Some("sha256=00"));
    assert_eq!(captured.body, body);
}

#[test]
fn a_text_that_is_no_capture_is_rejected_with_a_message() {
    let error = |capture: &[u8]| CapturedCallback::parse(capture).unwrap_err();
    assert_eq!(error(b"curl http://localhost -d @body.json"), CaptureError::BodyInFile);
    assert_eq!(error(b"POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"), CaptureError::NoBody);
    assert_eq!(error(br#"{"log":{"entries":[]}}"#), CaptureError::EmptyHar);
    assert_eq!(error(&vec![b'x'; 33 << 20]), CaptureError::TooLong);
    for capture in [&b""[..], b"hello", b"curl 'unclosed"] {
        for language in Language::ALL {
            assert!(!error(capture).message(language).is_empty());
        }
    }
}

#[test]
fn no_debug_output_shows_a_secret_or_contents() {
    let shown = format!(
        "{:?} {:?} {:?}",
        secrets(Some(TOKEN), Some(KEY)),
        callback(),
        diagnose(&callback(), Some(TOKEN), Some(KEY))
    );
    for secret in [TOKEN, KEY, "测试甲", "13000000001"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn a_har_file_is_parsed_whatever_else_it_contains() {
    let page = json!({
        "startedDateTime": "2026-11-30T12:00:00Z",
        "request": {"method": "GET", "headers": null, "cookies": [{"name": "a", "value": 1}]},
        "response": {"content": {"text": "x\u{0}y"}, "headers": []},
    });
    let post = json!({"request": {
        "method": "POST",
        "headers": [{"name": "Content-Signature", "value": "sha256=00", "comment": null}],
        "postData": {"mimeType": "application/json", "text": "{\"a\":\"\u{7b7e}\"}", "params": []},
    }});
    let har = json!({"log": {"version": "1.2", "creator": {}, "entries": [page, post]}});
    let captured = CapturedCallback::parse(har.to_string().as_bytes()).unwrap();
    assert_eq!(captured.signature.as_deref(), Some("sha256=00"));
    assert_eq!(captured.body, "{\"a\":\"\u{7b7e}\"}".as_bytes());
    let empty = json!({"log": {"entries": [{"request": {"postData": {}}}, {}]}});
    let error = CapturedCallback::parse(empty.to_string().as_bytes()).unwrap_err();
    assert_eq!(error, CaptureError::EmptyHar);
}
