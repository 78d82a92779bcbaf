//! Parses a captured request: raw HTTP or a curl command.

mod curl;
mod http;
mod quotes;

use std::{error, fmt};

use crate::language::Language;
use crate::limits;
use crate::t;

/// The reason why a text is not a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ParseError {
    /// There is no text.
    Empty,
    /// The text is longer than any request.
    TooLong,
    /// The curl command has an unclosed quote.
    UnclosedQuote,
    /// The curl command has no URL.
    NoUrl,
    /// The text has no headers.
    NoHeaders,
}

impl ParseError {
    /// Returns the message in a language.
    pub fn message(self, language: Language) -> String {
        match self {
            Self::Empty => t!(language, "capture-empty"),
            Self::TooLong => t!(language, "capture-too-long"),
            Self::UnclosedQuote => t!(language, "capture-unclosed-quote"),
            Self::NoUrl => t!(language, "capture-no-address"),
            Self::NoHeaders => t!(language, "capture-no-headers"),
        }
        .into_owned()
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::English))
    }
}

impl error::Error for ParseError {}

/// A captured request, which may be incomplete.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CapturedRequest {
    /// The method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The query, without its `?`.
    pub query: String,
    /// The headers as sent, values with the white space around them.
    pub headers: Vec<(String, String)>,
    /// The body, if any.
    pub body: Option<Vec<u8>>,
}

impl CapturedRequest {
    /// Parses raw HTTP or a curl command.
    ///
    /// # Errors
    ///
    /// If the text is neither, or longer than 2 MiB.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.len() > limits::CAPTURED_BYTES {
            return Err(ParseError::TooLong);
        }
        let start = text.trim_start().trim_start_matches("$ ");
        if start.starts_with("curl ")
            || start.starts_with("curl\n")
            || start.starts_with("curl.exe ")
        {
            return curl::read(start);
        }
        let mut request = http::read(text.trim_start_matches(['\r', '\n']))?;
        request.fit_body();
        Ok(request)
    }

    /// Restores the line ends that pasting changed, if `Content-Length` shows what was sent.
    fn fit_body(&mut self) {
        let length = self.header("content-length").and_then(|it| it.parse::<usize>().ok());
        let (Some(length), Some(body)) = (length, &self.body) else { return };
        if body.len() == length {
            return;
        }
        let text = String::from_utf8_lossy(body).replace("\r\n", "\n");
        let trimmed = text.trim_end_matches('\n');
        let forms = [
            text.clone(),
            trimmed.to_owned(),
            format!("{trimmed}\n"),
            text.replace('\n', "\r\n"),
            trimmed.replace('\n', "\r\n"),
        ];
        if let Some(form) = forms.into_iter().find(|form| form.len() == length) {
            self.body = Some(form.into_bytes());
        }
    }

    /// Returns the trimmed value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.raw_header(name).map(str::trim)
    }

    /// Returns the value of a header as sent.
    pub fn raw_header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Sets path, query and missing `Host` header from a URL or a request target.
    pub fn set_target(&mut self, target: &str) {
        let rest = match target.split_once("://") {
            Some((_, rest)) => {
                let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
                if self.raw_header("host").is_none() && end > 0 {
                    self.headers.push(("Host".to_owned(), rest[..end].to_owned()));
                }
                &rest[end..]
            }
            None => target,
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        path.clone_into(&mut self.path);
        query.clone_into(&mut self.query);
        if self.path.is_empty() {
            "/".clone_into(&mut self.path);
        }
    }
}
