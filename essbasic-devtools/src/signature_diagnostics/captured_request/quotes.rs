//! Quotes that browsers write in "Copy as cURL", and that are not those of every shell.

use std::borrow::Cow;
use std::str::Chars;

/// Replaces each text in `$'…'`, as for bash, by the same text in `'…'`.
pub(super) fn without_ansi_c(text: &str) -> Cow<'_, str> {
    if !text.contains("$'") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        match letter {
            '$' if rest.as_str().starts_with('\'') => {
                rest.next();
                let decoded = decode(&mut rest).replace('\'', r"'\''");
                plain.extend(["'", decoded.as_str(), "'"]);
            }
            '\'' | '"' => {
                plain.push(letter);
                quoted(letter, &mut rest, &mut plain);
            }
            '\\' => {
                plain.push(letter);
                plain.extend(rest.next());
            }
            _ => plain.push(letter),
        }
    }
    Cow::Owned(plain)
}

/// Removes the escapes of a command for `cmd`. Returns `None` for another command: quotes of `cmd` are `^"`.
pub(super) fn without_carets(text: &str) -> Option<String> {
    if !text.contains("^\"") {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n");
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        match (letter, rest.as_str()) {
            // An empty line is an escaped line break; a single one continues the command.
            ('^', after) if after.starts_with("\n\n") => {
                plain.push('\n');
                rest = after[2..].chars();
            }
            ('^', after) if after.starts_with('\n') => {
                plain.push(' ');
                rest.next();
            }
            ('^', _) => plain.extend(rest.next()),
            _ => plain.push(letter),
        }
    }
    Some(plain)
}

/// Copies a text up to its closing quote.
fn quoted(quote: char, rest: &mut Chars<'_>, plain: &mut String) {
    while let Some(letter) = rest.next() {
        plain.push(letter);
        match letter {
            '\\' if quote == '"' => plain.extend(rest.next()),
            letter if letter == quote => return,
            _ => {}
        }
    }
}

/// Decodes a text up to its closing quote.
fn decode(rest: &mut Chars<'_>) -> String {
    let mut decoded = Vec::new();
    while let Some(letter) = rest.next() {
        match letter {
            '\'' => break,
            '\\' => escape(rest, &mut decoded),
            letter => push(letter, &mut decoded),
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn escape(rest: &mut Chars<'_>, decoded: &mut Vec<u8>) {
    let from_letter = rest.clone();
    let Some(letter) = rest.next() else { return };
    match letter {
        'a' => decoded.push(0x07),
        'b' => decoded.push(0x08),
        'e' | 'E' => decoded.push(0x1b),
        'f' => decoded.push(0x0c),
        'n' => decoded.push(b'\n'),
        'r' => decoded.push(b'\r'),
        't' => decoded.push(b'\t'),
        'v' => decoded.push(0x0b),
        '\\' | '\'' | '"' | '?' => push(letter, decoded),
        'x' => decoded.extend(u8::try_from(number(rest, 16, 2)).ok()),
        '0'..='7' => {
            *rest = from_letter;
            decoded.extend(u8::try_from(number(rest, 8, 3)).ok());
        }
        'u' => {
            let mut units = vec![number(rest, 16, 4)];
            // Browsers write the two halves of a surrogate pair.
            if matches!(units[0], 0xd800..=0xdbff)
                && let Some(after) = rest.as_str().strip_prefix("\\u")
            {
                *rest = after.chars();
                units.push(number(rest, 16, 4));
            }
            let units = units.into_iter().filter_map(|unit| u16::try_from(unit).ok());
            for letter in char::decode_utf16(units) {
                push(letter.unwrap_or(char::REPLACEMENT_CHARACTER), decoded);
            }
        }
        'U' => {
            let letter = char::from_u32(number(rest, 16, 8));
            push(letter.unwrap_or(char::REPLACEMENT_CHARACTER), decoded);
        }
        letter => {
            decoded.push(b'\\');
            push(letter, decoded);
        }
    }
}

fn push(letter: char, decoded: &mut Vec<u8>) {
    decoded.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Reads a number of at most this many digits.
fn number(rest: &mut Chars<'_>, radix: u32, max_digits: usize) -> u32 {
    let text = rest.as_str();
    let count = text.chars().take(max_digits).take_while(|it| it.is_digit(radix)).count();
    let (digits, after) = text.split_at(count);
    *rest = after.chars();
    u32::from_str_radix(digits, radix).unwrap_or_default()
}
