//! The report as a list of checks for people.

use essbasic_devtools::{Language, escape, t};
use textwrap::core::display_width;

use crate::message::Message;
use crate::output::WIDTH;
use crate::wrap::wrap;

/// Columns of marks, and of titles.
const MARKS: usize = 7;
const TITLES: usize = 15;

/// One line of the report.
#[derive(Clone, Debug)]
pub(super) struct Check {
    pub(super) title: Message,
    pub(super) text: Message,
    pub(super) is_ok: bool,
}

impl Check {
    /// Creates a check that found nothing wrong.
    pub(super) fn ok(title: Message, text: Message) -> Self {
        Self { title, text, is_ok: true }
    }

    /// Returns the lines, at most 80 columns wide.
    pub(super) fn lines(&self, language: Language) -> Vec<String> {
        let mark = if self.is_ok { t!(language, "probe-ok") } else { t!(language, "probe-fault") };
        let first =
            format!("{}{}", padded(&mark, MARKS), padded(self.title.text(language), TITLES));
        let indent = " ".repeat(MARKS + TITLES);
        let text = escape::line(self.text.text(language));
        let lines = wrap(&text, WIDTH, &first, &indent);
        lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
    }
}

/// Fills a text up with spaces, at least one.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(display_width(text)).max(1)))
}
