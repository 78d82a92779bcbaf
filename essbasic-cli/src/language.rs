//! Language of the reader.

use std::env;
use std::sync::LazyLock;

use essbasic_devtools::Language;

static CURRENT: LazyLock<Language> = LazyLock::new(|| {
    let variables = ["ESSBASIC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let set =
        variables.into_iter().find_map(|name| env::var(name).ok().filter(|it| !it.is_empty()));
    let tag = set.unwrap_or_default().replace('_', "-");
    Language::from_tag(&tag).unwrap_or_default()
});

/// Returns the language of messages and hints.
pub(crate) fn current() -> Language {
    *CURRENT
}
