//! `essbasic replay`: examples through the typed structs and back, compared as JSON.

use std::collections::BTreeMap;

use essbasic::{Entry, Error, ErrorKind, JsonObject, Reply, response};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::arguments::{self, Printing};
use crate::failure::Failure;
use crate::{input, output};

/// One example of an action: a request and its answer, each JSON in a text.
#[derive(Deserialize)]
struct Example {
    #[serde(default)]
    title: String,
    input: Option<String>,
    output: Option<String>,
}

/// What was replayed so far.
#[derive(Default)]
struct Tally {
    requests: usize,
    responses: usize,
    errors: usize,
    failures: Vec<Value>,
}

pub(crate) fn run(arguments: &arguments::Replay, printing: &Printing) -> Result<(), Failure> {
    let source = input::Source::File(arguments.examples.clone());
    let bytes = input::bytes("EXAMPLES", &source)?;
    let examples: BTreeMap<String, Vec<Example>> = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::usage(format!("EXAMPLES: not shaped like examples: {error}")))?;

    let mut tally = Tally::default();
    for (action, examples) in &examples {
        for example in examples {
            tally.replay(action, example);
        }
    }
    let Tally { requests, responses, errors, failures } = tally;
    let failed = failures.len();
    let told = json!({
        "requests": requests, "responses": responses, "errors": errors, "failures": failures,
    });
    output::data(&told, printing)?;
    if failed == 0 { Ok(()) } else { Err(Failure::Differs(failed)) }
}

impl Tally {
    fn replay(&mut self, action: &str, example: &Example) {
        let failures = &mut self.failures;
        let mut fail = |side: &str, what: String| {
            let title = &example.title;
            failures.push(json!({"action": action, "title": title, "side": side, "what": what}));
        };
        let Some(entry) = essbasic::find(action) else {
            return fail("action", "there is no such action".to_owned());
        };
        if let Some(input) = &example.input {
            self.requests += 1;
            let written = members(input).and_then(|members| {
                let written = entry.rewrite_request(&members)?;
                Ok(differences("", &Value::Object(members), &written))
            });
            written
                .unwrap_or_else(|why| vec![why])
                .into_iter()
                .for_each(|what| fail("request", what));
        }
        if let Some(output) = &example.output {
            let opened = response::decode::<JsonObject>(200, output.as_bytes());
            let refused = opened.as_ref().is_err_and(|error| error.kind() == ErrorKind::Service);
            *if refused { &mut self.errors } else { &mut self.responses } += 1;
            let written = members(output).and_then(|answer| {
                let written = rewritten(entry, opened)?;
                let answer = answer.get("Response").unwrap_or(&Value::Null);
                Ok(differences("", answer, &written))
            });
            written
                .unwrap_or_else(|why| vec![why])
                .into_iter()
                .for_each(|what| fail("response", what));
        }
    }
}

/// An answer's members once they were the typed output's, or a refusal's once they were an error.
fn rewritten(entry: &Entry, opened: Result<Reply<JsonObject>, Error>) -> Result<Value, String> {
    match opened {
        Ok(reply) => {
            let mut written = entry.rewrite_output(&reply.output.0)?;
            written["RequestId"] = reply.request_id.into();
            Ok(written)
        }
        Err(error) => match error.code() {
            Some(code) => Ok(json!({
                "Error": {"Code": code.as_str(), "Message": error.message()},
                "RequestId": error.request_id(),
            })),
            None => Err(error.message().to_owned()),
        },
    }
}

/// The members of an object that stands in a text.
fn members(text: &str) -> Result<Map<String, Value>, String> {
    serde_json::from_str(text).map_err(|error| format!("not a JSON object: {error}"))
}

/// Where two values differ as JSON. What is `null` may be absent; 119 and 119.0 are one number.
fn differences(path: &str, one: &Value, other: &Value) -> Vec<String> {
    let inside =
        |step: &str| if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") };
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let strangers = other.keys().filter(|name| !one.contains_key(*name));
            let names = one.keys().chain(strangers);
            let member =
                |of: &Map<String, Value>, name: &str| of.get(name).cloned().unwrap_or_default();
            names
                .flat_map(|name| {
                    differences(&inside(name), &member(one, name), &member(other, name))
                })
                .collect()
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => one
            .iter()
            .zip(other)
            .enumerate()
            .flat_map(|(at, (one, other))| differences(&inside(&at.to_string()), one, other))
            .collect(),
        (Value::Array(one), Value::Null) | (Value::Null, Value::Array(one)) if one.is_empty() => {
            Vec::new()
        }
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => Vec::new(),
        (one, other) if one == other => Vec::new(),
        _ => vec![format!("{path}: not the same afterwards")],
    }
}
