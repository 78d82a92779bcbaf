//! The tests that SECURITY.md names exist.

use std::collections::BTreeSet;
use std::{env, fs};

const SECURITY: &str = include_str!("../SECURITY.md");

/// Returns the promises: table rows whose last cell names tests.
fn promises() -> impl Iterator<Item = &'static str> {
    let rows = SECURITY.lines().filter(|line| line.starts_with("| "));
    rows.filter_map(|row| row.trim_end_matches('|').rsplit('|').next()).map(str::trim)
}

#[test]
fn every_promise_names_a_test_or_a_type() {
    for tests in promises() {
        assert!(tests == "test" || tests.contains('`'), "{tests}");
    }
}

/// The list is the output of `cargo test --workspace -- --list`.
#[test]
#[ignore = "needs the list of all tests in the file that ESSBASIC_TESTS_LIST names; run by .ci/run"]
fn every_named_test_exists() {
    let list = fs::read_to_string(env::var("ESSBASIC_TESTS_LIST").unwrap()).unwrap();
    let listed: BTreeSet<_> = list.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    let exists = |name: &str| {
        let module = format!("{name}::");
        listed.iter().any(|test| *test == name || test.starts_with(&module))
    };
    let named = promises().filter(|tests| !tests.starts_with("by type:"));
    let named: Vec<_> = named.flat_map(|tests| tests.split('`').skip(1).step_by(2)).collect();
    assert!(named.len() > 20, "{named:?}");
    let missing: Vec<_> = named.into_iter().filter(|name| !exists(name)).collect();
    assert!(missing.is_empty(), "SECURITY.md names tests that do not exist: {missing:?}");
}
