//! An independent implementation of TC3-HMAC-SHA256, written from the API reference.
//!
//! It shares no code with the library, so that tests and fuzz targets can compare the two.

use chrono::DateTime;
use hmac::{Hmac, KeyInit, Mac};
use http::Request;
use sha2::{Digest, Sha256};

/// Headers whose values the library's signature covers, the timestamp included.
pub const SIGNED: [&str; 4] = ["content-type", "host", "x-tc-action", "x-tc-timestamp"];

/// The worked example of the API reference, as JSON. Its key consists of asterisks.
pub const REFERENCE_VECTOR: &str = include_str!("../golden/tc3_manual.json");

/// Vectors with invented keys, as a JSON list, computed with Python's `hmac` and `hashlib`.
pub const VECTORS: &str = include_str!("../golden/tc3_vectors.json");

/// Returns whether a request carries the signature of a credential.
pub fn is_signed_by(request: &Request<impl AsRef<[u8]>>, id: &str, key: &str) -> bool {
    check(request, id, key).unwrap_or(false)
}

fn check(request: &Request<impl AsRef<[u8]>>, id: &str, key: &str) -> Option<bool> {
    let actual = request.headers().get("authorization")?.to_str().ok()?;
    let (credential, rest) =
        actual.strip_prefix("TC3-HMAC-SHA256 Credential=")?.split_once(", SignedHeaders=")?;
    let (names, _) = rest.split_once(", Signature=")?;
    let names: Vec<_> = names.split(';').collect();
    let covers_required = ["content-type", "host"].iter().all(|name| names.contains(name));
    if !covers_required || !names.is_sorted() {
        return None;
    }
    let (date, scope) = credential.strip_prefix(id)?.strip_prefix('/')?.split_once('/')?;
    let service = scope.strip_suffix("/tc3_request")?;
    let timestamp = request.headers().get("x-tc-timestamp")?.to_str().ok()?.parse().ok()?;
    let signed_on = DateTime::from_timestamp(timestamp, 0)?.format("%Y-%m-%d").to_string();
    let expected = authorization(request, &names, (id, key), (date, service))?;
    Some(signed_on == date && actual == expected)
}

/// Returns the `Authorization` header of a request, or `None` if a header that it must sign is
/// missing or not ASCII.
pub fn authorization(
    request: &Request<impl AsRef<[u8]>>,
    names: &[&str],
    (id, key): (&str, &str),
    (date, service): (&str, &str),
) -> Option<String> {
    let header = |name: &str| request.headers().get(name)?.to_str().ok();
    let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
    let mut canonical = format!("{}\n{path}\n{query}\n", request.method());
    for name in names {
        let value = header(name)?.trim();
        // The action's name is signed in lower case, everything else as it is sent.
        let value = if *name == "x-tc-action" { value.to_lowercase() } else { value.to_owned() };
        canonical += &format!("{name}:{value}\n");
    }
    let names = names.join(";");
    canonical += &format!("\n{names}\n{}", sha256(request.body().as_ref()));
    let scope = format!("{date}/{service}/tc3_request");
    let timestamp = header("x-tc-timestamp")?;
    let hash = sha256(canonical.as_bytes());
    let string = format!("TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{hash}");
    let secret = hmac(format!("TC3{key}").as_bytes(), date);
    let secret = hmac(&hmac(&secret, service), "tc3_request");
    let signature = hex(&hmac(&secret, &string));
    Some(format!(
        "TC3-HMAC-SHA256 Credential={id}/{scope}, SignedHeaders={names}, Signature={signature}"
    ))
}

/// Returns the SHA-256 of bytes in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Returns the HMAC-SHA256 of a text.
pub fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// Returns bytes in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
