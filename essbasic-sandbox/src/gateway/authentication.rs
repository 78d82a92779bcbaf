//! Authentication: verification of the TC3-HMAC-SHA256 signature of a request.

use bytes::Bytes;
use essbasic::sign::{
    self, Authorization, CanonicalRequest, HexDigest, Scope, SigningKey, StringToSign,
};
use essbasic::{Credential, ErrorCode};
use http::request::Parts;
use http::{HeaderMap, HeaderName, Method, Request, header};
use subtle::ConstantTimeEq;

use super::headers::{required, text};
use crate::clock::system_now;
use crate::errors::ServiceError;
use crate::limits;

/// Result of the signature check of a call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SignatureStatus {
    /// The signature was not checked.
    NotChecked,
    /// The signature matches the request as it arrived.
    Valid,
    /// The signature does not match, or is missing.
    Invalid,
}

impl SignatureStatus {
    /// Returns the result as one word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotChecked => "not-checked",
            Self::Valid => "valid",
            Self::Invalid => "invalid",
        }
    }
}

/// Maximum difference between a signature's timestamp and the clock, in seconds.
const MAX_CLOCK_SKEW: u64 = 300;

/// Service that the scope of a signature names.
const SERVICE: &str = "essbasic";

/// Checks everything about a call but its signature, by its head alone.
pub(super) fn precheck(head: &Parts, credential: &Credential) -> Result<(), ServiceError> {
    let headers = &head.headers;
    if !matches!(head.method, Method::GET | Method::POST) {
        return Err(ServiceError::new(
            ErrorCode::UNSUPPORTED_PROTOCOL,
            "HTTP 请求方法错误，只支持 GET 和 POST。",
            "The method of the request must be GET or POST.",
        ));
    }
    if head.uri.query().is_some_and(|query| query.len() > limits::QUERY_BYTES) {
        return Err(ServiceError::new(
            ErrorCode::REQUEST_SIZE_LIMIT_EXCEEDED,
            "请求包超过限制大小：GET 请求最大 32 KB。",
            "The query of a GET request must have at most 32 KB.",
        ));
    }
    if let Some(name) = headers.keys().find(|name| is_repeated(headers, name)) {
        return Err(malformed(name.as_str()));
    }
    if !headers.contains_key(header::AUTHORIZATION) {
        return Err(not_tc3(head));
    }
    parse(headers, credential)?;
    let content_type = text(headers, header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let content_type = content_type.split(';').next().unwrap_or_default().trim();
    let is_form = content_type.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    let is_json = content_type.eq_ignore_ascii_case("application/json");
    if !(is_json || is_form && head.method == Method::GET) {
        return Err(ServiceError::new(
            ErrorCode::UNSUPPORTED_PROTOCOL,
            "Content-Type 错误：POST 请求必须是 application/json。",
            "The Content-Type of a POST request signed with TC3-HMAC-SHA256 must be application/json.",
        ));
    }
    Ok(())
}

/// Returns whether a header that is checked has several values.
fn is_repeated(headers: &HeaderMap, name: &HeaderName) -> bool {
    let is_checked = name.as_str().starts_with("x-tc-")
        || matches!(*name, header::AUTHORIZATION | header::CONTENT_TYPE | header::HOST);
    is_checked && headers.get_all(name).iter().nth(1).is_some()
}

/// Rejects a request that is signed with an older method, or not at all.
fn not_tc3(head: &Parts) -> ServiceError {
    let content_type = text(&head.headers, header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let is_form = head.method == Method::POST
        && content_type.starts_with("application/x-www-form-urlencoded");
    let is_old = is_form || head.uri.query().is_some_and(|it| it.contains("Signature="));
    let (chinese, english) = if is_old {
        (
            "请求使用旧版签名（参数 Signature，HmacSHA1 或 HmacSHA256）。",
            "The request is signed with an older method: HmacSHA1 or HmacSHA256, in the parameter \
             Signature.",
        )
    } else {
        ("请求没有头部 Authorization，即未签名。", "The request has no Authorization header.")
    };
    ServiceError::new(
        ErrorCode::AUTH_FAILURE_INVALID_AUTHORIZATION,
        format!(
            "{chinese}沙箱只支持签名方法 TC3-HMAC-SHA256：请将 SDK 的 ClientProfile 中 SignMethod 设为 \
             TC3-HMAC-SHA256。"
        ),
        format!(
            "{english} The sandbox verifies TC3-HMAC-SHA256 only: set SignMethod of the SDK's \
             ClientProfile to TC3-HMAC-SHA256."
        ),
    )
}

/// Returns the authorization and its timestamp.
fn parse<'h>(
    headers: &'h HeaderMap,
    credential: &Credential,
) -> Result<(Authorization<'h>, i64), ServiceError> {
    let header = text(headers, header::AUTHORIZATION.as_str()).unwrap_or_default();
    let Some(authorization) = Authorization::parse(header) else {
        return Err(malformed("Authorization"));
    };
    let timestamp = required(headers, "X-TC-Timestamp")?;
    let Ok(timestamp) = timestamp.parse::<i64>() else { return Err(malformed("X-TC-Timestamp")) };
    if timestamp.abs_diff(system_now()) > MAX_CLOCK_SKEW {
        return Err(ServiceError::new(
            ErrorCode::AUTH_FAILURE_SIGNATURE_EXPIRE,
            "签名过期：请求时间戳与服务器时间相差超过五分钟。",
            "The timestamp differs from the server's clock by more than five minutes.",
        ));
    }
    if authorization.secret_id != credential.secret_id() {
        return Err(ServiceError::new(
            ErrorCode::AUTH_FAILURE_SECRET_ID_NOT_FOUND,
            "密钥不存在。",
            "The secret ID does not exist.",
        ));
    }
    if headers.get("x-tc-token").is_some_and(|token| !token.is_empty()) {
        return Err(ServiceError::new(
            ErrorCode::AUTH_FAILURE_TOKEN_FAILURE,
            "Token 错误：永久密钥不带 X-TC-Token。",
            "The key is permanent and has no token: leave out X-TC-Token.",
        ));
    }
    if !names_service(headers, authorization.service) {
        return Err(ServiceError::new(
            ErrorCode::AUTH_FAILURE_SIGNATURE_FAILURE,
            "签名错误：Credential 中的产品名应为 essbasic。",
            "The service in the scope of the signature must be essbasic.",
        ));
    }
    Ok((authorization, timestamp))
}

/// Returns whether a scope names the service, or the first part of the host: two official clients
/// sign that.
fn names_service(headers: &HeaderMap, service: &str) -> bool {
    let host = text(headers, header::HOST.as_str()).unwrap_or_default();
    let host = host.split('.').next().unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    [SERVICE, host, name].iter().any(|it| !it.is_empty() && it.eq_ignore_ascii_case(service))
}

/// Verifies that a request was signed with this credential in the last minutes.
///
/// The signature is computed over the request as it arrived: its host, content type and body. Only
/// the host may have been signed without its port, which an official client leaves out.
pub(super) fn verify(
    request: &Request<Bytes>,
    credential: &Credential,
) -> Result<(), ServiceError> {
    let headers = request.headers();
    let (authorization, timestamp) = parse(headers, credential)?;
    let scope =
        Scope::new(timestamp, authorization.service).map_err(|_| malformed("X-TC-Timestamp"))?;
    let signed = signed_headers(headers, &authorization)?;
    let mut signed: Vec<_> = signed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let arrived = SignedRequest {
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
    Err(ServiceError::new(
        ErrorCode::AUTH_FAILURE_SIGNATURE_FAILURE,
        "签名错误，请检查密钥与签名过程。",
        "The signature does not match the request as it arrived.",
    ))
}

/// The parts of a request that were signed.
struct SignedRequest<'a> {
    method: &'a str,
    path: &'a str,
    query: &'a str,
    body: HexDigest,
    scope: Scope<'a>,
    key: SigningKey,
    signature: &'a str,
}

impl SignedRequest<'_> {
    /// Returns whether the signature matches with these headers.
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

/// Returns the signed headers as they arrived; content type and host must be among them.
fn signed_headers<'a>(
    headers: &HeaderMap,
    authorization: &Authorization<'a>,
) -> Result<Vec<(&'a str, String)>, ServiceError> {
    let names: Vec<_> = authorization.signed_headers.split(';').collect();
    if !["content-type", "host"].iter().all(|name| names.contains(name)) {
        return Err(malformed("SignedHeaders"));
    }
    let signed = names.into_iter().map(|name| {
        let value = text(headers, name).ok_or_else(|| malformed(name))?;
        // Clients sign the action in lower case, and every other value unchanged.
        let value =
            if name == "x-tc-action" { value.to_ascii_lowercase() } else { value.to_owned() };
        Ok((name, value))
    });
    signed.collect()
}

/// Returns the bytes that are signed as the body.
fn payload(request: &Request<Bytes>) -> &[u8] {
    match text(request.headers(), "X-TC-Content-SHA256") {
        Some("UNSIGNED-PAYLOAD") => b"UNSIGNED-PAYLOAD",
        _ => request.body(),
    }
}

fn malformed(what: &str) -> ServiceError {
    ServiceError::new(
        ErrorCode::AUTH_FAILURE_INVALID_AUTHORIZATION,
        format!("请求头部的 {what} 不符合标准。"),
        format!("The {what} of the request does not have the format of TC3-HMAC-SHA256."),
    )
}
