//! The message catalogue is complete in every language, and has no unused messages.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use essbasic_devtools::messages::MessageId;
use essbasic_devtools::{Language, t};

use essbasic_test_support::translation::names_and_figures;

/// Messages of a language, each with its file and its arguments.
fn catalogue(language: &str) -> BTreeMap<String, (OsString, BTreeSet<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let mut messages = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let text = fs::read_to_string(file.path()).unwrap();
        let mut id = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
                name.clone_into(&mut id);
                let is_new =
                    messages.insert(id.clone(), (file.file_name(), BTreeSet::new())).is_none();
                assert!(is_new, "{id} is defined twice");
            }
            let arguments = line.split("{ $").skip(1).map(|rest| {
                let end = rest.find(|letter: char| letter != '-' && !letter.is_alphanumeric());
                rest[..end.unwrap_or(rest.len())].to_owned()
            });
            messages.get_mut(&id).unwrap().1.extend(arguments);
        }
    }
    messages
}

#[test]
fn every_language_has_the_same_messages_with_the_same_arguments_in_the_same_files() {
    let english = catalogue("en");
    assert_eq!(english, catalogue("zh-CN"));
    assert!(english.keys().map(String::as_str).eq(MessageId::all()));
}

/// Abbreviations that one of the languages writes as a word: API is 接口, secret ID is SecretId.
const TERMS: [&str; 9] =
    ["API", "FAULT", "HTTP", "ID", "QR", "SecretId", "SecretKey", "URL", "WARNING"];

/// Returns the texts of a language by ID, but for those with plural forms.
fn texts(language: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let mut id = "";
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let message = line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic));
            let (name, text) = message.unwrap_or((id, line));
            id = name;
            let known = messages.entry(id.to_owned()).or_default();
            known.extend([text, "\n"]);
        }
    }
    messages.retain(|_, text| !text.contains("->") && !text.contains("{ \""));
    messages
}

#[test]
fn languages_differ_in_no_code_name_option_or_number() {
    let (english, chinese) = (texts("en"), texts("zh-CN"));
    assert!(english.len() > 800, "{}", english.len());
    let mut different = Vec::new();
    for (id, text) in &english {
        let Some(other) = chinese.get(id) else { continue };
        let (text, other) = (names_and_figures(text), names_and_figures(other));
        let difference = text.symmetric_difference(&other);
        let difference: Vec<_> =
            difference.filter(|name| !TERMS.contains(&name.as_str())).collect();
        if !difference.is_empty() {
            different.push(format!("{id}: {difference:?}"));
        }
    }
    assert!(different.is_empty(), "{different:#?}");
}

#[test]
fn every_message_is_used() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut sources = String::new();
    for package in ["essbasic-devtools", "essbasic-explorer", "essbasic-mcp", "essbasic-cli"] {
        read_sources(&workspace.join(package).join("src"), &mut sources);
    }
    let quoted: BTreeSet<_> = sources.split('"').collect();
    let unused: Vec<_> = MessageId::all().filter(|id| !quoted.contains(id)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

fn read_sources(folder: &Path, sources: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_sources(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn arguments_and_plural_forms_are_formatted() {
    assert_eq!(t!(Language::English, "action-count", count = 1), "1 action");
    assert_eq!(t!(Language::English, "action-count", count = 99), "99 actions");
    assert_eq!(t!(Language::Chinese, "action-count", count = 1), "1 个接口");
    assert_eq!(
        t!(Language::English, "no-results", query = "a{b"),
        "No results for “a{b}”".replace("b}", "b")
    );
}

#[test]
fn the_first_supported_language_is_negotiated() {
    for (header, expected) in [
        ("zh-CN,zh;q=0.9,en;q=0.8", Language::Chinese),
        ("fr, zh;q=0.5", Language::Chinese),
        ("en-GB", Language::English),
        ("fr", Language::English),
        ("", Language::English),
    ] {
        assert_eq!(Language::negotiate(header), expected, "{header}");
    }
}
