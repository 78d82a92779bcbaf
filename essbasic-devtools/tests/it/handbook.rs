//! README and handbook say the same in both languages. `cargo xtask ci translations` compares their
//! sections and code, and this their figures, options and names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Returns the sections of a page, without blocks of code and the targets of links.
fn sections(page: &Path) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut is_code = false;
    for line in fs::read_to_string(page).unwrap().lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            if line.starts_with('#') {
                sections.push(String::new());
            }
            let (text, targets) = line.split_once("](").unwrap_or((line, ""));
            let targets = targets.split("](").map(|it| it.split_once(')').map_or("", |(_, it)| it));
            let section = sections.last_mut().unwrap();
            section.push_str(text);
            section.extend(targets);
            section.push('\n');
        }
    }
    sections
}

/// Returns code, options and numbers.
fn numbers_and_names(section: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (index, part) in section.split('`').enumerate() {
        if index % 2 == 1 {
            found.insert(part.to_owned());
            continue;
        }
        let is_separator = |c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-' && c != ',';
        for word in part.split(is_separator) {
            let digits = word.replace(',', "");
            let numbers = digits.split(|c: char| !c.is_ascii_digit() && c != '.');
            let numbers = numbers.map(|it| it.trim_matches('.')).filter(|it| !it.is_empty());
            found.extend(numbers.map(str::to_owned));
            if word.starts_with("--") {
                found.insert(word.trim_end_matches(['.', ',']).to_owned());
            }
        }
    }
    found
}

#[test]
fn every_section_has_the_same_figures_options_and_names_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let handbook = root.join("docs/en/src");
    let mut pages = vec![(root.join("README.md"), root.join("README.zh-CN.md"))];
    for page in fs::read_dir(handbook).unwrap() {
        let page: PathBuf = page.unwrap().path();
        let chinese = root.join("docs/zh-CN/src").join(page.file_name().unwrap());
        pages.push((page, chinese));
    }
    assert!(pages.len() > 10, "{pages:?}");
    for (english, chinese) in pages {
        let (left, right) = (sections(&english), sections(&chinese));
        assert_eq!(left.len(), right.len(), "{}", english.display());
        for (left, right) in left.iter().zip(&right) {
            let heading = left.lines().next().unwrap_or_default();
            assert_eq!(
                numbers_and_names(left),
                numbers_and_names(right),
                "{}: {heading}",
                english.display()
            );
        }
    }
}
