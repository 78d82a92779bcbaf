//! Messages: English texts that tools can show in other languages.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt::{self, Write};

/// An English text, and the template and arguments that it was made from.
///
/// `Display` is the English text. A tool translates the [template](Self::template), as gettext does, and
/// inserts the [arguments](Self::arguments) for `{name}`. Texts from outside, such as those of the
/// service, have no template and are shown verbatim.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Message {
    text: Cow<'static, str>,
    template: Option<&'static str>,
    arguments: Vec<(&'static str, Argument)>,
}

/// An argument of a [`Message`].
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Argument {
    /// A name, number or address, or a text from outside: not translated.
    Text(String),
    /// A message.
    Message(Message),
    /// Names joined by `and`.
    All(Vec<String>),
    /// Names joined by `or`.
    Any(Vec<String>),
    /// Messages joined by semicolons.
    List(Vec<Message>),
}

impl Message {
    /// Creates a message. Called by `message!`, which has checked the template.
    pub(crate) fn new(
        template: &'static str,
        text: String,
        arguments: Vec<(&'static str, Argument)>,
    ) -> Self {
        let text = if arguments.is_empty() { template.into() } else { text.into() };
        Self { text, template: Some(template), arguments }
    }

    /// Creates a message without a template.
    pub(crate) fn verbatim(text: impl Into<String>) -> Self {
        Self { text: Cow::Owned(text.into()), template: None, arguments: Vec::new() }
    }

    /// Returns the English text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the template, such as ``the header `{name}` is set by the client``. `None` if the text
    /// came from outside.
    pub fn template(&self) -> Option<&'static str> {
        self.template
    }

    /// Returns the arguments that the template contains, by name.
    pub fn arguments(&self) -> &[(&'static str, Argument)] {
        &self.arguments
    }

    /// Replaces secrets in text and arguments.
    pub(crate) fn redact(&mut self, secrets: &[String]) {
        self.text = redact(&self.text, secrets).into();
        for (_, argument) in &mut self.arguments {
            match argument {
                Argument::Text(text) => *text = redact(text, secrets),
                Argument::Message(message) => message.redact(secrets),
                Argument::All(names) | Argument::Any(names) => {
                    for name in names {
                        *name = redact(name, secrets);
                    }
                }
                Argument::List(messages) => messages.iter_mut().for_each(|it| it.redact(secrets)),
            }
        }
    }
}

pub(crate) fn redact(text: &str, secrets: &[String]) -> String {
    secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
}

/// Returns whether a character acts on a terminal, ends a line of a log, or changes how the text around it
/// reads: controls, and marks of direction, lines and tags.
#[doc(hidden)]
pub fn is_unsafe(c: char) -> bool {
    matches!(c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    ) || c.is_control()
}

/// A text that may come from outside, formatted for one line of a log or a terminal.
pub(crate) struct OneLine<'a>(pub(crate) &'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.contains(is_unsafe) {
            return f.write_str(self.0);
        }
        for c in self.0.chars() {
            if is_unsafe(c) {
                write!(f, "{}", c.escape_default())?;
            } else {
                f.write_char(c)?;
            }
        }
        Ok(())
    }
}

impl Argument {
    /// Creates a list of names joined by `and`.
    pub(crate) fn all(names: &[&str]) -> Self {
        Self::All(names.iter().map(|&name| name.to_owned()).collect())
    }

    /// Creates a list of names joined by `or`.
    pub(crate) fn any(names: &[&str]) -> Self {
        Self::Any(names.iter().map(|&name| name.to_owned()).collect())
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Message(message) => message.fmt(f),
            Self::All(names) => f.write_str(&names.join(" and ")),
            Self::Any(names) => f.write_str(&names.join(" or ")),
            Self::List(messages) => {
                let texts: Vec<_> = messages.iter().map(Message::as_str).collect();
                f.write_str(&texts.join("; "))
            }
        }
    }
}

/// Errors inside an I/O error, whose text tools can translate too.
impl StdError for Message {}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::verbatim(text)
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::verbatim(text)
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Argument {
            fn from(number: $integer) -> Self {
                Self::Text(number.to_string())
            }
        }
    )*};
}

integers!(u16, i64, u64, usize);

/// Creates a [`Message`] from a template and its arguments: `message!("the {name} is empty", name = …)`.
///
/// The tests of devtools read the templates from here and require a translation of each.
macro_rules! message {
    ($template:literal) => {
        $crate::message::Message::new($template, String::new(), Vec::new())
    };
    ($template:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        // The tuple is evaluated before any name is bound.
        let ($($name,)+) = ($($crate::message::Argument::from($value),)+);
        let text = format!($template, $($name = $name),+);
        $crate::message::Message::new($template, text, vec![$((stringify!($name), $name)),+])
    }};
}

pub(crate) use message;
