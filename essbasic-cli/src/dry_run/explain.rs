//! How a request is signed, step by step, for whoever has to find the step that differs.

use bytes::Bytes;
use essbasic::Credential;
use essbasic::sign::{self, Authorization, CanonicalRequest, Scope, StringToSign};
use http::HeaderMap;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::target::Target;

/// The steps from the body to the `Authorization` header, each with what it gives.
pub(super) fn steps(
    target: &Target,
    request: &http::Request<Bytes>,
    credential: &Credential,
) -> Result<Value, Failure> {
    let headers = request.headers();
    let action = header(headers, "x-tc-action").to_ascii_lowercase();
    let signed = [
        ("content-type", header(headers, "content-type")),
        ("host", header(headers, "host")),
        ("x-tc-action", action.as_str()),
    ];
    let timestamp: i64 = header(headers, "x-tc-timestamp").parse().unwrap_or_default();
    let scope = Scope::new(timestamp, target.service())?;
    let body = sign::body_hash(request.body());
    let canonical =
        CanonicalRequest { method: "POST", path: "/", query: "", headers: &signed, body: &body };
    let string = StringToSign::new(scope, &canonical);
    let signature = string.sign(&credential.signing_key(&scope));
    let authorization = Authorization::write(
        credential.secret_id(),
        &scope,
        canonical.signed_headers(),
        &signature,
    );
    let key = format!(
        "HMAC(HMAC(HMAC(\"TC3\" SecretKey, \"{}\"), \"{}\"), \"tc3_request\")",
        scope.date(),
        target.service()
    );
    let step =
        |step: &str, how: &str, value: &str| json!({"step": step, "how": how, "value": value});
    Ok(json!([
        step("1. Body hash", "SHA-256 of the bytes that are sent, in hexadecimal", body.as_str()),
        step(
            "2. Canonical request",
            "method, path, query, signed headers and their names, body hash, a line each",
            &canonical.to_string(),
        ),
        step(
            "3. String to sign",
            "algorithm, timestamp, scope, and the SHA-256 of the canonical request",
            &string.to_string(),
        ),
        step("4. Signing key", "derived from the secret key, which is not shown", &key),
        step("5. Signature", "HMAC-SHA256 of the string, in hexadecimal", signature.as_str()),
        step("6. Authorization", "the header that is sent", &authorization),
    ]))
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
