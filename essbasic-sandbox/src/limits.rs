//! Limits of everything that the sandbox holds in memory for its clients.
//!
//! | what | limit | beyond it |
//! |---|---|---|
//! | connections | 512 | the connection whose client has sent nothing for longest is closed |
//! | head of a request | 64 KiB, or what one read adds to that; 60 seconds | status 431; the connection is closed |
//! | body of an action | 10 MiB; 100 MiB on the file host | `RequestSizeLimitExceeded` |
//! | query of a GET call | 32 KiB, 32 levels | `RequestSizeLimitExceeded`, `InvalidParameter` |
//! | what has arrived of the bodies of all calls, but for the first 64 KiB of each | 32 MiB for those up to 1 MiB, 128 MiB for larger ones; one more of each kind | calls wait, up to 30 seconds |
//! | time of a body, and between two parts of it | 10 seconds, and a second for each MiB; 10 seconds | status 408 |
//! | time in which a client reads nothing of a response | 30 seconds | the connection is closed |
//! | calls with a large body that are executed at once | 2 | calls wait |
//! | parsed JSON of a body, besides its texts | 32 MiB | `RequestSizeLimitExceeded` |
//! | violations of a request | 100 of a kind | not reported |
//! | name that an error message repeats | 200 characters | cut |
//! | form or JSON body of pages and control API | 64 KiB | status 413 |
//! | faults | 100, action names of 128 bytes | rejected |
//! | call log | 1,000 calls, 16 MiB; 1,000 acts, deliveries and connections | the oldest are removed |
//! | body, head in the call log | 64 KiB, 16 KiB | cut |
//! | names, IDs and contracts of an act in the call log | 200 characters, 20 contracts | cut |
//! | body of a request that was rejected by its head | 64 KiB, 2 seconds | not recorded |
//! | one list of the control API's records | 200 records, 1 MiB and one record | the next list goes on |
//! | time for which such a list waits for records | 30 seconds | an empty list |
//! | callbacks; their URLs, tokens and keys | 10; 2,000 bytes each | rejected |
//! | snapshots by name, their names | 10, 64 characters | rejected |
//! | events without a callback, or delivered | 1,000 | the oldest are removed |
//! | events that wait for a callback | 10,000, 64 MiB | the oldest are removed |
//! | PDF whose pages are measured; its pages; fields of a document | 32 MiB of base64; 500; 1,000 | one page of A4 is assumed; not returned |
//! | deliveries of an event | 40 | an event is not sent again |
//! | attempts of a delivery | 5, with 200 characters of the response each | the oldest are removed |
//! | name of an event that a tester sends | 128 bytes | rejected |
//! | requests in progress when the sandbox stops | 3 seconds | cut off |
//!
//! No signature or request is remembered: the service accepts a repeated request too. The rate limit
//! counts calls of one secret ID by action. The data of an authenticated caller (contracts, files) has
//! no limit of its own.

use std::time::Duration;

/// Maximum number of connections.
pub(crate) const CONNECTIONS: usize = 512;

/// Maximum size of the head of a request.
pub(crate) const HEAD_BYTES: usize = 64 << 10;

/// Time limit for the head of a request, and for idle connections.
pub(crate) const HEAD_TIMEOUT: Duration = Duration::from_secs(60);

/// Time limit for a write to a client, which ends when the client reads.
pub(crate) const WRITE_TIMEOUT: Duration = Duration::from_secs(30);

/// Maximum size of a body.
pub(crate) const BODY_BYTES: usize = 10 << 20;

/// Maximum size of the body of an action on the file host.
pub(crate) const FILE_BODY_BYTES: usize = 100 << 20;

/// Maximum size of the query of a GET call.
pub(crate) const QUERY_BYTES: usize = 32 << 10;

/// Maximum number of names and indexes in the path of a query parameter.
pub(crate) const QUERY_DEPTH: usize = 32;

/// Size above which a body is large.
pub(crate) const SMALL_BODY_BYTES: usize = 1 << 20;

/// Maximum size of all small bodies.
pub(crate) const SMALL_BODIES_BYTES: usize = 32 << 20;

/// Maximum size of all large bodies.
pub(crate) const LARGE_BODIES_BYTES: usize = 128 << 20;

/// Time for which a call waits until its body can be read.
pub(crate) const BODY_QUEUE_TIMEOUT: Duration = Duration::from_secs(30);

/// Time limit between two parts of a body.
pub(crate) const BODY_PART_TIMEOUT: Duration = Duration::from_secs(10);

