//! Rejection of tampered, malformed and foreign callbacks.

use essbasic::callback::CallbackErrorKind as Kind;
use essbasic::callback::{CallbackKeys, MAX_BODY_BYTES, Payload};
use serde_json::json;

use super::{KEY, OTHER_KEY, TOKEN, contract_message, keys, receive_plain};

/// Returns the error of a body with a valid signature.
fn error_of_body(body: &[u8]) -> Kind {
    let keys = keys();
    keys.receive(Some(&keys.sign(body)), body).unwrap_err().kind()
}

fn error_of_text(encrypt: &str) -> Kind {
    error_of_body(json!({ "encrypt": encrypt }).to_string().as_bytes())
}

#[test]
fn malformed_signatures_are_rejected() {
    let callback = keys().encrypt(&contract_message());
    let hex = callback.signature.strip_prefix("sha256=").unwrap();
    let error = |header: Option<&str>| keys().receive(header, &callback.body).unwrap_err().kind();
    assert_eq!(error(None), Kind::Unsigned);
    for header in [
        "",
        hex,
        "sha256=",
        &format!("sha1={hex}"),
        &format!("SHA256={hex}"),
        &format!("sha256={}", &hex[1..]),
        &format!("sha256={hex}00"),
        &format!("sha256={}g", &hex[1..]),
        &format!("sha256={}é", &hex[2..]),
        &format!("sha256= {}", &hex[1..]),
    ] {
        assert_eq!(error(Some(header)), Kind::MalformedSignature, "{header}");
    }
    assert_eq!(error(Some(&format!("sha256={}", "0".repeat(64)))), Kind::SignatureMismatch);
}

#[test]
fn upper_case_digits_and_surrounding_white_space_are_accepted() {
    let callback = keys().encrypt(&contract_message());
    let hex = callback.signature.strip_prefix("sha256=").unwrap().to_uppercase();
    assert!(keys().receive(Some(&format!(" sha256={hex} ")), &callback.body).is_ok());
}

#[test]
fn a_body_that_differs_in_any_bit_is_rejected() {
    let callback = keys().encrypt(&contract_message());
    for index in 0..callback.body.len() * 8 {
        let mut body = callback.body.clone();
        body[index / 8] ^= 1 << (index % 8);
        let error = keys().receive(Some(&callback.signature), &body).unwrap_err();
        assert_eq!(error.kind(), Kind::SignatureMismatch, "bit {index}");
    }
    for end in 0..callback.body.len() {
        let error = keys().receive(Some(&callback.signature), &callback.body[..end]).unwrap_err();
        assert_eq!(error.kind(), Kind::SignatureMismatch, "{end} bytes");
    }
}

#[test]
fn a_signature_that_differs_in_any_digit_is_rejected() {
    let callback = keys().encrypt(&contract_message());
    for index in 7..callback.signature.len() {
        let mut signature = callback.signature.clone();
        let other = if &signature[index..=index] == "0" { "1" } else { "0" };
        signature.replace_range(index..=index, other);
        let error = keys().receive(Some(&signature), &callback.body).unwrap_err();
        assert_eq!(error.kind(), Kind::SignatureMismatch, "{signature}");
    }
}

#[test]
fn a_body_signed_with_another_token_is_rejected_before_it_is_parsed() {
    let other = CallbackKeys::new("another-token", KEY).unwrap();
    for body in [b"not json".as_slice(), b"", b"[]", &other.encrypt(&contract_message()).body] {
        let error = keys().receive(Some(&other.sign(body)), body).unwrap_err();
        assert_eq!(error.kind(), Kind::SignatureMismatch);
        assert_eq!(error.status(), 401);
    }
}

#[test]
fn a_body_that_is_too_large_is_rejected_signed_or_not() {
    let body = vec![b' '; MAX_BODY_BYTES + 1];
    for signature in [None, Some(keys().sign(&body))] {
        let error = keys().receive(signature.as_deref(), &body).unwrap_err();
        assert_eq!((error.kind(), error.status()), (Kind::TooLarge, 413));
    }
    assert_eq!(error_of_body(&body[1..]), Kind::NotJson);
}

