//! Client and sandbox accept the same requests, and reject the same ones for the same reason.

use essbasic::schema::{Constraint, FieldKind, FieldSchema, StructSchema};
use essbasic::validate;
use essbasic::{CATALOGUE, Client, Error, ErrorKind, JsonObject, Reply, RetryPolicy, Unlimited};
use essbasic_sandbox::{Sandbox, seed};
use essbasic_test_support::holds;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};
use tokio::runtime::Runtime;

use super::values;

/// Changes that make a request invalid: a path and its new value, or none to remove the field.
type Changes = Vec<(String, Option<Value>)>;

struct Both {
    runtime: Runtime,
    _sandbox: Sandbox,
    client: Client,
}

impl Both {
    fn start() -> Self {
        let runtime = Runtime::new().unwrap();
        let sandbox = runtime.block_on(Sandbox::builder().without_rate_limit().start()).unwrap();
        let client = Client::builder()
            .credential(sandbox.credential())
            .endpoint(sandbox.endpoint())
            .language("en-US")
            .rate_limiter(Unlimited)
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        Self { runtime, _sandbox: sandbox, client }
    }

    /// Sends a request to the sandbox without validation.
    fn sandbox(
        &self,
        entry: &essbasic::Entry,
        fields: &Map<String, Value>,
    ) -> Result<Reply<JsonObject>, Error> {
        let call = self.client.call_json(entry.descriptor(), fields).unchecked();
        self.runtime.block_on(call.into_future())
    }

    /// Sends a request with validation, and returns the error.
    fn client(&self, entry: &essbasic::Entry, fields: &Map<String, Value>) -> Option<Error> {
        let call = self.client.call_json(entry.descriptor(), fields);
        self.runtime.block_on(call.into_future()).err()
    }
}

/// Returns whether the gateway rejected a request: by its code, or its message about a field.
fn is_of_the_gateway(error: &Error) -> bool {
    let code = error.code().map_or("", essbasic::ErrorCode::as_str);
    let own = ["MissingParameter", "UnknownParameter", "InvalidAction", "NoSuchVersion"];
    let messages = [
        " is required.",
        " is required by this action.",
        " is not a field of ",
        " requires ",
        " cannot be combined with ",
        ", not ",
        ", found ",
    ];
    code.starts_with("AuthFailure")
        || own.contains(&code)
        || messages.iter().any(|text| error.message().contains(text))
}

#[test]
fn valid_request_is_accepted_by_client_and_gateway() {
    let both = Both::start();
    for entry in CATALOGUE {
        let schema = (entry.descriptor().request)();
        holds(6, values::fields(schema), |fields| {
            prop_assert_eq!(validate::json(schema, &fields), []);
            if let Err(error) = both.sandbox(entry, &fields) {
                prop_assert_eq!(error.kind(), ErrorKind::Service, "{}", error);
                prop_assert!(!is_of_the_gateway(&error), "{}: {}", error, error.message());
            }
            Ok(())
        });
    }
}

#[test]
fn valid_request_of_a_known_agent_gets_a_response() {
    let both = Both::start();
    for entry in CATALOGUE {
        holds(12, values::fields((entry.descriptor().request)()), |mut fields| {
            if let Some(agent) = fields.get_mut("Agent") {
                *agent = serde_json::to_value(seed::agent()).unwrap();
            }
            // An action that panics sends no response.
            let kind = both.sandbox(entry, &fields).map_err(|error| error.kind());
            prop_assert!(matches!(kind, Ok(_) | Err(ErrorKind::Service)), "{kind:?}");
            Ok(())
        });
    }
}

#[test]
fn violated_constraint_is_rejected_by_client_and_gateway() {
    let both = Both::start();
    for entry in CATALOGUE {
        let schema = (entry.descriptor().request)();
        holds(6, (values::fields(schema), any::<Index>()), |(mut fields, which)| {
            let mut changes = Vec::new();
            violating_changes(schema, &fields, "", &mut changes);
            let (path, value) = which.get(&changes);
            set(&mut fields, path, value.clone());
            let error = both.client(entry, &fields);
            let error = error.filter(|error| error.kind() == ErrorKind::Invalid);
            let Some(rejected) = error else {
                return Err(TestCaseError::fail(format!("{path} was accepted")));
            };
            let violations = rejected.violations().iter().map(|it| format!("{it}."));
            let violations: Vec<_> = violations.collect();
            prop_assert!(
                violations.iter().any(|it| it.starts_with(path.as_str())),
                "{path}: {violations:?}"
            );
            let error = both.sandbox(entry, &fields).unwrap_err();
            prop_assert_eq!(error.kind(), ErrorKind::Service);
            prop_assert!(
                violations.iter().any(|it| it == error.message()),
                "{error}: {violations:?}"
            );
            Ok(())
        });
    }
}

