//! Error codes of the catalogue.

use essbasic::{ErrorCode, codes};

fn action_for(code: &ErrorCode) -> &'static str {
    match *code {
        codes::OPERATION_DENIED_QR_INVALID => "gone already",
        ErrorCode::REQUEST_LIMIT_EXCEEDED => "wait",
        _ => "read",
    }
}

#[test]
fn code_of_the_catalogue_matches_in_a_pattern() {
    assert_eq!(action_for(&ErrorCode::from("OperationDenied.QrInvalid")), "gone already");
    assert_eq!(action_for(&ErrorCode::from("RequestLimitExceeded")), "wait");
    assert_eq!(action_for(&ErrorCode::from("OperationDenied")), "read");
}
