//! `essbasic sign`: a signature, stage by stage.

use essbasic::sign::{self, Authorization, CanonicalRequest, Scope, SigningKey, StringToSign};
use essbasic::{Credential, RawAction};
use essbasic_devtools::error_text;
use http::HeaderValue;
use http::uri::Authority;
use serde_json::json;

use crate::cli::SignArgs;
use crate::error::CliError;
use crate::input;
use crate::message::{Message, message};
use crate::output::{self, PrintOptions};
use crate::suggest;

/// Any version: signatures do not cover it.
const VERSION: &str = "2021-05-26";

pub(crate) fn run(arguments: &SignArgs, print: &PrintOptions) -> Result<(), CliError> {
    check(arguments)?;
    let body = input::read("--body", &arguments.body)?;
    let action = arguments.action.to_ascii_lowercase();
    let known = [
        ("content-type", arguments.content_type.as_str()),
        ("host", arguments.host.as_str()),
        ("x-tc-action", action.as_str()),
    ];
    let headers = arguments.signed_headers.split(';').map(|name| {
        known.into_iter().find(|(known, _)| *known == name).ok_or_else(|| {
            let names = known.into_iter().map(|(name, _)| name);
            CliError::usage(message!("cli-header-unsignable", name = name))
                .with_suggestion(suggest::similar_name(name, names))
        })
    });
    let headers = headers.collect::<Result<Vec<_>, _>>()?;

    let scope = Scope::new(arguments.timestamp, &arguments.service);
    let scope = scope
        .map_err(|error| CliError::from(error).in_context(&Message::verbatim("--timestamp")))?;
    let canonical = CanonicalRequest {
        method: "POST",
        path: "/",
        query: "",
        headers: &headers,
        body: &sign::body_hash(&body),
    };
    let string_to_sign = StringToSign::new(scope, &canonical);
    let signature = string_to_sign.sign(&SigningKey::derive(&arguments.secret_key, &scope));
    let authorization =
        Authorization::format(&arguments.secret_id, &scope, canonical.signed_headers(), &signature);
    let stages = json!({
        "canonical_request": canonical.to_string(),
        "string_to_sign": string_to_sign.to_string(),
        "signature": signature.as_str(),
        "authorization": authorization,
    });
    output::data(&stages, print)
}

/// Rejects names, headers and credentials that no request can have.
fn check(arguments: &SignArgs) -> Result<(), CliError> {
    let SignArgs { action, host, secret_id, secret_key, service, content_type, .. } = arguments;
    let raw = |name: &str, service: &str| RawAction::new(name, VERSION).service(service);
    option("--action", raw(action, "essbasic").check())?;
    option("--service", raw("DescribeTemplates", service).check())?;
    let is_host = host.parse::<Authority>().is_ok_and(|it| !it.as_str().contains('@'));
    let not_a_host = || CliError::usage(message!("cli-not-a-host"));
    option("--host", if is_host { Ok(()) } else { Err(not_a_host()) })?;
    let is_header = HeaderValue::from_str(content_type).is_ok_and(|it| it.to_str().is_ok());
    let not_a_header = || CliError::usage(message!("cli-not-a-header"));
    option("--content-type", if is_header { Ok(()) } else { Err(not_a_header()) })?;
    Ok(Credential::new(secret_id, secret_key).check()?)
}

/// Names the option in an error. Nothing is sent, so that every one is a usage error.
fn option<E: Into<CliError>>(name: &str, result: Result<(), E>) -> Result<(), CliError> {
    result.map_err(|error| {
        let error = match error.into() {
            CliError::Call { error, .. } => {
                CliError::usage(Message::new(|it| error_text::message(it, &error)))
            }
            other => other,
        };
        error.in_context(&Message::verbatim(name))
    })
}
