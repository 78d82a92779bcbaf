//! Lines for standard error, broken between words where a terminal would break them anywhere.

use std::io::{self, IsTerminal, Write};

use anstyle::Style;
use textwrap::{Options, WordSeparator, WordSplitter};

/// Writes a text behind a styled word.
pub(super) fn say(style: Style, word: &str, text: &str) -> io::Result<()> {
    let text = format!("{word} {text}");
    let text = if io::stderr().is_terminal() { broken(&text, textwrap::termwidth()) } else { text };
    let text = text.strip_prefix(word).unwrap_or(&text);
    writeln!(anstream::stderr(), "{style}{word}{style:#}{text}")
}

fn broken(text: &str, width: usize) -> String {
    // An id or an address stays whole, so that it can be copied.
    let options = Options::new(width)
        .subsequent_indent("    ")
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    let lines = text.lines().map(|line| textwrap::fill(line, &options));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn a_request_id_stays_whole() {
        let id = "df80645b-5ae9-40aa-86f1-9f8b95bcd3d3";
        let text = broken(&format!("essbasic: ChannelCancelFlow: refused (request {id})"), 60);
        assert_eq!(text, format!("essbasic: ChannelCancelFlow: refused (request\n    {id})"));
    }
}
