//! Whatever is signed verifies for somebody else, as it was sent and in no other way.

use bytes::Bytes;
use essbasic::request::{Request, RequestHeaders, SigningParams};
use essbasic::sign::Scope;
use essbasic::{CATALOGUE, Credential, Endpoint};
use http::HeaderValue;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value};

use super::holds;
use super::verifier::verifies;

/// The headers whose values a signature is over.
pub(super) const SIGNED: [&str; 4] = ["content-type", "host", "x-tc-action", "x-tc-timestamp"];

/// A signed request, and who signed it.
#[derive(Clone, Debug)]
struct Signed {
    request: http::Request<Bytes>,
    id: String,
    key: String,
}

fn any_signed() -> impl Strategy<Value = Signed> {
    let body = proptest::collection::btree_map("[A-Z][a-z]{0,6}", any::<String>(), 0..4);
    let host = "[a-z0-9]{1,12}(\\.[a-z0-9]{1,8}){0,3}(:[1-9][0-9]{0,3})?";
    let who = ("[A-Za-z0-9_-]{1,40}", any::<String>());
    // All of the scheme's years, 1970 to 9999.
    let time = prop_oneof![Just(0), Just(253_402_300_799), 0..=253_402_300_799_i64];
    (select(CATALOGUE), body, host, who, time).prop_map(|(entry, body, host, (id, key), time)| {
        let body = body.into_iter().map(|(name, text)| (name, Value::from(text)));
        let members: Map<_, _> = body.collect();
        let request = Request::from_json(entry.descriptor(), &members).unwrap();
        let credential = Credential::new(id.as_str(), key.as_str());
        let scope = Scope::new(time, request.service()).unwrap();
        let derived = credential.signing_key(&scope);
        let signing =
            SigningParams { credential: &credential, key: &derived, scope, timestamp: time };
        let endpoint: Endpoint = format!("https://{host}").parse().unwrap();
        let request = request.sign(&endpoint, &signing, &RequestHeaders::default()).unwrap();
        let request = request.map(|body| body.as_bytes().unwrap().clone());
        Signed { request, id, key }
    })
}

/// The request with one bit of its body another.
pub(super) fn flip_body(mut request: http::Request<Bytes>, at: Index) -> http::Request<Bytes> {
    let mut body = request.body().to_vec();
    let bit = at.index(body.len() * 8);
    body[bit / 8] ^= 1 << (bit % 8);
    *request.body_mut() = body.into();
    request
}

/// The request with one bit of a header another, where that can still be sent; nothing where it
/// cannot, and where it is the same to a signature: the action's name has no case there.
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
fn whatever_is_signed_verifies_for_somebody_else() {
    holds(400, any_signed(), |Signed { request, id, key }| {
        prop_assert!(verifies(&request, &id, &key));
        let (other_id, other_key) = (id.clone() + "a", key.clone() + "a");
        prop_assert!(!verifies(&request, &id, &other_key));
        prop_assert!(!verifies(&request, &other_id, &key));
        Ok(())
    });
}

#[test]
fn a_flipped_bit_of_the_body_never_verifies() {
    holds(400, (any_signed(), any::<Index>()), |(Signed { request, id, key }, at)| {
        prop_assert!(!verifies(&flip_body(request, at), &id, &key));
        Ok(())
    });
}

#[test]
fn a_flipped_bit_of_a_signed_header_or_of_the_signature_never_verifies() {
    let name = select(["authorization"].into_iter().chain(SIGNED).collect::<Vec<_>>());
    holds(1500, (any_signed(), name, any::<Index>()), |(Signed { request, id, key }, name, at)| {
        let Some(flipped) = flip_header(request, name, at) else { return Ok(()) };
        prop_assert!(!verifies(&flipped, &id, &key), "{name}: {:?}", flipped.headers()[name]);
        Ok(())
    });
}
