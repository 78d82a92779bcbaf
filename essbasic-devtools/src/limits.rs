//! Limits of the search for actions and of the diagnostics.
//!
//! Memory and work of a signature diagnosis are proportional to the captured request, up to [`WORK_BYTES`].
//! The report says whether everything was tried.

/// Maximum number of words of a search query.
pub(crate) const QUERY_WORDS: usize = 20;

/// Maximum length of a captured request, in bytes.
pub(crate) const CAPTURED_BYTES: usize = 2 << 20;

/// Maximum number of headers of a captured request.
pub(crate) const HEADERS: usize = 200;

/// Maximum number of words of a curl command.
pub(crate) const CURL_WORDS: usize = 10_000;

/// Maximum number of signed headers.
pub(crate) const SIGNED_HEADERS: usize = 32;

/// Maximum length of a canonical request or string to sign from a client, in bytes. Of a longer text, the
/// beginning is compared.
pub(crate) const TEXT_BYTES: usize = 256 << 10;

/// Maximum number of combinations of a search.
pub(crate) const COMBINATIONS: usize = 50_000;

/// Maximum number of bytes that searches copy and hash.
pub(crate) const WORK_BYTES: usize = 32 << 20;

/// Maximum length of a body that is re-encoded, in bytes.
pub(crate) const REENCODED_BYTES: usize = 256 << 10;

/// Maximum length of a re-encoded body, in bytes.
pub(crate) const ENCODING_BYTES: usize = 4 * REENCODED_BYTES;

/// Maximum number of characters of a text in a finding.
pub(crate) const FINDING_CHARACTERS: usize = 2000;

/// Maximum length of a captured callback, in bytes: a body of 10 MiB in a HAR file.
pub(crate) const CAPTURED_CALLBACK_BYTES: usize = 32 << 20;
