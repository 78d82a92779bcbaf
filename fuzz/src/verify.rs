//! Independent implementation of TC3-HMAC-SHA256, written from the API reference.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Computes the expected `Authorization` header of a request.
pub fn authorization(
    request: &http::Request<bytes::Bytes>,
    signed_headers: &[&str],
    (secret_id, secret_key): (&str, &str),
    (date, service): (&str, &str),
) -> String {
    let header = |name: &str| request.headers()[name].to_str().expect("header is text");
    let mut canonical = "POST\n/\n\n".to_owned();
    for name in signed_headers {
        let value = header(name).trim();
        let value = if *name == "x-tc-action" { value.to_lowercase() } else { value.to_owned() };
        canonical += &format!("{name}:{value}\n");
    }
    let names = signed_headers.join(";");
    canonical += &format!("\n{names}\n{}", hex(&Sha256::digest(request.body())));
    let scope = format!("{date}/{service}/tc3_request");
    let timestamp = header("x-tc-timestamp");
    let hash = hex(&Sha256::digest(&canonical));
    let string_to_sign = format!("TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{hash}");
    let mut key = format!("TC3{secret_key}").into_bytes();
    for message in [date, service, "tc3_request", &string_to_sign] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("any length is valid");
        mac.update(message.as_bytes());
        key = mac.finalize().into_bytes().to_vec();
    }
    let signature = hex(&key);
    format!(
        "TC3-HMAC-SHA256 Credential={secret_id}/{scope}, SignedHeaders={names}, Signature={signature}"
    )
}

/// Encodes bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
