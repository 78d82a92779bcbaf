//! Parses a captured callback: a body, raw HTTP, a curl command, or a HAR file.

use std::{error, fmt};

use essbasic::callback::CONTENT_SIGNATURE;
use serde_json::Value;

use crate::language::Language;
use crate::limits;
use crate::signature_diagnostics::{CapturedRequest, ParseError};
use crate::t;

/// A captured callback: its signature, if one was captured, and its body.
#[derive(Clone, Eq, PartialEq)]
pub struct CapturedCallback {
    /// Value of the header `Content-Signature`.
    pub signature: Option<String>,
    /// Body of the request.
    pub body: Vec<u8>,
}

/// Reason why a text is not a captured callback.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CaptureError {
    /// The capture is larger than 32 MiB.
    TooLong,
    /// There is no text, or it is neither a body nor a request.
    Request(ParseError),
    /// The request has no body.
    NoBody,
    /// The curl command reads its body from a file.
    BodyInFile,
    /// The HAR file has no request with a body.
    EmptyHar,
}

impl CaptureError {
    /// Returns the message in a language.
    pub fn message(self, language: Language) -> String {
        match self {
            Self::TooLong => t!(language, "callback-capture-too-long"),
            Self::Request(ParseError::NoHeaders) => t!(language, "callback-capture-unknown"),
            Self::Request(error) => return error.message(language),
            Self::NoBody => t!(language, "callback-capture-no-body"),
            Self::BodyInFile => t!(language, "callback-capture-body-in-file"),
            Self::EmptyHar => t!(language, "callback-capture-empty-har"),
        }
        .into_owned()
    }
}

impl fmt::Display for CaptureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::English))
    }
}

impl error::Error for CaptureError {}

impl fmt::Debug for CapturedCallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An unencrypted body contains personal data.
        let mut shown = f.debug_struct("CapturedCallback");
        shown.field("signature", &self.signature).field("body", &self.body.len()).finish()
    }
}

impl CapturedCallback {
    /// Parses a capture. A body alone has no signature.
    ///
    /// # Errors
    ///
    /// If it is not one of the forms, or larger than 32 MiB.
    pub fn parse(capture: &[u8]) -> Result<Self, CaptureError> {
        if capture.len() > limits::CAPTURED_CALLBACK_BYTES {
            return Err(CaptureError::TooLong);
        }
        let capture = capture.strip_prefix(b"\xef\xbb\xbf").unwrap_or(capture);
        let start = capture.trim_ascii_start();
        if start.is_empty() {
            return Err(CaptureError::Request(ParseError::Empty));
        }
        if start.starts_with(b"{") || start.starts_with(b"[") {
            return Self::from_json(capture);
        }
        match str::from_utf8(capture) {
            Ok(text) if text.len() <= limits::CAPTURED_BYTES => Self::from_request(text),
            _ => Self::from_bytes(capture),
        }
    }

    /// Reads a HAR file, or takes the text as a body.
    fn from_json(text: &[u8]) -> Result<Self, CaptureError> {
        let body = || Ok(Self { signature: None, body: text.to_vec() });
        // A body is far smaller than the log of a browser, but has no such fields.
        let Ok(value) = serde_json::from_slice::<Value>(text) else { return body() };
        let Some(entries) = value["log"]["entries"].as_array() else { return body() };
        let requests = entries.iter().filter_map(|entry| Self::from_har(&entry["request"]));
        let (signed, unsigned): (Vec<_>, Vec<_>) =
            requests.partition(|request| request.signature.is_some());
        signed.into_iter().chain(unsigned).next().ok_or(CaptureError::EmptyHar)
    }

    fn from_har(request: &Value) -> Option<Self> {
        let body = request["postData"]["text"].as_str()?.as_bytes().to_vec();
        let headers = request["headers"].as_array().into_iter().flatten();
        let signature = headers
            .filter(|it| it["name"].as_str().is_some_and(is_signature_header))
            .find_map(|it| it["value"].as_str());
        Some(Self { signature: signature.map(str::to_owned), body })
    }

    fn from_request(text: &str) -> Result<Self, CaptureError> {
        let request = CapturedRequest::parse(text).map_err(CaptureError::Request)?;
        let signature = request.header(CONTENT_SIGNATURE).map(str::to_owned);
        match request.body {
            Some(body) if !body.is_empty() => Ok(Self { signature, body }),
            None if text.trim_start().starts_with("curl") => Err(CaptureError::BodyInFile),
            _ => Err(CaptureError::NoBody),
        }
    }

    /// Reads raw HTTP with a large body, or one that is not text.
    fn from_bytes(bytes: &[u8]) -> Result<Self, CaptureError> {
        let find = |end: &[u8]| bytes.windows(end.len()).position(|it| it == end);
        let (head, body) = match (find(b"\r\n\r\n"), find(b"\n\n")) {
            (Some(at), other) if other.is_none_or(|other| at < other) => {
                (&bytes[..at], &bytes[at + 4..])
            }
            (_, Some(at)) => (&bytes[..at], &bytes[at + 2..]),
            _ => return Err(CaptureError::Request(ParseError::NoHeaders)),
        };
        let head = String::from_utf8_lossy(head);
        let request = CapturedRequest::parse(&head).map_err(CaptureError::Request)?;
        let signature = request.header(CONTENT_SIGNATURE).map(str::to_owned);
        Ok(Self { signature, body: body.to_vec() })
    }
}

fn is_signature_header(name: &str) -> bool {
    name.eq_ignore_ascii_case(CONTENT_SIGNATURE)
}
