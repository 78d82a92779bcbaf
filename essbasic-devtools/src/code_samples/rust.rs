//! Renders a call as a Rust program.

use essbasic::Endpoint;
use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use serde_json::{Map, Value};

use super::{SampleAction, SampleEndpoint, redact};
use crate::escape;

mod imports;
mod layout;

use imports::Imports;
use layout::Code;

/// A Rust program.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Program {
    /// Dependencies for `Cargo.toml`.
    pub manifest: String,
    /// Content of `src/main.rs`.
    pub main: String,
}

/// Renders a complete program that reads credentials from environment variables. `unchecked` skips
/// validation.
pub fn program(
    action: &SampleAction<'_>,
    endpoint: &SampleEndpoint,
    members: &Map<String, Value>,
    unchecked: bool,
) -> Program {
    let call = Call::of(action, endpoint, members, unchecked);
    let mut main = String::new();
    if matches!(action, SampleAction::Catalogue(entry) if entry.descriptor().deprecated) {
        main += "// Deprecated by the vendor.\n#![allow(deprecated)]\n\n";
    }
    main += &call.uses;
    main += "\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {\n";
    main += "    // Credentials: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY.\n";
    main.extend(["    ", &call.client, "\n"]);
    if members_text(members).contains(redact::REDACTED) {
        main.extend([
            "    // ",
            redact::REDACTED,
            " replaces secrets: insert them before running the program.
",
        ]);
    }
    main += &call.made;
    main.extend(["    match ", &call.sent, ".await {\n"]);
    main += "        Ok(reply) => println!(\"{reply:#?}\"),\n";
    main += "        Err(error) => {\n";
    main += "            // `NotSent`, `Refused` or `Unknown`.\n";
    main += "            eprintln!(\"{error}\\noutcome: {:?}\", error.outcome());\n";
    main += "            std::process::exit(1);\n        }\n    }\n    Ok(())\n}\n";
    Program { manifest: manifest(call.typed), main }
}

/// Renders the call alone, for an existing program.
pub fn snippet(
    action: &SampleAction<'_>,
    endpoint: &SampleEndpoint,
    members: &Map<String, Value>,
    unchecked: bool,
) -> String {
    let call = Call::of(action, endpoint, members, unchecked);
    let lines = |text: &str| text.replace("\n    ", "\n").trim_start().to_owned();
    let made = lines(&format!("\n{}", call.made));
    format!("{}\n{}\n{made}let reply = {}.await?;", call.uses, call.client, call.sent)
}

fn manifest(typed: bool) -> String {
    let (version, json) =
        (env!("CARGO_PKG_VERSION"), if typed { "" } else { "serde_json = \"1\"\n" });
    format!(
        "[dependencies]\nessbasic = \"{version}\"\n{json}tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n"
    )
}

fn members_text(members: &Map<String, Value>) -> String {
    serde_json::to_string(members).unwrap_or_default()
}

/// The parts of a call, in the order of the program.
struct Call {
    uses: String,
    client: String,
    made: String,
    sent: String,
    typed: bool,
}

impl Call {
    fn of(
        action: &SampleAction<'_>,
        endpoint: &SampleEndpoint,
        members: &Map<String, Value>,
        unchecked: bool,
    ) -> Self {
        let mut uses = Imports::default();
        let typed = match action {
            SampleAction::Catalogue(entry) => {
                let schema = (entry.descriptor().request)();
                Writer { uses: &mut uses }.object(schema, members)
            }
            SampleAction::Raw { .. } => None,
        };
        let (made, sent) = if let Some(action) = &typed {
            let skip = if unchecked { ".unchecked()" } else { "" };
            (
                format!("    let action = {};\n", action.render(1)),
                format!("action.send(&client){skip}"),
            )
        } else {
            uses = Imports::default();
            uses.name("essbasic::RawAction");
            (untyped(action, members), "client.call_raw(&action, &members)".to_owned())
        };
        let client = client(endpoint, &mut uses);
        Self { uses: uses.render(), client, made, sent, typed: typed.is_some() }
    }
}

fn client(endpoint: &SampleEndpoint, uses: &mut Imports) -> String {
    let set_up = match endpoint {
        SampleEndpoint::Production => {
            uses.name("essbasic::Client");
            return "let client = Client::from_env()?;".to_owned();
        }
        SampleEndpoint::Test => {
            uses.name("essbasic::Environment");
            ".environment(Environment::Test)".to_owned()
        }
        SampleEndpoint::Custom(address) => {
            let is_plain = address.parse::<Endpoint>().is_err();
            let allowed = if is_plain { ".allow_plain_http()" } else { "" };
            format!("{allowed}.endpoint({address:?})")
        }
    };
    uses.name("essbasic::ClientBuilder");
    format!("let client = ClientBuilder::from_env()?{set_up}.build()?;")
}