/// Time for which the rest of an oversized body is read, so that the client gets to the response.
pub(crate) const DRAIN_TIMEOUT: Duration = Duration::from_secs(5);

/// Returns the time limit for a body.
pub(crate) fn body_timeout(bytes: usize) -> Duration {
    let mebibytes = u32::try_from(bytes >> 20).unwrap_or(u32::MAX);
    BODY_PART_TIMEOUT + Duration::from_secs(1).saturating_mul(mebibytes)
}

/// Maximum number of calls with a large body that are executed at once.
pub(crate) const LARGE_CALLS: usize = 2;

/// Maximum estimated size of the parsed JSON of a body, without its texts.
pub(crate) const JSON_BYTES: usize = 32 << 20;

/// Maximum number of characters of a client's text in an error message.
pub(crate) const REPEATED_CHARS: usize = 200;

/// Maximum size of a form or JSON body of pages and control API.
pub(crate) const FORM_BYTES: usize = 64 << 10;

/// Maximum number of faults.
pub(crate) const FAULTS: usize = 100;

/// Maximum size of the action's name of a fault.
pub(crate) const FAULT_ACTION_BYTES: usize = 128;

/// Maximum number of calls in the call log.
pub(crate) const CALLS: usize = 1000;

/// Maximum number of records of other kinds in the call log: acts, deliveries, connections.
pub(crate) const RECORDS: usize = 1000;

/// Maximum number of contracts of an act in the call log.
pub(crate) const RECORDED_FLOWS: usize = 20;

/// Maximum number of records in one list of the control API.
pub(crate) const LISTED_RECORDS: usize = 200;

/// Size of the JSON after which such a list ends.
pub(crate) const LISTED_RECORD_BYTES: usize = 1 << 20;

/// Maximum time for which such a list waits for records.
pub(crate) const RECORD_WAIT: Duration = Duration::from_secs(30);

/// Time for the body of a request that was rejected by its head.
pub(crate) const REJECTED_BODY_TIMEOUT: Duration = Duration::from_secs(2);

/// Maximum number of bytes of all calls in the call log.
pub(crate) const CALL_LOG_BYTES: usize = 16 << 20;

/// Maximum number of bytes of a body in the call log.
pub(crate) const RECORDED_BODY_BYTES: usize = 64 << 10;

/// Maximum number of bytes of a request line with its headers in the call log.
pub(crate) const RECORDED_HEAD_BYTES: usize = 16 << 10;

/// Maximum number of callbacks.
pub(crate) const CALLBACKS: usize = 10;

/// Maximum number of bytes of a URL, a token or a key of a callback.
pub(crate) const CALLBACK_BYTES: usize = 2000;

/// Maximum number of snapshots by name.
pub(crate) const SNAPSHOTS: usize = 10;

/// Maximum number of characters of the name of a snapshot.
pub(crate) const SNAPSHOT_NAME_CHARS: usize = 64;

/// Maximum size in base64 of a PDF whose pages are measured.
pub(crate) const MEASURED_BASE64_BYTES: usize = 32 << 20;

/// Maximum number of pages of a document's layout.
pub(crate) const MEASURED_PAGES: usize = 500;

/// Maximum number of fields of a document's layout.
pub(crate) const LAID_OUT_FIELDS: usize = 1000;

/// Maximum number of deliveries of an event: twice to each callback, and those that testers request.
pub(crate) const DELIVERIES: usize = 40;

/// Maximum number of recorded attempts of a delivery.
pub(crate) const RECORDED_ATTEMPTS: usize = 5;

/// Maximum size of the name of an event that a tester sends.
pub(crate) const EVENT_NAME_BYTES: usize = 128;

/// Maximum number of events without a callback, and of delivered ones with a callback.
pub(crate) const EVENTS: usize = 1000;

/// Maximum number of events that wait for a callback.
pub(crate) const WAITING_EVENTS: usize = 10_000;

/// Maximum number of bytes of the events that wait for a callback.
pub(crate) const WAITING_EVENT_BYTES: usize = 64 << 20;

/// Time for requests in progress when a server stops.
pub(crate) const STOP_TIMEOUT: Duration = Duration::from_secs(3);

/// Returns the beginning of a client's text for an error message, with control characters escaped.
pub(crate) fn excerpt(text: &str) -> String {
    let shown: String = text.chars().take(REPEATED_CHARS).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    format!("{}{more}", shown.escape_debug())
}
