//! Thirty-two bytes in lower-case hexadecimal.

use std::fmt;

/// A hash or a signature in lower-case hexadecimal: 64 characters, held inline.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Hex([u8; 64]);

impl Hex {
    /// Writes the bytes out.
    pub fn new(bytes: &[u8; 32]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 15)];
        }
        Self(text)
    }

    /// The 64 characters.
    pub fn as_str(&self) -> &str {
        // Made of digits only, so always text.
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