/// Renders an untyped call: of an action outside the catalogue, or with unknown fields.
fn untyped(action: &SampleAction<'_>, members: &Map<String, Value>) -> String {
    let json = serde_json::to_string_pretty(members).unwrap_or_default();
    let json = escape::json_text(&json);
    // Enough `#` for a raw string.
    let marks = (1..).map(|count| "#".repeat(count));
    let marks = marks.take(json.len() + 1).find(|it| !json.contains(&format!("\"{it}")));
    let marks = marks.unwrap_or_default();
    let (name, version, service) = match *action {
        SampleAction::Catalogue(entry) => {
            let action = entry.descriptor();
            (action.name, action.version, action.service)
        }
        SampleAction::Raw { name, version, service } => (name, version, service),
    };
    format!(
        "    let action = RawAction::new({name:?}, {version:?}).service({service:?});\n    let members: serde_json::Map<String, serde_json::Value> =\n        serde_json::from_str(r{marks}\"{json}\"{marks})?;\n"
    )
}

/// Renders values as constructors and setters.
struct Writer<'u> {
    uses: &'u mut Imports,
}

impl Writer<'_> {
    /// Renders a struct, or returns `None` if it has unknown fields.
    fn object(
        &mut self,
        schema: &'static StructSchema,
        members: &Map<String, Value>,
    ) -> Option<Code> {
        if members.keys().any(|name| schema.field(name).is_none()) {
            return None;
        }
        self.uses.path(schema.path);
        if let Some(agent) = agent(schema, members) {
            return Some(agent);
        }
        let mut required = Vec::new();
        for field in schema.fields.iter().filter(|field| field.required) {
            required.push(self.value(field, members.get(field.name)?)?);
        }
        let mut setters = Vec::new();
        for field in schema.fields.iter().filter(|field| !field.required) {
            let Some(given) = members.get(field.name).filter(|given| !given.is_null()) else {
                continue;
            };
            let value = self.value(field, given)?;
            setters.push(if field.hidden {
                // Disabled fields have no setter.
                (format!("// {} is left out: the vendor has disabled it.", field.name), None)
            } else {
                (field.setter.to_owned(), Some(value))
            });
        }
        Some(Code::Call(format!("{}::new", schema.name), required, setters))
    }

    fn value(&mut self, field: &FieldSchema, value: &Value) -> Option<Code> {
        match value {
            Value::Array(items) if field.list => {
                let written: Option<Vec<_>> =
                    items.iter().map(|item| self.one(field, item)).collect();
                let written = written?;
                if written.is_empty() { self.nothing(field) } else { Some(Code::List(written)) }
            }
            value if !field.list => self.one(field, value),
            _ => None,
        }
    }

    /// An empty list, which alone does not say of what.
    fn nothing(&mut self, field: &FieldSchema) -> Option<Code> {
        let of = match field.kind {
            _ if !field.values_path.is_empty() => {
                self.uses.path(field.values_path);
                imports::name_of(field.values_path)
            }
            FieldKind::Object(schema) => {
                self.uses.path(schema().path);
                schema().name
            }
            FieldKind::String => "&str",
            FieldKind::Int64 => "i64",
            FieldKind::Uint64 => "u64",
            FieldKind::Float => "f64",
            FieldKind::Bool => "bool",
            _ => return None,
        };
        Some(Code::Word(format!("[] as [{of}; 0]")))
    }

    fn one(&mut self, field: &FieldSchema, value: &Value) -> Option<Code> {
        let literal = match (field.kind, value) {
            (FieldKind::Object(schema), Value::Object(members)) => {
                return self.object(schema(), members);
            }
            (FieldKind::String, Value::String(text)) => format!("{text:?}"),
            (FieldKind::Int64, Value::Number(number)) => number.as_i64()?.to_string(),
            (FieldKind::Uint64, Value::Number(number)) => number.as_u64()?.to_string(),
            (FieldKind::Float, Value::Number(number)) => format!("{:?}", number.as_f64()?),
            (FieldKind::Bool, Value::Bool(flag)) => flag.to_string(),
            _ => return None,
        };
        if field.values_path.is_empty() {
            return Some(Code::Word(literal));
        }
        self.uses.path(field.values_path);
        let name = imports::name_of(field.values_path);
        let wire = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let listed = field.values.iter().find(|listed| listed.wire == wire);
        Some(Code::Word(match listed {
            Some(listed) => format!("{name}::{}", listed.ident),
            None => format!("{name}::from({literal})"),
        }))
    }
}

/// Renders an agent with its shortest constructor.
fn agent(schema: &StructSchema, members: &Map<String, Value>) -> Option<Code> {
    if schema.path != "essbasic::agent::Agent" {
        return None;
    }
    let id = |name: &str| members.get(name).and_then(Value::as_str);
    let app = id("AppId")?;
    let (by, ids) =
        match (members.len(), id("ProxyOrganizationOpenId"), members.get("ProxyOperator")) {
            (1, None, None) => ("new", vec![app]),
            (2, Some(organization), None) => ("organization", vec![app, organization]),
            (3, Some(organization), Some(Value::Object(operator))) if operator.len() == 1 => {
                ("operator", vec![app, organization, operator.get("OpenId")?.as_str()?])
            }
            _ => return None,
        };
    let ids = ids.into_iter().map(|id| Code::Word(format!("{id:?}"))).collect();
    Some(Code::Call(format!("Agent::{by}"), ids, Vec::new()))
}
