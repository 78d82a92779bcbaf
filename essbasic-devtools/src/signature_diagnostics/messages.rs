//! Texts of findings: title, explanation and remedy of each cause.

use super::candidates::BodyVariant;
use super::finding::{Cause, Certainty, Finding, Location};
use crate::language::Language;
use crate::t;

/// Bytes of a body that are shown around the first difference.
const CONTEXT: usize = 24;

/// Text in addition to that of the cause.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Supplement {
    /// Suggests pasting the texts that the client produced.
    PasteTexts,
    /// Replaces the remedy: there is no body.
    NoBody,
    /// The hashed bytes are unknown.
    UnknownBody,
    /// The hashed bytes, and the first difference from those sent.
    BodyVariant {
        hashed_bytes: usize,
        sent_bytes: usize,
        position: usize,
        hashed: String,
        sent: String,
    },
}

impl Supplement {
    /// Describes the first difference between a variant of the body and the body that was sent.
    pub(super) fn body_variant(variant: &BodyVariant, sent: &[u8]) -> Self {
        let same = variant.bytes.iter().zip(sent).take_while(|(hashed, sent)| hashed == sent);
        let position = same.count();
        Self::BodyVariant {
            hashed_bytes: variant.bytes.len(),
            sent_bytes: sent.len(),
            position,
            hashed: excerpt(&variant.bytes, position),
            sent: excerpt(sent, position),
        }
    }
}

/// The bytes around a position, with invisible characters made visible.
fn excerpt(bytes: &[u8], position: usize) -> String {
    let start = position.saturating_sub(CONTEXT / 2).min(bytes.len());
    let end = (position + CONTEXT).min(bytes.len());
    let text: String = String::from_utf8_lossy(&bytes[start..end]).chars().map(visible).collect();
    if position >= bytes.len() { text + "⟂" } else { text }
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

/// Declares the texts of each cause.
macro_rules! causes {
    ($($cause:ident => $title:literal, $explanation:literal, $remedy:literal;)*) => {
        fn texts(cause: Cause, language: Language) -> [String; 3] {
            match cause {
                $(Cause::$cause => [
                    t!(language, $title).into_owned(),
                    t!(language, $explanation).into_owned(),
                    t!(language, $remedy).into_owned(),
                ],)*
            }
        }
    };
}

causes! {
    WrongKey => "cause-wrong-key", "cause-wrong-key-explanation", "cause-wrong-key-remedy";
    KeyWhitespace => "cause-key-whitespace", "cause-key-whitespace-explanation", "cause-key-whitespace-remedy";
    SecretId => "cause-secret-id", "cause-secret-id-explanation", "cause-secret-id-remedy";
    Host => "cause-host", "cause-host-explanation", "cause-host-remedy";
    Date => "cause-date", "cause-date-explanation", "cause-date-remedy";
    LocalDate => "cause-local-date", "cause-local-date-explanation", "cause-local-date-remedy";
    Service => "cause-service", "cause-service-explanation", "cause-service-remedy";
    ContentType => "cause-content-type", "cause-content-type-explanation", "cause-content-type-remedy";
    Body => "cause-body", "cause-body-explanation", "cause-body-remedy";
    HeaderOrder => "cause-header-order", "cause-header-order-explanation", "cause-header-order-remedy";
    Action => "cause-action", "cause-action-explanation", "cause-action-remedy";
    TrailingSpace => "cause-trailing-space", "cause-trailing-space-explanation", "cause-trailing-space-remedy";
    BlankLine => "cause-blank-line", "cause-blank-line-explanation", "cause-blank-line-remedy";
    SignedHeaders => "cause-signed-headers", "cause-signed-headers-explanation", "cause-signed-headers-remedy";
    UpperHex => "cause-upper-hex", "cause-upper-hex-explanation", "cause-upper-hex-remedy";
    Milliseconds => "cause-milliseconds", "cause-milliseconds-explanation", "cause-milliseconds-remedy";
    Timestamp => "cause-timestamp", "cause-timestamp-explanation", "cause-timestamp-remedy";
    Expired => "cause-expired", "cause-expired-explanation", "cause-expired-remedy";
    Method => "cause-method", "cause-method-explanation", "cause-method-remedy";
    Path => "cause-path", "cause-path-explanation", "cause-path-remedy";
    Query => "cause-query", "cause-query-explanation", "cause-query-remedy";
    Header => "cause-header", "cause-header-explanation", "cause-header-remedy";
    LineEnds => "cause-line-ends", "cause-line-ends-explanation", "cause-line-ends-remedy";
    Algorithm => "cause-algorithm", "cause-algorithm-explanation", "cause-algorithm-remedy";
    Scope => "cause-scope", "cause-scope-explanation", "cause-scope-remedy";
    CanonicalHash => "cause-canonical-hash", "cause-canonical-hash-explanation", "cause-canonical-hash-remedy";
    Authorization => "cause-authorization", "cause-authorization-explanation", "cause-authorization-remedy";
    Layout => "cause-layout", "cause-layout-explanation", "cause-layout-remedy";
}

pub(super) fn title(finding: &Finding, language: Language) -> String {
    if finding.cause == Cause::WrongKey && finding.certainty == Certainty::Likely {
        return t!(language, "cause-wrong-key-likely").into_owned();
    }
    let [title, ..] = texts(finding.cause, language);
    title
}

pub(super) fn explanation(finding: &Finding, language: Language) -> String {
    let [_, explanation, _] = texts(finding.cause, language);
    match &finding.supplement {
        Some(Supplement::BodyVariant { hashed_bytes, sent_bytes, position, hashed, sent }) => {
            let difference = t!(
                language,
                "explanation-body-variant",
                hashed_bytes = *hashed_bytes,
                sent_bytes = *sent_bytes,
                position = *position,
                hashed = hashed,
                sent = sent,
            );
            format!("{explanation} {difference}")
        }
        _ => explanation,
    }
}

pub(super) fn remedy(finding: &Finding, language: Language) -> String {
    let [_, _, remedy] = texts(finding.cause, language);
    match &finding.supplement {
        Some(Supplement::NoBody) => t!(language, "remedy-no-body").into_owned(),
        Some(Supplement::PasteTexts) => {
            format!("{remedy} {}", t!(language, "remedy-paste-texts"))
        }
        Some(Supplement::UnknownBody) => {
            format!("{remedy} {}", t!(language, "remedy-unknown-body"))
        }
        _ => remedy,
    }
}

pub(super) fn location(location: Location, language: Language) -> String {
    match location {
        Location::CanonicalRequest(line) => t!(language, "location-canonical-request", line = line),
        Location::StringToSign(line) => t!(language, "location-string-to-sign", line = line),
        Location::Key => t!(language, "location-key"),
        Location::Header(name) => t!(language, "location-header", name = name),
        Location::RequestLine => t!(language, "location-request-line"),
    }
    .into_owned()
}
