//! Lists the messages of `locales/en`, so that the compiler checks IDs and arguments, and the texts of
//! `catalogue/zh-CN` and `messages/zh-CN`, sorted by key, and the `examples`, sorted by action.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use toml::{Table, Value};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=locales");
    let locales = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let locales = locales.join("locales");
    let english = files(&locales.join("en"))?;
    let mut sources = String::new();
    let mut messages = BTreeMap::new();
    for (index, path) in english.iter().enumerate() {
        let chinese = locales.join("zh-CN").join(path.file_name().unwrap_or_default());
        let (source, translation) = (path.display().to_string(), chinese.display().to_string());
        // Writing into a string cannot fail.
        let _ = writeln!(sources, "    [include_str!({source:?}), include_str!({translation:?})],");
        let mut arguments = BTreeMap::new();
        read(&fs::read_to_string(path)?, &mut arguments);
        messages.extend(arguments.into_iter().map(|(id, names)| (id, (names, index))));
    }
    let mut code = format!(
        "/// Files, each in English and Chinese.\nconst SOURCES: [[&str; 2]; {}] = [\n{sources}];\n\n",
        english.len(),
    );
    code += "/// IDs in ascending order, each with its arguments and the index of its file.\n\
             const MESSAGES: &[(&str, &[&str], usize)] = &[\n";
    for (id, (arguments, file)) in messages {
        let _ = writeln!(code, "    ({id:?}, &{arguments:?}, {file}),");
    }
    code += "];\n";
    let output = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(output.join("messages.rs"), code)?;
    println!("cargo:rerun-if-changed=catalogue");
    fs::write(output.join("catalogue.rs"), catalogue(Path::new("catalogue/zh-CN"))?)?;
    println!("cargo:rerun-if-changed=examples");
    fs::write(output.join("examples.rs"), examples(Path::new("examples"))?)?;
    println!("cargo:rerun-if-changed=messages");
    fs::write(output.join("translations.rs"), translations(Path::new("messages/zh-CN"))?)
}

/// Returns the translations of a folder as an expression: Chinese texts by their English ones.
fn translations(folder: &Path) -> io::Result<String> {
    let mut pairs = BTreeMap::new();
    for path in files(folder)? {
        let texts: Table = fs::read_to_string(&path)?.parse().map_err(io::Error::other)?;
        pairs
            .extend(texts.into_iter().filter_map(|(key, it)| Some((key, it.as_str()?.to_owned()))));
    }
    Ok(table(&pairs))
}

/// Returns the texts of a folder as an expression: texts by key.
///
/// A key is `Type`, `Type.Field` or `Enum=value`, with names as on the wire.
fn catalogue(folder: &Path) -> io::Result<String> {
    let mut texts = BTreeMap::new();
    for path in files(folder)? {
        let types: Table = fs::read_to_string(&path)?.parse().map_err(io::Error::other)?;
        for (name, entry) in types {
            let entry = entry.as_table().cloned().unwrap_or_default();
            for (part, value) in entry {
                let separator = if part == "values" { '=' } else { '.' };
                match value {
                    Value::String(doc) => drop(texts.insert(name.clone(), doc.trim().to_owned())),
                    Value::Table(table) => {
                        texts.extend(table.into_iter().filter_map(|(key, it)| {
                            Some((
                                format!("{name}{separator}{key}"),
                                it.as_str()?.trim().to_owned(),
                            ))
                        }));
                    }
                    _ => {}
                }
            }
        }
    }
    Ok(table(&texts))
}

/// Returns texts by key as an expression: a string for `text_table::parse`.
fn table(texts: &BTreeMap<String, String>) -> String {
    let mut entries = String::new();
    for (key, text) in texts {
        entries.extend([key, "\u{1f}", text, "\u{1e}"]);
    }
    format!("{entries:?}")
}

/// Returns the examples of a folder as an expression: pairs of action and JSON without white space, in
/// ascending order.
fn examples(folder: &Path) -> io::Result<String> {
    let mut examples = BTreeMap::new();
    for domain in files(folder)? {
        for path in files(&domain)? {
            let action = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            examples.insert(action, without_white_space(&fs::read_to_string(path)?));
        }
    }
    Ok(format!("&{:#?}", examples.into_iter().collect::<Vec<_>>()))
}

/// Returns a JSON text without the white space between its values.
fn without_white_space(json: &str) -> String {
    let (mut in_string, mut escaped) = (false, false);
    let mut is_kept = |letter: &char| {
        let is_quote = *letter == '"' && !escaped;
        escaped = *letter == '\\' && !escaped;
        in_string ^= is_quote;
        in_string || is_quote || !letter.is_whitespace()
    };
    json.chars().filter(|letter| is_kept(letter)).collect()
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries: io::Result<Vec<_>> = fs::read_dir(folder)?.collect();
    let mut files: Vec<_> = entries?.into_iter().map(|entry| entry.path()).collect();
    files.sort();
    Ok(files)
}

/// Reads the IDs of a Fluent file, each with the sorted names of its arguments.
fn read(text: &str, messages: &mut BTreeMap<String, Vec<String>>) {
    let mut id = None;
    for line in text.lines() {
        if let Some((name, _)) =
            line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic))
        {
            id = Some(name.to_owned());
            messages.insert(name.to_owned(), Vec::new());
        }
        let Some(arguments) = id.as_ref().and_then(|id| messages.get_mut(id)) else { continue };
        for reference in line.split("{ $").skip(1) {
            let end = reference.find(|letter: char| letter != '-' && !letter.is_alphanumeric());
            arguments.push(reference[..end.unwrap_or(reference.len())].replace('-', "_"));
        }
        arguments.sort();
        arguments.dedup();
    }
}
