//! Repair of JSON text that serde_json rejects: invalid Unicode, escapes and control characters.
//!
//! Strings are the only part that is changed, and a byte order mark is removed. Bytes that are not
//! UTF-8 become U+FFFD. In GBK the second byte of a character may be a backslash: whichever reading
//! lets the string end where JSON allows it is taken.

/// Encoding in which the bytes of a string are read.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Encoding {
    Utf8,
    /// GBK, Big5 and their relatives: a byte above 0x80, and one above 0x40.
    DoubleByte,
}

/// A piece of a string.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Piece {
    /// Valid characters, or a valid escape.
    Valid,
    /// Bytes or an escape without a character.
    Invalid,
    /// A control character, which must be escaped.
    Control,
    /// A backslash that begins no escape.
    Backslash,
    /// The closing quote.
    End,
}

/// Returns the text with all strings valid. Whether it is JSON remains to be seen.
pub(super) fn repair(body: &[u8]) -> Vec<u8> {
    let mut rest = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let mut out = Vec::with_capacity(rest.len());
    // Strings are looked through in advance; the work stays linear even for hostile text.
    let mut budget = 8 * rest.len();
    while let Some(quote) = rest.iter().position(|byte| *byte == b'"') {
        let (before, string) = rest.split_at(quote + 1);
        out.extend_from_slice(before);
        rest = string;
        let encoding = encoding(rest, &mut budget);
        while !rest.is_empty() {
            let (piece, length) = piece(rest, encoding);
            let (bytes, after) = rest.split_at(length);
            match piece {
                Piece::Valid | Piece::End => out.extend_from_slice(bytes),
                Piece::Invalid => out.extend_from_slice("\u{FFFD}".as_bytes()),
                Piece::Control => out.extend_from_slice(format!("\\u{:04x}", bytes[0]).as_bytes()),
                Piece::Backslash => out.extend_from_slice(b"\\\\"),
            }
            rest = after;
            if piece == Piece::End {
                break;
            }
        }
    }
    out.extend_from_slice(rest);
    out
}

/// Splits valid text behind an opening quote after the closing one, if there is one.
pub(super) fn split_string(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (end, _) = end(text, Encoding::Utf8).0?;
    Some((&text[..end - 1], &text[end..]))
}

/// Returns the encoding in which a string, given without its opening quote, ends where JSON allows it.
fn encoding(string: &[u8], budget: &mut usize) -> Encoding {
    for encoding in [Encoding::Utf8, Encoding::DoubleByte] {
        let (found, read) = match string.len().min(*budget) {
            0 => break,
            _ => end(string, encoding),
        };
        *budget = budget.saturating_sub(read);
        if found.is_some_and(|(_, fits)| fits) {
            return encoding;
        }
    }
    Encoding::Utf8
}

/// Returns the position after the closing quote and whether all escapes and what follows are as in
/// JSON; and the number of bytes read.
fn end(string: &[u8], encoding: Encoding) -> (Option<(usize, bool)>, usize) {
    let (mut at, mut fits) = (0, true);
    while at < string.len() {
        let (piece, length) = piece(&string[at..], encoding);
        at += length;
        fits &= piece != Piece::Backslash;
        if piece == Piece::End {
            let next = string[at..].trim_ascii_start().first();
            fits &= next.is_none_or(|byte| b",:}]".contains(byte));
            return (Some((at, fits)), at);
        }
    }
    (None, at)
}

/// Returns the first piece of the rest of a string, which must not be empty, and its length.
fn piece(rest: &[u8], encoding: Encoding) -> (Piece, usize) {
    match *rest {
        [b'"', ..] => (Piece::End, 1),
        [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => (Piece::Valid, 2),
        [b'\\', ..] => match (escape(rest), rest.get(6..).and_then(escape)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (Piece::Valid, 12),
            (Some(0xD800..=0xDFFF), _) => (Piece::Invalid, 6),
            (Some(_), _) => (Piece::Valid, 6),
            (None, _) => (Piece::Backslash, 1),
        },
        [0..0x20, ..] => (Piece::Control, 1),
        [0x20..0x80, ..] => {
            let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20 | 0x80..);
            (Piece::Valid, rest.iter().position(special).unwrap_or(rest.len()))
        }
        [first, ..] => {
            let width = match first {
                0xC2..=0xDF => 2,
                0xE0..=0xEF => 3,
                0xF0..=0xF4 => 4,
                _ => 0,
            };
            let character = rest.get(..width).filter(|bytes| !bytes.is_empty());
            if character.is_some_and(|bytes| str::from_utf8(bytes).is_ok()) {
                (Piece::Valid, width)
            } else if encoding == Encoding::DoubleByte
                && matches!(rest.get(1), Some(0x40..=0x7E | 0x80..=0xFE))
            {
                (Piece::Invalid, 2)
            } else {
                (Piece::Invalid, 1)
            }
        }
        [] => (Piece::End, 0),
    }
}

/// Returns the code unit of an escape `\u0000` at the beginning of a text.
fn escape(text: &[u8]) -> Option<u16> {
    let digits = text.strip_prefix(b"\\u")?.get(..4)?;
    // `from_str_radix` would take a sign.
    let digits = digits.iter().all(u8::is_ascii_hexdigit).then_some(digits)?;
    u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}
