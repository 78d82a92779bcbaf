//! `essbasic replay`: round-trips examples through the typed structs and compares the JSON.

use std::collections::BTreeMap;

use essbasic::message::Message as LibraryMessage;
use essbasic::{Entry, Error, ErrorKind, JsonObject, Reply, response};
use essbasic_devtools::{Language, error_text};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::cli::ReplayArgs;
use crate::error::CliError;
use crate::input;
use crate::message::{Message, detail, message};
use crate::output::{self, PrintOptions};

/// An example of an action. Request and response are JSON in a string.
#[derive(Deserialize)]
#[serde(expecting = "an object with a title, an input and an output")]
struct Example {
    #[serde(default)]
    title: String,
    input: Option<String>,
    output: Option<String>,
}

/// Counts of replayed examples, and the differences found.
#[derive(Default)]
struct Report {
    requests: usize,
    responses: usize,
    errors: usize,
    failures: Vec<Value>,
    language: Language,
}

pub(crate) fn run(arguments: &ReplayArgs, print: &PrintOptions) -> Result<(), CliError> {
    let source = input::Source::File(arguments.examples.clone());
    let text = input::read_text("EXAMPLES", &source)?;
    let examples: BTreeMap<String, Vec<Example>> = serde_json::from_str(&text)
        .map_err(|error| CliError::usage(message!("cli-not-examples", problem = detail(&error))))?;

    // Results are JSON, unless another format is chosen.
    let language = print.output.map_or(Language::English, |_| print.result_language());
    let mut report = Report { language, ..Report::default() };
    for (action, examples) in &examples {
        for example in examples {
            report.replay(action, example);
        }
    }
    let Report { requests, responses, errors, failures, .. } = report;
    let differences = failures.len();
    let report = json!({
        "requests": requests, "responses": responses, "errors": errors, "failures": failures,
    });
    let printed = output::data(&report, print);
    if differences == 0 { printed } else { Err(CliError::Mismatch(differences)) }
}

impl Report {
    fn replay(&mut self, action: &str, example: &Example) {
        let failures = &mut self.failures;
        let language = self.language;
        let mut fail = |side: &str, what: Message| {
            let (title, what) = (&example.title, what.text(language));
            failures.push(json!({"action": action, "title": title, "side": side, "what": what}));
        };
        let Some(entry) = essbasic::find_action(action) else {
            return fail("action", message!("cli-no-such-action"));
        };
        if let Some(input) = &example.input {
            self.requests += 1;
            let differences = parse(input).and_then(|fields| {
                let rewritten =
                    entry.rewrite_request(&fields).map_err(|it| library_message(&it))?;
                Ok(differences("", &Value::Object(fields), &rewritten))
            });
            for what in differences.unwrap_or_else(|problem| vec![problem]) {
                fail("request", what);
            }
        }
        if let Some(output) = &example.output {
            let decoded = response::decode::<JsonObject>(200, output.as_bytes());
            let is_error = decoded.as_ref().is_err_and(|error| error.kind() == ErrorKind::Service);
            *if is_error { &mut self.errors } else { &mut self.responses } += 1;
            let differences = parse(output).and_then(|envelope| {
                let rewritten = rewrite(entry, decoded)?;
                let original = envelope.get("Response").unwrap_or(&Value::Null);
                Ok(differences("", original, &rewritten))
            });
            for what in differences.unwrap_or_else(|problem| vec![problem]) {
                fail("response", what);
            }
        }
    }
}

/// Encodes a decoded response again, through the typed output or the error.
fn rewrite(entry: &Entry, decoded: Result<Reply<JsonObject>, Error>) -> Result<Value, Message> {
    match decoded {
        Ok(reply) => {
            let mut rewritten =
                entry.rewrite_output(&reply.output.0).map_err(|it| library_message(&it))?;
            rewritten["RequestId"] = reply.request_id.into();
            Ok(rewritten)
        }
        Err(error) => match error.code() {
            Some(code) => Ok(json!({
                "Error": {"Code": code.as_str(), "Message": error.message()},
                "RequestId": error.request_id(),
            })),
            None => Err(library_message(error.message_parts())),
        },
    }
}

fn parse(text: &str) -> Result<Map<String, Value>, Message> {
    serde_json::from_str(text)
        .map_err(|error| message!("cli-not-a-json-object", problem = detail(&error)))
}

fn library_message(message: &LibraryMessage) -> Message {
    Message::new(|language| error_text::text(language, message))
}

/// Returns the paths at which two values differ.
///
/// `null` equals a missing field, and 119 equals 119.0.
fn differences(path: &str, left: &Value, right: &Value) -> Vec<Message> {
    let child =
        |step: &str| if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") };
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            let added = right.keys().filter(|name| !left.contains_key(*name));
            let get = |fields: &Map<String, Value>, name: &str| {
                fields.get(name).cloned().unwrap_or_default()
            };
            left.keys()
                .chain(added)
                .flat_map(|name| differences(&child(name), &get(left, name), &get(right, name)))
                .collect()
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => left
            .iter()
            .zip(right)
            .enumerate()
            .flat_map(|(index, (left, right))| differences(&child(&index.to_string()), left, right))
            .collect(),
        (Value::Array(items), Value::Null) | (Value::Null, Value::Array(items))
            if items.is_empty() =>
        {
            Vec::new()
        }
        (Value::Number(left), Value::Number(right)) if left.as_f64() == right.as_f64() => {
            Vec::new()
        }
        (left, right) if left == right => Vec::new(),
        _ => vec![message!("cli-differs", path = path)],
    }
}
