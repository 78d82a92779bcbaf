//! Findings of a diagnosis: the line that differs, and the cause.

use std::fmt;

use super::candidates::BodyVariant;
use super::cause::Cause;
use crate::language::Language;
use crate::limits;
use crate::t;

/// Bytes of a body that are shown around the first difference.
const CONTEXT: usize = 24;

/// A line on which the client and the service differ.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The cause of the difference.
    pub cause: Cause,
    /// The line or header that differs.
    pub location: Location,
    /// The text that the service computes, or a regular expression of it.
    pub expected: Option<String>,
    /// The text that was signed, if known. Empty if the header is missing.
    pub actual: Option<String>,
    /// The certainty of the cause.
    pub certainty: Certainty,
    /// Added to explanation or remedy.
    pub(super) supplement: Option<Supplement>,
}

impl Finding {
    /// Creates a proven finding. Long texts are cut.
    pub(super) fn new(cause: Cause, location: Location, expected: &str, actual: &str) -> Self {
        let cut = |text: &str| Some(text.chars().take(limits::FINDING_CHARACTERS).collect());
        let (expected, actual) = (cut(expected), cut(actual));
        Self { cause, location, expected, actual, certainty: Certainty::Proven, supplement: None }
    }

    /// Creates a finding without texts.
    pub(super) fn bare(cause: Cause, location: Location, certainty: Certainty) -> Self {
        Self { cause, location, expected: None, actual: None, certainty, supplement: None }
    }

    /// Creates the note that the service knows another SecretId than the one that was sent.
    pub fn unknown_secret_id(known: &str, sent: &str) -> Self {
        Self::new(Cause::SecretId, Location::Header("Authorization"), known, sent).into_note()
    }

    /// Creates the finding for a signature that no other cause explains.
    pub(super) fn wrong_key(certainty: Certainty) -> Self {
        let likely = certainty == Certainty::Likely;
        let supplement = likely.then_some(Supplement::PasteTexts);
        Self { supplement, ..Self::bare(Cause::WrongKey, Location::Key, certainty) }
    }

    /// Creates the note that the captured request has no body.
    pub(super) fn no_body() -> Self {
        let location = Location::Header("Content-Length");
        let supplement = Some(Supplement::NoBody);
        Self { supplement, ..Self::bare(Cause::Body, location, Certainty::Note) }
    }

    pub(super) fn into_note(self) -> Self {
        Self { certainty: Certainty::Note, ..self }
    }

    /// Returns the name of the cause.
    pub fn title(&self, language: Language) -> String {
        if self.cause == Cause::WrongKey && self.certainty == Certainty::Likely {
            return t!(language, "cause-wrong-key-likely").into_owned();
        }
        let [title, ..] = self.cause.texts(language);
        title
    }

    /// Returns what the service does at this place.
    pub fn explanation(&self, language: Language) -> String {
        let [_, explanation, _] = self.cause.texts(language);
        let Some(Supplement::BodyVariant { hashed_bytes, sent_bytes, position, hashed, sent }) =
            &self.supplement
        else {
            return explanation;
        };
        let difference = t!(
            language,
            "explanation-body-variant",
            hashed_bytes = *hashed_bytes,
            sent_bytes = *sent_bytes,
            position = *position,
            hashed = hashed,
            sent = sent,
        );
        [&explanation, language.sentence_separator(), &difference].concat()
    }

    /// Returns how to fix the cause.
    pub fn remedy(&self, language: Language) -> String {
        let [_, _, remedy] = self.cause.texts(language);
        let addition = match &self.supplement {
            Some(Supplement::NoBody) => return t!(language, "remedy-no-body").into_owned(),
            Some(Supplement::PasteTexts) => t!(language, "remedy-paste-texts"),
            Some(Supplement::UnknownBody) => t!(language, "remedy-unknown-body"),
            _ => return remedy,
        };
        [&remedy, language.sentence_separator(), &addition].concat()
    }
}

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

/// Returns the bytes around a position, with invisible characters made visible.
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

/// The place of a difference. Lines count from one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Location {
    /// A line of the canonical request.
    CanonicalRequest(usize),
    /// A line of the string to sign.
    StringToSign(usize),
    /// The signing key or its derivation.
    Key,
    /// A header of the request.
    Header(&'static str),
    /// The request line.
    RequestLine,
}

impl Location {
    /// Returns the location in words.
    pub fn label(self, language: Language) -> String {
        match self {
            Self::CanonicalRequest(line) => t!(language, "location-canonical-request", line = line),
            Self::StringToSign(line) => t!(language, "location-string-to-sign", line = line),
            Self::Key => t!(language, "location-key"),
            Self::Header(name) => t!(language, "location-header", name = name),
            Self::RequestLine => t!(language, "location-request-line"),
        }
        .into_owned()
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label(Language::English))
    }
}

/// The certainty of a finding.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Certainty {
    /// Computed or read from the request.
    Proven,
    /// The remaining explanation after all others were tried.
    Likely,
    /// Not a cause by itself.
    Note,
}
