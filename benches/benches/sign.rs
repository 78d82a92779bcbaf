//! Writing and signing a request, beside the bare hash work over the same bytes.

use divan::{Bencher, black_box};
use essbasic::request::{Preferences, Request, Signing};
use essbasic::sign::{CanonicalRequest, Scope, StringToSign, body_hash};
use essbasic::{Credential, Endpoint};
use essbasic_benches::action;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

fn main() {
    divan::main();
}

/// The floor: a body's hash, a canonical request's hash, and one HMAC.
#[divan::bench]
fn bare_hashes(bencher: Bencher<'_, '_>) {
    let body = serde_json::to_vec(&action()).unwrap_or_default();
    let canonical = "x".repeat(280);
    let string = "y".repeat(130);
    bencher.bench(|| {
        let body = Sha256::digest(black_box(&body));
        let canonical = Sha256::digest(black_box(canonical.as_bytes()));
        let mut mac = Hmac::<Sha256>::new_from_slice(&[7; 32]).expect("any length will do");
        mac.update(black_box(string.as_bytes()));
        (body, canonical, mac.finalize())
    });
}

/// The whole: encoded, hashed, signed, and its headers written.
#[divan::bench]
fn encode_and_sign(bencher: Bencher<'_, '_>) {
    let credential = Credential::new("AKIDbenchbenchbenchbench", "BenchSecretKeyBenchSecretKey");
    let scope = Scope::new(1_795_493_910, "essbasic").expect("a date of our time");
    let key = credential.signing_key(&scope);
    let endpoint: Endpoint = "http://127.0.0.1:8899".parse().expect("an address");
    let (action, preferences) = (action(), Preferences::default());
    bencher.bench(|| {
        let request = Request::write(black_box(&action)).expect("an action has a JSON form");
        let signing =
            Signing { credential: &credential, key: &key, scope, timestamp: 1_795_493_910 };
        request.sign(&endpoint, &signing, &preferences)
    });
}

/// Signing alone, of a body that is hashed already.
#[divan::bench]
fn sign(bencher: Bencher<'_, '_>) {
    let credential = Credential::new("AKIDbenchbenchbenchbench", "BenchSecretKeyBenchSecretKey");
    let scope = Scope::new(1_795_493_910, "essbasic").expect("a date of our time");
    let key = credential.signing_key(&scope);
    let hash = body_hash(b"{}");
    bencher.bench(|| {
        let canonical = CanonicalRequest {
            method: "POST",
            path: "/",
            query: "",
            headers: &[
                ("content-type", "application/json; charset=utf-8"),
                ("host", "essbasic.tencentcloudapi.com"),
                ("x-tc-action", "channelcancelmultiflowsignqrcode"),
            ],
            body: black_box(&hash),
        };
        StringToSign::new(scope, &canonical).sign(&key)
    });
}
