//! `essbasic sign`: a signature, stage by stage.

use essbasic::sign::{self, Authorization, CanonicalRequest, Scope, SigningKey, StringToSign};
use serde_json::json;

use crate::arguments::{self, Printing};
use crate::failure::Failure;
use crate::nearest::nearest;
use crate::{input, output};

pub(crate) fn run(arguments: &arguments::Sign, printing: &Printing) -> Result<(), Failure> {
    let body = input::bytes("--body", &arguments.body)?;
    let action = arguments.action.to_ascii_lowercase();
    let known = [
        ("content-type", arguments.content_type.as_str()),
        ("host", arguments.host.as_str()),
        ("x-tc-action", action.as_str()),
    ];
    let headers = arguments.signed_headers.split(';').map(|name| {
        known.into_iter().find(|(known, _)| *known == name).ok_or_else(|| {
            let names = known.into_iter().map(|(name, _)| name);
            let message = format!("--signed-headers: `{name}` is not a header that is signed");
            Failure::usage(message).hint(nearest(name, names))
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
    let string = StringToSign::new(scope, &canonical);
    let signature = string.sign(&SigningKey::derive(&arguments.secret_key, &scope));
    let authorization =
        Authorization::format(&arguments.secret_id, &scope, canonical.signed_headers(), &signature);
    let stages = json!({
        "canonical_request": canonical.to_string(),
        "string_to_sign": string.to_string(),
        "signature": signature.as_str(),
        "authorization": authorization,
    });
    output::data(&stages, printing)
}