#[test]
fn encryption_errors_have_their_own_kinds() {
    assert_eq!(error_of_text("not base64!"), Kind::NotBase64);
    assert_eq!(error_of_text(""), Kind::Truncated);
    assert_eq!(error_of_text("QUJD"), Kind::Truncated);

    let callback = keys().encrypt(&contract_message());
    let body: serde_json::Value = serde_json::from_slice(&callback.body).unwrap();
    let whole = body["encrypt"].as_str().unwrap();
    // Three blocks are 48 bytes, 64 Base64 digits; the padding is in the rest.
    assert_eq!(error_of_text(&whole[..64]), Kind::Padding);
    assert_eq!(error_of_text(&whole[..60]), Kind::Truncated);
}

#[test]
fn altered_text_with_a_valid_signature_never_panics() {
    let keys = keys();
    let callback = keys.encrypt(&contract_message());
    let whole = Vec::from(&callback.body[r#"{"encrypt":""#.len()..callback.body.len() - 2]);
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    for index in 0..whole.len() {
        for digit in digits {
            let mut encrypt = whole.clone();
            encrypt[index] = *digit;
            let body = [br#"{"encrypt":""#, encrypt.as_slice(), br#""}"#].concat();
            match keys.receive(Some(&keys.sign(&body)), &body) {
                Ok(received) => assert!(matches!(received, Payload::Message(_))),
                Err(error) => assert_eq!(error.status(), 400, "{error}"),
            }
        }
    }
}

#[test]
fn text_encrypted_with_another_key_is_rejected() {
    let other = CallbackKeys::new(TOKEN, OTHER_KEY).unwrap();
    let callback = other.encrypt(&contract_message());
    let error = keys().receive(Some(&callback.signature), &callback.body).unwrap_err();
    assert!(matches!(error.kind(), Kind::Padding | Kind::NotText), "{error}");
    assert_eq!(error.status(), 400);
}

#[test]
fn json_that_is_not_an_event_is_rejected() {
    assert_eq!(error_of_body(b"\xff{}"), Kind::NotText);
    assert_eq!(error_of_body(b"{\"encrypt\":"), Kind::NotJson);
    assert_eq!(error_of_body(b"[]"), Kind::NotAnEvent);
    assert_eq!(error_of_body(b"{\"encrypt\":7}"), Kind::NotEncrypted);
    for body in [json!({"MsgId": "1"}), json!({"MsgType": ""}), json!({"MsgType": null})] {
        assert_eq!(receive_plain(&body), Err(Kind::NotAnEvent), "{body}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(error_of_body(deep.as_bytes()), Kind::NotJson);
}

#[test]
fn a_probe_is_accepted_signed_or_not() {
    for body in ["{}", " { } ", "{\n}\n"] {
        for signature in [None, Some("sha256=00"), Some(keys().sign(body.as_bytes()).as_str())] {
            assert_eq!(keys().receive(signature, body.as_bytes()).unwrap(), Payload::Probe);
        }
    }
    for body in ["", "{", "}", "{}{}", "{\"a\":1}", "[]"] {
        assert_eq!(keys().receive(None, body.as_bytes()).unwrap_err().kind(), Kind::Unsigned);
    }
}

#[test]
fn a_signature_with_any_wrong_digit_is_rejected() {
    let callback = keys().encrypt(&contract_message());
    let signature = &callback.signature;
    for index in "sha256=".len()..signature.len() {
        let mut wrong = signature.clone().into_bytes();
        wrong[index] = if wrong[index] == b'0' { b'1' } else { b'0' };
        let wrong = String::from_utf8(wrong).unwrap();
        let error = keys().receive(Some(&wrong), &callback.body).unwrap_err();
        assert_eq!(error.kind(), Kind::SignatureMismatch, "digit {index}");
    }
}

#[test]
fn a_signed_ciphertext_of_any_length_is_rejected_without_a_panic() {
    for length in 0..48 {
        let body = format!(r#"{{"encrypt":"{}"}}"#, &"A".repeat(64)[..length]);
        keys().receive(Some(&keys().sign(body.as_bytes())), body.as_bytes()).unwrap_err();
    }
}
