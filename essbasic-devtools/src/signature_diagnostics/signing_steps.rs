//! The steps of a signature, from the body to the `Authorization` header, each with its result.

use bytes::Bytes;
use essbasic::Credential;
use essbasic::sign::{self, Authorization, CanonicalRequest, HexDigest, Scope, StringToSign};
use http::HeaderMap;

use crate::language::Language;
use crate::t;

/// A step of a signature.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct SigningStep {
    /// The name of the result.
    pub name: String,
    /// The computation.
    pub how: String,
    /// The result, or `None` if it is redacted.
    pub value: Option<String>,
}

/// Visibility of the keys between SecretKey and signature. Anyone who has them can sign for a day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyDisplay {
    /// Keys are not shown.
    Redacted,
    /// Keys are shown: the SecretKey is public, as that of a sandbox.
    Revealed,
}

/// Returns the steps that led to the signature of a request, or `None` if it is not signed.
pub fn signing_steps(
    request: &http::Request<Bytes>,
    credential: &Credential,
    keys: KeyDisplay,
    language: Language,
) -> Option<Vec<SigningStep>> {
    let headers = request.headers();
    let header = Authorization::parse(text(headers, "authorization"))?;
    let action = text(headers, "x-tc-action").to_ascii_lowercase();
    let signed = header.signed_headers.split(';').map(|name| match name {
        "x-tc-action" => (name, action.as_str()),
        name => (name, text(headers, name)),
    });
    let signed: Vec<_> = signed.collect();
    let scope = Scope::new(text(headers, "x-tc-timestamp").parse().ok()?, header.service).ok()?;
    let body = sign::body_hash(request.body());
    let canonical = CanonicalRequest {
        method: request.method().as_str(),
        path: request.uri().path(),
        query: request.uri().query().unwrap_or_default(),
        headers: &signed,
        body: &body,
    };
    let string = StringToSign::new(scope, &canonical);
    let derived = credential.derived_keys(&scope);
    let signature = string.sign(&derived.key);
    let authorization = Authorization::format(
        credential.secret_id(),
        &scope,
        canonical.signed_headers(),
        &signature,
    );
    let key = |bytes: &[u8; 32]| {
        (keys == KeyDisplay::Revealed).then(|| HexDigest::new(bytes).to_string())
    };
    let step = |name, how, value| SigningStep { name, how, value };
    macro_rules! steps {
        ($($name:literal, $how:literal $(, $argument:ident = $text:expr)? => $value:expr;)*) => {
            vec![$(step(
                t!(language, $name).into_owned(),
                t!(language, $how $(, $argument = $text)?).into_owned(),
                $value,
            )),*]
        };
    }
    Some(steps! {
        "step-body-hash", "step-body-hash-how" => Some(body.to_string());
        "step-canonical-request", "step-canonical-request-how" => Some(canonical.to_string());
        "step-string-to-sign", "step-string-to-sign-how" => Some(string.to_string());
        "step-secret-date", "step-secret-date-how", date = scope.date().to_string() => key(&derived.date);
        "step-secret-service", "step-secret-service-how", service = header.service => key(&derived.service);
        "step-secret-signing", "step-secret-signing-how" => key(derived.key.expose());
        "step-signature", "step-signature-how" => Some(signature.to_string());
        "step-authorization", "step-authorization-how" => Some(authorization);
    })
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
