//! Canonical request, scope and string to sign.

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate};
use sha2::{Digest, Sha256};

use super::digest::HexDigest;
use crate::error::{Error, ErrorKind};

/// Name of the algorithm, in the string to sign and in the header.
pub const ALGORITHM: &str = "TC3-HMAC-SHA256";

/// Initial capacity of texts that are written only to be hashed.
const CAPACITY: usize = 512;

/// The signed parts of a request, as they are sent.
#[derive(Clone, Copy, Debug)]
pub struct CanonicalRequest<'a> {
    /// HTTP method: `POST`.
    pub method: &'a str,
    /// Path: `/`.
    pub path: &'a str,
    /// Query without `?`; empty for `POST`.
    pub query: &'a str,
    /// Signed headers in order: names in lower case, values as they are sent.
    pub headers: &'a [(&'a str, &'a str)],
    /// SHA-256 of the body.
    pub body: &'a HexDigest,
}

impl CanonicalRequest<'_> {
    /// Returns the names of the signed headers: `content-type;host;x-tc-action`.
    pub fn signed_headers(&self) -> String {
        self.headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";")
    }

    fn to_bytes(self) -> Vec<u8> {
        let Self { method, path, query, headers, body } = self;
        let mut bytes = Vec::with_capacity(CAPACITY);
        push(&mut bytes, &[method, "\n", path, "\n", query, "\n"]);
        for (name, value) in headers {
            push(&mut bytes, &[name, ":", value.trim(), "\n"]);
        }
        bytes.push(b'\n');
        for (index, (name, _)) in headers.iter().enumerate() {
            push(&mut bytes, &[if index == 0 { "" } else { ";" }, name]);
        }
        bytes.push(b'\n');
        bytes.extend_from_slice(body.as_bytes());
        bytes
    }
}

impl fmt::Display for CanonicalRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.to_bytes()))
    }
}

/// Appends texts; cheaper than formatting.
fn push(bytes: &mut Vec<u8>, parts: &[&str]) {
    for part in parts {
        bytes.extend_from_slice(part.as_bytes());
    }
}

/// Day and service that a signature is valid for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Scope<'a> {
    timestamp: i64,
    date: Date,
    service: &'a str,
}

/// A date as the scope contains it: `2019-02-25`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Date([u8; 10]);

impl<'a> Scope<'a> {
    /// Creates the scope of a Unix timestamp in seconds. The date is in UTC.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when the timestamp is outside the years 1970 to 9999.
    pub fn new(timestamp: i64, service: &'a str) -> Result<Self, Error> {
        DateTime::from_timestamp(timestamp, 0)
            .map(|time| time.date_naive())
            .filter(|date| (1970..=9999).contains(&date.year()))
            .map(|date| Self { timestamp, date: Date::new(date), service })
            .ok_or_else(|| {
                let message =
                    format!("{timestamp} is not a Unix timestamp in seconds; check the clock");
                Error::new(ErrorKind::Configuration, message)
            })
    }

    /// Returns the UTC date: `2019-02-25`.
    pub fn date(&self) -> impl fmt::Display + use<> {
        self.date
    }

    /// Returns whether a key derived for `date` and `service` signs for this scope.
    pub(crate) fn matches_key(&self, date: &str, service: &str) -> bool {
        self.date.0 == date.as_bytes() && self.service == service
    }

    /// Returns date and service, which a key is derived for.
    pub(crate) fn key_parts(&self) -> (&str, &'a str) {
        (self.date.as_str(), self.service)
    }
}

impl Date {
    fn new(date: NaiveDate) -> Self {
        let (year, month, day) = (date.year().unsigned_abs(), date.month(), date.day());
        let digits = [year / 1000, year / 100, year / 10, year, month / 10, month, day / 10, day];
        let mut text = *b"0000-00-00";
        for (index, digit) in [0, 1, 2, 3, 5, 6, 8, 9].into_iter().zip(digits) {
            text[index] += u8::try_from(digit % 10).unwrap_or_default();
        }
        Self(text)
    }

    fn as_str(&self) -> &str {
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

/// The text that the signing key is applied to.
#[derive(Clone, Copy, Debug)]
pub struct StringToSign<'a> {
    scope: Scope<'a>,
    request: HexDigest,
}

impl<'a> StringToSign<'a> {
    /// Creates the string to sign of a request in a scope.
    pub fn new(scope: Scope<'a>, request: &CanonicalRequest<'_>) -> Self {
        // Written as a whole and hashed once, which is cheaper than hashing piece by piece.
        Self { scope, request: body_hash(&request.to_bytes()) }
    }

    pub(super) fn to_bytes(self) -> Vec<u8> {
        let Scope { timestamp, date, service } = &self.scope;
        let mut bytes = Vec::with_capacity(CAPACITY);
        push(&mut bytes, &[ALGORITHM, "\n", itoa::Buffer::new().format(*timestamp), "\n"]);
        bytes.extend_from_slice(&date.0);
        push(&mut bytes, &["/", service, "/tc3_request\n"]);
        bytes.extend_from_slice(self.request.as_bytes());
        bytes
    }
}

impl fmt::Display for StringToSign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.to_bytes()))
    }
}

/// Returns the SHA-256 of a body, as the canonical request contains it.
pub fn body_hash(body: &[u8]) -> HexDigest {
    HexDigest::new(&Sha256::digest(body).into())
}
