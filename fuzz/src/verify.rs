//! A signature computed anew, from the manual's words and nothing of the library's.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The header that this request must have, with these headers signed, on this UTC date.
pub fn authorization(
    request: &http::Request<bytes::Bytes>,
    signed: &[&str],
    (id, key): (&str, &str),
    (date, service): (&str, &str),
) -> String {
    let header = |name: &str| request.headers()[name].to_str().expect("text");
    let mut text = "POST\n/\n\n".to_owned();
    for name in signed {
        let value = header(name).trim();
        let value = if *name == "x-tc-action" { value.to_lowercase() } else { value.to_owned() };
        text += &format!("{name}:{value}\n");
    }
    let names = signed.join(";");
    text += &format!("\n{names}\n{}", hex(&Sha256::digest(request.body())));
    let scope = format!("{date}/{service}/tc3_request");
    let timestamp = header("x-tc-timestamp");
    let hash = hex(&Sha256::digest(&text));
    let text = format!("TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{hash}");
    let mut secret = format!("TC3{key}").into_bytes();
    for part in [date, service, "tc3_request", &text] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&secret).expect("any length");
        mac.update(part.as_bytes());
        secret = mac.finalize().into_bytes().to_vec();
    }
    let signature = hex(&secret);
    format!("TC3-HMAC-SHA256 Credential={id}/{scope}, SignedHeaders={names}, Signature={signature}")
}

/// Bytes in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
