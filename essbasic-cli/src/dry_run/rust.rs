//! A request as a program that uses the library.

use essbasic::schema::{Field, Kind, Struct};
use serde_json::{Map, Value};

use crate::arguments::EnvironmentName;
use crate::settings::{Place, Settings};
use crate::target::Target;

/// The program. What is hidden of the request is hidden in it.
pub(super) fn program(
    target: &Target,
    settings: &Settings,
    members: &Map<String, Value>,
) -> String {
    let builder = match &settings.place {
        Place::Environment(EnvironmentName::Production) => String::new(),
        Place::Environment(EnvironmentName::Test) => {
            ".environment(essbasic::Environment::Test)".to_owned()
        }
        Place::Endpoint(url) => format!(".endpoint({url:?})"),
    };
    let client = if builder.is_empty() {
        "let client = essbasic::Client::from_env()?;".to_owned()
    } else {
        format!("let client = essbasic::ClientBuilder::from_env()?{builder}.build()?;")
    };
    let known = match target {
        Target::Known(entry) => {
            let schema = (entry.descriptor().request)();
            object(schema, members, 1).map(|call| (call, entry.domain(), schema))
        }
        Target::Raw(_) => None,
    };
    match known {
        Some((call, domain, schema)) => {
            let uses = uses(&call, domain, schema);
            format!("{uses}\n{client}\nlet reply = {call}\n    .send(&client)\n    .await?;")
        }
        None => untyped(target, &client, members),
    }
}

/// What the program names of the library: the action's domain, and where else its structs live.
fn uses(call: &str, domain: &str, schema: &'static Struct) -> String {
    let is_written = |inner: &&Struct| call.contains(&format!("{}::new(", inner.name));
    let inner = schema.with_inner().into_iter().filter(|inner| inner.name != schema.name);
    let mut uses = String::new();
    if call.contains("Agent::") {
        uses += "use essbasic::Agent;\n";
    }
    if inner.filter(is_written).any(|inner| inner.name != "Agent") {
        uses += "use essbasic::models::*;\n";
    }
    uses + "use essbasic::" + domain + "::*;\n"
}

/// The call of an action of which only the name is known, or with members that none of its
/// structs has.
fn untyped(target: &Target, client: &str, members: &Map<String, Value>) -> String {
    let json = serde_json::to_string_pretty(members).unwrap_or_default();
    let service = target.service();
    format!(
        "use essbasic::RawAction;\n\n{client}\nlet action = RawAction::new({:?}, {:?}).service({service:?});\nlet members: serde_json::Map<String, serde_json::Value> = serde_json::from_str(r##\"{json}\"##)?;\nlet reply = client.call_raw(&action, &members).await?;",
        target.name(),
        target.version(),
    )
}

/// A struct with its members; nothing where one of those is not the struct's.
fn object(schema: &'static Struct, members: &Map<String, Value>, steps: usize) -> Option<String> {
    if let Some(agent) = agent(schema, members) {
        return Some(agent);
    }
    if members.keys().any(|name| schema.field(name).is_none()) {
        return None;
    }
    let given = |field: &&Field| members.get(field.name).is_some_and(|value| !value.is_null());
    let required: Option<Vec<_>> = schema
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| value(field, members.get(field.name)?, steps))
        .collect();
    let mut written = format!("{}::new({})", schema.name, required?.join(", "));
    let indent = "    ".repeat(steps);
    for field in schema.fields.iter().filter(|field| !field.required).filter(given) {
        if field.hidden {
            // It has no setter, and the service does not look at it.
            continue;
        }
        let value = value(field, &members[field.name], steps)?;
        // What is a word of the language is written as none.
        let raw = if matches!(field.ident, "type" | "match" | "ref" | "use") { "r#" } else { "" };
        written.extend(["\n", &indent, ".", raw, field.ident, "(", &value, ")"]);
    }
    Some(written)
}

/// The agent by the constructor that says who acts.
fn agent(schema: &Struct, members: &Map<String, Value>) -> Option<String> {
    if schema.name != "Agent" {
        return None;
    }
    let id = |name: &str| members.get(name).and_then(Value::as_str);
    let app = id("AppId")?;
    match (members.len(), id("ProxyOrganizationOpenId"), members.get("ProxyOperator")) {
        (1, None, None) => Some(format!("Agent::new({app:?})")),
        (2, Some(organization), None) => {
            Some(format!("Agent::organization({app:?}, {organization:?})"))
        }
        (3, Some(organization), Some(Value::Object(operator))) if operator.len() == 1 => {
            let operator = operator.get("OpenId")?.as_str()?;
            Some(format!("Agent::operator({app:?}, {organization:?}, {operator:?})"))
        }
        _ => None,
    }
}

fn value(field: &Field, value: &Value, steps: usize) -> Option<String> {
    match value {
        Value::Array(items) if field.list => {
            let items: Option<Vec<_>> = items.iter().map(|item| one(field, item, steps)).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        value if !field.list => one(field, value, steps),
        _ => None,
    }
}

fn one(field: &Field, value: &Value, steps: usize) -> Option<String> {
    match (field.kind, value) {
        (Kind::Object(schema), Value::Object(members)) => object(schema(), members, steps + 1),
        (Kind::String, Value::String(text)) => Some(format!("{text:?}")),
        // A set of values takes whatever becomes one of them, so the literal says its type.
        (Kind::Int64, Value::Number(number)) if !field.values.is_empty() => {
            Some(format!("{number}_i64"))
        }
        (Kind::Uint64, Value::Number(number)) if !field.values.is_empty() => {
            Some(format!("{number}_u64"))
        }
        (Kind::Float, Value::Number(number)) => Some(format!("{:?}", number.as_f64()?)),
        (Kind::Int64 | Kind::Uint64, Value::Number(number)) => Some(number.to_string()),
        (Kind::Bool, Value::Bool(flag)) => Some(flag.to_string()),
        // Secrets are hidden, whatever their type.
        (_, Value::String(text)) if field.secret => Some(format!("{text:?}")),
        _ => None,
    }
}
