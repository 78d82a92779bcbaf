//! What is said to a reader, in both languages.

use crate::language::Language;

/// What is said, in both languages.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LocalizedText {
    /// In English.
    pub english: String,
    /// In Chinese.
    pub chinese: String,
}

impl LocalizedText {
    /// Creates a text from its two translations.
    pub fn new(english: impl Into<String>, chinese: impl Into<String>) -> Self {
        Self { english: english.into(), chinese: chinese.into() }
    }

    /// In the reader's language.
    pub fn get(&self, language: Language) -> &str {
        language.say(&self.english, &self.chinese)
    }
}
