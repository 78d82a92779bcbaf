//! Reasons why a callback is not genuine, with what to do about each.

use crate::language::Language;
use crate::t;

/// Reason why a callback is not genuine or cannot be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CallbackCause {
    /// The token is empty or has white space around it.
    TokenInvalid,
    /// The token is in quotation marks, as in a file of variables.
    TokenQuoted,
    /// The key is in quotation marks.
    KeyQuoted,
    /// The key is not 32 bytes long.
    KeyLength {
        /// Length of the key.
        bytes: usize,
        /// The token has the length of a key.
        swapped: bool,
    },
    /// Token and key are the same text.
    TokenIsKey,
    /// The body is larger than 10 MiB.
    TooLarge,
    /// The header with the signature is missing.
    Unsigned,
    /// The signature is not `sha256=` and 64 hexadecimal digits.
    SignatureCut,
    /// The token is the key, and the key the token.
    Swapped,
    /// The signed body has another end, such as a line break that an editor added.
    LineEnds,
    /// A framework parsed the body and wrote it anew.
    Reserialized,
    /// Line breaks or spaces were inserted into the base64 text.
    Base64Lines,
    /// The encrypted text is cut.
    BodyCut,
    /// The key decrypts the body, but the token does not match.
    OtherToken,
    /// The token matches, but the key does not decrypt the body.
    OtherKey,
    /// Neither token nor key match.
    OtherEnvironment,
    /// The token does not match, and no key is known.
    OtherTokenOrBody,
    /// The content is not an event.
    NotACallback,
}

impl CallbackCause {
    /// Returns the cause in snake_case, for machine-readable output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TokenInvalid => "token_invalid",
            Self::TokenQuoted => "token_quoted",
            Self::KeyQuoted => "key_quoted",
            Self::KeyLength { .. } => "key_length",
            Self::TokenIsKey => "token_is_key",
            Self::TooLarge => "too_large",
            Self::Unsigned => "unsigned",
            Self::SignatureCut => "signature_cut",
            Self::Swapped => "swapped",
            Self::LineEnds => "line_ends",
            Self::Reserialized => "reserialized",
            Self::Base64Lines => "base64_lines",
            Self::BodyCut => "body_cut",
            Self::OtherToken => "other_token",
            Self::OtherKey => "other_key",
            Self::OtherEnvironment => "other_environment",
            Self::OtherTokenOrBody => "other_token_or_body",
            Self::NotACallback => "not_a_callback",
        }
    }

    /// Returns the problem in a language.
    pub fn message(self, language: Language) -> String {
        match self {
            Self::TokenInvalid => t!(language, "callback-token-invalid"),
            Self::TokenQuoted => t!(language, "callback-token-quoted"),
            Self::KeyQuoted => t!(language, "callback-key-quoted"),
            Self::KeyLength { bytes, .. } => t!(language, "callback-key-length", bytes = bytes),
            Self::TokenIsKey => t!(language, "callback-token-is-key"),
            Self::TooLarge => t!(language, "callback-too-large"),
            Self::Unsigned => t!(language, "callback-unsigned"),
            Self::SignatureCut => t!(language, "callback-signature-cut"),
            Self::Swapped => t!(language, "callback-swapped"),
            Self::LineEnds => t!(language, "callback-line-ends"),
            Self::Reserialized => t!(language, "callback-reserialized"),
            Self::Base64Lines => t!(language, "callback-base64-lines"),
            Self::BodyCut => t!(language, "callback-body-cut"),
            Self::OtherToken => t!(language, "callback-other-token"),
            Self::OtherKey => t!(language, "callback-other-key"),
            Self::OtherEnvironment => t!(language, "callback-other-environment"),
            Self::OtherTokenOrBody => t!(language, "callback-other-token-or-body"),
            Self::NotACallback => t!(language, "callback-not-a-callback"),
        }
        .into_owned()
    }

    /// Returns what to do about it, in a language.
    pub fn hint(self, language: Language) -> String {
        match self {
            Self::TokenInvalid => t!(language, "callback-token-invalid-hint"),
            Self::TokenQuoted | Self::KeyQuoted => t!(language, "callback-quoted-hint"),
            Self::KeyLength { swapped: true, .. } | Self::Swapped => {
                t!(language, "callback-swapped-hint")
            }
            Self::KeyLength { .. } => t!(language, "callback-key-length-hint"),
            Self::TokenIsKey => t!(language, "callback-token-is-key-hint"),
            Self::TooLarge | Self::NotACallback => t!(language, "callback-not-a-callback-hint"),
            Self::Unsigned => t!(language, "callback-unsigned-hint"),
            Self::SignatureCut => t!(language, "callback-signature-cut-hint"),
            Self::LineEnds => t!(language, "callback-line-ends-hint"),
            Self::Reserialized => t!(language, "callback-reserialized-hint"),
            Self::Base64Lines => t!(language, "callback-base64-lines-hint"),
            Self::BodyCut => t!(language, "callback-body-cut-hint"),
            Self::OtherToken => t!(language, "callback-other-token-hint"),
            Self::OtherKey => t!(language, "callback-other-key-hint"),
            Self::OtherEnvironment => t!(language, "callback-other-environment-hint"),
            Self::OtherTokenOrBody => t!(language, "callback-other-token-or-body-hint"),
        }
        .into_owned()
    }
}
