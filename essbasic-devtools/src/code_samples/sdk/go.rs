//! Renders a call as a Go program, laid out as `gofmt` does.

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use serde_json::{Map, Value};

use super::literal::{code_point, lines, quote};
use super::{CREDENTIALS_NOTE, Program, Sample, fields, model_name};

/// Module of the SDK.
const SDK: &str = "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud";

/// Version to install.
const VERSION: &str = "v1.3.166";

/// Maximum width of a line that holds a whole list.
const WIDTH: usize = 88;

/// Renders a complete program that reads credentials from environment variables.
pub fn program(sample: &Sample<'_>) -> String {
    let program = Program::of(sample);
    let note = program.redacted_note("\t", "//");
    let (module, imports, call) = match program.schema {
        Some(schema) => {
            let imports = format!(
                "\t\"{SDK}/common\"
\t\"{SDK}/common/errors\"
\t\"{SDK}/common/profile\"
\tessbasic \"{SDK}/essbasic/v20210526\"
"
            );
            ("essbasic", imports, typed(&program, schema, &note))
        }
        None => {
            let imports = format!(
                "\t\"{SDK}/common\"
\t\"{SDK}/common/errors\"
\ttchttp \"{SDK}/common/http\"
\t\"{SDK}/common/profile\"
"
            );
            ("common", imports, untyped(&program, &note))
        }
    };
    let (scheme, host) = (if program.tls { "HTTPS" } else { "HTTP" }, text(&program.host));
    format!(
        "// go get {SDK}/{module}@{VERSION}
package main

import (
\t\"fmt\"
\t\"os\"

{imports})

func main() {{
\t// {CREDENTIALS_NOTE}
\tcredential := common.NewTokenCredential(
\t\tos.Getenv(\"TENCENTCLOUD_SECRET_ID\"),
\t\tos.Getenv(\"TENCENTCLOUD_SECRET_KEY\"),
\t\tos.Getenv(\"TENCENTCLOUD_TOKEN\"),
\t)
\tclientProfile := profile.NewClientProfile()
\tclientProfile.HttpProfile.Scheme = \"{scheme}\"
\tclientProfile.HttpProfile.Endpoint = {host}
{call}}}

// check ends the program if there is an error.
func check(err error) {{
\tif err == nil {{
\t\treturn
\t}}
\tif sdkError, ok := err.(*errors.TencentCloudSDKError); ok {{
\t\tfmt.Fprintf(os.Stderr, \"%s: %s (request %s)\\n\", sdkError.Code, sdkError.Message, sdkError.RequestId)
\t}} else {{
\t\tfmt.Fprintln(os.Stderr, err)
\t}}
\tos.Exit(1)
}}
"
    )
}

fn typed(program: &Program<'_>, schema: &'static StructSchema, note: &str) -> String {
    let action = program.action;
    let assignments = fields(schema, program.members)
        .map(|(field, given)| format!("request.{} = {}", field.name, value(field, given, 1)));
    let assignments = lines(assignments, "\t", "");
    format!(
        "\tclient, err := essbasic.NewClient(credential, \"\", clientProfile)
\tcheck(err)

{note}\trequest := essbasic.New{action}Request()
{assignments}
\tresponse, err := client.{action}(request)
\tcheck(err)
\tfmt.Println(response.ToJsonString())
"
    )
}

fn untyped(program: &Program<'_>, note: &str) -> String {
    let [service, version, action] = [program.service, program.version, program.action].map(text);
    let json = program.json();
    let json = if json.contains('`') { text(&json) } else { format!("`{json}`") };
    format!(
        "\tclient := common.NewCommonClient(credential, \"\", clientProfile)

{note}\trequest := tchttp.NewCommonRequest({service}, {version}, {action})
\tcheck(request.SetActionParameters({json}))

\tresponse := tchttp.NewCommonResponse()
\tcheck(client.Send(request, response))
\tfmt.Println(string(response.GetBody()))
"
    )
}

/// Renders the value of a field, whose first line is indented by others.
fn value(field: &FieldSchema, given: &Value, depth: usize) -> String {
    match (field.kind, given) {
        (FieldKind::Object(schema), Value::Array(items)) => {
            let name = model_name(schema());
            let items = items.iter().filter_map(Value::as_object);
            // The list names the type of its items.
            let items = items.map(|item| object("", schema(), item, depth + 1));
            block(&format!("[]*essbasic.{name}"), items, depth)
        }
        (FieldKind::Object(schema), Value::Object(members)) => {
            let name = format!("&essbasic.{}", model_name(schema()));
            object(&name, schema(), members, depth)
        }
        (kind, Value::Array(items)) => {
            let (function, item) = match kind {
                FieldKind::Int64 => ("Int64Ptrs", "int64"),
                FieldKind::Uint64 => ("Uint64Ptrs", "uint64"),
                FieldKind::Float => ("Float64Ptrs", "float64"),
                FieldKind::Bool => ("BoolPtrs", "bool"),
                _ => ("StringPtrs", "string"),
            };
            let items: Vec<_> = items.iter().map(scalar).collect();
            let flat = format!("[]{item}{{{}}}", items.join(", "));
            let list = if flat.len() <= WIDTH || items.is_empty() {
                flat
            } else {
                block(&format!("[]{item}"), items.into_iter(), depth)
            };
            format!("common.{function}({list})")
        }
        (kind, given) => {
            let function = match kind {
                FieldKind::Int64 => "Int64Ptr",
                FieldKind::Uint64 => "Uint64Ptr",
                FieldKind::Float => "Float64Ptr",
                FieldKind::Bool => "BoolPtr",
                _ => "StringPtr",
            };
            format!("common.{function}({})", scalar(given))
        }
    }
}

fn object(
    name: &str,
    schema: &'static StructSchema,
    members: &Map<String, Value>,
    depth: usize,
) -> String {
    let mut pairs: Vec<_> = fields(schema, members)
        .map(|(field, given)| (field.name, value(field, given, depth + 1)))
        .collect();
    // Values of neighbouring lines are aligned.
    for pairs in pairs.split_mut(|(_, value)| value.contains('\n')) {
        let width = pairs.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        for (name, value) in pairs {
            value.insert_str(0, &" ".repeat(width - name.len()));
        }
    }
    block(name, pairs.into_iter().map(|(name, value)| format!("{name}: {value}")), depth)
}

/// Renders braces with a line for each item.
fn block(name: &str, items: impl Iterator<Item = String>, depth: usize) -> String {
    let (inner, outer) = ("\t".repeat(depth + 1), "\t".repeat(depth));
    let lines = lines(items, &inner, ",");
    if lines.is_empty() { format!("{name}{{}}") } else { format!("{name}{{\n{lines}{outer}}}") }
}

fn scalar(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), text)
}

fn text(text: &str) -> String {
    quote(text, |_| None, code_point)
}
