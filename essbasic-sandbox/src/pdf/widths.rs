//! Widths of the fields of cross-reference streams, which `lopdf` allocates as a document states them.

/// Maximum of a width. Fields are a few bytes wide; the widths of a font, under the same name, are far
/// below.
const MAX_WIDTH: u32 = 1_000_000;

/// Maximum number of bytes of white space and comments in all lists: 1 MiB. Many could begin before the same
/// long comment, which would be read again for each.
const MAX_SKIPPED: usize = 1 << 20;

/// Returns whether no list `/W` in a PDF would make its reader allocate without bound, which ends the
/// process, or read entries of no bytes for ever.
///
/// Cross-reference streams and their lists are never packed.
pub(super) fn are_valid(pdf: &[u8]) -> bool {
    let names = pdf.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    let mut skipped = 0;
    names.into_iter().all(|(at, _)| {
        let list = list_of_widths(&pdf[at + 1..], &mut skipped);
        let is_valid = |list: [u32; 3]| list.iter().all(|it| *it <= MAX_WIDTH) && list != [0; 3];
        skipped <= MAX_SKIPPED && list.is_none_or(is_valid)
    })
}

/// Returns the first three numbers of a list, if a text begins with the name `W` and such a list.
fn list_of_widths(text: &[u8], skipped: &mut usize) -> Option<[u32; 3]> {
    let text = text.strip_prefix(b"W").or_else(|| text.strip_prefix(b"#57"))?;
    let mut text = skip_space(text, skipped).strip_prefix(b"[")?;
    let mut widths = [0; 3];
    for width in &mut widths {
        text = skip_space(text, skipped);
        // Negative widths are rejected by the reader, but for zero.
        if let [b'+' | b'-', rest @ ..] = text {
            text = rest;
        }
        let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, after) = text.split_at(digits);
        let number = std::str::from_utf8(number).ok().filter(|it| !it.is_empty())?;
        // Too many digits are too wide.
        *width = number.parse().unwrap_or(u32::MAX);
        text = after;
    }
    Some(widths)
}

/// Skips white space and comments, and counts their bytes.
fn skip_space<'a>(text: &'a [u8], skipped: &mut usize) -> &'a [u8] {
    let length = text.len();
    let rest = without_space(text);
    *skipped += length - rest.len();
    rest
}

fn without_space(mut text: &[u8]) -> &[u8] {
    loop {
        match text {
            [b' ' | b'\t' | b'\n' | b'\r' | b'\0' | b'\x0c', rest @ ..] => text = rest,
            [b'%', rest @ ..] => {
                let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                text = &rest[end.unwrap_or(rest.len())..];
            }
            text => return text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::are_valid;

    #[test]
    fn widths_that_cannot_be_read_are_found_in_every_spelling() {
        for invalid in [
            "/W[1 1000000000000000 1]",
            "/W [ 1 2 99999999999999999999999 ]",
            "/#57\n[+1000001%1\n2 1 7]",
            "/W[0 0 0]",
            "/W[1 -0 1000000000000000]",
            "/W[1 2 1]/W[1000001 0 0]",
        ] {
            assert!(!are_valid(invalid.as_bytes()), "{invalid}");
        }
        for valid in
            ["/W[1 2 1]", "/W [0 [500 600] 7 9 1000]", "/W 3 0 R", "/Width 1", "/W[1 -1 0]", "/W["]
        {
            assert!(are_valid(valid.as_bytes()), "{valid}");
        }
    }

    #[test]
    fn a_comment_after_many_names_is_not_read_again_for_each() {
        assert!(are_valid("/W%/W%".repeat(100).as_bytes()));
        assert!(!are_valid("/W%".repeat(1 << 20).as_bytes()));
    }
}
