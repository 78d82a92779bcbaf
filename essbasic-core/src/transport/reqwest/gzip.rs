//! Compressed responses.

use std::io::{self, Read};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use serde::de::IgnoredAny;

/// First bytes of data in the gzip format.
const MAGIC: &[u8] = b"\x1f\x8b";

/// Returns a body without its compression, and at most `max + 1` bytes of it.
///
/// The response may contain the ID of what was created, and intermediaries are careless: the body decides,
/// not its headers. One that is not compressed is returned as it is, because proxies decode bodies and leave
/// the header. Whole JSON is decoded without the header too, and with anything behind it in the compressed data.
///
/// # Errors
///
/// If compressed data, which the headers declare, is damaged or incomplete.
pub(super) fn decode(headers: &mut HeaderMap, body: Bytes, max: usize) -> io::Result<Bytes> {
    if !body.starts_with(MAGIC) {
        return Ok(body);
    }
    let mut decoded = Vec::new();
    // After an error, `decoded` holds what precedes it.
    let result = MultiGzDecoder::new(&*body).take(max as u64 + 1).read_to_end(&mut decoded);
    let declared = is_declared(headers);
    match result {
        Ok(_) if declared => {}
        _ if is_json(&decoded) => {}
        Err(error) if declared => return Err(error),
        // Without the header, it may be a file.
        _ => return Ok(body),
    }
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    Ok(decoded.into())
}

/// Returns whether one of the codings of a body is gzip. Case does not count in their names.
fn is_declared(headers: &HeaderMap) -> bool {
    let names = headers.get_all(CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let mut codings = names.flat_map(|names| names.split(',')).map(str::trim);
    codings.any(|it| it.eq_ignore_ascii_case("gzip") || it.eq_ignore_ascii_case("x-gzip"))
}

fn is_json(body: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(body).is_ok()
}
