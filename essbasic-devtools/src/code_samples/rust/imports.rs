//! `use` declarations of a program.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Names by public module.
#[derive(Default)]
pub(super) struct Imports(BTreeMap<String, BTreeSet<String>>);

impl Imports {
    /// Adds a public name such as `essbasic::Client`.
    pub(super) fn name(&mut self, path: &str) {
        if let Some((module, name)) = path.rsplit_once("::") {
            self.0.entry(module.to_owned()).or_default().insert(name.to_owned());
        }
    }

    /// Adds a type by the path of its definition. It is public in its domain, `models` or the crate.
    pub(super) fn path(&mut self, path: &str) {
        let parts: Vec<_> = path.split("::").collect();
        match parts[..] {
            [package, "agent", name] => self.name(&format!("{package}::{name}")),
            [package, module, .., name] if parts.len() > 2 => {
                self.name(&format!("{package}::{module}::{name}"));
            }
            _ => self.name(path),
        }
    }

    /// Renders the declarations.
    pub(super) fn render(&self) -> String {
        let mut text = String::new();
        // Names of the crate root come last, as in rustfmt.
        let (inner, own): (Vec<_>, Vec<_>) =
            self.0.iter().partition(|(module, _)| module.contains("::"));
        for (module, names) in inner.into_iter().chain(own) {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            // Writing into a string cannot fail.
            let _ = match names[..] {
                [name] => writeln!(text, "use {module}::{name};"),
                _ => writeln!(text, "use {module}::{{{}}};", wrapped(&names)),
            };
        }
        text
    }
}

/// Wraps names.
fn wrapped(names: &[&str]) -> String {
    let flat = names.join(", ");
    if flat.len() <= 70 {
        return flat;
    }
    let (mut text, mut width) = ("\n   ".to_owned(), 3);
    for name in names {
        if width + name.len() + 2 > 100 {
            text += "\n   ";
            width = 3;
        }
        width += name.len() + 2;
        text.extend([" ", name, ","]);
    }
    text + "\n"
}

/// Returns the last segment of a path.
pub(super) fn name_of(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
