//! Texts in two languages that must say the same.

use xshell::Shell;

use crate::Error;

/// Checks that both READMEs have the same sections, tables and code, apart from comments.
pub(super) fn readme(shell: &Shell) -> Result<(), Error> {
    let english = outline(&shell.read_file("README.md")?);
    let chinese = outline(&shell.read_file("README.zh-CN.md")?);
    let pairs = english.iter().zip(&chinese);
    if let Some((left, right)) = pairs.into_iter().find(|(left, right)| left != right) {
        return Err(format!("README.md has {left:?} where README.zh-CN.md has {right:?}").into());
    }
    if english.len() == chinese.len() {
        println!("{} sections, rows and lines of code", english.len());
        return Ok(());
    }
    let longer = if english.len() > chinese.len() { "README.md" } else { "README.zh-CN.md" };
    Err(format!("{longer} has more sections, rows or code than the other").into())
}

/// What must be equal in both languages: levels of headings, code, and the code spans of each line
/// of a list or table.
fn outline(text: &str) -> Vec<String> {
    let (mut outline, mut in_code) = (Vec::new(), false);
    for line in text.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
            outline.push(line.to_owned());
        } else if in_code {
            outline.push(line.split(" # ").next().unwrap_or(line).trim_end().to_owned());
        } else if line.starts_with('#') {
            outline.push(line.chars().take_while(|it| *it == '#').collect());
        } else if line.starts_with(['|', '-']) || line.starts_with(|it: char| it.is_ascii_digit()) {
            let mut spans: Vec<_> = line.split('`').skip(1).step_by(2).collect();
            spans.sort_unstable();
            outline.push(format!("{} {}", &line[..1], spans.join(" ")));
        }
    }
    outline
}
