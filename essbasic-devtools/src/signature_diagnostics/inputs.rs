//! All that goes into a signature, each part of which somebody may have done otherwise.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// All that goes into a signature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct SigningInputs {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    /// The signed headers' names and values, in order.
    pub(super) headers: Vec<(String, String)>,
    /// The line that names them.
    pub(super) list: String,
    pub(super) body_hash: String,
    pub(super) layout: Layout,
    pub(super) algorithm: String,
    pub(super) timestamp: String,
    pub(super) date: String,
    pub(super) service: String,
    pub(super) terminator: String,
    pub(super) upper_hash: bool,
    pub(super) string_end: &'static str,
    pub(super) derivation: Derivation,
    pub(super) key_date: String,
    pub(super) key_service: String,
}

/// How the lines of a canonical request are set.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Layout {
    /// What stands between a header's name and its value.
    pub(super) colon: &'static str,
    /// What ends a line.
    pub(super) line_end: &'static str,
    /// What stands between the headers and the line that names them.
    pub(super) blank: &'static str,
    /// What stands behind the body's hash.
    pub(super) end: &'static str,
}

/// How the key is derived from the secret key.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Derivation {
    /// As it should be.
    Whole,
    /// Without `TC3` before the secret key.
    NoPrefix,
    /// With another word before it.
    Prefix(&'static str),
    /// Each key written in hexadecimal before it is used.
    Hexadecimal,
    /// The service before the date.
    ServiceFirst,
    /// Without `tc3_request` at the end.
    NoTerminator,
    /// The secret key itself.
    Nothing,
    /// White space that is around the secret key, taken off.
    Trimmed,
    /// A line break behind the secret key.
    LineBreak,
}

impl SigningInputs {
    /// The canonical request.
    pub(super) fn canonical(&self) -> String {
        let Layout { colon, line_end, blank, end } = self.layout;
        let mut text =
            [&self.method, line_end, &self.path, line_end, &self.query, line_end].concat();
        for (name, value) in &self.headers {
            text.extend([name, colon, value, line_end]);
        }
        text.extend([blank, &self.list, line_end, &self.body_hash, end]);
        text
    }

    /// The string to sign, over a canonical request's hash.
    pub(super) fn string(&self, canonical: &str) -> String {
        let hash =
            if self.upper_hash { canonical.to_ascii_uppercase() } else { canonical.to_owned() };
        let Self { algorithm, timestamp, date, service, terminator, string_end, .. } = self;
        let scope: Vec<_> =
            [date, service, terminator].into_iter().filter(|it| !it.is_empty()).cloned().collect();
        format!("{algorithm}\n{timestamp}\n{}\n{hash}{string_end}", scope.join("/"))
    }

    /// The key that signs.
    pub(super) fn key(&self, secret: &str) -> Hmac<Sha256> {
        let (date, service) = (self.key_date.as_bytes(), self.key_service.as_bytes());
        let steps: [&[u8]; 3] = match self.derivation {
            Derivation::ServiceFirst => [service, date, b"tc3_request"],
            _ => [date, service, b"tc3_request"],
        };
        let steps = match self.derivation {
            Derivation::NoTerminator => &steps[..2],
            Derivation::Nothing => &[],
            _ => &steps[..],
        };
        let mut key = match self.derivation {
            Derivation::NoPrefix | Derivation::Nothing => secret.to_owned(),
            Derivation::Prefix(prefix) => [prefix, secret].concat(),
            Derivation::Trimmed => ["TC3", secret.trim()].concat(),
            Derivation::LineBreak => ["TC3", secret, "\n"].concat(),
            _ => ["TC3", secret].concat(),
        }
        .into_bytes();
        for step in steps {
            key = keyed(&key, step).to_vec();
            if self.derivation == Derivation::Hexadecimal {
                key = hex(&key).into_bytes();
            }
        }
        Hmac::new_from_slice(&key).expect("HMAC takes keys of every length")
    }
}

/// The signature of a string, in hexadecimal.
pub(super) fn sign(key: &Hmac<Sha256>, string: &str) -> String {
    let mut key = key.clone();
    key.update(string.as_bytes());
    hex(&key.finalize().into_bytes())
}

/// The hash of a text, in hexadecimal.
pub(super) fn hash(text: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(text))
}

fn keyed(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut key = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of every length");
    key.update(text);
    key.finalize().into_bytes().into()
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let pairs = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    pairs.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
