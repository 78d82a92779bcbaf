//! Syntax highlighting of JSON.

use maud::{Markup, html};

/// Kind of a piece of JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Token {
    /// The name of a field.
    Name,
    String,
    /// A number, `true`, `false` or `null`.
    Other,
    /// Brackets, commas and white space.
    Between,
}

/// Renders JSON unchanged, with a `<span>` around each name and value.
pub(crate) fn json(text: &str) -> Markup {
    html! {
        @for (token, part) in tokens(text) {
            @match token {
                Token::Name => span.json-name { (part) },
                Token::String => span.json-text { (part) },
                Token::Other => span.json-other { (part) },
                Token::Between => (part),
            }
        }
    }
}

/// Renders JSON in a collapsed `<details>` element.
pub(crate) fn folded(title: &str, text: &str) -> Markup {
    html! {
        details.raw {
            summary { (title) }
            pre.json tabindex="0" { (json(text)) }
        }
    }
}

fn tokens(text: &str) -> Vec<(Token, &str)> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_value = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
        let (mut token, end) = match first {
            '"' => (Token::String, quoted(rest)),
            _ if is_value(first) => (Token::Other, rest.find(|letter| !is_value(letter))),
            _ => (Token::Between, rest.find(|letter| letter == '"' || is_value(letter))),
        };
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        if token == Token::String && after.trim_start().starts_with(':') {
            token = Token::Name;
        }
        tokens.push((token, part));
        rest = after;
    }
    tokens
}

/// Returns the length of the string that a text begins with, quotation marks included.
fn quoted(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_strings_and_other_values_are_distinguished() {
        let parts = tokens(r#"{"a\"b": ["c:", -1.5e3, null]}"#);
        let of = |wanted| {
            let parts = parts.iter().filter(|(token, _)| *token == wanted);
            parts.map(|(_, part)| *part).collect::<Vec<_>>()
        };
        assert_eq!(of(Token::Name), [r#""a\"b""#]);
        assert_eq!(of(Token::String), [r#""c:""#]);
        assert_eq!(of(Token::Other), ["-1.5e3", "null"]);
        let whole: String = parts.iter().map(|(_, part)| *part).collect();
        assert_eq!(whole, r#"{"a\"b": ["c:", -1.5e3, null]}"#);
    }

    #[test]
    fn an_unfinished_string_is_kept() {
        let whole: String = tokens("{\"a").iter().map(|(_, part)| *part).collect();
        assert_eq!(whole, "{\"a");
    }
}
