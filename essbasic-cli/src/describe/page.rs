//! Text that is wrapped as it is written, for a terminal that nobody has widened.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use essbasic_devtools::action_docs::strip_markdown;

/// How wide a page is.
const WIDTH: usize = 80;

/// How names look on a terminal.
const NAME: Style = AnsiColor::Cyan.on_default();

/// How headings look on a terminal.
const HEADING: Style = Style::new().bold();

/// A page.
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

    /// What the page is about.
    pub(super) fn title(&mut self, name: &str, title: &str) {
        self.line(&format!("{HEADING}{name}{HEADING:#}  {title}"));
    }

    pub(super) fn heading(&mut self, title: &str) {
        self.gap();
        self.line(&format!("{HEADING}{title}{HEADING:#}"));
    }

    /// A paragraph.
    pub(super) fn line(&mut self, text: &str) {
        self.wrapped("", "", text);
    }

    /// A line of a list.
    pub(super) fn item(&mut self, text: &str) {
        self.wrapped("  ", "    ", text);
    }

    /// A name, and below it what is said of it.
    pub(super) fn entry(&mut self, name: &str, text: &str) {
        self.item(&named(name, ""));
        self.wrapped("      ", "      ", &strip_markdown(text));
    }

    /// A paragraph with what its first line begins with, and the others.
    pub(super) fn wrapped(&mut self, first: &str, others: &str, text: &str) {
        let options = textwrap::Options::new(WIDTH)
            .initial_indent(first)
            .subsequent_indent(others)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .break_words(false);
        for line in textwrap::wrap(text, options) {
            // Writing into a string cannot fail.
            let _ = writeln!(self.0, "{}", line.trim_end());
        }
    }

    /// Documentation, without its table of codes, which has a place of its own.
    pub(super) fn markdown(&mut self, doc: &str) {
        for paragraph in doc.split("\n\n") {
            let mut lines = paragraph.lines().peekable();
            let is_codes = paragraph.starts_with("| error code |");
            if is_codes {
                continue;
            }
            if lines.peek().is_some_and(|line| line.starts_with('|')) {
                for row in lines.skip(2) {
                    let (name, rest) = row.trim_matches('|').split_once(" | ").unwrap_or((row, ""));
                    self.entry(&strip_markdown(name), &rest.replace(" | ", " "));
                }
            } else if lines.peek().is_some_and(|line| line.starts_with("- ")) {
                for item in items(paragraph) {
                    self.item(&strip_markdown(&item));
                }
            } else {
                self.line(&strip_markdown(&paragraph.replace('\n', " ")));
            }
            self.gap();
        }
    }
}

/// A name, and what stands beside it.
pub(super) fn named(name: &str, beside: &str) -> String {
    let gap = if beside.is_empty() { "" } else { "  " };
    format!("{NAME}{name}{NAME:#}{gap}{beside}")
}

/// The items of a list, each on one line.
fn items(list: &str) -> Vec<String> {
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
