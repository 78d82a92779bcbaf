//! Error codes: constants that match, and codes that are not declared.

use essbasic_core::ErrorCode;

fn action_for(code: &ErrorCode) -> &'static str {
    match *code {
        ErrorCode::REQUEST_LIMIT_EXCEEDED => "wait",
        ErrorCode::AUTH_FAILURE_TOKEN_FAILURE => "renew",
        _ => "read",
    }
}

#[test]
fn code_from_the_wire_matches_its_constant() {
    assert_eq!(action_for(&ErrorCode::from("RequestLimitExceeded")), "wait");
    assert_eq!(action_for(&ErrorCode::from("AuthFailure.TokenFailure")), "renew");
    assert_eq!(action_for(&ErrorCode::from("AuthFailure")), "read");
}

#[test]
fn undeclared_code_keeps_its_text_and_has_a_class() {
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
fn all_sub_codes_of_the_rate_limit_are_throttling() {
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

#[test]
fn common_codes_are_declared_once() {
    let all = ErrorCode::COMMON;
    for (index, code) in all.iter().enumerate() {
        assert!(!all[..index].contains(code), "{code}");
    }
}
