//! SECURITY.md names the tests that stand behind its promises: they are there.

use std::fs;
use std::path::{Path, PathBuf};

const SECURITY: &str = include_str!("../SECURITY.md");

/// The source of every test, by the module path that `cargo test` shows.
fn tests() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    gather(root, root, &mut found);
    for folder in
        ["../essbasic-cli/tests/command", "../essbasic/tests/it", "../essbasic-explorer/tests/it"]
    {
        let folder = root.join(folder);
        gather(&folder, &folder, &mut found);
    }
    found
}

fn gather(root: &Path, folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is = |name: &str| path.file_name().is_some_and(|it| it == name);
        if path.is_dir() && !["ui", "downstream", "golden", "browser"].into_iter().any(is) {
            gather(root, &path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let module: PathBuf = path.strip_prefix(root).unwrap().with_extension("");
            let module = module.to_str().unwrap().replace('/', "::");
            found.push((module, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Whether a name is that of a test, or of a module with tests in it.
fn is_there(name: &str, tests: &[(String, String)]) -> bool {
    let is_module = |path: &str| {
        let inside = format!("{path}::");
        let mut of = tests.iter().filter(|(it, _)| it == path || it.starts_with(&inside));
        of.any(|(_, source)| source.contains("#[test]") || source.contains("#[tokio::test"))
    };
    let is_test = |module: &str, function: &str| {
        let head = format!("fn {function}()");
        let mut of = tests.iter().filter(|(it, _)| it == module);
        of.any(|(_, source)| {
            let before = source.split(&head).next().filter(|it| it.len() < source.len());
            let above = before.and_then(|it| it.rsplit("\n\n").next());
            above.is_some_and(|it| it.contains("#[test]") || it.contains("#[tokio::test"))
        })
    };
    is_module(name) || name.rsplit_once("::").is_some_and(|(module, it)| is_test(module, it))
}

/// What stands in backquotes behind each promise.
fn named() -> Vec<&'static str> {
    let promises = SECURITY.lines().filter(|line| line.starts_with('|'));
    let promises = promises.filter(|line| !line.contains("by type:"));
    let behind = promises.filter_map(|line| line.trim_end_matches('|').rsplit_once('|'));
    behind.flat_map(|(_, tests)| tests.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn every_test_that_security_names_is_there() {
    let (tests, named) = (tests(), named());
    assert!(named.len() > 20, "{named:?}");
    let missing: Vec<_> = named.into_iter().filter(|name| !is_there(name, &tests)).collect();
    assert!(missing.is_empty(), "SECURITY.md names what is not there: {missing:?}");
}

#[test]
fn a_name_that_no_test_has_is_found_out() {
    let tests = tests();
    assert!(is_there("security::a_name_that_no_test_has_is_found_out", &tests));
    assert!(is_there("callback::forged", &tests));
    for name in ["security::a_name_of_nothing", "security::tests", "server", "callback::nothing"] {
        assert!(!is_there(name, &tests), "{name}");
    }
}

#[test]
fn every_promise_names_what_stands_behind_it() {
    for line in SECURITY.lines().filter(|line| line.starts_with("| ")) {
        let behind = line.trim_end_matches('|').rsplit('|').next().unwrap().trim();
        assert!(behind == "test" || behind.contains('`'), "{line}");
    }
}
