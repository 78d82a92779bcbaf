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
