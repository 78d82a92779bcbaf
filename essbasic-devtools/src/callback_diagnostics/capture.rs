//! Parses a captured callback: a body, raw HTTP, a curl command, or a HAR file.

use std::borrow::Cow;
use std::{error, fmt};

use essbasic::callback::CONTENT_SIGNATURE;
use serde::Deserialize;

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
        let Ok(har) = serde_json::from_slice::<Har<'_>>(text) else { return body() };
        let mut first = None;
        for request in har.log.entries.into_iter().filter_map(|entry| entry.request) {
            let Some(body) = request.post_data.and_then(|it| it.text) else { continue };
            let mut headers = request.headers.unwrap_or_default().into_iter();
            let signature = headers.find(|it| is_signature_header(&it.name)).map(|it| it.value);
            let is_signed = signature.is_some();
            if is_signed || first.is_none() {
                let signature = signature.map(Cow::into_owned);
                first = Some(Self { signature, body: body.into_owned().into_bytes() });
            }
            if is_signed {
                break;
            }
        }
        first.ok_or(CaptureError::EmptyHar)
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

/// The part of a HAR file that is read. Everything else is skipped and not held in memory.
#[derive(Deserialize)]
struct Har<'a> {
    #[serde(borrow)]
    log: HarLog<'a>,
}

#[derive(Deserialize)]
struct HarLog<'a> {
    #[serde(borrow)]
    entries: Vec<HarEntry<'a>>,
}

#[derive(Deserialize)]
struct HarEntry<'a> {
    #[serde(borrow)]
    request: Option<HarRequest<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct HarRequest<'a> {
    #[serde(borrow)]
    headers: Option<Vec<HarHeader<'a>>>,
    #[serde(borrow)]
    post_data: Option<HarPostData<'a>>,
}

#[derive(Deserialize)]
struct HarHeader<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    value: Cow<'a, str>,
}

#[derive(Deserialize)]
struct HarPostData<'a> {
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
}

fn is_signature_header(name: &str) -> bool {
    name.eq_ignore_ascii_case(CONTENT_SIGNATURE)
}
