//! Page of text, wrapped for a terminal of 80 columns.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use essbasic_devtools::action_docs::strip_markdown;
use textwrap::core::display_width;

use crate::output::WIDTH;
use crate::wrap::wrap;

const NAME: Style = AnsiColor::Cyan.on_default();
const HEADING: Style = Style::new().bold();

/// A page of text.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
    pub(super) fn finish(self) -> String {
        self.0
    }

    pub(super) fn gap(&mut self) {
        if !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    pub(super) fn title(&mut self, name: &str, title: &str) {
        self.line(&format!("{HEADING}{name}{HEADING:#}  {title}"));
    }

    pub(super) fn heading(&mut self, title: &str) {
        self.gap();
        self.line(&format!("{HEADING}{title}{HEADING:#}"));
    }

    /// Writes a paragraph.
    pub(super) fn line(&mut self, text: &str) {
        self.wrapped("", "", text);
    }

    /// Writes a list item.
    pub(super) fn item(&mut self, text: &str) {
        self.wrapped("  ", "    ", text);
    }

    /// Writes a name and, below it, its description.
    pub(super) fn entry(&mut self, name: &str, text: &str) {
        self.item(&styled_name(name, ""));
        self.wrapped("      ", "      ", &strip_markdown(text));
    }

    /// Writes lines of JSON, each cut to the width of the page.
    pub(super) fn code(&mut self, text: &str) {
        for line in text.lines() {
            let line = format!("  {line}");
            if display_width(&line) <= WIDTH {
                self.0.push_str(&line);
            } else {
                let mut columns = 0;
                let fits = |letter: &char| {
                    columns += display_width(letter.encode_utf8(&mut [0; 4]));
                    columns < WIDTH
                };
                self.0.extend(line.chars().take_while(fits));
                self.0.push('…');
            }
            self.0.push('\n');
        }
    }

    /// Writes a paragraph with prefixes for its first line and the others.
    pub(super) fn wrapped(&mut self, first: &str, others: &str, text: &str) {
        for line in wrap(text, WIDTH, first, others) {
            // Writing to a string cannot fail.
            let _ = writeln!(self.0, "{}", line.trim_end());
        }
    }

    /// Writes documentation in Markdown, without its table of error codes, which has its own
    /// section.
    pub(super) fn markdown(&mut self, doc: &str) {
        for paragraph in doc.split("\n\n") {
            let mut lines = paragraph.trim_start().lines().peekable();
            if ["| error code |", "| 错误码 |"].iter().any(|it| paragraph.starts_with(it)) {
                continue;
            }
            if lines.peek().is_some_and(|line| line.starts_with('|')) {
                for row in lines.skip(2) {
                    let (name, rest) = row.trim_matches('|').split_once(" | ").unwrap_or((row, ""));
                    self.entry(&strip_markdown(name), &rest.replace(" | ", " "));
                }
            } else if lines.peek().is_some_and(|line| line.starts_with("- ")) {
                for item in list_items(paragraph) {
                    self.item(&strip_markdown(&item));
                }
            } else {
                self.line(&strip_markdown(&paragraph.replace('\n', " ")));
            }
            self.gap();
        }
    }
}

/// Formats a name and the text after it.
pub(super) fn styled_name(name: &str, text: &str) -> String {
    let gap = if text.is_empty() { "" } else { "  " };
    format!("{NAME}{name}{NAME:#}{gap}{text}")
}

/// Returns the items of a list, each as one line.
fn list_items(list: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in list.lines() {
        match items.last_mut() {
            Some(item) if !line.starts_with("- ") => {
                item.push(' ');
                item.push_str(line.trim());
            }
            _ => items.push(line.to_owned()),
        }
    }
    items
}
