//! Error codes of the catalogue.

use essbasic::{ErrorCode, codes};

fn advice(code: &ErrorCode) -> &'static str {
    match *code {
        codes::OPERATION_DENIED_QR_INVALID => "gone already",
        ErrorCode::REQUEST_LIMIT_EXCEEDED => "wait",
        _ => "read",
    }
}

#[test]
fn code_of_the_catalogue_matches_in_a_pattern() {
    assert_eq!(advice(&ErrorCode::from("OperationDenied.QrInvalid")), "gone already");
    assert_eq!(advice(&ErrorCode::from("RequestLimitExceeded")), "wait");
    assert_eq!(advice(&ErrorCode::from("OperationDenied")), "read");
}

#[test]
fn each_code_is_declared_once() {
    let all: Vec<_> = ErrorCode::COMMON.iter().chain(codes::ALL).collect();
    for (index, code) in all.iter().enumerate() {
        assert!(!all[..index].contains(code), "{code}");
    }
}

#[test]
fn each_code_of_an_action_is_declared() {
    for entry in essbasic::CATALOGUE {
        let action = entry.descriptor();
        for code in action.errors {
            let declared = ErrorCode::COMMON.iter().chain(codes::ALL).any(|known| known == code);
            assert!(declared, "{} lists {code}", action.name);
        }
    }
}
