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

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate};
use sha2::{Digest, Sha256};

mod authorization;
mod hex;
mod key;

pub use authorization::Authorization;
pub use hex::HexDigest;
pub use key::{DerivedKeys, SigningKey};

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
    pub body: &'a HexDigest,
}

impl CanonicalRequest<'_> {
    /// The names of the signed headers: `content-type;host;x-tc-action`.
    pub fn signed_headers(&self) -> String {
        self.headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";")
    }

    fn bytes(&self) -> Vec<u8> {
        let Self { method, path, query, headers, body } = self;
        let mut bytes = Vec::with_capacity(WRITTEN);
        push(&mut bytes, &[method, "\n", path, "\n", query, "\n"]);
        for (name, value) in *headers {
            push(&mut bytes, &[name, ":", value.trim(), "\n"]);
        }
        bytes.push(b'\n');
        for (at, (name, _)) in headers.iter().enumerate() {
            push(&mut bytes, &[if at == 0 { "" } else { ";" }, name]);
        }
        bytes.push(b'\n');
        bytes.extend_from_slice(body.as_bytes());
        bytes
    }
}

impl fmt::Display for CanonicalRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.bytes()))
    }
}

/// Writes texts one after the other, to be hashed: what formatting them would do, at a fraction of
/// its cost.
fn push(bytes: &mut Vec<u8>, parts: &[&str]) {
    for part in parts {
        bytes.extend_from_slice(part.as_bytes());
    }
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
    pub(crate) fn matches_key(&self, date: &str, service: &str) -> bool {
        self.date.0 == date.as_bytes() && self.service == service
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
        write!(f, "{}/{}/tc3_request", self.date, self.service)
    }
}

/// What the signing key is applied to.
#[derive(Clone, Copy, Debug)]
pub struct StringToSign<'a> {
    scope: Scope<'a>,
    request: HexDigest,
}

impl<'a> StringToSign<'a> {
    /// The string for a request in a scope.
    pub fn new(scope: Scope<'a>, request: &CanonicalRequest<'_>) -> Self {
        // Written once and hashed at once: a hash fed piece by piece costs more.
        Self { scope, request: body_hash(&request.bytes()) }
    }

    /// The signature, in lower-case hexadecimal.
    pub fn sign(&self, key: &SigningKey) -> HexDigest {
        key.sign(self)
    }

    fn bytes(&self) -> Vec<u8> {
        let Scope { timestamp, date, service } = &self.scope;
        let mut bytes = Vec::with_capacity(WRITTEN);
        push(&mut bytes, &[ALGORITHM, "\n", itoa::Buffer::new().format(*timestamp), "\n"]);
        bytes.extend_from_slice(&date.0);
        push(&mut bytes, &["/", service, "/tc3_request\n"]);
        bytes.extend_from_slice(self.request.as_bytes());
        bytes
    }
}

impl fmt::Display for StringToSign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.bytes()))
    }
}

/// The hash of a body, as it stands in the canonical request.
pub fn body_hash(body: &[u8]) -> HexDigest {
    HexDigest::new(&Sha256::digest(body).into())
}
