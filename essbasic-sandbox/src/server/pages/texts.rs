//! Texts of states and errors on pages.

use crate::server::language::Language;
use crate::state::{ScanError, SignError};

/// Returns the name of a status of a contract or signer; others are shown as on the wire.
pub(super) fn status(language: Language, wire: &str) -> &str {
    let (chinese, english) = match wire {
        "INIT" => ("签署中", "in progress"),
        "PART" => ("部分签署", "partly signed"),
        "ALL" => ("已完成", "completed"),
        "PENDING" => ("待签署", "waiting to sign"),
        "FILLPENDING" => ("待填写", "waiting to fill in"),
        "FILLACCEPT" => ("已填写", "filled in"),
        "WAITPICKUP" => ("待领取", "waiting for an employee"),
        "ACCEPT" => ("已签署", "signed"),
        "REJECT" => ("已拒签", "declined"),
        "DEADLINE" => ("已过期", "expired"),
        "CANCEL" => ("已撤销", "cancelled"),
        "STOP" => ("已终止", "ended"),
        "RELIEVED" => ("已解除", "released"),
        _ => return wire,
    };
    language.select(chinese, english)
}

/// Returns the class of a status.
pub(super) fn status_class(wire: &str) -> &'static str {
    match wire {
        "ALL" | "ACCEPT" => "good",
        "REJECT" | "DEADLINE" | "CANCEL" | "STOP" | "RELIEVED" => "bad",
        _ => "care",
    }
}

/// Describes why a contract was not signed, filled in or declined.
pub(super) fn sign_error(language: Language, error: SignError) -> &'static str {
    let (chinese, english) = match error {
        SignError::NotFound => (
            "合同或链接不存在、已使用或已过期。",
            "The contract or link does not exist, or has been used or expired.",
        ),
        SignError::Ended => ("合同已结束。", "The contract has ended."),
        SignError::NotASigner => {
            ("此人不是该合同的签署方。", "The person is not a signer of the contract.")
        }
        SignError::NotYourTurn => (
            "现在不能签署：已签署过，或须由其他签署方先签。",
            "You cannot sign now: you have signed already, or others sign first.",
        ),
        SignError::FieldsMissing => ("必填控件尚未填写。", "Required fields are not filled in."),
        SignError::InReview => {
            ("企业尚未审核通过。", "The organization has not approved the contract.")
        }
        SignError::DeclineForbidden => {
            ("发起方不允许拒签。", "The initiator does not allow you to decline.")
        }
        SignError::QuotaExhausted => ("合同额度不足。", "The contract quota is used up."),
    };
    language.select(chinese, english)
}

/// Describes why a QR code did not start a contract.
pub(super) fn scan_error(language: Language, error: ScanError) -> &'static str {
    let (chinese, english) = match error {
        ScanError::NotFound => ("二维码不存在。", "The QR code does not exist."),
        ScanError::Invalid => (
            "二维码已取消、已过期或已用完，或其模板已停用。",
            "The QR code is cancelled, expired or used up, or its template is disabled.",
        ),
        ScanError::NotAllowed => {
            ("此二维码限定其他人使用。", "The QR code is restricted to other persons.")
        }
        ScanError::AlreadySigned => {
            ("此人已使用过该二维码。", "The person has already used the QR code.")
        }
        ScanError::QuotaExhausted => ("合同额度不足。", "The contract quota is used up."),
    };
    language.select(chinese, english)
}
