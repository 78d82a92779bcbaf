//! Live list of received and forwarded callbacks, on standard output.

use chrono::DateTime;
use serde_json::{Value, json};

use super::super::store::{Delivered, Received, now};
use crate::output::{self, OutputFormat, PrintOptions};

/// The list. Each entry is a line of text, or a JSON object.
#[derive(Clone, Copy, Debug)]
pub(super) struct LiveList {
    is_json: bool,
}

impl LiveList {
    pub(super) fn new(print: &PrintOptions) -> Self {
        Self { is_json: print.output == Some(OutputFormat::Json) }
    }

    pub(super) fn received(self, it: &Received) {
        let json = json!({"received": {
            "id": it.id, "at": it.at, "event": it.event, "msg_id": it.msg_id,
            "organization": it.organization, "flow": it.flow,
        }});
        self.print(&json, &row(it));
    }

    pub(super) fn probe(self) {
        self.print(&json!({"probe": {"at": now()}}), &format!("{}  probe", time(now())));
    }

    pub(super) fn rejected(self, reason: &str) {
        let json = json!({"rejected": {"at": now(), "reason": reason}});
        self.print(&json, &format!("{}  rejected: {reason}", time(now())));
    }

    pub(super) fn delivered(self, it: &Delivered) {
        let text = format!("{}  #{} forwarded, attempt {}", time(it.at), it.id, it.attempts);
        self.print(&json!({ "delivered": it }), &text);
    }

    pub(super) fn failed(self, it: &Delivered) {
        let problem = it.problem.as_deref().unwrap_or_default();
        let text = format!("{}  #{} given up: {problem}", time(it.at), it.id);
        self.print(&json!({ "failed": it }), &text);
    }

    pub(super) fn retried(self, it: &Delivered, seconds: u64) {
        let problem = it.problem.as_deref().unwrap_or_default();
        let text = format!("{}  #{}: {problem}; again in {seconds} s", time(it.at), it.id);
        self.print(&json!({ "retried": it }), &text);
    }

    fn print(self, json: &Value, text: &str) {
        // The reader may have closed the pipe; receiving goes on.
        let _ = if self.is_json { output::line(&json.to_string()) } else { output::line(text) };
    }
}

/// Returns a callback in one line of at most 80 columns.
pub(in super::super) fn row(it: &Received) -> String {
    let event = it.event.as_deref().unwrap_or("-");
    let mut row = format!("{}  #{} {event}", time(it.at), it.id);
    for id in [&it.organization, &it.flow].into_iter().flatten() {
        row += &format!("  {}", shortened(id));
    }
    row
}

/// Returns the time of day in UTC.
pub(in super::super) fn time(milliseconds: i64) -> String {
    let time = DateTime::from_timestamp_millis(milliseconds).unwrap_or_default();
    time.format("%H:%M:%SZ").to_string()
}

/// Shortens an ID to 15 characters: its beginning and end.
fn shortened(id: &str) -> String {
    let letters: Vec<char> = id.chars().collect();
    if letters.len() <= 15 {
        return id.to_owned();
    }
    let (start, end) = (&letters[..7], &letters[letters.len() - 7..]);
    format!("{}…{}", String::from_iter(start), String::from_iter(end))
}
