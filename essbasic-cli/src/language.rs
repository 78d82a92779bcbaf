//! Language of the reader, as `reader` has chosen it.

use std::sync::OnceLock;

use essbasic_devtools::Language;

static CHOICE: OnceLock<Choice> = OnceLock::new();

/// The language, and where it applies.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Choice {
    pub(crate) language: Language,
    /// Set if `--lang` was given.
    pub(crate) is_explicit: bool,
    /// Set if results and errors are JSON, which does not depend on the reader.
    pub(crate) is_json: bool,
}

/// Sets the language for the rest of the process. Only the first call has an effect.
pub(crate) fn set(choice: Choice) {
    let _ = CHOICE.set(choice);
}

/// Returns the language of messages, hints and help: English with `--output json`.
pub(crate) fn current() -> Language {
    let choice = choice();
    if choice.is_json { Language::English } else { choice.language }
}

/// Returns whether `--lang` was given.
pub(crate) fn is_explicit() -> bool {
    choice().is_explicit
}

/// Returns the language of documentation in JSON: that of `--lang`. Default: English.
pub(crate) fn of_json_docs() -> Language {
    if is_explicit() { choice().language } else { Language::English }
}

fn choice() -> Choice {
    CHOICE.get().copied().unwrap_or_default()
}
