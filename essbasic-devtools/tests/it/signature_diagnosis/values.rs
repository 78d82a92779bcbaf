//! Values of the canonical request that are not those sent: host, content type, action, body.

use essbasic_devtools::Language;
use essbasic_devtools::signature_diagnostics::{Cause, Location};

use super::signer::{ACTION, BODY, FaultySigner, HOST};
use super::{ALL, Known, assert_cause, diagnosis};

const TYPE_LINE: Location = Location::CanonicalRequest(4);
const HOST_LINE: Location = Location::CanonicalRequest(5);
const ACTION_LINE: Location = Location::CanonicalRequest(6);
const BODY_LINE: Location = Location::CanonicalRequest(9);

#[test]
fn another_host_is_reported() {
    for (signed, sent) in [
        ("essbasic.test.ess.tencent.cn", HOST),
        ("essbasic.tencentcloudapi.com:443", HOST),
        ("ESSBASIC.TENCENTCLOUDAPI.COM", HOST),
        ("https://essbasic.tencentcloudapi.com", HOST),
        ("essbasic.ap-guangzhou.tencentcloudapi.com", HOST),
        ("ess.tencentcloudapi.com", HOST),
        ("127.0.0.1", "127.0.0.1:8899"),
        (HOST, "127.0.0.1:8899"),
        ("localhost:8899", "127.0.0.1:8899"),
        (HOST, "Essbasic.TencentCloudApi.com"),
    ] {
        let signer = FaultySigner {
            host: signed.to_owned(),
            sent_host: sent.to_owned(),
            ..FaultySigner::default()
        };
        assert_cause(&signer, Cause::Host, HOST_LINE, &ALL);
    }
}

#[test]
fn an_unguessable_host_is_found_in_the_texts() {
    let signer = FaultySigner { host: "gateway.example.com".to_owned(), ..FaultySigner::default() };
    assert_cause(&signer, Cause::Host, HOST_LINE, &[Known::Texts, Known::All]);
    let report = diagnosis(&signer, Known::Key);
    assert_eq!(report.findings[0].cause, Cause::WrongKey);
    assert!(report.findings[0].remedy(Language::English).contains("paste the canonical request"));
}

#[test]
fn another_content_type_is_reported() {
    for (signed, sent) in [
        ("application/json", "application/json; charset=utf-8"),
        ("application/json; charset=utf-8", "application/json"),
        ("application/json; charset=UTF-8", "application/json; charset=utf-8"),
        ("application/json;charset=utf-8", "application/json; charset=utf-8"),
        ("application/json; charset=utf-8", "Application/JSON; charset=UTF-8"),
        ("application/x-www-form-urlencoded", "application/json"),
    ] {
        let (content_type, sent_type) = (signed.to_owned(), sent.to_owned());
        let signer = FaultySigner { content_type, sent_type, ..FaultySigner::default() };
        assert_cause(&signer, Cause::ContentType, TYPE_LINE, &ALL);
    }
}

#[test]
fn another_action_is_reported() {
    for signed in [ACTION, "describetemplate s", "uploadfiles", "ChannelCancelFlow", ""] {
        let signer = FaultySigner { action: signed.to_owned(), ..FaultySigner::default() };
        let known: &[_] = if signed.contains(' ') { &[Known::Texts, Known::All] } else { &ALL };
        assert_cause(&signer, Cause::Action, ACTION_LINE, known);
    }
}

#[test]
fn a_reencoded_body_is_reported() {
    let python = r#"{"Agent": {"AppId": "yDwh/x<1>"}, "ContentType": 0, "TemplateName": "\u5165\u804c\u5408\u540c", "Limit": 2}"#;
    let php = r#"{"Agent":{"AppId":"yDwh\/x<1>"},"ContentType":0,"TemplateName":"\u5165\u804c\u5408\u540c","Limit":2}"#;
    let go = r#"{"Agent":{"AppId":"yDwh/x\u003c1\u003e"},"ContentType":0,"TemplateName":"入职合同","Limit":2}"#;
    let sorted =
        r#"{"Agent":{"AppId":"yDwh/x<1>"},"ContentType":0,"Limit":2,"TemplateName":"入职合同"}"#;
    let pretty = "{\n  \"Agent\": {\n    \"AppId\": \"yDwh/x<1>\"\n  },\n  \"ContentType\": 0,\n  \"TemplateName\": \"入职合同\",\n  \"Limit\": 2\n}";
    let tabs = pretty.replace("  ", "\t");
    for again in [python, php, go, sorted, pretty, &tabs, "", "{}"] {
        let signer = FaultySigner { body: again.into(), ..FaultySigner::default() };
        assert_cause(&signer, Cause::Body, BODY_LINE, &ALL);
        let back = FaultySigner { sent_body: again.into(), ..FaultySigner::default() };
        if again != go && again != sorted && again.len() > 2 {
            assert_cause(&back, Cause::Body, BODY_LINE, &ALL);
        }
    }
}

