//! Text as words: stems of English words, parts of names, and pieces of Chinese text.

/// Maximum number of characters of a query.
pub(super) const MAX_CHARACTERS: usize = 300;

/// A piece of text that is one word or a run of Chinese text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Piece<'a> {
    /// Letters, digits, and `.`, `_` or `-` between them: a word, a name or an error code.
    Latin(&'a str),
    /// Other letters.
    Han(&'a str),
}

/// Splits a text at everything that is neither a letter nor a digit.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let is_latin = rest.starts_with(|letter: char| letter.is_ascii());
        let is_own = |letter: char| {
            if is_latin {
                letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-')
            } else {
                letter.is_alphanumeric() && !letter.is_ascii()
            }
        };
        let end = rest.find(|letter| !is_own(letter)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        pieces.push(if is_latin {
            Piece::Latin(piece.trim_end_matches(['.', '_', '-']))
        } else {
            Piece::Han(piece)
        });
        rest = after;
    }
    pieces
}

/// Splits a name into lower-case words: `MultiFlowSignQRCode`, `qr_code_id`, `QrInvalid`.
pub(super) fn parts(name: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for word in name.split(|letter: char| !letter.is_ascii_alphanumeric()) {
        let bytes = word.as_bytes();
        let mut start = 0;
        for at in 1..bytes.len() {
            let next_is_lower = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
            // `URLs` is one word.
            let is_plural = bytes.get(at + 1..) == Some(b"s");
            let starts = bytes[at].is_ascii_uppercase()
                && (bytes[at - 1].is_ascii_lowercase()
                    || bytes[at - 1].is_ascii_digit()
                    || bytes[at - 1].is_ascii_uppercase() && next_is_lower && !is_plural);
            if starts {
                parts.push(word[start..at].to_ascii_lowercase());
                start = at;
            }
        }
        if start < word.len() {
            parts.push(word[start..].to_ascii_lowercase());
        }
    }
    parts
}

/// Returns the stem of a lower-case English word, so that `cancelled`, `cancels` and `cancel` are one.
pub(super) fn stem(word: &str) -> String {
    let mut stem = word;
    let mut ending = "";
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() >= 3) {
        (stem, ending) = (rest, "y");
    } else if let Some(rest) = word.strip_suffix("sses") {
        (stem, ending) = (rest, "ss");
    } else {
        let is_plural = !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
        if let Some(rest) = word.strip_suffix('s').filter(|rest| is_plural && rest.len() >= 2) {
            stem = rest;
        }
        for end in ["ing", "ed"] {
            if let Some(rest) = stem.strip_suffix(end).filter(|rest| rest.len() >= 3) {
                stem = rest;
                break;
            }
        }
    }
    if let Some(rest) = stem.strip_suffix('e').filter(|rest| rest.len() >= 4) {
        stem = rest;
    }
    let mut stem = stem.to_owned() + ending;
    let last = stem.pop();
    if stem.len() < 3 || last.is_none_or(|last| !stem.ends_with(last)) {
        stem.extend(last);
    }
    stem
}

/// Returns a name as lower-case letters and digits alone: `OperationDenied.QrInvalid` as
/// `operationdeniedqrinvalid`.
pub(super) fn normalize_name(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns the name of an action without the prefix that most have.
pub(super) fn without_channel(name: &str) -> &str {
    name.strip_prefix("Channel").unwrap_or(name)
}

/// Replaces full-width letters and digits with half-width (ASCII) ones.
pub(super) fn to_half_width(text: &str) -> String {
    let narrow = |letter: char| match u32::from(letter) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    text.chars().take(MAX_CHARACTERS).map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_at_capitals_and_punctuation() {
        let parts = |name| parts(name).join(" ");
        assert_eq!(
            parts("ChannelCancelMultiFlowSignQRCode"),
            "channel cancel multi flow sign qr code"
        );
        assert_eq!(parts("qr_code_id"), "qr code id");
        assert_eq!(parts("OperationDenied.QrInvalid"), "operation denied qr invalid");
        assert_eq!(
            (parts("URLs"), parts("PDF"), parts("H5")),
            ("urls".into(), "pdf".into(), "h5".into())
        );
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["cancel", "cancels", "cancelled", "cancelling"][..],
            &["create", "created", "creates", "creating"],
            &["policy", "policies"],
            &["employee", "employees"],
            &["fill", "filled", "filling"],
            &["sign", "signed", "signing"],
            &["file", "files"],
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|it| *it == stems[0]), "{stems:?}");
        }
        assert_ne!(stem("file"), stem("fill"));
    }

    #[test]
    fn texts_are_split_between_scripts() {
        let expected =
            [Piece::Han("上传"), Piece::Latin("PDF"), Piece::Han("文件"), Piece::Latin("A.b_c")];
        assert_eq!(pieces("上传PDF文件，(A.b_c)."), expected);
    }
}
