//! What the service says no with.

use essbasic::ErrorCode;

/// A code and its message, in both of the service's languages.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: ErrorCode,
    chinese: String,
    english: String,
}

impl Refusal {
    pub(crate) fn new(
        code: ErrorCode,
        chinese: impl Into<String>,
        english: impl Into<String>,
    ) -> Self {
        Self { code, chinese: chinese.into(), english: english.into() }
    }

    /// The message in the language of `X-TC-Language`; Chinese unless English is asked for.
    pub(crate) fn message(&self, language: Option<&str>) -> &str {
        match language {
            Some("en-US") => &self.english,
            _ => &self.chinese,
        }
    }
}
