//! What the caller would like of the service, in headers that are not signed.

use std::fmt;

use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::error::{Error, ErrorKind};

const X_TC_LANGUAGE: HeaderName = HeaderName::from_static("x-tc-language");
const X_TC_REGION: HeaderName = HeaderName::from_static("x-tc-region");
const X_TC_REQUEST_CLIENT: HeaderName = HeaderName::from_static("x-tc-requestclient");

/// What the caller would like of the service; whatever is not given is not sent.
#[derive(Clone, Default)]
pub struct RequestHeaders(HeaderMap);

impl RequestHeaders {
    /// `X-TC-Region`, which essbasic does not need: `ap-guangzhou`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when it cannot stand in a header.
    pub fn region(&mut self, region: &str) -> Result<(), Error> {
        self.set(X_TC_REGION, region, "region")
    }

    /// `X-TC-Language`, the language of messages: `zh-CN` or `en-US`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when it cannot stand in a header.
    pub fn language(&mut self, language: &str) -> Result<(), Error> {
        self.set(X_TC_LANGUAGE, language, "language")
    }

    /// `X-TC-RequestClient`, by which the vendor's support tells programs apart.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when it has more than 128 characters, or others than letters,
    /// digits, spaces and `-_,;.`.
    pub fn request_client(&mut self, tag: &str) -> Result<(), Error> {
        let fits = |b: u8| b.is_ascii_alphanumeric() || b" -_,;.".contains(&b);
        if tag.len() > 128 || !tag.bytes().all(fits) {
            let message = "the request client's tag has up to 128 letters, digits, spaces and `-_,;.`, and nothing else";
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        self.set(X_TC_REQUEST_CLIENT, tag, "request client's tag")
    }

    /// A header of one's own; its value is shown nowhere.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when name or value cannot stand in a request, and when it is
    /// one of those that the call itself writes.
    pub fn header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let refuse = |why: &str| {
            Err(Error::new(ErrorKind::Configuration, format!("the header `{name}` {why}")))
        };
        let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
            return refuse("has a name that no header has");
        };
        let ours = [AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING];
        let is_ours = header.as_str().starts_with("x-tc-") && header != "x-tc-traceid";
        if is_ours || ours.contains(&header) {
            return refuse("is written by the call itself");
        }
        let Ok(mut value) = HeaderValue::from_str(value) else {
            return refuse("has a value that cannot stand in a header");
        };
        value.set_sensitive(true);
        self.0.insert(header, value);
        Ok(())
    }

    /// Adds them to a request's headers.
    pub(crate) fn apply(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.0 {
            headers.insert(name, value.clone());
        }
    }

    fn set(&mut self, name: HeaderName, value: &str, what: &str) -> Result<(), Error> {
        if value.is_empty() {
            self.0.remove(name);
            return Ok(());
        }
        let value = HeaderValue::from_str(value).map_err(|_| {
            Error::new(ErrorKind::Configuration, format!("the {what} cannot stand in a header"))
        })?;
        self.0.insert(name, value);
        Ok(())
    }
}

impl fmt::Debug for RequestHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
