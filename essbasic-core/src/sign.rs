//! TC3-HMAC-SHA256: from the parts of a request to its `Authorization` header.
//!
//! ```text
//! CanonicalRequest = Method \n Path \n Query \n Headers \n SignedHeaders \n hex(SHA256(Body))
//! StringToSign     = "TC3-HMAC-SHA256" \n Timestamp \n Scope \n hex(SHA256(CanonicalRequest))
//! Scope            = Date "/" Service "/tc3_request"
//! SigningKey       = HMAC(HMAC(HMAC("TC3" SecretKey, Date), Service), "tc3_request")
//! Signature        = hex(HMAC(SigningKey, StringToSign))
//! ```
//!
//! Pure functions: no clock is read and no state is kept. Each stage is a type, so that both sides can
//! be compared stage by stage: the client signs with them, the sandbox verifies with them.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveDate};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::zeroize::Zeroizing;
use sha2::{Digest, Sha256};

use crate::error::{Error, ErrorKind};
use crate::message::message;

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
                let message = message!(
                    "{timestamp} is not a Unix timestamp in seconds; check the clock",
                    timestamp = timestamp
                );
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

    fn to_bytes(self) -> Vec<u8> {
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

/// A SHA-256 digest or signature in lower-case hexadecimal: 64 characters, stored inline.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct HexDigest([u8; 64]);

impl HexDigest {
    /// Encodes 32 bytes.
    pub fn new(bytes: &[u8; 32]) -> Self {
        // Computed rather than looked up, which the compiler vectorizes.
        let digit = |nibble: u8| nibble + if nibble < 10 { b'0' } else { b'a' - 10 };
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
            pair[0] = digit(byte >> 4);
            pair[1] = digit(byte & 15);
        }
        Self(text)
    }

    fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }

    /// Returns the 64 characters.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for HexDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for HexDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Key that signs for one day and one service, derived from the secret key.
///
/// ```text
/// SigningKey = HMAC(HMAC(HMAC("TC3" SecretKey, Date), Service), "tc3_request")
/// ```
///
/// Clones share the same key.
#[derive(Clone)]
pub struct SigningKey(Arc<KeyMaterial>);

struct KeyMaterial {
    bytes: Zeroizing<[u8; 32]>,
    /// The HMAC state after the key, wiped when dropped.
    mac: Hmac<Sha256>,
}

impl SigningKey {
    /// Derives the key of a scope's day and service.
    pub fn derive(secret_key: &str, scope: &Scope<'_>) -> Self {
        DerivedKeys::derive(secret_key, scope).key
    }

    /// Signs any text, for diagnostics of texts that a [`StringToSign`] cannot represent.
    pub fn sign_bytes(&self, text: &[u8]) -> HexDigest {
        HexDigest::new(&hmac(self.0.mac.clone(), text))
    }

    /// Returns the bytes of the key, for comparison with another implementation.
    ///
    /// They sign for the scope's day and service: keep them secret.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0.bytes
    }
}

impl StringToSign<'_> {
    /// Computes the signature.
    pub fn sign(&self, key: &SigningKey) -> HexDigest {
        key.sign_bytes(&self.to_bytes())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(***)")
    }
}

/// The signing key with the intermediate keys, for tools that explain signatures.
///
/// All of them are secret: see [`SigningKey::expose`].
#[non_exhaustive]
pub struct DerivedKeys {
    /// `HMAC("TC3" SecretKey, Date)`, valid for every service of the day.
    pub date: Zeroizing<[u8; 32]>,
    /// `HMAC(date, Service)`.
    pub service: Zeroizing<[u8; 32]>,
    /// `HMAC(service, "tc3_request")`.
    pub key: SigningKey,
}

impl DerivedKeys {
    /// Derives the keys of a scope's day and service.
    pub fn derive(secret_key: &str, scope: &Scope<'_>) -> Self {
        let (date, service) = scope.key_parts();
        let secret = Zeroizing::new([b"TC3", secret_key.as_bytes()].concat());
        let date = hmac(mac(&secret), date.as_bytes());
        let service = hmac(mac(&*date), service.as_bytes());
        let bytes = hmac(mac(&*service), b"tc3_request");
        let key = SigningKey(Arc::new(KeyMaterial { mac: mac(&*bytes), bytes }));
        Self { date, service, key }
    }
}

impl fmt::Debug for DerivedKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DerivedKeys(***)")
    }
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC accepts keys of any length")
}

fn hmac(mut mac: Hmac<Sha256>, text: &[u8]) -> Zeroizing<[u8; 32]> {
    mac.update(text);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

/// Parts of the `Authorization` header.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Authorization<'a> {
    /// Secret ID.
    pub secret_id: &'a str,
    /// UTC date of the scope.
    pub date: &'a str,
    /// Service of the scope.
    pub service: &'a str,
    /// Names of the signed headers, separated by semicolons.
    pub signed_headers: &'a str,
    /// Signature in lower-case hexadecimal.
    pub signature: &'a str,
}

impl<'a> Authorization<'a> {
    /// Formats the header.
    pub fn format(
        secret_id: &str,
        scope: &Scope<'_>,
        signed_headers: impl AsRef<str>,
        signature: &HexDigest,
    ) -> String {
        let (date, service) = scope.key_parts();
        let signed_headers = signed_headers.as_ref();
        let signature = signature.as_str();
        [
            ALGORITHM,
            " Credential=",
            secret_id,
            "/",
            date,
            "/",
            service,
            "/tc3_request, SignedHeaders=",
            signed_headers,
            ", Signature=",
            signature,
        ]
        .concat()
    }

    /// Parses a header; `None` if it is malformed.
    pub fn parse(header: &'a str) -> Option<Self> {
        let parts = header.strip_prefix(ALGORITHM)?.strip_prefix(' ')?;
        let (credential, rest) = parts.trim_start().strip_prefix("Credential=")?.split_once(',')?;
        let (signed_headers, rest) =
            rest.trim_start().strip_prefix("SignedHeaders=")?.split_once(',')?;
        let signature = rest.trim_start().strip_prefix("Signature=")?.trim_end();

        let mut scope = credential.splitn(4, '/');
        let (secret_id, date, service) = (scope.next()?, scope.next()?, scope.next()?);
        (scope.next()? == "tc3_request").then_some(Self {
            secret_id,
            date,
            service,
            signed_headers,
            signature,
        })
    }
}
