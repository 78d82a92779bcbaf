//! Unsigned headers of a request.

use std::fmt;

use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::environment::Region;
use crate::error::{Error, ErrorKind};
use crate::message::{Message, message};

const X_TC_LANGUAGE: HeaderName = HeaderName::from_static("x-tc-language");
const X_TC_REGION: HeaderName = HeaderName::from_static("x-tc-region");
const X_TC_REQUEST_CLIENT: HeaderName = HeaderName::from_static("x-tc-requestclient");

/// Optional headers of a request. They are not signed.
#[derive(Clone, Default)]
pub struct RequestHeaders(HeaderMap);

impl RequestHeaders {
    /// Sets `X-TC-Region`, such as `ap-guangzhou`, which essbasic does not need. Empty: no header.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when it is not a [`Region`].
    pub fn region(&mut self, region: &str) -> Result<(), Error> {
        if !region.is_empty() {
            region.parse::<Region>()?;
        }
        self.set(X_TC_REGION, region, message!("region"))
    }

    /// Sets `X-TC-Language`, the language of messages: `zh-CN` or `en-US`. Empty: no header.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when it is another.
    pub fn language(&mut self, language: &str) -> Result<(), Error> {
        if !matches!(language, "" | "zh-CN" | "en-US") {
            let message = message!("the language must be `zh-CN` or `en-US`");
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        self.set(X_TC_LANGUAGE, language, message!("language"))
    }

    /// Sets `X-TC-RequestClient`, the application's name, shown to the vendor's support.
    /// Empty: no header.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when it has more than 128 characters, or characters other than
    /// letters, digits, spaces and `-_,;.`.
    pub fn request_client(&mut self, name: &str) -> Result<(), Error> {
        let valid = |b: u8| b.is_ascii_alphanumeric() || b" -_,;.".contains(&b);
        if name.len() > 128 || !name.bytes().all(valid) {
            let message = message!(
                "the request client must be at most 128 letters, digits, spaces and `-_,;.`"
            );
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        self.set(X_TC_REQUEST_CLIENT, name, message!("request client"))
    }

    /// Sets another header. Its value is marked sensitive.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when the name or value is not valid, and for headers that the
    /// client sets itself.
    pub fn header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let invalid = |message: Message| Err(Error::new(ErrorKind::Configuration, message));
        let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
            return invalid(message!("the header `{name}` has an invalid name", name = name));
        };
        let reserved = [AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING];
        let is_platform = header.as_str().starts_with("x-tc-") && header != "x-tc-traceid";
        if is_platform || reserved.contains(&header) {
            return invalid(message!("the header `{name}` is set by the client", name = name));
        }
        let Ok(mut value) = HeaderValue::from_str(value) else {
            return invalid(message!("the header `{name}` has an invalid value", name = name));
        };
        value.set_sensitive(true);
        self.0.insert(header, value);
        Ok(())
    }

    /// Adds the headers to those of a request.
    pub(crate) fn apply(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.0 {
            headers.insert(name, value.clone());
        }
    }

    /// Sets a header, or removes it if the value is empty.
    fn set(&mut self, header: HeaderName, value: &str, name: Message) -> Result<(), Error> {
        if value.is_empty() {
            self.0.remove(header);
            return Ok(());
        }
        let value = HeaderValue::from_str(value).map_err(|_| {
            let message = message!("the {name} is not a valid header value", name = name);
            Error::new(ErrorKind::Configuration, message)
        })?;
        self.0.insert(header, value);
        Ok(())
    }
}

impl fmt::Debug for RequestHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
