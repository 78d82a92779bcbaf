//! Decoding a 1 MB response, compared with `serde_json` into a plain struct with the same fields.

use std::hint::black_box;

use essbasic::flows::{DescribeFlowDetailInfo, DescribeFlowDetailInfoResponse};
use essbasic::schema::{SampleMode, sample};
use essbasic::{Action, response};
use serde_json::{Map, Value, json};

use super::plain_structs::Flows;
use super::{Benchmark, work};

const MEGABYTE: usize = 1 << 20;

pub(super) fn megabyte() -> Benchmark {
    let plain = Value::Object(output()).to_string();
    let mut fields = output();
    fields.insert("RequestId".to_owned(), json!("8b8c2b9e-1c5f-4e0a-9a53-0d1f0a2b3c4d"));
    let body = json!({ "Response": fields }).to_string();
    Benchmark {
        metric: "decoding a response of 1 MB, contracts with their signers",
        baseline_name: "`serde_json` into a plain struct",
        target: Some(1.15),
        ours: work(move || {
            response::decode::<DescribeFlowDetailInfoResponse>(200, black_box(body.as_bytes()))
        }),
        baseline: work(move || serde_json::from_slice::<Flows>(black_box(plain.as_bytes()))),
    }
}

/// Creates an output of about 1 MB.
fn output() -> Map<String, Value> {
    let mut output = sample((DescribeFlowDetailInfo::descriptor().response)(), SampleMode::Full);
    let flow = output["FlowInfo"][0].clone();
    let count = MEGABYTE / flow.to_string().len();
    output.insert("FlowInfo".to_owned(), vec![flow; count].into());
    output
}
