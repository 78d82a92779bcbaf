//! What is said of a body that was hashed in another form than it was sent in.

use std::fmt::Write;

use super::{candidates::Variant, finding::Finding};
use crate::signature_diagnostics::inputs;

/// How much of a body is shown around the first difference.
const AROUND: usize = 24;

/// Says which form of the body was hashed, and where that first differs, if it is one known.
pub(super) fn explain_body(finding: &mut Finding, body: &[u8], variants: &[Variant]) {
    let Some(found) = finding.found.as_deref().map(|it| it.trim().to_ascii_lowercase()) else {
        return;
    };
    if let Some(variant) = variants.iter().find(|variant| variant.hash == found) {
        let at = first_difference(body, &variant.bytes);
        let (sent, signed) = (excerpt(body, at), excerpt(&variant.bytes, at));
        // Writing into a string cannot fail.
        let _ = write!(
            finding.explanation.english,
            " The body that was hashed has {} bytes, the one that was sent {}; they first differ at byte {at}: hashed `{signed}`, sent `{sent}`.",
            variant.bytes.len(),
            body.len()
        );
        let _ = write!(
            finding.explanation.chinese,
            "参与哈希的请求体为 {} 字节，实际发送的为 {} 字节；从第 {at} 字节开始不同：哈希的是「{signed}」，发送的是「{sent}」。",
            variant.bytes.len(),
            body.len()
        );
    } else if found != inputs::hash(body) {
        finding.remedy.english += " Which bytes were hashed could not be found out: compare their length and their first and last byte with what is sent.";
        finding.remedy.chinese +=
            "无法推断参与哈希的是哪些字节：请将其长度和首尾字节与实际发送的内容比较。";
    }
}

fn first_difference(one: &[u8], other: &[u8]) -> usize {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other);
    same.count()
}

/// The bytes around a place, as text in which nothing is invisible.
fn excerpt(bytes: &[u8], at: usize) -> String {
    let from = at.saturating_sub(AROUND / 2);
    let part = &bytes[from.min(bytes.len())..(at + AROUND).min(bytes.len())];
    let text: String = String::from_utf8_lossy(part).chars().map(visible).collect();
    if at >= bytes.len() { text + "⟂" } else { text }
}

fn visible(letter: char) -> char {
    match letter {
        '\n' => '↵',
        '\r' => '␍',
        '\t' => '⇥',
        '\0' => '␀',
        '\u{feff}' => '⍰',
        letter => letter,
    }
}
