//! Texts in two languages that must say the same.

use std::path::Path;

use xshell::Shell;

use crate::Error;

/// Compares README and handbook: sections, tables, lists and code, apart from comments.
pub(super) fn run(shell: &Shell) -> Result<(), Error> {
    let (english, chinese) = ("docs/en/src", "docs/zh-CN/src");
    let mut pages = vec![("README.md".into(), "README.zh-CN.md".into())];
    for page in shell.read_dir(english)? {
        let name = page.file_name().unwrap_or_default();
        pages.push((page.clone(), Path::new(chinese).join(name)));
    }
    if shell.read_dir(chinese)?.len() + 1 != pages.len() {
        return Err(format!("{english} and {chinese} have different pages").into());
    }
    for (english, chinese) in &pages {
        compare(shell, english, chinese)?;
    }
    println!("{} pages", pages.len());
    Ok(())
}

fn compare(shell: &Shell, english: &Path, chinese: &Path) -> Result<(), Error> {
    let (left, right) = (outline(&shell.read_file(english)?), outline(&shell.read_file(chinese)?));
    let differs = |index: &usize| left.get(*index) != right.get(*index);
    let Some(index) = (0..left.len().max(right.len())).find(differs) else { return Ok(()) };
    let (left, right) = (left.get(index), right.get(index));
    let (english, chinese) = (english.display(), chinese.display());
    Err(format!("{english} has {left:?} where {chinese} has {right:?}").into())
}

/// Returns what must be equal in both languages: levels of headings, code, and the code spans of each
/// row of a table and item of a list.
fn outline(text: &str) -> Vec<String> {
    let (mut outline, mut in_code) = (Vec::new(), false);
    let mut item: Option<(char, Vec<&str>)> = None;
    let end_item = |item: Option<(char, Vec<&str>)>, outline: &mut Vec<String>| {
        if let Some((kind, mut spans)) = item {
            spans.sort_unstable();
            outline.push(format!("{kind} {}", spans.join(" ")));
        }
    };
    for line in text.lines() {
        let spans = line.split('`').skip(1).step_by(2);
        match (line.chars().next(), &mut item) {
            (Some(' '), Some((_, item))) if !in_code => {
                item.extend(spans);
                continue;
            }
            _ => end_item(item.take(), &mut outline),
        }
        if line.starts_with("```") {
            in_code = !in_code;
            outline.push(line.to_owned());
        } else if in_code {
            outline.push(line.split(" # ").next().unwrap_or(line).trim_end().to_owned());
        } else if line.starts_with('#') {
            outline.push(line.chars().take_while(|it| *it == '#').collect());
        } else if let Some(kind) = kind_of_item(line) {
            item = Some((kind, spans.collect()));
        }
    }
    end_item(item, &mut outline);
    outline
}

/// Returns `|` for a row of a table, `-` for an item of a list, the digit of a numbered one.
fn kind_of_item(line: &str) -> Option<char> {
    let first = line.chars().next()?;
    // A wrapped line may begin with a number, too.
    let is_numbered = || line.trim_start_matches(|it: char| it.is_ascii_digit()).starts_with(". ");
    let is_item = matches!(first, '|' | '-') || first.is_ascii_digit() && is_numbered();
    is_item.then_some(first)
}
