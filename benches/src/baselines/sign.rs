//! Encoding and signing a request with the day's derived key, compared with the hashing alone.

use std::convert::Infallible;
use std::hint::black_box;

use essbasic::request::{CONTENT_TYPE_JSON, Request, RequestHeaders, SigningParams};
use essbasic::sign::{CanonicalRequest, HexDigest, Scope, StringToSign, body_hash};
use essbasic::{Action, Credential, Endpoint};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::{Benchmark, Work, work};
use crate::{BoxError, PaddedCancel, action, body};

const TIMESTAMP: i64 = 1_795_493_910;
const ENDPOINT: &str = "http://127.0.0.1:8899";

pub(super) fn small() -> Result<Benchmark, BoxError> {
    Ok(Benchmark {
        metric: "encoding and signing a small request",
        baseline_name: "SHA-256 and HMAC over the same bytes",
        target: Some(1.5),
        ours: encode_and_sign(action())?,
        baseline: hashes(&body(&action()))?,
    })
}

pub(super) fn padded() -> Result<Benchmark, BoxError> {
    Ok(Benchmark {
        metric: "encoding and signing a request of 64 KiB",
        ours: encode_and_sign(PaddedCancel::full())?,
        baseline: hashes(&body(&PaddedCancel::full()))?,
        ..small()?
    })
}

/// Hash and signature of an encoded body, without building the request.
pub(super) fn signature_only() -> Result<Benchmark, BoxError> {
    let credential = Credential::new("AKIDbenchbenchbenchbench", "BenchSecretKeyBenchSecretKey");
    let scope = Scope::new(TIMESTAMP, "essbasic")?;
    let key = credential.signing_key(&scope);
    let body = body(&action());
    Ok(Benchmark {
        metric: "signature of a small request alone",
        baseline: hashes(&body)?,
        ours: work(move || {
            let hash = body_hash(black_box(&body));
            let string_to_sign = StringToSign::new(scope, &canonical_request(&hash));
            Ok::<_, Infallible>(string_to_sign.sign(&key))
        }),
        ..small()?
    })
}

/// Validates, encodes, hashes and signs a request, including its headers.
fn encode_and_sign(action: impl Action + 'static) -> Result<Work, BoxError> {
    let credential = Credential::new("AKIDbenchbenchbenchbench", "BenchSecretKeyBenchSecretKey");
    let scope = Scope::new(TIMESTAMP, "essbasic")?;
    let key = credential.signing_key(&scope);
    let endpoint: Endpoint = ENDPOINT.parse()?;
    let headers = RequestHeaders::default();
    Ok(work(move || {
        let request = Request::write(black_box(&action))?;
        let params =
            SigningParams { credential: &credential, key: &key, scope, timestamp: TIMESTAMP };
        request.sign(&endpoint, &params, &headers)
    }))
}

/// Hashes body and canonical request, and computes one HMAC.
fn hashes(body: &[u8]) -> Result<Work, BoxError> {
    let body = body.to_vec();
    let hash = body_hash(&body);
    let canonical = canonical_request(&hash);
    let scope = Scope::new(TIMESTAMP, "essbasic")?;
    let string_to_sign = StringToSign::new(scope, &canonical).to_string();
    let canonical = canonical.to_string();
    let keyed = Hmac::<Sha256>::new_from_slice(&[7; 32])?;
    Ok(work(move || {
        let body = Sha256::digest(black_box(&body));
        let canonical = Sha256::digest(black_box(canonical.as_bytes()));
        let mut mac = keyed.clone();
        mac.update(black_box(string_to_sign.as_bytes()));
        Ok::<_, Infallible>((body, canonical, mac.finalize()))
    }))
}

/// Creates the canonical request for a body hash.
fn canonical_request(hash: &HexDigest) -> CanonicalRequest<'_> {
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
