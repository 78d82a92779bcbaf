//! Compressed responses.

use std::io::{self, Read};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};

/// First bytes of data in the gzip format.
const MAGIC: &[u8] = b"\x1f\x8b";

/// Returns a body without the compression that its headers declare, and at most `max + 1` bytes of it.
///
/// A body that is not compressed is returned as it is, with any headers: proxies decode bodies and leave
/// the header, and the response may contain the ID of what was created.
///
/// # Errors
///
/// If the compressed data is damaged or incomplete.
pub(super) fn decode(headers: &mut HeaderMap, body: Bytes, max: usize) -> io::Result<Bytes> {
    let is_gzip = |coding: &[u8]| [&b"gzip"[..], b"x-gzip"].contains(&coding);
    if !headers.get(CONTENT_ENCODING).is_some_and(|it| is_gzip(it.as_bytes()))
        || !body.starts_with(MAGIC)
    {
        return Ok(body);
    }
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    let mut decoded = Vec::new();
    MultiGzDecoder::new(&*body).take(max as u64 + 1).read_to_end(&mut decoded)?;
    Ok(decoded.into())
}
