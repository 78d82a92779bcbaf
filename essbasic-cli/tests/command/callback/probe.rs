//! `essbasic callback probe`: every fault is found, and nothing else.

use std::thread;

use serde_json::Value;

use super::receiver::{Planted, Receiver};
use super::{ends, run, stdout};

/// Returns the checks that found a fault, with its name.
fn probe(planted: Planted, timeout: &str) -> Vec<(String, String)> {
    let receiver = Receiver::start(planted);
    let arguments = ["probe", &receiver.url, "--timeout", timeout, "--output", "json"];
    let output = run(&arguments);
    let report = stdout(&output);
    let checks = report["checks"].as_array().unwrap();
    let text = |check: &Value, name: &str| check[name].as_str().unwrap().to_owned();
    let faults: Vec<_> = checks.iter().filter(|it| it["ok"] == false).collect();
    ends(&output, i32::from(!faults.is_empty()), "");
    assert_eq!(report["faults"], faults.len());
    assert!(faults.iter().all(|it| !text(it, "hint").is_empty()));
    faults.into_iter().map(|it| (text(it, "name"), text(it, "fault"))).collect()
}

#[test]
fn a_receiver_without_faults_passes() {
    assert_eq!(probe(Planted::None, "30"), []);
}

#[test]
fn each_planted_fault_is_found_and_no_other() {
    let faults = [
        (Planted::NoEmpty, "empty", "not_accepted"),
        (Planted::NoDuplicate, "duplicate", "not_accepted"),
        (Planted::OnlyKnown, "undeclared_event", "not_accepted"),
        (Planted::Reserializes, "formatted", "not_accepted"),
        (Planted::IgnoresSignature, "wrong_signature", "accepted"),
        (Planted::AcceptsUnsigned, "no_signature", "accepted"),
        (Planted::AcceptsUnreadable, "wrong_key", "accepted"),
        (Planted::HangsOnLarge, "large", "no_response"),
        (Planted::Serial, "slow", "blocks"),
    ];
    // Most of the time of a probe is waiting for the receiver.
    thread::scope(|scope| {
        for (planted, check, fault) in faults {
            scope.spawn(move || {
                let found = found(planted);
                assert_eq!(found, [(check.to_owned(), fault.to_owned())], "{planted:?}");
            });
        }
    });
}

/// Returns the checks that found a planted fault, without those that it implies.
fn found(planted: Planted) -> Vec<(String, String)> {
    // A large request has four times as long.
    let timeout = if planted == Planted::HangsOnLarge { "2" } else { "10" };
    let mut found = probe(planted, timeout);
    match planted {
        // The address does not respond to `{}` after a large or during a slow request either.
        Planted::NoEmpty => found.retain(|(name, _)| name != "large" && name != "slow"),
        Planted::IgnoresSignature => found.retain(|(name, _)| name == "wrong_signature"),
        _ => {}
    }
    found
}

#[test]
fn a_fault_of_every_response_is_found_by_the_first_check() {
    let faults = [
        (Planted::Redirect, "redirect"),
        (Planted::NoContent, "not_exactly_200"),
        (Planted::Slow, "no_response"),
        (Planted::LargeResponse, "large_response"),
        (Planted::Fails, "not_accepted"),
    ];
    thread::scope(|scope| {
        for (planted, fault) in faults {
            scope.spawn(move || {
                let found = probe(planted, if planted == Planted::Slow { "0.3" } else { "10" });
                assert_eq!(found[0], ("empty".to_owned(), fault.to_owned()), "{planted:?}");
            });
        }
    });
}

#[test]
fn an_address_that_is_not_ours_is_rejected() {
    ends(&run(&["probe", "http://203.0.113.1/"]), 2, "is a public address");
    ends(&run(&["probe", "ftp://localhost/"]), 2, "write a URL");
    let secret = run(&["probe", "http://user:secret@localhost/"]);
    ends(&secret, 2, "write a URL");
    assert!(!String::from_utf8(secret.stderr).unwrap().contains("secret@"));
    ends(&run(&["probe", "http://127.0.0.1:1/"]), 1, "the receiver has 1 fault");
}

#[test]
fn the_report_is_in_the_language_of_the_reader() {
    let receiver = Receiver::start(Planted::NoEmpty);
    for (language, expected) in [("en", "FAULT"), ("zh-CN", "故障")] {
        let arguments = ["callback", "probe", &receiver.url, "--output", "text"];
        let output = super::command(&arguments).env("ESSBASIC_LANG", language).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(expected), "{text}");
        // Chinese characters are two columns wide.
        let wide = |line: &str| line.chars().map(|it| if it < '\u{2e80}' { 1 } else { 2 }).sum();
        let widest: usize = text.lines().map(wide).max().unwrap();
        assert!(widest <= 80, "{text}");
    }
}
