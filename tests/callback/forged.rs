//! What is refused, and as what.

use essbasic::callback::CallbackErrorKind as Kind;
use essbasic::callback::{CallbackKeys, MAX_BODY_BYTES, Payload};
use serde_json::json;

use super::{KEY, OTHER_KEY, TOKEN, keys, plain, signed};

/// What becomes of a body that is signed as it should be.
fn verified(body: &[u8]) -> Kind {
    let keys = keys();
    keys.receive(Some(&keys.sign(body)), body).unwrap_err().kind()
}

fn encrypted(encrypt: &str) -> Kind {
    verified(json!({ "encrypt": encrypt }).to_string().as_bytes())
}

#[test]
fn a_header_that_is_no_signature_is_refused() {
    let sealed = keys().encrypt(&signed());
    let hex = sealed.signature.strip_prefix("sha256=").unwrap();
    let refused = |header: Option<&str>| keys().receive(header, &sealed.body).unwrap_err().kind();
    assert_eq!(refused(None), Kind::Unsigned);
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
        assert_eq!(refused(Some(header)), Kind::MalformedSignature, "{header}");
    }
    assert_eq!(refused(Some(&format!("sha256={}", "0".repeat(64)))), Kind::SignatureMismatch);
}

#[test]
fn capital_digits_and_white_space_around_a_signature_are_taken() {
    let sealed = keys().encrypt(&signed());
    let hex = sealed.signature.strip_prefix("sha256=").unwrap().to_uppercase();
    assert!(keys().receive(Some(&format!(" sha256={hex} ")), &sealed.body).is_ok());
}

#[test]
fn a_body_that_differs_in_any_bit_is_refused() {
    let sealed = keys().encrypt(&signed());
    for at in 0..sealed.body.len() * 8 {
        let mut body = sealed.body.clone();
        body[at / 8] ^= 1 << (at % 8);
        let error = keys().receive(Some(&sealed.signature), &body).unwrap_err();
        assert_eq!(error.kind(), Kind::SignatureMismatch, "bit {at}");
    }
    for end in 0..sealed.body.len() {
        let error = keys().receive(Some(&sealed.signature), &sealed.body[..end]).unwrap_err();
        assert_eq!(error.kind(), Kind::SignatureMismatch, "{end} bytes");
    }
}

#[test]
fn a_signature_that_differs_in_any_digit_is_refused() {
    let sealed = keys().encrypt(&signed());
    for at in 7..sealed.signature.len() {
        let mut signature = sealed.signature.clone();
        let other = if &signature[at..=at] == "0" { "1" } else { "0" };
        signature.replace_range(at..=at, other);
        let error = keys().receive(Some(&signature), &sealed.body).unwrap_err();
        assert_eq!(error.kind(), Kind::SignatureMismatch, "{signature}");
    }
}

#[test]
fn a_body_of_another_sender_is_refused_before_it_is_read() {
    let stranger = CallbackKeys::new("a-strangers-token", KEY).unwrap();
    for body in [b"not json".as_slice(), b"", b"[]", &stranger.encrypt(&signed()).body] {
        let error = keys().receive(Some(&stranger.sign(body)), body).unwrap_err();
        assert_eq!(error.kind(), Kind::SignatureMismatch);
        assert_eq!(error.status(), 401);
    }
}

#[test]
fn a_body_that_is_too_large_is_refused_whoever_sent_it() {
    let body = vec![b' '; MAX_BODY_BYTES + 1];
    for signature in [None, Some(keys().sign(&body))] {
        let error = keys().receive(signature.as_deref(), &body).unwrap_err();
        assert_eq!((error.kind(), error.status()), (Kind::TooLarge, 413));
    }
    assert_eq!(verified(&body[1..]), Kind::NotJson);
}

#[test]
fn what_is_encrypted_wrongly_is_refused_as_what_it_is() {
    assert_eq!(encrypted("not base64!"), Kind::NotBase64);
    assert_eq!(encrypted(""), Kind::Truncated);
    assert_eq!(encrypted("QUJD"), Kind::Truncated);

    let sealed = keys().encrypt(&signed());
    let body: serde_json::Value = serde_json::from_slice(&sealed.body).unwrap();
    let whole = body["encrypt"].as_str().unwrap();
    // Three blocks are 48 bytes, which are 64 digits of Base64; the padding goes with the rest.
    assert_eq!(encrypted(&whole[..64]), Kind::Padding);
    assert_eq!(encrypted(&whole[..60]), Kind::Truncated);
}

#[test]
fn what_a_holder_of_the_token_altered_is_refused_or_read_and_never_a_panic() {
    let sealed = keys().encrypt(&signed());
    let whole = Vec::from(&sealed.body[r#"{"encrypt":""#.len()..sealed.body.len() - 2]);
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    for at in 0..whole.len() {
        for digit in digits {
            let mut encrypt = whole.clone();
            encrypt[at] = *digit;
            let body = [br#"{"encrypt":""#, encrypt.as_slice(), br#""}"#].concat();
            match keys().receive(Some(&keys().sign(&body)), &body) {
                Ok(received) => assert!(matches!(received, Payload::Message(_))),
                Err(error) => assert_eq!(error.status(), 400, "{error}"),
            }
        }
    }
}

#[test]
fn what_another_key_encrypted_is_refused() {
    let other = CallbackKeys::new(TOKEN, OTHER_KEY).unwrap();
    let sealed = other.encrypt(&signed());
    let error = keys().receive(Some(&sealed.signature), &sealed.body).unwrap_err();
    assert!(matches!(error.kind(), Kind::Padding | Kind::NotText), "{error}");
    assert_eq!(error.status(), 400);
}

#[test]
fn what_is_no_event_is_refused() {
    assert_eq!(verified(b"\xff{}"), Kind::NotJson);
    assert_eq!(verified(b"{\"encrypt\":"), Kind::NotJson);
    assert_eq!(verified(b"[]"), Kind::NotAnEvent);
    assert_eq!(verified(b"{\"encrypt\":7}"), Kind::NotEncrypted);
    for body in [json!({"MsgId": "1"}), json!({"MsgType": ""}), json!({"MsgType": null})] {
        assert_eq!(plain(&body), Err(Kind::NotAnEvent), "{body}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(verified(deep.as_bytes()), Kind::NotJson);
}

#[test]
fn a_probe_is_one_signed_or_not() {
    for body in ["{}", " { } ", "{\n}\n"] {
        for signature in [None, Some("sha256=00"), Some(keys().sign(body.as_bytes()).as_str())] {
            assert_eq!(keys().receive(signature, body.as_bytes()).unwrap(), Payload::Probe);
        }
    }
    for body in ["", "{", "}", "{}{}", "{\"a\":1}", "[]"] {
        assert_eq!(keys().receive(None, body.as_bytes()).unwrap_err().kind(), Kind::Unsigned);
    }
}