#[test]
fn white_space_around_a_body_is_reported() {
    for (before, after) in
        [("", "\n"), ("", "\r\n"), ("\u{feff}", ""), ("", " "), (" ", ""), ("", "\0")]
    {
        let other = format!("{before}{BODY}{after}").into_bytes();
        let signed = FaultySigner { body: other.clone(), ..FaultySigner::default() };
        assert_cause(&signed, Cause::Body, BODY_LINE, &ALL);
        let sent = FaultySigner { sent_body: other, ..FaultySigner::default() };
        assert_cause(&sent, Cause::Body, BODY_LINE, &ALL);
    }
    let windows = "{\r\n\"Limit\": 2\r\n}";
    let unix = windows.replace("\r\n", "\n");
    for (signed, sent) in [(windows, &*unix), (&*unix, windows)] {
        let signer =
            FaultySigner { body: signed.into(), sent_body: sent.into(), ..FaultySigner::default() };
        assert_cause(&signer, Cause::Body, BODY_LINE, &ALL);
    }
}

#[test]
fn the_first_place_where_bodies_differ_is_shown() {
    let signer = FaultySigner { body: format!("{BODY}\n").into(), ..FaultySigner::default() };
    for known in ALL {
        let report = diagnosis(&signer, known);
        let why = &report.findings[0].explanation(Language::English);
        assert!(why.contains(&format!("differ at byte {}", BODY.len())), "{why}");
        assert!(why.contains('↵'), "{why}");
    }
}

#[test]
fn an_unguessable_body_is_found_in_the_texts() {
    let signer = FaultySigner { body: b"{\"Limit\":3}".to_vec(), ..FaultySigner::default() };
    assert_cause(&signer, Cause::Body, BODY_LINE, &[Known::Texts, Known::All]);
}

#[test]
fn white_space_around_values_is_reported() {
    type Change = fn(&mut FaultySigner, String);
    let changes: [(Change, Location, &str); 3] = [
        (|it, value| it.host = value, HOST_LINE, HOST),
        (|it, value| it.content_type = value, TYPE_LINE, super::signer::TYPE),
        (|it, value| it.action = value, ACTION_LINE, "describetemplates"),
    ];
    for (change, line, value) in changes {
        for (before, after) in [("", " "), (" ", ""), ("", "  "), ("", "\t"), ("", "\r")] {
            let mut signer = FaultySigner::default();
            change(&mut signer, format!("{before}{value}{after}"));
            assert_cause(&signer, Cause::TrailingSpace, line, &ALL);
        }
    }
}

#[test]
fn white_space_sent_and_signed_is_reported() {
    let sent = "application/json; charset=utf-8   ".to_owned();
    let signer =
        FaultySigner { content_type: sent.clone(), sent_type: sent, ..FaultySigner::default() };
    assert_cause(&signer, Cause::TrailingSpace, TYPE_LINE, &ALL);
}

#[test]
fn two_mistakes_are_both_reported() {
    let signer = FaultySigner {
        host: format!("{HOST}:443"),
        content_type: "application/json".to_owned(),
        body: format!("{BODY}\n").into(),
        ..FaultySigner::default()
    };
    for known in ALL {
        let report = diagnosis(&signer, known);
        let found: Vec<_> = report.findings.iter().map(|it| it.cause).collect();
        // A search combines two causes at most; the texts show all three.
        let all = [Cause::ContentType, Cause::Host, Cause::Body];
        if matches!(known, Known::Texts | Known::All) {
            assert_eq!(found, all, "{known:?}");
        }
    }
    let signer = FaultySigner {
        host: format!("{HOST}:443"),
        content_type: "application/json".to_owned(),
        ..FaultySigner::default()
    };
    let found: Vec<_> = diagnosis(&signer, Known::Key).findings.iter().map(|it| it.cause).collect();
    assert_eq!(found, [Cause::ContentType, Cause::Host]);
}
