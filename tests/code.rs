//! Error codes: matchable, and open.

use essbasic::{ErrorCode, codes};

fn advice(code: &ErrorCode) -> &'static str {
    match *code {
        codes::OPERATION_DENIED_QR_INVALID => "gone already",
        ErrorCode::REQUEST_LIMIT_EXCEEDED => "wait",
        _ => "read",
    }
}

#[test]
fn a_code_from_the_wire_matches_its_constant() {
    assert_eq!(advice(&ErrorCode::from("OperationDenied.QrInvalid")), "gone already");
    assert_eq!(advice(&ErrorCode::from("RequestLimitExceeded")), "wait");
    assert_eq!(advice(&ErrorCode::from("OperationDenied")), "read");
}

#[test]
fn an_unknown_code_keeps_its_exact_text_and_has_its_class() {
    let long = format!("OperationDenied.{}", "Long".repeat(40));
    for text in ["", "Strange", "Strange.New.Code", "OperationDenied.", "操作", &long] {
        let code = ErrorCode::from(text);
        assert_eq!(code.as_str(), text);
        assert_eq!(code.to_string(), text);
        assert_eq!(code, text);
        assert_eq!(code, ErrorCode::from(text));
        assert_ne!(code, ErrorCode::from("Other"));
    }
    assert_eq!(ErrorCode::from(long.as_str()).class(), "OperationDenied");
    assert_eq!(ErrorCode::from("Strange.New.Code").class(), "Strange");
    assert_eq!(ErrorCode::from("Strange").class(), "Strange");
}

#[test]
fn sub_codes_of_the_rate_limit_are_throttling() {
    for code in [
        ErrorCode::REQUEST_LIMIT_EXCEEDED,
        ErrorCode::REQUEST_LIMIT_EXCEEDED_IP_LIMIT_EXCEEDED,
        ErrorCode::REQUEST_LIMIT_EXCEEDED_UIN_LIMIT_EXCEEDED,
        ErrorCode::from("RequestLimitExceeded.SomethingNew"),
    ] {
        assert!(code.is_throttling(), "{code}");
    }
    assert!(!ErrorCode::LIMIT_EXCEEDED.is_throttling());
    assert!(!ErrorCode::from("RequestLimitExceededToo").is_throttling());
}
