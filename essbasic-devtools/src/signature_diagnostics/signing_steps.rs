//! The steps of a signature, from the body to the `Authorization` header, each with what it gives.

use bytes::Bytes;
use essbasic::Credential;
use essbasic::sign::{self, Authorization, CanonicalRequest, HexDigest, Scope, StringToSign};
use http::HeaderMap;

use super::LocalizedText;

/// A step of a signature.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct SigningStep {
    /// What it makes.
    pub name: LocalizedText,
    /// How that is made.
    pub how: LocalizedText,
    /// What it gives; nothing where that is not shown.
    pub value: Option<String>,
}

/// Whether the keys between the secret key and the signature are shown. Whoever sees them can sign
/// for a day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyDisplay {
    /// They are not.
    Redacted,
    /// They are: the secret key is public, as a sandbox's.
    Revealed,
}

/// The steps that led to a request's signature; nothing where it is not signed.
pub fn signing_steps(
    request: &http::Request<Bytes>,
    credential: &Credential,
    keys: KeyDisplay,
) -> Option<Vec<SigningStep>> {
    let headers = request.headers();
    let claim = Authorization::parse(text(headers, "authorization"))?;
    let action = text(headers, "x-tc-action").to_ascii_lowercase();
    let signed = claim.signed_headers.split(';').map(|name| match name {
        "x-tc-action" => (name, action.as_str()),
        name => (name, text(headers, name)),
    });
    let signed: Vec<_> = signed.collect();
    let scope = Scope::new(text(headers, "x-tc-timestamp").parse().ok()?, claim.service).ok()?;
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
    let (date, service) = (scope.date(), claim.service);
    Some(vec![
        step(
            ("1. Body hash", "一、请求体哈希"),
            (
                "SHA-256 of the bytes that are sent, in hexadecimal",
                "对实际发送的字节计算 SHA-256，写成小写十六进制",
            ),
            Some(body.to_string()),
        ),
        step(
            ("2. Canonical request", "二、规范请求串"),
            (
                "method, path, query, signed headers and their names, body hash, a line each",
                "请求方法、路径、查询字符串、参与签名的请求头及其名称、请求体哈希，各占一行",
            ),
            Some(canonical.to_string()),
        ),
        step(
            ("3. String to sign", "三、待签名字符串"),
            (
                "algorithm, timestamp, scope, and the SHA-256 of the canonical request",
                "算法、时间戳、凭证范围，以及规范请求串的 SHA-256",
            ),
            Some(string.to_string()),
        ),
        step(
            ("4. Key of the day", "四、当日密钥"),
            (
                &format!("HMAC(\"TC3\" SecretKey, \"{date}\"); the secret key is not shown"),
                &format!("HMAC(\"TC3\" + SecretKey, \"{date}\")；SecretKey 不显示"),
            ),
            key(&derived.date),
        ),
        step(
            ("5. Key of the service", "五、服务密钥"),
            (
                &format!("HMAC(key of the day, \"{service}\")"),
                &format!("HMAC(当日密钥, \"{service}\")"),
            ),
            key(&derived.service),
        ),
        step(
            ("6. Signing key", "六、签名密钥"),
            ("HMAC(key of the service, \"tc3_request\")", "HMAC(服务密钥, \"tc3_request\")"),
            key(derived.key.expose()),
        ),
        step(
            ("7. Signature", "七、签名"),
            (
                "HMAC-SHA256 of the string by the signing key, in hexadecimal",
                "用签名密钥对待签名字符串计算 HMAC-SHA256，写成小写十六进制",
            ),
            Some(signature.to_string()),
        ),
        step(
            ("8. Authorization", "八、Authorization 请求头"),
            ("the header that is sent", "实际发送的请求头"),
            Some(authorization),
        ),
    ])
}

fn step(name: (&str, &str), how: (&str, &str), value: Option<String>) -> SigningStep {
    SigningStep {
        name: LocalizedText::new(name.0, name.1),
        how: LocalizedText::new(how.0, how.1),
        value,
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
