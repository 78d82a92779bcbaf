//! Renders a call as a Java program.

use std::collections::BTreeSet;

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use serde_json::{Map, Value};

use super::literal::{lines, quote};
use super::{CREDENTIALS_NOTE, Program, Sample, fields, model_name};

/// Package and version to install.
const PACKAGE: &str = "com.tencentcloudapi:tencentcloud-sdk-java-essbasic:3.1.1508";

/// Maximum width of a line that holds a whole list.
const WIDTH: usize = 88;

/// Maximum length of a literal, in bytes. A constant of a class has at most 65535, in an encoding that is up to
/// half as long again.
const MAX_LITERAL: usize = 40_000;

/// Indentation of statements.
const INDENT: &str = "            ";

/// Renders a complete program, a class `Sample`, that reads credentials from environment variables.
pub fn program(sample: &Sample<'_>) -> String {
    let program = Program::of(sample);
    let mut imports: BTreeSet<_> = [
        "common.Credential",
        "common.exception.TencentCloudSDKException",
        "common.profile.ClientProfile",
        "common.profile.HttpProfile",
    ]
    .map(str::to_owned)
    .into();
    let note = program.redacted_note(INDENT, "//");
    let call = match program.schema {
        Some(schema) => {
            imports.insert("common.AbstractModel".to_owned());
            imports.insert("essbasic.v20210526.EssbasicClient".to_owned());
            let (types, call) = typed(&program, schema, &note);
            imports.extend(types.iter().map(|it| format!("essbasic.v20210526.models.{it}")));
            call
        }
        None => {
            imports.insert("common.CommonClient".to_owned());
            untyped(&program, &note)
        }
    };
    let imports = lines(imports, "import com.tencentcloudapi.", ";");
    let (scheme, host) = (if program.tls { "REQ_HTTPS" } else { "REQ_HTTP" }, text(&program.host));
    format!(
        "// Maven: {PACKAGE}
{imports}
public class Sample {{
    public static void main(String[] args) {{
        // {CREDENTIALS_NOTE}
        Credential credential = new Credential(
            System.getenv(\"TENCENTCLOUD_SECRET_ID\"),
            System.getenv(\"TENCENTCLOUD_SECRET_KEY\"),
            System.getenv(\"TENCENTCLOUD_TOKEN\"));
        HttpProfile httpProfile = new HttpProfile();
        httpProfile.setProtocol(HttpProfile.{scheme});
        httpProfile.setEndpoint({host});
        ClientProfile clientProfile = new ClientProfile();
        clientProfile.setHttpProfile(httpProfile);

        try {{
{call}        }} catch (TencentCloudSDKException error) {{
            System.err.printf(
                \"%s: %s (request %s)%n\",
                error.getErrorCode(), error.getMessage(), error.getRequestId());
            System.exit(1);
        }}
    }}
}}
"
    )
}

/// Renders a call with the action's types, and returns the names of the types.
fn typed(
    program: &Program<'_>,
    schema: &'static StructSchema,
    note: &str,
) -> (BTreeSet<String>, String) {
    let action = program.action;
    let mut writer = Writer::default();
    writer.object(schema, program.members, &format!("{action}Request"), "request");
    writer.types.insert(format!("{action}Response"));
    let call = format!(
        "{INDENT}EssbasicClient client = new EssbasicClient(credential, \"\", clientProfile);
{note}{lines}{INDENT}{action}Response response = client.{action}(request);
{INDENT}System.out.println(AbstractModel.toJsonString(response));
",
        lines = writer.lines
    );
    (writer.types, call)
}

fn untyped(program: &Program<'_>, note: &str) -> String {
    let [service, version, action] = [program.service, program.version, program.action].map(text);
    let json = text(&serde_json::to_string(program.members).unwrap_or_default());
    format!(
        "{INDENT}CommonClient client = new CommonClient(
{INDENT}    {service}, {version}, credential, \"\", clientProfile);
{note}{INDENT}String request = {json};
{INDENT}System.out.println(client.call({action}, request));
"
    )
}

/// Writes objects as variables with setters, inner ones first.
#[derive(Default)]
struct Writer {
    lines: String,
    types: BTreeSet<String>,
    variables: BTreeSet<String>,
}

impl Writer {
    /// Writes an object; returns the name of its variable.
    fn object(
        &mut self,
        schema: &'static StructSchema,
        members: &Map<String, Value>,
        type_name: &str,
        name: &str,
    ) -> String {
        self.types.insert(type_name.to_owned());
        let setters: Vec<_> = fields(schema, members)
            .map(|(field, given)| (field.name, self.value(field, given)))
            .collect();
        let variable = self.variable(name);
        self.lines.extend([INDENT, type_name, " ", &variable, " = new ", type_name, "();\n"]);
        for (field, value) in setters {
            self.lines.extend([INDENT, &variable, ".set", field, "(", &value, ");\n"]);
        }
        variable
    }

    fn value(&mut self, field: &FieldSchema, given: &Value) -> String {
        match (field.kind, given) {
            (FieldKind::Object(schema), given) => {
                // The variable of an item has the singular.
                let name = if field.list {
                    field.name.strip_suffix('s').unwrap_or(field.name)
                } else {
                    field.name
                };
                let (schema, name) = (schema(), variable_name(name));
                let type_name = model_name(schema);
                match given {
                    Value::Array(items) => {
                        self.types.insert(type_name.to_owned());
                        let items = items.iter().filter_map(Value::as_object);
                        let items: Vec<_> =
                            items.map(|item| self.object(schema, item, type_name, &name)).collect();
                        array(type_name, &items)
                    }
                    Value::Object(members) => self.object(schema, members, type_name, &name),
                    _ => "null".to_owned(),
                }
            }
            (kind, Value::Array(items)) => {
                let type_name = match kind {
                    FieldKind::Int64 | FieldKind::Uint64 => "Long",
                    FieldKind::Float => "Float",
                    FieldKind::Bool => "Boolean",
                    _ => "String",
                };
                let items: Vec<_> = items.iter().map(|item| scalar(kind, item)).collect();
                array(type_name, &items)
            }
            (kind, given) => scalar(kind, given),
        }
    }

    /// Returns an unused name for a variable.
    fn variable(&mut self, name: &str) -> String {
        let taken =
            ["args", "client", "clientProfile", "credential", "error", "httpProfile", "response"];
        let numbered = (2..).map(|number| format!("{name}{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let is_free = |it: &String| !taken.contains(&it.as_str()) && !self.variables.contains(it);
        let variable = names.find(is_free).unwrap_or_default();
        self.variables.insert(variable.clone());
        variable
    }
}

/// Returns the name of a field as that of a variable.
fn variable_name(field: &str) -> String {
    let mut letters = field.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

fn array(type_name: &str, items: &[String]) -> String {
    let flat = format!("new {type_name}[] {{{}}}", items.join(", "));
    if flat.len() <= WIDTH || items.is_empty() {
        return flat;
    }
    let items = lines(items, &format!("{INDENT}    "), ",");
    format!("new {type_name}[] {{\n{items}{INDENT}}}")
}

fn scalar(kind: FieldKind, value: &Value) -> String {
    match (kind, value) {
        (_, Value::String(it)) => text(it),
        (FieldKind::Int64 | FieldKind::Uint64, number) => format!("{number}L"),
        (FieldKind::Float, number) => format!("{number}F"),
        (_, value) => value.to_string(),
    }
}

/// Renders a text. A longer one than a constant can be is joined when the program runs: the compiler would join
/// literals that are added.
fn text(text: &str) -> String {
    if text.len() <= MAX_LITERAL {
        return literal(text);
    }
    let (mut literals, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let end = (0..=MAX_LITERAL.min(rest.len())).rev().find(|end| rest.is_char_boundary(*end));
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        literals.push(literal(part));
        rest = after;
    }
    format!("String.join(\"\", {})", literals.join(", "))
}

/// Quotes a text. Java reads `\u` before anything else, so controls are octal.
fn literal(text: &str) -> String {
    let unit = |unit: &u16| format!("\\u{unit:04x}");
    quote(
        text,
        |_| None,
        |c| match u32::from(c) {
            code @ ..0x100 => format!("\\{code:03o}"),
            _ => c.encode_utf16(&mut [0; 2]).iter().map(unit).collect::<Vec<_>>().concat(),
        },
    )
}
