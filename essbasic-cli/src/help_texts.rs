//! Help in Chinese, by command and argument. The English help is in the documentation of arguments.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use essbasic_devtools::Language;

use crate::language;

/// Texts by command and argument.
type Texts = BTreeMap<String, BTreeMap<String, String>>;

static CHINESE: LazyLock<Texts> =
    LazyLock::new(|| toml::from_str(include_str!("help_texts/zh-CN.toml")).unwrap_or_default());

/// Returns the Chinese text of a command: `about`, `after`, or the help of an argument.
pub(crate) fn of_command(command: &str, id: &str) -> Option<&'static str> {
    CHINESE.get(command)?.get(id).map(String::as_str)
}

/// Returns the Chinese help of an argument, from the command or from those that several commands share.
pub(crate) fn of_argument(command: &str, id: &str) -> Option<&'static str> {
    of_command(command, id).or_else(|| of_command("shared", id))
}

/// Returns the help of a value of an argument, `output.json`, in the language of the reader.
pub(crate) fn of_value(value: &str, english: &'static str) -> &'static str {
    match language::current() {
        Language::English => english,
        Language::Chinese => of_command("values", value).unwrap_or(english),
    }
}

#[cfg(test)]
mod tests;
