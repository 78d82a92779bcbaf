//! Writing and signing a request, with the day's key at hand, beside the bare hash work.

use std::convert::Infallible;
use std::hint::black_box;

use essbasic::request::{CONTENT_TYPE_JSON, Request, RequestHeaders, SigningParams};
use essbasic::sign::{CanonicalRequest, HexDigest, Scope, StringToSign, body_hash};
use essbasic::{Action, Credential, Endpoint};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::{Floor, Work, work};
use crate::{Failure, Padded, action, body};

const TIMESTAMP: i64 = 1_795_493_910;
const ENDPOINT: &str = "http://127.0.0.1:8899";

pub(super) fn small() -> Result<Floor, Failure> {
    Ok(Floor {
        figure: "writing and signing a small call",
        beside: "SHA-256 and HMAC over the same bytes",
        aim: Some(1.5),
        floor: hashes(&body(&action()))?,
        ours: written_and_signed(action())?,
    })
}

pub(super) fn padded() -> Result<Floor, Failure> {
    Ok(Floor {
        figure: "writing and signing a call of 64 KiB",
        floor: hashes(&body(&Padded::full()))?,
        ours: written_and_signed(Padded::full())?,
        ..small()?
    })
}

/// Of a body that is written already: its hash and the signature, and no request.
pub(super) fn alone() -> Result<Floor, Failure> {
    let credential = Credential::new("AKIDbenchbenchbenchbench", "BenchSecretKeyBenchSecretKey");
    let scope = Scope::new(TIMESTAMP, "essbasic")?;
    let key = credential.signing_key(&scope);
    let body = body(&action());
    Ok(Floor {
        figure: "the signature of a small call alone",
        floor: hashes(&body)?,
        ours: work(move || {
            let hash = body_hash(black_box(&body));
            let string = StringToSign::new(scope, &canonical(&hash));
            Ok::<_, Infallible>(string.sign(&key))
        }),
        ..small()?
    })
}

/// The whole: encoded, checked, hashed, signed, and its headers written.
fn written_and_signed(action: impl Action + 'static) -> Result<Work, Failure> {
    let credential = Credential::new("AKIDbenchbenchbenchbench", "BenchSecretKeyBenchSecretKey");
    let scope = Scope::new(TIMESTAMP, "essbasic")?;
    let key = credential.signing_key(&scope);
    let endpoint: Endpoint = ENDPOINT.parse()?;
    let preferences = RequestHeaders::default();
    Ok(work(move || {
        let request = Request::write(black_box(&action))?;
        let signing =
            SigningParams { credential: &credential, key: &key, scope, timestamp: TIMESTAMP };
        request.sign(&endpoint, &signing, &preferences)
    }))
}

/// The floor: the hashes of the body and of the canonical request, and one HMAC.
fn hashes(body: &[u8]) -> Result<Work, Failure> {
    let body = body.to_vec();
    let hash = body_hash(&body);
    let canonical = canonical(&hash);
    let string = StringToSign::new(Scope::new(TIMESTAMP, "essbasic")?, &canonical).to_string();
    let canonical = canonical.to_string();
    let keyed = Hmac::<Sha256>::new_from_slice(&[7; 32])?;
    Ok(work(move || {
        let body = Sha256::digest(black_box(&body));
        let canonical = Sha256::digest(black_box(canonical.as_bytes()));
        let mut mac = keyed.clone();
        mac.update(black_box(string.as_bytes()));
        Ok::<_, Infallible>((body, canonical, mac.finalize()))
    }))
}

/// What is signed of the call, with a body of that hash.
fn canonical(hash: &HexDigest) -> CanonicalRequest<'_> {
    CanonicalRequest {
        method: "POST",
        path: "/",
        query: "",
        headers: &[
            ("content-type", CONTENT_TYPE_JSON),
            ("host", "127.0.0.1:8899"),
            ("x-tc-action", "channelcancelmultiflowsignqrcode"),
        ],
        body: hash,
    }
}
