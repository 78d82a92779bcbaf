//! The sandbox's gateway accepts signed requests, and rejects them after any change.

use essbasic::CATALOGUE;
use essbasic::request::Request;
use essbasic_sandbox::Sandbox;
use essbasic_test_support::holds;
use essbasic_test_support::tc3::SIGNED;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value};

use super::signing::{flip_body, flip_header};
use crate::signed::{now, post, signed};

/// A change of a signed request.
#[derive(Clone, Debug)]
enum Change {
    Nothing,
    Body(Index),
    Header(&'static str, Index),
}

fn any_change() -> impl Strategy<Value = Change> {
    let header = select(["authorization"].into_iter().chain(SIGNED).collect::<Vec<_>>());
    prop_oneof![
        1 => Just(Change::Nothing),
        2 => any::<Index>().prop_map(Change::Body),
        6 => (header, any::<Index>()).prop_map(|(name, at)| Change::Header(name, at)),
    ]
}

#[test]
fn flipped_bit_is_rejected_by_the_gateway() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let sandbox = runtime.block_on(Sandbox::builder().without_rate_limit().start()).unwrap();
    let body = proptest::collection::btree_map("[A-Z][a-z]{0,6}", any::<String>(), 0..4);
    holds(400, (select(CATALOGUE), body, any_change()), |(entry, body, change)| {
        let body = body.into_iter().map(|(name, text)| (name, Value::from(text)));
        let fields: Map<_, _> = body.collect();
        let request = Request::from_json(entry.descriptor(), &fields).unwrap();
        let request = signed(&sandbox, &request, now());
        let changed = match change {
            Change::Nothing => Some(request),
            Change::Body(at) => Some(flip_body(request, at)),
            Change::Header(name, at) => flip_header(request, name, at),
        };
        let Some(changed) = changed else { return Ok(()) };
        let code = runtime.block_on(post(&sandbox, changed)).unwrap_or_default();
        let is_accepted = !code.starts_with("AuthFailure.") && code != "UnsupportedProtocol";
        prop_assert_eq!(is_accepted, matches!(change, Change::Nothing), "{}", code);
        Ok(())
    });
}
