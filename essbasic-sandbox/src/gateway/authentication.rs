//! Who calls, and whether they signed what arrived.

use bytes::Bytes;
use essbasic::sign::{
    self, Authorization, CanonicalRequest, HexDigest, Scope, SigningKey, StringToSign,
};
use essbasic::{Credential, ErrorCode};
use http::{HeaderMap, Request, header};
use subtle::ConstantTimeEq;

use super::{required, text};
use crate::clock::system_now;
use crate::refusal::Refusal;

/// What is to be said of a call's signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SignatureStatus {
    /// Nobody looked at it.
    NotChecked,
    /// It is over the request as it arrived.
    Valid,
    /// It is not, or there is none that could be.
    Invalid,
}

/// How far a signature's timestamp may be off, in seconds.
const TOLERANCE: u64 = 300;

/// Refuses what cannot have been signed with this credential a moment ago, by its headers alone.
pub(super) fn admit(headers: &HeaderMap, credential: &Credential) -> Result<(), Refusal> {
    said(headers, credential).map(drop)
}

/// What the headers say of the signature, and its time.
fn said<'h>(
    headers: &'h HeaderMap,
    credential: &Credential,
) -> Result<(Authorization<'h>, i64), Refusal> {
    let header = text(headers, header::AUTHORIZATION.as_str()).unwrap_or_default();
    let Some(authorization) = Authorization::parse(header) else {
        return Err(malformed("Authorization"));
    };
    let timestamp = required(headers, "X-TC-Timestamp")?;
    let Ok(timestamp) = timestamp.parse::<i64>() else { return Err(malformed("X-TC-Timestamp")) };
    if timestamp.abs_diff(system_now()) > TOLERANCE {
        return Err(Refusal::new(
            ErrorCode::AUTH_FAILURE_SIGNATURE_EXPIRE,
            "签名过期：请求时间戳与服务器时间相差超过五分钟。",
            "The timestamp is more than five minutes off the server's clock.",
        ));
    }
    if authorization.secret_id != credential.secret_id() {
        return Err(Refusal::new(
            ErrorCode::AUTH_FAILURE_SECRET_ID_NOT_FOUND,
            "密钥不存在。",
            "There is no such secret id.",
        ));
    }
    Ok((authorization, timestamp))
}

/// Refuses a request that was not signed with this credential, a moment ago.
///
/// The signature is computed over the request as it arrived: its own host, content type and
/// body, whatever the client meant to send. The host alone may have been signed without its port:
/// the real service has none, and an official client leaves it out.
pub(super) fn verify(request: &Request<Bytes>, credential: &Credential) -> Result<(), Refusal> {
    let headers = request.headers();
    let (authorization, timestamp) = said(headers, credential)?;
    let scope =
        Scope::new(timestamp, authorization.service).map_err(|_| malformed("X-TC-Timestamp"))?;
    let signed = signed_headers(headers, &authorization)?;
    let mut signed: Vec<_> = signed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let arrived = Arrived {
        method: request.method().as_str(),
        path: request.uri().path(),
        query: request.uri().query().unwrap_or_default(),
        body: sign::body_hash(payload(request)),
        scope,
        key: credential.signing_key(&scope),
        signature: authorization.signature,
    };
    let mut verified = arrived.is_signed_with(&signed);
    for (_, host) in signed.iter_mut().filter(|(name, _)| *name == "host") {
        *host = host.rsplit_once(':').map_or(*host, |(host, _)| host);
    }
    verified |= arrived.is_signed_with(&signed);
    if verified && scope.date().to_string() == authorization.date {
        return Ok(());
    }
    Err(Refusal::new(
        ErrorCode::AUTH_FAILURE_SIGNATURE_FAILURE,
        "签名错误，请检查密钥与签名过程。",
        "The signature does not verify over the request as it arrived.",
    ))
}

/// A request as it arrived, to be compared with what was signed.
struct Arrived<'a> {
    method: &'a str,
    path: &'a str,
    query: &'a str,
    body: HexDigest,
    scope: Scope<'a>,
    key: SigningKey,
    signature: &'a str,
}

impl Arrived<'_> {
    /// Whether it was signed with these headers.
    fn is_signed_with(&self, headers: &[(&str, &str)]) -> bool {
        let canonical = CanonicalRequest {
            method: self.method,
            path: self.path,
            query: self.query,
            headers,
            body: &self.body,
        };
        let expected = StringToSign::new(self.scope, &canonical).sign(&self.key);
        bool::from(expected.as_str().as_bytes().ct_eq(self.signature.as_bytes()))
    }
}

/// The signed headers as they arrived; content type and host must be among them.
fn signed_headers<'a>(
    headers: &HeaderMap,
    authorization: &Authorization<'a>,
) -> Result<Vec<(&'a str, String)>, Refusal> {
    let names: Vec<_> = authorization.signed_headers.split(';').collect();
    if !["content-type", "host"].iter().all(|name| names.contains(name)) {
        return Err(malformed("SignedHeaders"));
    }
    let signed = names.into_iter().map(|name| {
        let value = text(headers, name).ok_or_else(|| malformed(name))?;
        // The manual's example signs the action in lower case, and every other value as it is.
        let value =
            if name == "x-tc-action" { value.to_ascii_lowercase() } else { value.to_owned() };
        Ok((name, value))
    });
    signed.collect()
}

/// What stands for the body under the signature.
fn payload(request: &Request<Bytes>) -> &[u8] {
    match text(request.headers(), "X-TC-Content-SHA256") {
        Some("UNSIGNED-PAYLOAD") => b"UNSIGNED-PAYLOAD",
        _ => request.body(),
    }
}

fn malformed(what: &str) -> Refusal {
    Refusal::new(
        ErrorCode::AUTH_FAILURE_INVALID_AUTHORIZATION,
        format!("请求头部的 {what} 不符合标准。"),
        format!("The {what} of the request is not in the form that TC3-HMAC-SHA256 asks for."),
    )
}
