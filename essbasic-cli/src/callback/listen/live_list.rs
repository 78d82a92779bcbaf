//! Live list of received and forwarded callbacks, on standard output.

use std::io;
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use chrono::DateTime;
use essbasic::callback::{CallbackError, CallbackErrorKind};
use essbasic_devtools::escape;
use serde_json::{Value, json};

use super::super::store::{Delivery, StoredCallback, now};
use crate::message::{Message, message};
use crate::output::{self, OutputFormat, PrintOptions};

/// Maximum number of lines that wait to be printed. Further ones are dropped.
const MAX_LINES: usize = 1000;

/// A list of received and forwarded callbacks, printed by a thread of its own.
///
/// Each entry is a line of text, or a JSON object. A terminal that does not read never blocks the server.
#[derive(Clone, Debug)]
pub(super) struct LiveList {
    is_json: bool,
    lines: SyncSender<String>,
}

impl LiveList {
    /// Starts the thread that prints.
    pub(super) fn new(print: &PrintOptions) -> io::Result<Self> {
        let (lines, receiver) = mpsc::sync_channel::<String>(MAX_LINES);
        let printer = thread::Builder::new().name("list".to_owned());
        printer.spawn(move || {
            for line in receiver {
                // The reader may have closed the pipe; receiving goes on.
                let _ = output::line(&line);
            }
        })?;
        Ok(Self { is_json: print.output == Some(OutputFormat::Json), lines })
    }

    pub(super) fn received(&self, it: &StoredCallback) {
        let json = json!({"received": {
            "id": it.id, "at": it.at, "event": it.event, "msg_id": it.msg_id,
            "organization": it.organization, "flow": it.flow,
        }});
        self.print(&json, &row(it));
    }

    pub(super) fn probe(&self) {
        self.print(
            &json!({"probe": {"at": now()}}),
            &format!("{}  {}", time(now()), message!("live-probe").local()),
        );
    }

    pub(super) fn rejected(&self, error: &CallbackError) {
        let json = json!({"rejected": {"at": now(), "reason": error.to_string()}});
        let text = message!("live-rejected", reason = rejection(error.kind()));
        self.print(&json, &format!("{}  {}", time(now()), text.local()));
    }

    pub(super) fn delivered(&self, it: &Delivery) {
        let attempts = u64::from(it.attempts);
        let text = message!("live-forwarded", id = it.id, attempts = attempts);
        let text = format!("{}  {}", time(it.at), text.local());
        self.print(&json!({ "delivered": it }), &text);
    }

    pub(super) fn failed(&self, it: &Delivery, problem: &Message) {
        let text = message!("live-failed", id = it.id, problem = problem);
        let text = format!("{}  {}", time(it.at), text.local());
        self.print(&json!({ "failed": it }), &text);
    }

    pub(super) fn retried(&self, it: &Delivery, problem: &Message, seconds: u64) {
        let text = message!("live-retried", id = it.id, problem = problem, seconds = seconds);
        let text = format!("{}  {}", time(it.at), text.local());
        self.print(&json!({ "retried": it }), &text);
    }

    fn print(&self, json: &Value, text: &str) {
        let line = if self.is_json { escape::json(json) } else { text.to_owned() };
        let _ = self.lines.try_send(line);
    }
}

/// Returns the reason for a rejection, short enough for a line of 80 columns.
fn rejection(kind: CallbackErrorKind) -> Message {
    match kind {
        CallbackErrorKind::TooLarge => message!("rejected-too-large"),
        CallbackErrorKind::Unsigned => message!("rejected-unsigned"),
        CallbackErrorKind::MalformedSignature => message!("rejected-malformed-signature"),
        CallbackErrorKind::SignatureMismatch => message!("rejected-signature-mismatch"),
        CallbackErrorKind::NotEncrypted => message!("rejected-not-encrypted"),
        CallbackErrorKind::NoKey => message!("rejected-no-key"),
        CallbackErrorKind::NotAnEvent => message!("rejected-not-an-event"),
        CallbackErrorKind::NotBase64 | CallbackErrorKind::Truncated => {
            message!("rejected-cut")
        }
        // The other kinds mean decryption with another key.
        _ => message!("rejected-other-key"),
    }
}

/// Returns a callback in one line of at most 80 columns. Its texts come from outside.
pub(in super::super) fn row(it: &StoredCallback) -> String {
    let event = shortened(it.event.as_deref().unwrap_or("-"), 35);
    let ids = [&it.organization, &it.flow].into_iter().flatten();
    let ids: Vec<_> = ids.map(|id| shortened(id, 15)).collect();
    format!("{}  #{} {event}  {}", time(it.at), it.id, ids.join("  ")).trim_end().to_owned()
}

/// Returns the time of day in UTC.
pub(in super::super) fn time(milliseconds: i64) -> String {
    let time = DateTime::from_timestamp_millis(milliseconds).unwrap_or_default();
    time.format("%H:%M:%SZ").to_string()
}

/// Shortens a text to a number of characters: its beginning and end, without line breaks.
fn shortened(text: &str, length: usize) -> String {
    let half = length / 2;
    let count = text.chars().count();
    if count <= length {
        return escape::line(text).into_owned();
    }
    let start: String = text.chars().take(half).collect();
    let end: String = text.chars().skip(count - half).collect();
    format!("{}…{}", escape::line(&start), escape::line(&end))
}
