//! Renders a call as a Node.js program.

use serde_json::{Number, Value};

use super::literal::{Syntax, quote};
use super::{CREDENTIALS_NOTE, Program, Sample};

/// Package and version to install.
const PACKAGE: &str = "tencentcloud-sdk-nodejs@4.1.313";

/// Largest integer that a number holds exactly.
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

const SYNTAX: Syntax = Syntax {
    indent: "  ",
    object: ["{ ", " }"],
    empty_object: "{}",
    pair: ": ",
    constants: ["null", "true", "false"],
    key,
    text,
    number,
};

/// Renders a complete program, a CommonJS module, that reads credentials from environment variables.
pub fn program(sample: &Sample<'_>) -> String {
    let program = Program::of(sample);
    let (scheme, host) = (if program.tls { "https://" } else { "http://" }, text(&program.host));
    let (import, client, call) = match program.schema {
        Some(_) => (
            "const { essbasic } = require(\"tencentcloud-sdk-nodejs/tencentcloud/services/essbasic\");"
                .to_owned(),
            "new essbasic.v20210526.Client(".to_owned(),
            format!("client.{}(params)", program.action),
        ),
        None => (
            "const { CommonClient } = require(\"tencentcloud-sdk-nodejs/tencentcloud/common/common_client\");"
                .to_owned(),
            format!("new CommonClient({host}, {}, ", text(program.version)),
            format!("client.request({}, params)", text(program.action)),
        ),
    };
    format!(
        "// npm install {PACKAGE}
{import}

// {CREDENTIALS_NOTE}
const client = {client}{{
  credential: {{
    secretId: process.env.TENCENTCLOUD_SECRET_ID,
    secretKey: process.env.TENCENTCLOUD_SECRET_KEY,
    token: process.env.TENCENTCLOUD_TOKEN,
  }},
  profile: {{ httpProfile: {{ protocol: \"{scheme}\", endpoint: {host} }} }},
}});

{note}const params = {params};
{call}.then(
  (response) => console.log(JSON.stringify(response, null, 2)),
  (error) => {{
    console.error(`${{error.code}}: ${{error.message}} (request ${{error.requestId}})`);
    process.exitCode = 1;
  }},
);
",
        note = program.redacted_note("", "//"),
        params = SYNTAX.render(&Value::Object(program.members.clone()), 0),
    )
}

/// Renders a key, quoted unless it is an identifier. `__proto__` would set the prototype.
fn key(name: &str) -> String {
    let is_identifier = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match name {
        "__proto__" => "[\"__proto__\"]".to_owned(),
        name if is_identifier => name.to_owned(),
        name => text(name),
    }
}

/// Renders a number; the SDK sends integers that a number cannot hold from a `BigInt`.
fn number(number: &Number) -> String {
    let is_exact = number.as_i64().is_none_or(|it| it.unsigned_abs() <= MAX_SAFE_INTEGER)
        && number.as_u64().is_none_or(|it| it <= MAX_SAFE_INTEGER);
    format!("{number}{}", if is_exact { "" } else { "n" })
}

fn text(text: &str) -> String {
    quote(text, |_| None, |c| format!("\\u{{{:x}}}", u32::from(c)))
}
