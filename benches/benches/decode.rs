//! Opening a large answer, beside `serde_json` into the same struct.

use divan::{Bencher, black_box};
use essbasic::flows::{DescribeFlowDetailInfo, DescribeFlowDetailInfoResponse};
use essbasic::schema::{Extent, sample};
use essbasic::{Action, envelope};
use serde_json::{Map, Value, json};

fn main() {
    divan::main();
}

/// The members of an answer of a megabyte.
fn members() -> Map<String, Value> {
    let mut answer = sample((DescribeFlowDetailInfo::descriptor().response)(), Extent::Full);
    let flow = answer["FlowInfo"][0].clone();
    let flows = (1 << 20) / flow.to_string().len();
    answer.insert("FlowInfo".to_owned(), vec![flow; flows].into());
    answer
}

/// The floor: the members alone, without an envelope.
#[divan::bench]
fn bare_serde_json(bencher: Bencher<'_, '_>) {
    let members = Value::Object(members()).to_string();
    bencher.bench(|| {
        serde_json::from_slice::<DescribeFlowDetailInfoResponse>(black_box(members.as_bytes()))
    });
}

/// The whole: the envelope opened, the request id taken out, the rest read.
#[divan::bench]
fn open(bencher: Bencher<'_, '_>) {
    let mut answer = members();
    answer.insert("RequestId".to_owned(), json!("8b8c2b9e-1c5f-4e0a-9a53-0d1f0a2b3c4d"));
    let body = json!({ "Response": answer }).to_string();
    bencher.bench(|| {
        envelope::open::<DescribeFlowDetailInfoResponse>(200, black_box(body.as_bytes()))
    });
}
