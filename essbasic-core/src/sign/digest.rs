//! SHA-256 digests in hexadecimal.

use std::fmt;

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

    pub(super) fn as_bytes(&self) -> &[u8; 64] {
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
