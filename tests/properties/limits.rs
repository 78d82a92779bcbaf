//! What the manual allows is sent and taken; what breaks one of its limits is refused on both
//! sides, and for the same reason.

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

/// A way of breaking a request: where, and what stands there then; nothing where it was.
type Broken = Vec<(String, Option<Value>)>;

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

    /// What the sandbox answers, whatever the client thinks of it.
    fn sandbox(
        &self,
        entry: &essbasic::Entry,
        members: &Map<String, Value>,
    ) -> Result<Reply<JsonObject>, Error> {
        let call = self.client.call_json(entry.descriptor(), members).unchecked();
        self.runtime.block_on(call.into_future())
    }

    /// What the client answers, without asking the sandbox where it can.
    fn client(&self, entry: &essbasic::Entry, members: &Map<String, Value>) -> Option<Error> {
        let call = self.client.call_json(entry.descriptor(), members);
        self.runtime.block_on(call.into_future()).err()
    }
}

/// Whether a refusal is the gateway's: in its words about a member, or by a code that only it has.
fn is_of_the_gateway(error: &Error) -> bool {
    let code = error.code().map_or("", essbasic::ErrorCode::as_str);
    let own = ["MissingParameter", "UnknownParameter", "InvalidAction", "NoSuchVersion"];
    let said = [
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
        || said.iter().any(|words| error.message().contains(words))
}

#[test]
fn what_the_manual_allows_passes_the_client_and_the_gateway() {
    let both = Both::start();
    for entry in CATALOGUE {
        let schema = (entry.descriptor().request)();
        holds(6, values::members(schema), |members| {
            prop_assert_eq!(validate::json(schema, &members), []);
            if let Err(error) = both.sandbox(entry, &members) {
                prop_assert_eq!(error.kind(), ErrorKind::Service, "{}", error);
                prop_assert!(!is_of_the_gateway(&error), "{}: {}", error, error.message());
            }
            Ok(())
        });
    }
}

#[test]
fn whoever_is_known_is_answered_whatever_the_values() {
    let both = Both::start();
    for entry in CATALOGUE {
        holds(12, values::members((entry.descriptor().request)()), |mut members| {
            if let Some(agent) = members.get_mut("Agent") {
                *agent = serde_json::to_value(seed::agent()).unwrap();
            }
            // An action that panics on a value answers nothing.
            let kind = both.sandbox(entry, &members).map_err(|error| error.kind());
            prop_assert!(matches!(kind, Ok(_) | Err(ErrorKind::Service)), "{kind:?}");
            Ok(())
        });
    }
}

#[test]
fn one_broken_limit_is_refused_by_the_client_and_by_the_gateway() {
    let both = Both::start();
    for entry in CATALOGUE {
        let schema = (entry.descriptor().request)();
        holds(6, (values::members(schema), any::<Index>()), |(mut members, which)| {
            let mut ways = Vec::new();
            breakages(schema, &members, "", &mut ways);
            let (path, value) = which.get(&ways);
            put(&mut members, path, value.clone());
            let refused = both.client(entry, &members);
            let refused = refused.filter(|error| error.kind() == ErrorKind::Invalid);
            let Some(refused) = refused else {
                return Err(TestCaseError::fail(format!("{path} was let through")));
            };
            let told = refused.violations().iter().map(|it| format!("{it}."));
            let told: Vec<_> = told.collect();
            prop_assert!(told.iter().any(|it| it.starts_with(path.as_str())), "{path}: {told:?}");
            let error = both.sandbox(entry, &members).unwrap_err();
            prop_assert_eq!(error.kind(), ErrorKind::Service);
            prop_assert!(told.iter().any(|it| it == error.message()), "{error}: {told:?}");
            Ok(())
        });
    }
}

/// Every single way in which members could break what the schema says of them.
fn breakages(
    schema: &'static StructSchema,
    members: &Map<String, Value>,
    at: &str,
    ways: &mut Broken,
) {
    ways.push((format!("{at}ANewMember"), Some(json!(1))));
    for field in schema.fields {
        let path = format!("{at}{}", field.name);
        if field.required {
            ways.push((path.clone(), None));
        }
        let Some(value) = members.get(field.name) else { continue };
        ways.push((path.clone(), Some(mistyped(field))));
        for limit in field.constraints {
            if let Constraint::Items { min, max } = limit {
                let items = value.as_array().unwrap();
                let item = items.first().cloned().unwrap_or_else(|| json!("text"));
                lengths(*min, *max, 200, |length| {
                    ways.push((path.clone(), Some(vec![item.clone(); length].into())));
                });
            }
        }
        match value {
            Value::Array(items) if field.list => {
                for (item, value) in items.iter().enumerate() {
                    inside(field, value, &format!("{path}.{item}"), ways);
                }
            }
            value => inside(field, value, &path, ways),
        }
    }
}

/// The ways of one value, alone or in a list.
fn inside(field: &'static FieldSchema, value: &Value, path: &str, ways: &mut Broken) {
    if let (FieldKind::Object(schema), Value::Object(members)) = (field.kind, value) {
        breakages(schema(), members, &format!("{path}."), ways);
    }
    for limit in field.constraints {
        match *limit {
            Constraint::Length { min, max } => lengths(min, max, 5_000, |length| {
                ways.push((path.to_owned(), Some("字".repeat(length).into())));
            }),
            Constraint::Range { min, max } => {
                let beyond = [min.checked_sub(1), max.checked_add(1)].into_iter().flatten();
                ways.extend(beyond.map(|number| (path.to_owned(), Some(number.into()))));
            }
            _ => {}
        }
    }
}

/// Just too few and just too many, where that is not too much for a test.
fn lengths(least: i64, most: i64, largest: i64, mut each: impl FnMut(usize)) {
    let beyond = [least - 1, most.saturating_add(1)];
    let beyond = beyond.into_iter().filter(|length| *length <= largest);
    beyond.filter_map(|length| usize::try_from(length).ok()).for_each(&mut each);
}

/// A value of another type than a member's.
fn mistyped(field: &FieldSchema) -> Value {
    match field.kind {
        _ if field.list => json!("text"),
        FieldKind::String => json!(7),
        _ => json!("7"),
    }
}

/// Puts a value at a path, or takes away what is there.
fn put(members: &mut Map<String, Value>, path: &str, value: Option<Value>) {
    let (parent, last) = path.rsplit_once('.').map_or(("", path), |(parent, last)| (parent, last));
    let mut root = Value::Object(std::mem::take(members));
    let mut place = &mut root;
    for step in parent.split('.').filter(|step| !step.is_empty()) {
        place = match place {
            Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
            other => &mut other[step],
        };
    }
    match (place, value) {
        (Value::Object(inner), Some(value)) => drop(inner.insert(last.to_owned(), value)),
        (Value::Object(inner), None) => drop(inner.remove(last)),
        (Value::Array(items), Some(value)) => items[last.parse::<usize>().unwrap()] = value,
        _ => unreachable!("a path of the same members"),
    }
    let Value::Object(put) = root else { unreachable!("it was an object") };
    *members = put;
}
