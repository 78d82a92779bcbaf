//! TC3-HMAC-SHA256: from a request's parts to its `Authorization` header.
//!
//! ```text
//! CanonicalRequest = Method \n Path \n Query \n Headers \n SignedHeaders \n hex(SHA256(Body))
//! StringToSign     = "TC3-HMAC-SHA256" \n Timestamp \n Scope \n hex(SHA256(CanonicalRequest))
//! Scope            = Date "/" Service "/tc3_request"
//! SigningKey       = HMAC(HMAC(HMAC("TC3" SecretKey, Date), Service), "tc3_request")
//! Signature        = hex(HMAC(SigningKey, StringToSign))
//! ```
//!
//! Everything here is a function of its arguments: no clock is read and nothing is kept. The
//! stages are types of their own, so that each can be looked at when two sides disagree, and
//! both sides use them: the client to sign, the sandbox to verify.

use std::fmt::{self, Write};

use chrono::{DateTime, Datelike, NaiveDate};
use sha2::{Digest, Sha256};

mod authorization;
mod hex;
mod key;

pub use authorization::Authorization;
pub use hex::Hex;
pub use key::SigningKey;

use crate::error::{Error, ErrorKind};

/// The algorithm's name, as it stands in the string to sign and in the header.
pub const ALGORITHM: &str = "TC3-HMAC-SHA256";

/// Room for what is written only to be hashed.
const WRITTEN: usize = 512;

/// The part of a request that is signed, as it will travel.
#[derive(Clone, Copy, Debug)]
pub struct CanonicalRequest<'a> {
    /// The method: `POST`.
    pub method: &'a str,
    /// The path: `/`.
    pub path: &'a str,
    /// The query without its `?`; empty for a `POST`.
    pub query: &'a str,
    /// The signed headers in order: names in lower case, values as they are sent.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body's hash.
    pub body: &'a Hex,
}

impl CanonicalRequest<'_> {
    /// The names of the signed headers: `content-type;host;x-tc-action`.
    pub fn signed_headers(&self) -> impl fmt::Display {
        SignedHeaders(self.headers)
    }

    /// Writes it, with what comes after each other pushed and not formatted.
    fn write(&self, text: &mut impl Write) -> fmt::Result {
        let Self { method, path, query, headers, body } = self;
        push(text, &[method, "\n", path, "\n", query, "\n"])?;
        for (name, value) in *headers {
            push(text, &[name, ":", value.trim(), "\n"])?;
        }
        text.write_str("\n")?;
        SignedHeaders(headers).write(text)?;
        push(text, &["\n", body.as_str()])
    }
}

impl fmt::Display for CanonicalRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

struct SignedHeaders<'a>(&'a [(&'a str, &'a str)]);

impl SignedHeaders<'_> {
    fn write(&self, text: &mut impl Write) -> fmt::Result {
        for (at, (name, _)) in self.0.iter().enumerate() {
            push(text, &[if at == 0 { "" } else { ";" }, name])?;
        }
        Ok(())
    }
}

impl fmt::Display for SignedHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

/// Writes texts one after the other: what formatting them would do, at a fraction of its cost.
fn push(text: &mut impl Write, parts: &[&str]) -> fmt::Result {
    parts.iter().try_for_each(|part| text.write_str(part))
}

/// When and for which service a signature is good.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Scope<'a> {
    timestamp: i64,
    date: Date,
    service: &'a str,
}

/// A date as the scope writes it: `2019-02-25`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Date([u8; 10]);

impl<'a> Scope<'a> {
    /// The scope of a Unix timestamp in seconds; the date is that of UTC.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when the clock stands outside the years 1970 to 9999.
    pub fn new(timestamp: i64, service: &'a str) -> Result<Self, Error> {
        DateTime::from_timestamp(timestamp, 0)
            .map(|time| time.date_naive())
            .filter(|date| (1970..=9999).contains(&date.year()))
            .map(|date| Self { timestamp, date: Date::of(date), service })
            .ok_or_else(|| {
                let message =
                    format!("{timestamp} is not a timestamp in seconds: is the clock set?");
                Error::new(ErrorKind::Configuration, message)
            })
    }

    /// The UTC date: `2019-02-25`.
    pub fn date(&self) -> impl fmt::Display + use<> {
        self.date
    }

    /// Whether a key of one is good for the other.
    pub(crate) fn has_the_key_of(&self, date: &str, service: &str) -> bool {
        self.date.as_str() == date && self.service == service
    }

    /// What a key is derived for.
    pub(crate) fn key_parts(&self) -> (&str, &'a str) {
        (self.date.as_str(), self.service)
    }
}

impl Date {
    fn of(date: NaiveDate) -> Self {
        let (year, month, day) = (date.year().unsigned_abs(), date.month(), date.day());
        let digits = [year / 1000, year / 100, year / 10, year, month / 10, month, day / 10, day];
        let mut text = *b"0000-00-00";
        for (at, digit) in [0, 1, 2, 3, 5, 6, 8, 9].into_iter().zip(digits) {
            text[at] += u8::try_from(digit % 10).unwrap_or_default();
        }
        Self(text)
    }

    fn as_str(&self) -> &str {
        // Made of digits and hyphens only, so always text.
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Scope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        push(f, &[self.date.as_str(), "/", self.service, "/tc3_request"])
    }
}

/// What the signing key is applied to.
#[derive(Clone, Copy, Debug)]
pub struct StringToSign<'a> {
    scope: Scope<'a>,
    request: Hex,
}

impl<'a> StringToSign<'a> {
    /// The string for a request in a scope.
    pub fn new(scope: Scope<'a>, request: &CanonicalRequest<'_>) -> Self {
        // Written once and hashed at once: a hash fed piece by piece costs more.
        let mut text = String::with_capacity(WRITTEN);
        let _ = request.write(&mut text);
        Self { scope, request: body_hash(text.as_bytes()) }
    }

    /// The signature, in lower-case hexadecimal.
    pub fn sign(&self, key: &SigningKey) -> Hex {
        key.sign(self)
    }

    fn write(&self, text: &mut impl Write) -> fmt::Result {
        let Scope { timestamp, date, service } = &self.scope;
        writeln!(text, "{ALGORITHM}\n{timestamp}")?;
        let request = self.request.as_str();
        push(text, &[date.as_str(), "/", service, "/tc3_request\n", request])
    }
}

impl fmt::Display for StringToSign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

/// The hash of a body, as it stands in the canonical request.
pub fn body_hash(body: &[u8]) -> Hex {
    Hex::new(&Sha256::digest(body).into())
}