/// Collects all single changes that violate the schema.
fn violating_changes(
    schema: &'static StructSchema,
    fields: &Map<String, Value>,
    prefix: &str,
    changes: &mut Changes,
) {
    changes.push((format!("{prefix}ANewField"), Some(json!(1))));
    for field in schema.fields {
        let path = format!("{prefix}{}", field.name);
        if field.required {
            changes.push((path.clone(), None));
        }
        let Some(value) = fields.get(field.name) else { continue };
        changes.push((path.clone(), Some(value_of_other_type(field))));
        for limit in field.constraints {
            if let Constraint::Items { min, max } = limit {
                let items = value.as_array().unwrap();
                let item = items.first().cloned().unwrap_or_else(|| json!("text"));
                lengths(*min, *max, 200, |length| {
                    changes.push((path.clone(), Some(vec![item.clone(); length].into())));
                });
            }
        }
        match value {
            Value::Array(items) if field.list => {
                for (item, value) in items.iter().enumerate() {
                    value_changes(field, value, &format!("{path}.{item}"), changes);
                }
            }
            value => value_changes(field, value, &path, changes),
        }
    }
}

/// Collects the changes of one value, alone or in a list.
fn value_changes(field: &'static FieldSchema, value: &Value, path: &str, changes: &mut Changes) {
    if let (FieldKind::Object(schema), Value::Object(fields)) = (field.kind, value) {
        violating_changes(schema(), fields, &format!("{path}."), changes);
    }
    for limit in field.constraints {
        match *limit {
            Constraint::Length { min, max } => lengths(min, max, 5_000, |length| {
                changes.push((path.to_owned(), Some("字".repeat(length).into())));
            }),
            Constraint::Range { min, max } => {
                let beyond = [min.checked_sub(1), max.checked_add(1)].into_iter().flatten();
                let beyond = beyond.filter(|number| *number != 0 || !field.zero_unset);
                changes.extend(beyond.map(|number| (path.to_owned(), Some(number.into()))));
            }
            _ => {}
        }
    }
}

/// Calls a function with the lengths just outside the bounds, except those too large for a test.
fn lengths(least: i64, most: i64, largest: i64, mut each: impl FnMut(usize)) {
    let beyond = [least - 1, most.saturating_add(1)];
    let beyond = beyond.into_iter().filter(|length| *length <= largest);
    beyond.filter_map(|length| usize::try_from(length).ok()).for_each(&mut each);
}

/// Returns a value of a type other than the field's.
fn value_of_other_type(field: &FieldSchema) -> Value {
    match field.kind {
        _ if field.list => json!("text"),
        FieldKind::String => json!(7),
        _ => json!("7"),
    }
}

/// Sets the value at a path, or removes it.
fn set(fields: &mut Map<String, Value>, path: &str, value: Option<Value>) {
    let (parent, last) = path.rsplit_once('.').map_or(("", path), |(parent, last)| (parent, last));
    let mut root = Value::Object(std::mem::take(fields));
    let mut parent_value = &mut root;
    for step in parent.split('.').filter(|step| !step.is_empty()) {
        parent_value = match parent_value {
            Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
            other => &mut other[step],
        };
    }
    match (parent_value, value) {
        (Value::Object(inner), Some(value)) => drop(inner.insert(last.to_owned(), value)),
        (Value::Object(inner), None) => drop(inner.remove(last)),
        (Value::Array(items), Some(value)) => items[last.parse::<usize>().unwrap()] = value,
        _ => unreachable!("not a path of these fields"),
    }
    let Value::Object(changed) = root else { unreachable!("not an object") };
    *fields = changed;
}
