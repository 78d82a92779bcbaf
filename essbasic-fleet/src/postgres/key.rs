//! Keys and subjects as PostgreSQL can index them.

use std::borrow::Cow;

use essbasic::sign::HexDigest;
use sha2::{Digest, Sha256};

/// Maximum length of a text that is used unchanged, in bytes. An index takes about 2,700.
const MAX_BYTES: usize = 256;

/// Returns the text, or a digest if it is long or contains a NUL, which PostgreSQL does not store.
pub(super) fn indexable(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_BYTES && !text.contains('\0') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("sha256:{}", HexDigest::new(&Sha256::digest(text).into())))
}
