//! Text wrapped by display width.

use std::borrow::Cow;

use textwrap::core::{Word, display_width};
use textwrap::{Options, WordSeparator, WordSplitter};

/// Wraps text with an indentation of its first line and of the others.
///
/// Lines break at spaces and beside Chinese characters, where Unicode allows it: never before a
/// closing punctuation mark or after an opening one. IDs, URLs and other words stay whole, so that
/// they can be copied.
pub(crate) fn wrap<'a>(
    text: &'a str,
    width: usize,
    first: &'a str,
    others: &'a str,
) -> Vec<Cow<'a, str>> {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(others)
        .word_separator(WordSeparator::Custom(segments))
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::wrap(text, options)
}

fn segments(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let ends = |separator: WordSeparator| {
        separator.find_words(line).scan(0, |end, word| {
            *end += word.word.len() + word.whitespace.len();
            Some(*end)
        })
    };
    let mut all: Vec<usize> = ends(WordSeparator::AsciiSpace).collect();
    all.extend(
        ends(WordSeparator::UnicodeBreakProperties).filter(|end| is_beside_wide(line, *end)),
    );
    all.sort_unstable();
    all.dedup();
    let mut start = 0;
    Box::new(all.into_iter().map(move |end| {
        let word = Word::from(&line[start..end]);
        start = end;
        word
    }))
}

/// Returns whether a character of two columns, such as a Chinese one, ends or starts at an offset.
fn is_beside_wide(line: &str, offset: usize) -> bool {
    let Some((before, after)) = line.split_at_checked(offset) else { return false };
    let is_wide = |letter: char| display_width(letter.encode_utf8(&mut [0; 4])) == 2;
    before.chars().next_back().is_some_and(is_wide) || after.chars().next().is_some_and(is_wide)
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn chinese_text_is_wrapped_by_columns_and_keeps_punctuation_with_its_word() {
        let text = "签署码到期，或最后一份合同发起后，也会失效。（由它发起的合同不受影响）";
        for width in 8..40 {
            for line in wrap(text, width, "", "") {
                assert!(textwrap::core::display_width(&line) <= width, "{width}: {line}");
                assert!(!line.starts_with(['，', '。', '）']), "{width}: {line}");
                assert!(!line.ends_with('（'), "{width}: {line}");
            }
        }
    }

    #[test]
    fn words_of_a_mixed_text_stay_whole() {
        let id = "df80645b-5ae9-40aa-86f1-9f8b95bcd3d3";
        let text = format!(
            "调用 ChannelCancelFlow 失败（请求 {id}），见 https://example.com/a/b?c=d 的说明"
        );
        let lines = wrap(&text, 44, "", "  ");
        for word in [id, "ChannelCancelFlow", "https://example.com/a/b?c=d"] {
            assert!(lines.iter().any(|line| line.contains(word)), "{lines:?}");
        }
        assert!(lines.len() > 2);
    }
}
