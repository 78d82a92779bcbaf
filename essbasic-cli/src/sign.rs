//! `essbasic sign`: a signature, stage by stage.

use essbasic::sign::{self, Authorization, CanonicalRequest, Scope, SigningKey, StringToSign};
use serde_json::json;

use crate::cli::SignArgs;
use crate::error::CliError;
use crate::input;
use crate::message::message;
use crate::output::{self, PrintOptions};
use crate::suggest;

pub(crate) fn run(arguments: &SignArgs, print: &PrintOptions) -> Result<(), CliError> {
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

    let scope = Scope::new(arguments.timestamp, &arguments.service)?;
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
