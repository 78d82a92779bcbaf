//! Limits of what the client holds in memory, all in one place.
//!
//! | held | limit | beyond it |
//! |---|---|---|
//! | response of a call, decompressed | [`MAX_RESPONSE_BYTES`] | the call fails with [`ErrorKind::Decode`](crate::ErrorKind::Decode), and reading stops |
//! | response kept by an [`Error`](crate::Error) | [`MAX_KEPT_RESPONSE_BYTES`] | its beginning is kept |
//! | the service's message in an [`Error`](crate::Error) | [`MAX_MESSAGE_BYTES`] | its beginning is kept |
//! | error code and request ID of a response | [`MAX_ID_BYTES`] | their beginning is kept |
//! | an undecodable response in a message | [`MAX_SNIPPET_CHARS`], names only | it is cut |
//! | file of a download, written and not held | [`DEFAULT_MAX_DOWNLOAD_BYTES`], set by [`LinkDownload::max_bytes`](crate::LinkDownload::max_bytes) | the download fails |
//! | pages of an [`ItemStream`](crate::ItemStream) | one | the next is requested when its items were taken |
//! | request in [`CallInfo::redacted_request`](crate::CallInfo::redacted_request) | [`MAX_RECORDED_REQUEST_BYTES`] | it is left out |
//! | attempts of a call | one response at a time | – |
//!
//! `essbasic` adds the size of callbacks (`callback::MAX_BODY_BYTES`), the entries of a
//! `MemoryDedupStore`, and uploads, which are streamed.

/// Maximum size of a response, decompressed: 64 MiB. The largest contain a few videos in base64.
pub const MAX_RESPONSE_BYTES: usize = 64 << 20;

/// Maximum size of the response that an error keeps: 1 MiB; see
/// [`Error::response_body`](crate::Error::response_body).
pub const MAX_KEPT_RESPONSE_BYTES: usize = 1 << 20;

/// Maximum size of the service's message in an error: 64 KiB.
pub const MAX_MESSAGE_BYTES: usize = 64 << 10;

/// Maximum size of an error code and of a request ID: 256 bytes.
pub const MAX_ID_BYTES: usize = 256;

/// Maximum number of characters of a response in an error's message. Names are shown, values are not.
pub const MAX_SNIPPET_CHARS: usize = 160;

/// Default size limit of a download: 1 GiB, more than any file of the service.
pub const DEFAULT_MAX_DOWNLOAD_BYTES: u64 = 1 << 30;

/// Maximum size of a request's body that interceptors see as JSON: 1 MiB; see
/// [`CallInfo::redacted_request`](crate::CallInfo::redacted_request).
pub const MAX_RECORDED_REQUEST_BYTES: usize = 1 << 20;

/// Returns the beginning of a text, at most `max` bytes.
pub(crate) fn truncated(mut text: String, max: usize) -> String {
    if text.len() > max {
        let end = (0..=max).rev().find(|end| text.is_char_boundary(*end));
        text.truncate(end.unwrap_or_default());
        text.shrink_to_fit();
    }
    text
}
