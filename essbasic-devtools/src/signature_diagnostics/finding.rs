//! Findings of a diagnosis: the line that differs, and the cause.

use std::fmt;

use super::messages::{self, Supplement};
use crate::language::Language;

/// A line on which the client and the service differ.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The kind of mistake.
    pub cause: Cause,
    /// The place of the difference.
    pub location: Location,
    /// The text that the service computes.
    pub expected: Option<String>,
    /// The text that was signed, if known.
    pub actual: Option<String>,
    /// The certainty of the cause.
    pub certainty: Certainty,
    /// Added to explanation or remedy.
    pub(super) supplement: Option<Supplement>,
}

impl Finding {
    /// Creates a proven finding. Long texts are cut.
    pub(super) fn new(cause: Cause, location: Location, expected: &str, actual: &str) -> Self {
        let cut = |text: &str| Some(text.chars().take(2000).collect());
        let (expected, actual) = (cut(expected), cut(actual));
        Self { cause, location, expected, actual, certainty: Certainty::Proven, supplement: None }
    }

    /// Creates a finding without texts.
    pub(super) fn bare(cause: Cause, location: Location, certainty: Certainty) -> Self {
        Self { cause, location, expected: None, actual: None, certainty, supplement: None }
    }

    /// Creates the note that the service does not know the SecretId.
    pub fn unknown_secret_id() -> Self {
        Self::bare(Cause::SecretId, Location::Header("Authorization"), Certainty::Note)
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
        messages::title(self, language)
    }

    /// Returns what the service does at this place.
    pub fn explanation(&self, language: Language) -> String {
        messages::explanation(self, language)
    }

    /// Returns how to fix the cause.
    pub fn remedy(&self, language: Language) -> String {
        messages::remedy(self, language)
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
        messages::location(self, language)
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

/// Kinds of mistakes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Cause {
    /// The signature was made with another key, or the key was derived differently.
    WrongKey,
    /// The SecretKey was used with white space around it.
    KeyWhitespace,
    /// The service does not know the SecretId.
    SecretId,
    /// The signed host is not the requested one.
    Host,
    /// The date of the scope is not that of the timestamp.
    Date,
    /// The date of the scope is that of another time zone.
    LocalDate,
    /// The scope names another service.
    Service,
    /// The signed content type is not the sent one.
    ContentType,
    /// The hashed body is not the sent one.
    Body,
    /// The signed headers are in another order.
    HeaderOrder,
    /// The signed action is not the sent one, or not in lower case.
    Action,
    /// White space that the service does not have.
    TrailingSpace,
    /// The empty line after the headers is missing or repeated.
    BlankLine,
    /// The signed headers are not those that `SignedHeaders` lists.
    SignedHeaders,
    /// Hexadecimal digits in upper case.
    UpperHex,
    /// The timestamp is in milliseconds.
    Milliseconds,
    /// The signed timestamp is not the sent one.
    Timestamp,
    /// The timestamp is more than five minutes off.
    Expired,
    /// The signed method is not the used one.
    Method,
    /// The signed path is not the requested one.
    Path,
    /// The signed query is not the sent one.
    Query,
    /// Another signed header differs.
    Header,
    /// Lines end with CR LF.
    LineEnds,
    /// The first line of the string to sign differs.
    Algorithm,
    /// The scope has another form.
    Scope,
    /// The hash in the string to sign is not that of the canonical request.
    CanonicalHash,
    /// The `Authorization` header is missing or has another form.
    Authorization,
    /// A line is missing or superfluous.
    Layout,
}
