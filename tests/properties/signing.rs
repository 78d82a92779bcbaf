//! Signatures of any request of the catalogue, verified by an independent implementation.

use bytes::Bytes;
use essbasic::request::{Request, RequestHeaders, SigningParams};
use essbasic::sign::Scope;
use essbasic::{CATALOGUE, Credential, Endpoint};
use essbasic_test_support::holds;
use essbasic_test_support::tc3::{SIGNED, is_signed_by};
use http::HeaderValue;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value};

/// A signed request, and the credential that signed it.
#[derive(Clone, Debug)]
struct Signed {
    request: http::Request<Bytes>,
    id: String,
    key: String,
}

fn any_signed() -> impl Strategy<Value = Signed> {
    let body = proptest::collection::btree_map("[A-Z][a-z]{0,6}", any::<String>(), 0..4);
    // A name, since numbers would be an address.
    let host = "[a-z][a-z0-9]{0,11}(\\.[a-z][a-z0-9]{0,7}){0,3}(:[1-9][0-9]{0,3})?";
    let credential = ("[A-Za-z0-9_-]{1,40}", any::<String>());
    // The years of the scheme: 1970 to 9999.
    let time = prop_oneof![Just(0), Just(253_402_300_799), 0..=253_402_300_799_i64];
    (select(CATALOGUE), body, host, credential, time).prop_map(
        |(entry, body, host, (id, key), time)| {
            let body = body.into_iter().map(|(name, text)| (name, Value::from(text)));
            let fields: Map<_, _> = body.collect();
            let request = Request::from_json(entry.descriptor(), &fields).unwrap();
            let credential = Credential::new(id.as_str(), key.as_str());
            let scope = Scope::new(time, request.service()).unwrap();
            let derived = credential.signing_key(&scope);
            let signing =
                SigningParams { credential: &credential, key: &derived, scope, timestamp: time };
            let endpoint: Endpoint = format!("https://{host}").parse().unwrap();
            let request = request.sign(&endpoint, &signing, &RequestHeaders::default()).unwrap();
            let request = request.map(|body| body.as_bytes().unwrap().clone());
            Signed { request, id, key }
        },
    )
}

/// Flips one bit of the body.
pub(super) fn flip_body(mut request: http::Request<Bytes>, at: Index) -> http::Request<Bytes> {
    let mut body = request.body().to_vec();
    let bit = at.index(body.len() * 8);
    body[bit / 8] ^= 1 << (bit % 8);
    *request.body_mut() = body.into();
    request
}

/// Flips one bit of a header. Returns `None` if the result cannot be sent, or if the signature does
/// not cover the difference: the action's name is signed in lower case.
pub(super) fn flip_header(
    mut request: http::Request<Bytes>,
    name: &'static str,
    at: Index,
) -> Option<http::Request<Bytes>> {
    let before = request.headers()[name].as_bytes().to_vec();
    let mut value = before.clone();
    let bit = at.index(value.len() * 8);
    value[bit / 8] ^= 1 << (bit % 8);
    let is_text = value[bit / 8].is_ascii_graphic();
    if !is_text || (name == "x-tc-action" && value.eq_ignore_ascii_case(&before)) {
        return None;
    }
    request.headers_mut().insert(name, HeaderValue::from_bytes(&value).unwrap());
    Some(request)
}

#[test]
fn signature_of_any_request_verifies_independently() {
    holds(400, any_signed(), |Signed { request, id, key }| {
        prop_assert!(is_signed_by(&request, &id, &key));
        let (other_id, other_key) = (id.clone() + "a", key.clone() + "a");
        prop_assert!(!is_signed_by(&request, &id, &other_key));
        prop_assert!(!is_signed_by(&request, &other_id, &key));
        Ok(())
    });
}

#[test]
fn flipped_bit_of_the_body_never_verifies() {
    holds(400, (any_signed(), any::<Index>()), |(Signed { request, id, key }, at)| {
        prop_assert!(!is_signed_by(&flip_body(request, at), &id, &key));
        Ok(())
    });
}

#[test]
fn flipped_bit_of_a_signed_header_or_of_the_signature_never_verifies() {
    let name = select(["authorization"].into_iter().chain(SIGNED).collect::<Vec<_>>());
    holds(1500, (any_signed(), name, any::<Index>()), |(Signed { request, id, key }, name, at)| {
        let Some(flipped) = flip_header(request, name, at) else { return Ok(()) };
        prop_assert!(!is_signed_by(&flipped, &id, &key), "{name}: {:?}", flipped.headers()[name]);
        Ok(())
    });
}
