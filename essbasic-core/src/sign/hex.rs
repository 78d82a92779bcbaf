//! Thirty-two bytes in lower-case hexadecimal.

use std::fmt;

/// A hash or a signature in lower-case hexadecimal: 64 characters, held inline.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct HexDigest([u8; 64]);

impl HexDigest {
    /// Writes the bytes out.
    pub fn new(bytes: &[u8; 32]) -> Self {
        // Reckoned and not looked up, so that many digits are made at a time.
        let digit = |half: u8| half + if half < 10 { b'0' } else { b'a' - 10 };
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
            pair[0] = digit(byte >> 4);
            pair[1] = digit(byte & 15);
        }
        Self(text)
    }

    /// The 64 characters, where only their bytes matter.
    pub(super) fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }

    /// The 64 characters.
    pub fn as_str(&self) -> &str {
        // Made of digits only, so always text.
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
