//! The message catalogue is complete in every language, and has no unused messages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use essbasic_devtools::messages::MessageId;
use essbasic_devtools::{Language, t};

use essbasic_test_support::translation::invariants;

/// Messages of a language, each with its arguments.
fn catalogue(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let mut messages = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let mut id = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
                name.clone_into(&mut id);
                let is_new = messages.insert(id.clone(), BTreeSet::new()).is_none();
                assert!(is_new, "{id} is defined twice");
            }
            let arguments = line.split("{ $").skip(1).map(|rest| {
                let end = rest.find(|letter: char| letter != '-' && !letter.is_alphanumeric());
                rest[..end.unwrap_or(rest.len())].to_owned()
            });
            messages.get_mut(&id).unwrap().extend(arguments);
        }
    }
    messages
}

#[test]
fn every_language_has_the_same_messages_with_the_same_arguments() {
    let english = catalogue("en");
    assert_eq!(english, catalogue("zh-CN"));
    assert!(english.keys().map(String::as_str).eq(MessageId::all()));
}

/// Returns the messages of a language that have one line, by ID.
fn lines(language: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let mut messages = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let lines = text.lines().filter(|line| line.starts_with(|it: char| it.is_alphabetic()));
        messages.extend(lines.filter_map(|line| {
            let (id, text) = line.split_once(" = ")?;
            Some((id.to_owned(), text.to_owned()))
        }));
    }
    messages
}

#[test]
fn languages_of_the_command_differ_in_no_code_name_option_or_number() {
    let (english, chinese) = (lines("en"), lines("zh-CN"));
    assert!(english.len() > 300);
    // Other messages write the numbers of steps and times as words.
    let differs = |(id, text): &(&String, &String)| {
        id.starts_with("cli-")
            && chinese.get(*id).is_some_and(|other| invariants(text) != invariants(other))
    };
    let different: Vec<_> = english.iter().filter(differs).collect();
    assert!(different.is_empty(), "{different:#?}");
}

#[test]
fn every_message_is_used() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut sources = String::new();
    for package in ["essbasic-devtools", "essbasic-explorer", "essbasic-mcp", "essbasic-cli"] {
        read_sources(&workspace.join(package).join("src"), &mut sources);
    }
    let is_unused = |id: &&str| !sources.contains(&format!("\"{id}\""));
    let unused: Vec<_> = MessageId::all().filter(is_unused).collect();
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
