//! Texts of the command: in English for programs, in the reader's language for people.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use essbasic::message::Message as LibraryMessage;
use essbasic_devtools::messages::Argument;
use essbasic_devtools::{Language, error_text};

use crate::language;

/// A text in English and in the language of the reader. Made by `message!`.
///
/// `Display` is the English text, as errors of parsers, which clap formats, need it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Message {
    english: String,
    /// Text in the language of the reader, unless that is English.
    local: Option<String>,
}

impl Message {
    /// Creates a message from its text by language.
    pub(crate) fn new<'a>(text: impl Fn(Language) -> Cow<'a, str>) -> Self {
        let local = match language::current() {
            Language::English => None,
            local @ Language::Chinese => Some(text(local).into_owned()),
        };
        Self { english: text(Language::English).into_owned(), local }
    }

    /// Creates a message that is the same in every language: a name, or a text from outside.
    pub(crate) fn verbatim(text: impl Into<String>) -> Self {
        Self { english: text.into(), local: None }
    }

    /// Creates the message of an I/O error.
    pub(crate) fn from_io(error: &io::Error) -> Self {
        Self::new(|language| io_text(language, error).into())
    }

    /// Returns the English text.
    pub(crate) fn english(&self) -> &str {
        &self.english
    }

    /// Returns the text in the language of the reader.
    pub(crate) fn local(&self) -> &str {
        self.local.as_deref().unwrap_or(&self.english)
    }

    /// Returns the text in English, or in the language of the reader.
    pub(crate) fn text(&self, language: Language) -> &str {
        match language {
            Language::English => self.english(),
            Language::Chinese => self.local(),
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english)
    }
}

/// An I/O error can hold a message.
impl StdError for Message {}

/// Creates a [`Message`] of the catalogue: `message!("cli-cannot-read", path = path, problem = error)`.
macro_rules! message {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::message::Message::new(|language| essbasic_devtools::t!(
            language,
            $id
            $(, $name = $crate::message::Localize::localize(&$value, language))*
        ))
    };
}

pub(crate) use message;

/// An argument of a message, whose text may depend on the language.
pub(crate) trait Localize {
    /// Returns the argument in a language.
    fn localize(&self, language: Language) -> Argument<'_>;
}

impl<T: Localize + ?Sized> Localize for &T {
    fn localize(&self, language: Language) -> Argument<'_> {
        (**self).localize(language)
    }
}

impl Localize for str {
    fn localize(&self, _: Language) -> Argument<'_> {
        self.into()
    }
}

impl Localize for String {
    fn localize(&self, _: Language) -> Argument<'_> {
        self.into()
    }
}

impl Localize for Message {
    fn localize(&self, language: Language) -> Argument<'_> {
        self.text(language).into()
    }
}

impl Localize for Path {
    fn localize(&self, _: Language) -> Argument<'_> {
        self.display().to_string().into()
    }
}

impl Localize for PathBuf {
    fn localize(&self, _: Language) -> Argument<'_> {
        self.display().to_string().into()
    }
}

impl Localize for SocketAddr {
    fn localize(&self, _: Language) -> Argument<'_> {
        self.to_string().into()
    }
}

impl Localize for io::Error {
    fn localize(&self, language: Language) -> Argument<'_> {
        io_text(language, self).into()
    }
}

impl Localize for essbasic::Error {
    fn localize(&self, language: Language) -> Argument<'_> {
        error_text::message(language, self).into()
    }
}

impl Localize for LibraryMessage {
    fn localize(&self, language: Language) -> Argument<'_> {
        error_text::text(language, self).into()
    }
}

macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl Localize for $integer {
            fn localize(&self, _: Language) -> Argument<'_> {
                (*self).into()
            }
        }
    )*};
}

integers!(u64, usize);

/// Returns the text of an I/O error, which may hold a message.
fn io_text(language: Language, error: &io::Error) -> String {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Message>()) {
        Some(message) => message.text(language).to_owned(),
        None => error_text::io(language, error),
    }
}

/// Returns a text of a dependency as an argument: quoted, where the rest is in another language.
pub(crate) fn detail(text: &impl fmt::Display) -> Message {
    Message::new(|language| match language {
        Language::English => Cow::Owned(text.to_string()),
        Language::Chinese => Cow::Owned(format!("“{text}”")),
    })
}
