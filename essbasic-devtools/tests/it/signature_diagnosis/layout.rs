//! Causes in the layout of the canonical request: order, line ends, missing lines.

use essbasic_devtools::signature_diagnostics::{Cause, Location};

use super::signer::FaultySigner;
use super::{ALL, Known, assert_cause, diagnosis};

const LIST: Location = Location::CanonicalRequest(8);

#[test]
fn another_header_order_is_reported() {
    let orders: [[&'static str; 3]; 3] = [
        ["host", "content-type", "x-tc-action"],
        ["x-tc-action", "host", "content-type"],
        ["content-type", "x-tc-action", "host"],
    ];
    for order in orders {
        let mut only_values = FaultySigner { order: order.to_vec(), ..FaultySigner::default() };
        for known in ALL {
            let report = diagnosis(&only_values, known);
            let kinds: Vec<_> = report.findings.iter().map(|it| it.cause).collect();
            assert_eq!(kinds, [Cause::HeaderOrder], "{known:?} {order:?}");
        }
        let list_alone = FaultySigner { listed: order.to_vec(), ..FaultySigner::default() };
        assert_cause(&list_alone, Cause::HeaderOrder, LIST, &ALL);
        only_values.listed = order.to_vec();
        for known in ALL {
            let report = diagnosis(&only_values, known);
            let kinds: Vec<_> = report.findings.iter().map(|it| it.cause).collect();
            assert!(kinds.iter().all(|it| *it == Cause::HeaderOrder), "{kinds:?}");
            assert!(report.findings.iter().any(|it| it.location == LIST), "{known:?} {order:?}");
        }
    }
}

#[test]
fn a_missing_empty_line_is_reported() {
    let blank = Location::CanonicalRequest(7);
    let missing = FaultySigner {
        rewrite: |text| text.replace("\n\ncontent-type;", "\ncontent-type;"),
        ..FaultySigner::default()
    };
    assert_cause(&missing, Cause::BlankLine, blank, &ALL);
    let twice = FaultySigner {
        rewrite: |text| text.replace("\n\ncontent-type;", "\n\n\ncontent-type;"),
        ..FaultySigner::default()
    };
    assert_cause(&twice, Cause::BlankLine, blank, &ALL);
    let query =
        FaultySigner { rewrite: |text| text.replace("/\n\n", "/\n"), ..FaultySigner::default() };
    assert_cause(&query, Cause::Query, Location::CanonicalRequest(3), &[Known::Texts, Known::All]);
}

#[test]
fn white_space_at_line_ends_is_reported() {
    type Rewrite = fn(String) -> String;
    let cases: [(Rewrite, Location); 4] = [
        (|text| text.replace("POST\n", "POST \n"), Location::CanonicalRequest(1)),
        (|text| text.replace("x-tc-action\n", "x-tc-action \n"), LIST),
        (|text| text + " ", Location::CanonicalRequest(9)),
        (|text| text.replace("host:", "host: "), Location::CanonicalRequest(5)),
    ];
    for (rewrite, line) in cases {
        let signer = FaultySigner { rewrite, ..FaultySigner::default() };
        assert_cause(&signer, Cause::TrailingSpace, line, &ALL);
    }
    let end = FaultySigner { rewrite: |text| text + "\n", ..FaultySigner::default() };
    assert_cause(&end, Cause::TrailingSpace, Location::CanonicalRequest(9), &ALL);
    let string = FaultySigner { rewrite_string: |text| text + "\n", ..FaultySigner::default() };
    assert_cause(&string, Cause::TrailingSpace, Location::StringToSign(4), &[Known::Key]);
}

#[test]
fn cr_lf_is_reported() {
    let signer =
        FaultySigner { rewrite: |text| text.replace('\n', "\r\n"), ..FaultySigner::default() };
    assert_cause(&signer, Cause::LineEnds, Location::CanonicalRequest(1), &ALL);
}

#[test]
fn upper_case_digits_are_reported() {
    let upper_hash = |text: String| {
        let (head, hash) = text.rsplit_once('\n').unwrap();
        format!("{head}\n{}", hash.to_uppercase())
    };
    let body = FaultySigner { rewrite: upper_hash, ..FaultySigner::default() };
    assert_cause(&body, Cause::UpperHex, Location::CanonicalRequest(9), &ALL);
    let canonical = FaultySigner { rewrite_string: upper_hash, ..FaultySigner::default() };
    assert_cause(&canonical, Cause::UpperHex, Location::StringToSign(4), &ALL);
    let signature = FaultySigner { upper_signature: true, ..FaultySigner::default() };
    assert_cause(&signature, Cause::UpperHex, Location::Header("Authorization"), &ALL);
}

#[test]
fn other_signed_headers_are_reported() {
    let two = vec!["content-type", "host"];
    let signer = FaultySigner {
        order: two.clone(),
        listed: two,
        header_list: Some("content-type;host;x-tc-action".to_owned()),
        ..FaultySigner::default()
    };
    for known in ALL {
        let report = diagnosis(&signer, known);
        let kinds: Vec<_> = report.findings.iter().map(|it| it.cause).collect();
        assert!(
            !kinds.is_empty() && kinds.iter().all(|it| *it == Cause::SignedHeaders),
            "{kinds:?}"
        );
    }
    let names = FaultySigner {
        rewrite: |text| text.replace("content-type:", "Content-Type:"),
        ..FaultySigner::default()
    };
    assert_cause(
        &names,
        Cause::SignedHeaders,
        Location::CanonicalRequest(4),
        &[Known::Texts, Known::All],
    );
}

#[test]
fn another_method_and_a_query_are_reported() {
    let get = FaultySigner { method: "GET", ..FaultySigner::default() };
    assert_cause(&get, Cause::Method, Location::CanonicalRequest(1), &ALL);
    let query = FaultySigner { query: "", sent_target: "/?Action=x", ..FaultySigner::default() };
    assert_cause(&query, Cause::Query, Location::CanonicalRequest(3), &ALL);
}
