//! A verifier of its own, written from the manual's description of TC3-HMAC-SHA256. It shares no
//! line with the library: it reads the HTTP request, and hashes with what everybody hashes with.

use std::collections::BTreeMap;

use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Whether a request was signed by whoever has this id and key, as it stands.
pub(super) fn verifies(request: &http::Request<Bytes>, id: &str, key: &str) -> bool {
    read(request, id, key).is_some_and(|(signature, expected)| signature == expected)
}

/// The signature that a request has, and the one that it must have.
fn read(request: &http::Request<Bytes>, id: &str, key: &str) -> Option<(String, String)> {
    let header = |name: &str| request.headers().get(name)?.to_str().ok();
    let parts = header("authorization")?.strip_prefix("TC3-HMAC-SHA256 ")?;
    let parts: BTreeMap<_, _> = parts.split(", ").filter_map(|it| it.split_once('=')).collect();
    let (credential, signature) = (parts.get("Credential")?, parts.get("Signature")?);
    let signed: Vec<_> = parts.get("SignedHeaders")?.split(';').collect();
    let names_all = ["content-type", "host"].iter().all(|name| signed.contains(name));
    if !names_all || !signed.is_sorted() {
        return None;
    }

    let timestamp = header("x-tc-timestamp")?;
    let date = chrono::DateTime::from_timestamp(timestamp.parse().ok()?, 0)?.format("%Y-%m-%d");
    let scope = credential.strip_prefix(id)?.strip_prefix('/')?;
    let (of, rest) = scope.split_once('/')?;
    let service = rest.strip_suffix("/tc3_request")?;
    if of != date.to_string() {
        return None;
    }

    let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
    let mut lines = vec![request.method().to_string(), path.to_owned(), query.to_owned()];
    for name in &signed {
        let value = header(name)?.trim();
        // The action's name is signed in small letters; everything else as it is sent.
        let value = if *name == "x-tc-action" { value.to_lowercase() } else { value.to_owned() };
        lines.push(format!("{name}:{value}"));
    }
    lines.extend([String::new(), signed.join(";"), hex(&Sha256::digest(request.body()))]);

    let hash = hex(&Sha256::digest(lines.join("\n")));
    let string = format!("TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{hash}");
    let secret = hmac(format!("TC3{key}").as_bytes(), of);
    let secret = hmac(&hmac(&secret, service), "tc3_request");
    Some(((*signature).to_owned(), hex(&hmac(&secret, &string))))
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
