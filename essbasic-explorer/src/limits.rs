//! Limits of these pages, in one place: what they read, hold, compute and render.
//!
//! Work is linear in what is read, and what is read and rendered is bounded. A page has at most about
//! 8 MB. What exceeds a limit is not shown, and the page says so; nothing is cut in silence.

use std::time::Duration;

/// Maximum size of the form of an action: a file of 60 MB in base64, encoded.
pub(crate) const FORM_BYTES: usize = 96 << 20;

/// Maximum size of a form with a rejected request, encoded: see
/// [`CapturedRequest`](essbasic_devtools::signature_diagnostics::CapturedRequest).
pub(crate) const DIAGNOSIS_FORM_BYTES: usize = 8 << 20;

/// Maximum size of any other form.
pub(crate) const SMALL_FORM_BYTES: usize = 64 << 10;

/// Maximum size of all forms that are held at once, but for the first 64 KiB of each; see
/// [`BodyMemory`](essbasic_sandbox::BodyMemory).
pub(crate) const HELD_FORM_BYTES: usize = 2 * FORM_BYTES;

/// Maximum number of controls of a form.
pub(crate) const FORM_CONTROLS: usize = 20_000;

/// Maximum number of values in JSON, counted by its commas and brackets.
///
/// A value needs many times the memory of its shortest text.
pub(crate) const JSON_VALUES: usize = 200_000;

/// Seconds that a form may take to arrive.
pub(crate) const FORM_SECONDS: u64 = 300;

/// Seconds between two parts of a form.
pub(crate) const FORM_PART_SECONDS: u64 = 30;

/// Maximum number of calls that wait for confirmation, and size of their requests.
///
/// The oldest have to be confirmed again.
pub(crate) const CONFIRMATIONS: usize = 64;
pub(crate) const CONFIRMATION_BYTES: usize = 2 * FORM_BYTES;

/// Time in which a request of another program has to be confirmed and sent.
pub(crate) const CONFIRMATION_TIME: Duration = Duration::from_secs(600);

/// Maximum of that time.
pub(crate) const MAX_CONFIRMATION_TIME: Duration = Duration::from_secs(24 * 60 * 60);

/// Number of requests that are parsed or rendered at once. Others wait.
pub(crate) const WORKERS: usize = 2;

/// Maximum number of rendered controls of a form. Larger requests are shown as JSON.
pub(crate) const SHOWN_CONTROLS: usize = 2000;

/// Maximum size of the texts of a request that are rendered, in its form and as JSON.
pub(crate) const REQUEST_BYTES: usize = 512 << 10;

/// Maximum number of violations, findings or faults in a list.
pub(crate) const LISTED: usize = 100;

/// Maximum number of drawn pages of a document, and of fields that are placed on one.
pub(crate) const DRAWN_PAGES: usize = 20;
pub(crate) const PLACED_FIELDS: usize = 200;

/// Maximum number of characters of a name, an ID or a message from outside.
pub(crate) const NAME_CHARACTERS: usize = 300;

/// Maximum number of values of a response.
pub(crate) const RESPONSE_VALUES: usize = 4000;

/// Maximum size of a text or of JSON on the page; longer ones are downloads.
pub(crate) const SHOWN_BYTES: usize = 20_000;

/// Maximum size of the texts of a response on the page, downloads included.
pub(crate) const RESPONSE_BYTES: usize = 4 << 20;

/// Maximum number of values in a tree of a call or row.
pub(crate) const TREE_VALUES: usize = 1500;

/// Maximum number of characters of a text in such a tree.
pub(crate) const TREE_CHARACTERS: usize = 1000;

/// Maximum number of calls, and of new calls in one event.
pub(crate) const CALLS: usize = 200;
pub(crate) const LIVE_CALLS: usize = 50;

/// Maximum number of lines of a canonical request or string to sign, and of characters in each.
pub(crate) const LINES: usize = 200;
pub(crate) const LINE_CHARACTERS: usize = 2000;

/// Maximum number of bytes of a hex dump.
pub(crate) const DUMPED_BYTES: usize = 2048;

/// Returns the beginning of a text, and whether that is all of it.
pub(crate) fn cut(text: &str, characters: usize) -> (&str, bool) {
    match text.char_indices().nth(characters) {
        Some((end, _)) => (&text[..end], false),
        None => (text, true),
    }
}

/// Returns a name, an ID or a message, cut if it is long.
pub(crate) fn short(text: &str) -> String {
    match cut(text, NAME_CHARACTERS) {
        (text, true) => text.to_owned(),
        (start, false) => format!("{start}…"),
    }
}
