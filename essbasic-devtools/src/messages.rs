//! Message catalogue of pages and command, in every [`Language`].
//!
//! Messages are [Fluent](https://projectfluent.org) files, `locales/<language>/<subject>.ftl`. To add a
//! message, write it under the same ID and with the same arguments in `locales/en` and
//! `locales/zh-CN`, and look it up with [`t!`](crate::t):
//!
//! ```
//! use essbasic_devtools::{Language, t};
//!
//! assert_eq!(t!(Language::English, "send"), "Send");
//! assert_eq!(t!(Language::Chinese, "calls-per-second", count = 20), "20 次/秒");
//! ```
//!
//! The compiler rejects unknown IDs and missing or unknown arguments. The test
//! `messages` fails if a language lacks a message or an argument, or if a message is not used.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::language::Language;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// Looks up a message: `t!(language, "id", argument = value, …)`. Returns `Cow<'static, str>`.
///
/// `-` in the name of an argument is written `_`.
#[macro_export]
macro_rules! t {
    ($language:expr, $id:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        const ID: $crate::messages::MessageId =
            $crate::messages::MessageId::new($id, &[$(stringify!($name)),*]);
        $crate::messages::format(
            $language,
            ID,
            &[$((stringify!($name), $crate::messages::Argument::from($value))),*],
        )
    }};
}

/// ID of a message in the catalogue.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MessageId {
    id: &'static str,
    /// Index in [`SOURCES`].
    file: usize,
}

impl MessageId {
    /// Checks an ID and the names of its arguments, at compile time in [`t!`](crate::t).
    ///
    /// # Panics
    ///
    /// If the catalogue has no such message, or the message has other arguments.
    pub const fn new(id: &'static str, arguments: &[&str]) -> Self {
        let (mut low, mut high) = (0, MESSAGES.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match compare(MESSAGES[middle].0, id) {
                0 => {
                    let expected = MESSAGES[middle].1;
                    assert!(expected.len() == arguments.len(), "wrong number of arguments");
                    let mut index = 0;
                    while index < arguments.len() {
                        assert!(contains(expected, arguments[index]), "unknown argument");
                        index += 1;
                    }
                    return Self { id, file: MESSAGES[middle].2 };
                }
                1 => high = middle,
                _ => low = middle + 1,
            }
        }
        panic!("no such message in `locales/en`")
    }

    /// Returns all IDs of the catalogue.
    pub fn all() -> impl Iterator<Item = &'static str> {
        MESSAGES.iter().map(|(id, ..)| *id)
    }
}

/// Orders two texts: -1, 0 or 1. `Ord` cannot be called at compile time.
const fn compare(left: &str, right: &str) -> i8 {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut index = 0;
    while index < left.len() && index < right.len() {
        if left[index] != right[index] {
            return if left[index] < right[index] { -1 } else { 1 };
        }
        index += 1;
    }
    if left.len() == right.len() {
        0
    } else if left.len() < right.len() {
        -1
    } else {
        1
    }
}

const fn contains(names: &[&str], name: &str) -> bool {
    let mut index = 0;
    while index < names.len() {
        if compare(names[index], name) == 0 {
            return true;
        }
        index += 1;
    }
    false
}

/// Value of an argument: a text or an integer.
#[derive(Clone, Debug)]
pub struct Argument<'a>(FluentValue<'a>);

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self(text.into())
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Self(text.as_str().into())
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl<'a> From<Cow<'a, str>> for Argument<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self(text.into())
    }
}

macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Argument<'_> {
            fn from(number: $integer) -> Self {
                Self(number.into())
            }
        }
    )*};
}

integers!(i32, i64, u16, u32, u64, u128, usize);

/// Formats a message. Use [`t!`](crate::t), which checks the arguments.
pub fn format(
    language: Language,
    id: MessageId,
    arguments: &[(&'static str, Argument<'_>)],
) -> Cow<'static, str> {
    let bundle = bundle(language, id.file);
    let pattern = bundle.get_message(id.id).and_then(|message| message.value());
    let Some(pattern) = pattern else { return Cow::Borrowed(id.id) };
    let mut values = FluentArgs::with_capacity(arguments.len());
    for (name, Argument(value)) in arguments {
        values.set(name.replace('_', "-"), value.clone());
    }
    // A missing argument is shown by its name; the tests find it.
    let text = bundle.format_pattern(pattern, Some(&values), &mut Vec::new());
    if arguments.is_empty()
        && let Cow::Borrowed(text) = text
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.into_owned())
}

type Bundle = FluentBundle<FluentResource>;

/// Returns the messages of a file, parsed once: a program that starts parses only the files it needs.
fn bundle(language: Language, file: usize) -> &'static Bundle {
    static BUNDLES: [[OnceLock<Bundle>; 2]; SOURCES.len()] =
        [const { [const { OnceLock::new() }; 2] }; SOURCES.len()];
    let (name, index) = match language {
        Language::English => ("en", 0),
        Language::Chinese => ("zh-CN", 1),
    };
    BUNDLES[file][index].get_or_init(|| parse(name, SOURCES[file][index]))
}

fn parse(language: &str, source: &str) -> Bundle {
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Pages set the direction of text themselves.
    bundle.set_use_isolating(false);
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(source.to_owned());
    bundle.add_resource_overriding(resource);
    bundle
}
