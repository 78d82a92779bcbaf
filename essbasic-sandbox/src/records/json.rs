//! Records as JSON, for the control API. Secret fields of requests and responses are replaced by `***`.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, SecondsFormat, Utc};
use essbasic::schema::SecretFields;
use serde_json::{Map, Value, json};

use super::{Record, RecordKind, RecordedAct, RecordedBody, RecordedCall, RecordedDelivery};

/// Filter of records. Default: all.
#[derive(Clone, Debug, Default)]
pub(crate) struct RecordFilter {
    /// Kind, as one word.
    pub(crate) kind: String,
    /// Part of the name of an action or an event, in any case.
    pub(crate) action: String,
    /// Outcome of a call, as one word, or `rejected` for acts and callbacks that failed.
    pub(crate) outcome: String,
}

impl RecordFilter {
    pub(crate) fn matches(&self, record: &Record) -> bool {
        (self.kind.is_empty() || record.kind().as_str() == self.kind)
            && (self.outcome.is_empty() || record.outcome() == self.outcome)
            && (self.action.is_empty()
                || record.name().to_lowercase().contains(&self.action.to_lowercase()))
    }
}

impl Record {
    /// Returns the action of a call, the kind of an act, or the type of an event.
    pub fn name(&self) -> &str {
        match self {
            Self::Call(it) => it.action(),
            Self::Act(it) => it.kind.as_str(),
            Self::Delivery(it) => &it.kind,
            Self::Connection(_) => "tls",
        }
    }

    /// Returns the outcome as one word, for filters.
    pub fn outcome(&self) -> &'static str {
        let word = |is_done| if is_done { "done" } else { "rejected" };
        match self {
            Self::Call(it) => it.outcome.as_str(),
            Self::Act(it) => word(it.result.is_ok()),
            Self::Delivery(it) => match it.attempt.response {
                Ok(status) => word(status == 200),
                Err(_) => "no-response",
            },
            Self::Connection(_) => "rejected",
        }
    }

    /// Returns the record without secrets.
    pub(crate) fn json(&self) -> Value {
        let mut record = match self {
            Self::Call(it) => call(it),
            Self::Act(it) => act(it),
            Self::Delivery(it) => delivery(it),
            Self::Connection(it) => json!({
                "Time": time(at(it.received_at)),
                "Peer": it.peer.to_string(),
                "Problem": "the client sent TLS to the HTTP port",
            }),
        };
        record["Number"] = self.number().into();
        record["Kind"] = self.kind().as_str().into();
        record["Name"] = self.name().into();
        record["Outcome"] = self.outcome().into();
        record
    }
}

fn call(it: &RecordedCall) -> Value {
    let action = essbasic::find_action(it.action()).map(essbasic::Entry::descriptor);
    let schema = |schema: fn(&essbasic::Descriptor) -> &'static _| {
        action.map_or(SecretFields::all(), |it| SecretFields::of(schema(it)).or_unknown())
    };
    let code = match &it.outcome {
        super::CallOutcome::Rejected(code) => Some(code),
        _ => None,
    };
    json!({
        "Time": time(at(it.received_at)),
        "Milliseconds": milliseconds(it.duration),
        "Code": code,
        "HttpStatus": it.status,
        "Signature": it.signature.as_str(),
        "SignatureMethod": it.foreign_signature.as_ref().map(|it| &it.method),
        "RequestId": it.request_id,
        "Peer": it.peer.map(|it| it.to_string()),
        "UserAgent": it.user_agent(),
        "Events": it.events.len(),
        "Request": request(it.fields(), &schema(|it| (it.request)())),
        "Response": response(&it.response_body, &schema(|it| (it.response)())),
    })
}

/// Returns the fields of a request without secrets; `null` if they are not whole, or no JSON.
fn request(fields: Option<Map<String, Value>>, secrets: &SecretFields) -> Value {
    let Some(fields) = fields else { return Value::Null };
    let mut value = Value::Object(fields);
    redact(&mut value, secrets);
    value
}

fn response(body: &RecordedBody, secrets: &SecretFields) -> Value {
    let Some(Ok(mut envelope)) =
        body.is_complete().then(|| serde_json::from_slice::<Value>(body.bytes()))
    else {
        return Value::Null;
    };
    let mut response = envelope["Response"].take();
    if let Value::Object(fields) = &mut response {
        let envelope = ["RequestId", "Error"].map(|name| (name, fields.remove(name)));
        redact(&mut response, secrets);
        for (name, value) in envelope {
            if let Some(value) = value {
                response[name] = value;
            }
        }
    }
    response
}

/// Replaces secret values, and texts that contain one: contracts may be named after people.
fn redact(value: &mut Value, secrets: &SecretFields) {
    let strings = secrets.strings(value.clone());
    secrets.redact(value);
    SecretFields::none().visit(value, &mut |value, _| {
        if let Value::String(text) = value
            && strings.iter().any(|it| text.contains(it.as_str()))
        {
            *value = "***".into();
        }
        true
    });
}

fn act(it: &RecordedAct) -> Value {
    json!({
        "Time": time(at(it.started_at)),
        "Milliseconds": milliseconds(it.duration),
        "Source": it.source.as_str(),
        "Subject": it.subject,
        "FlowIds": it.flows,
        "Problem": it.result.err().map(|error| error.to_string()),
        "Events": it.events.len(),
    })
}

fn delivery(it: &RecordedDelivery) -> Value {
    let started = DateTime::from_timestamp_millis(it.attempt.started_on).unwrap_or_default();
    json!({
        "Time": time(started),
        "Milliseconds": it.attempt.milliseconds,
        "EventId": it.event,
        "Cause": it.cause.as_str(),
        "HttpStatus": it.attempt.response.ok(),
        "Problem": it.attempt.response.err().map(|error| error.to_string()),
    })
}

fn at(time: SystemTime) -> DateTime<Utc> {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let milliseconds = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}

fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn milliseconds(duration: std::time::Duration) -> f64 {
    (duration.as_secs_f64() * 100_000.0).round() / 100.0
}

impl RecordKind {
    /// Returns the kind with a word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        let kinds = [Self::Call, Self::Act, Self::Delivery, Self::Connection];
        kinds.into_iter().find(|it| it.as_str() == word)
    }
}
