//! What a program names of the library, as few `use` lines as say it precisely.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The names, by the public module that has them.
#[derive(Default)]
pub(super) struct Imports(BTreeMap<String, BTreeSet<String>>);

impl Imports {
    /// A public name: `essbasic::Client`.
    pub(super) fn name(&mut self, path: &str) {
        if let Some((module, name)) = path.rsplit_once("::") {
            self.0.entry(module.to_owned()).or_default().insert(name.to_owned());
        }
    }

    /// A type by where it is written. Its domain has it, or `models`, or the crate itself.
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

    /// The lines.
    pub(super) fn written(&self) -> String {
        let mut text = String::new();
        // The crate's own names come last, as rustfmt sorts them.
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

/// Names in lines that are not too wide.
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

/// The name at a path's end.
pub(super) fn name_of(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
