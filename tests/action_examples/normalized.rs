//! Responses without what a sandbox makes up: random IDs, tokens of links, its address, times.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde_json::{Map, Value};

/// Times this close to the current one, in seconds, are replaced by relative ones.
const NEAR: i64 = 800 * DAY;

const DAY: i64 = 24 * 60 * 60;

/// IDs of the initial data that do not start with `yDSandbox`.
const SEEDED: [&str; 2] = [essbasic_sandbox::seed::APPLICATION, essbasic_sandbox::seed::QR_CODE];

/// Replaces what a sandbox makes up.
///
/// - The address of the sandbox: `http://127.0.0.1:8899`.
/// - IDs, 32 letters and digits that start with `yD`, unless they are of the initial data:
///   `yDExample…1`, `yDExample…2`, in the order of the response.
/// - Tokens, 24 letters and digits after `/links/` or `shortKey=`: `Example…1`.
/// - Unix times in seconds or milliseconds, and local times: `$now+1d`, `$ms-1d`, `$local`.
pub(super) struct Normalizer<'a> {
    now: i64,
    endpoint: &'a str,
    replaced: BTreeMap<String, String>,
    ids: usize,
    tokens: usize,
}

impl<'a> Normalizer<'a> {
    pub(super) fn new(now: i64, endpoint: &'a str) -> Self {
        Self { now, endpoint, replaced: BTreeMap::new(), ids: 0, tokens: 0 }
    }

    pub(super) fn fields(&mut self, fields: Map<String, Value>) -> Map<String, Value> {
        fields.into_iter().map(|(name, value)| (name, self.value(value))).collect()
    }

    fn value(&mut self, value: Value) -> Value {
        match value {
            Value::Object(fields) => Value::Object(self.fields(fields)),
            Value::Array(items) => items.into_iter().map(|it| self.value(it)).collect(),
            Value::Number(number) => {
                number.as_i64().and_then(|it| self.time(it)).map_or(number.into(), Value::from)
            }
            Value::String(text) => self.text(&text).into(),
            other => other,
        }
    }

    fn time(&self, number: i64) -> Option<String> {
        let near = |seconds: i64| (seconds - self.now).abs() <= NEAR;
        match number {
            seconds if near(seconds) => Some(self.relative("now", seconds)),
            ms if ms % 1000 == 0 && near(ms / 1000) => Some(self.relative("ms", ms / 1000)),
            _ => None,
        }
    }

    fn relative(&self, kind: &str, time: i64) -> String {
        let offset = time - self.now;
        let units = [(DAY, "d"), (60 * 60, "h"), (60, "m"), (1, "s")];
        let unit = units.into_iter().find(|(unit, _)| offset % unit == 0);
        match unit {
            Some((unit, name)) if offset != 0 => format!("${kind}{:+}{name}", offset / unit),
            _ => format!("${kind}"),
        }
    }

    fn text(&mut self, text: &str) -> String {
        if let Ok(local) = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S") {
            return self.relative("local", local.and_utc().timestamp() - 8 * 60 * 60);
        }
        let text = text.replace(self.endpoint, "http://127.0.0.1:8899");
        let mut normalized = String::new();
        let mut rest = text.as_str();
        while let Some(start) = rest.find(|it: char| it.is_ascii_alphanumeric()) {
            normalized.push_str(&rest[..start]);
            rest = &rest[start..];
            let end = rest.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(rest.len());
            let replaced = self.word(&rest[..end], &normalized);
            normalized.push_str(&replaced);
            rest = &rest[end..];
        }
        normalized + rest
    }

    fn word(&mut self, word: &str, before: &str) -> String {
        let is_seeded = word.starts_with("yDSandbox") || SEEDED.contains(&word);
        let is_id = word.len() == 32 && word.starts_with("yD") && !is_seeded;
        let is_token = word.len() == 24
            && ["/links/", "shortKey="].iter().any(|prefix| before.ends_with(prefix));
        if let Some(replaced) = self.replaced.get(word) {
            return replaced.clone();
        }
        let replaced = if is_id {
            self.ids += 1;
            format!("yDExample{:0>23}", self.ids)
        } else if is_token {
            self.tokens += 1;
            format!("Example{:0>17}", self.tokens)
        } else {
            return word.to_owned();
        };
        self.replaced.insert(word.to_owned(), replaced.clone());
        replaced
    }
}

/// Returns the first line that differs between two texts.
pub(super) fn first_difference(before: &str, now: &str) -> String {
    let mut lines = before.lines().zip(now.lines()).map(|(one, other)| (one.trim(), other.trim()));
    let different = lines.find(|(one, other)| one != other);
    different.map_or("another number of lines".to_owned(), |(recorded, now)| {
        format!("recorded {recorded}, now {now}")
    })
}
