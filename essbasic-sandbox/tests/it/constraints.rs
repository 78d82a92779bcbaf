//! Every constraint and required field of every action, violated once.

use essbasic::schema::{Constraint, FieldKind, FieldSchema, SampleMode, StructSchema, sample};
use essbasic::{CATALOGUE, Client, Descriptor, Entry, ErrorCode, Outcome};
use essbasic_sandbox::Sandbox;
use serde_json::{Map, Value, json};

/// Description of a violation, and the request with it.
type Violation = (String, Map<String, Value>);

#[tokio::test(flavor = "multi_thread")]
async fn every_violated_constraint_is_rejected_with_a_documented_code() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    let client = client.build().unwrap();
    let actions = CATALOGUE.iter().map(Entry::descriptor).map(|action| {
        let client = client.clone();
        tokio::spawn(async move { count_rejected(&client, action).await })
    });
    let mut all = 0;
    for action in actions.collect::<Vec<_>>() {
        all += action.await.unwrap();
    }
    assert!(all > 1000, "{all}");
}

/// Sends every violation of an action, all of which must be rejected. Returns their number.
async fn count_rejected(client: &Client, action: &'static Descriptor) -> usize {
    let valid = sample((action.request)(), SampleMode::Full);
    let violations = violations((action.request)(), &valid, "");
    for (what, request) in &violations {
        let what = format!("{} with {what}", action.name);
        let Err(error) = client.call_json(action, request).unchecked().await else {
            panic!("{what} is accepted");
        };
        assert_eq!(error.outcome(), Outcome::Refused, "{what}: {error}");
        let code = error.code().unwrap();
        let common = ErrorCode::COMMON.iter().any(|common| common == code);
        assert!(common || action.errors.contains(&code.as_str()), "{what}: {code}");
        let request_errors =
            ["InvalidParameter", "MissingParameter", "LimitExceeded", "RequestSizeLimitExceeded"];
        let is_request_error = request_errors.iter().any(|class| code.class().starts_with(class));
        // Two actions have codes of their own for their operations.
        let own = ["OperationDenied.OperateType", "OperationDenied.AuthTag"];
        assert!(is_request_error || own.contains(&code.as_str()), "{what}: {code}");
    }
    violations.len()
}

/// Returns the violations of a struct, one per request.
fn violations(
    schema: &'static StructSchema,
    valid: &Map<String, Value>,
    prefix: &str,
) -> Vec<Violation> {
    let mut all = Vec::new();
    for field in schema.fields {
        let Some(value) = valid.get(field.name) else { continue };
        let path = format!("{prefix}{}", field.name);
        if prefix.is_empty() && !field.values.is_empty() {
            let wrong = if matches!(field.kind, FieldKind::String) {
                json!("UNDOCUMENTED")
            } else {
                json!(99)
            };
            let mut with = valid.clone();
            let wrong = if field.list { json!([wrong]) } else { wrong };
            with.insert(field.name.to_owned(), wrong);
            all.push((format!("an undocumented {path}"), with));
        }
        if field.required {
            let mut without = valid.clone();
            without.remove(field.name);
            all.push((format!("no {path}"), without));
        }
        for (what, wrong) in field.constraints.iter().flat_map(|it| violate(field, *it, value)) {
            let mut with = valid.clone();
            with.insert(field.name.to_owned(), wrong);
            all.push((format!("{path} {what}"), with));
        }
        let inner = match (field.kind, value) {
            (FieldKind::Object(schema), Value::Object(members)) => {
                violations(schema(), members, &format!("{path}."))
            }
            (FieldKind::Object(schema), Value::Array(items)) => match items.first() {
                Some(Value::Object(members)) => {
                    violations(schema(), members, &format!("{path}.0."))
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        all.extend(inner.into_iter().map(|(what, members)| {
            let mut with = valid.clone();
            with.insert(field.name.to_owned(), put(value, Value::Object(members)));
            (what, with)
        }));
    }
    all
}

/// Returns values just outside of a constraint.
fn violate(field: &FieldSchema, constraint: Constraint, value: &Value) -> Vec<(String, Value)> {
    let text = |length: i64| "y".repeat(usize::try_from(length).unwrap());
    match constraint {
        Constraint::Length { min, max } => {
            let mut wrong = Vec::new();
            if min > 1 {
                wrong.push((format!("of {}", min - 1), text(min - 1)));
            }
            if max < i64::MAX {
                wrong.push((format!("of {}", max + 1), text(max + 1)));
            }
            let wrong = wrong.into_iter();
            wrong
                .map(|(what, text)| (what, if field.list { json!([text]) } else { json!(text) }))
                .collect()
        }
        Constraint::Items { min, max } => {
            let item = value.get(0).cloned().unwrap_or_default();
            let mut wrong = Vec::new();
            if min > 0 {
                wrong.push(("of none".to_owned(), json!([])));
            }
            if max < i64::MAX {
                let items = vec![item; usize::try_from(max).unwrap() + 1];
                wrong.push((format!("of {}", max + 1), items.into()));
            }
            wrong
        }
        Constraint::Range { min, max } => {
            let mut wrong = Vec::new();
            if min > 0 || min > i64::MIN && matches!(field.kind, FieldKind::Int64) {
                let below = if field.zero_unset { -1 } else { min - 1 };
                wrong.push((format!("{below}"), json!(below)));
            }
            if max < i64::MAX {
                wrong.push((format!("{}", max + 1), json!(max + 1)));
            }
            wrong
        }
        Constraint::Require(paths) => {
            let without = paths.iter().map(|path| (format!("without {path}"), cut(value, path)));
            without.collect()
        }
        _ => Vec::new(),
    }
}

/// Replaces an object, or the first item of a list.
fn put(value: &Value, inner: Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut items = items.clone();
            items[0] = inner;
            Value::Array(items)
        }
        _ => inner,
    }
}

/// Removes the field at a path.
fn cut(value: &Value, path: &str) -> Value {
    let mut value = value.clone();
    if let Value::Array(items) = &mut value {
        items[0] = cut(&items[0], path);
        return value;
    }
    let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
    let names = parent.split('.').filter(|name| !name.is_empty());
    let inner = names.fold(&mut value, |value, name| &mut value[name]);
    inner.as_object_mut().unwrap().remove(name);
    value
}
