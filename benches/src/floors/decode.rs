//! Opening an answer of a megabyte, beside `serde_json` into a plain struct with the same members.

use std::hint::black_box;

use essbasic::flows::{DescribeFlowDetailInfo, DescribeFlowDetailInfoResponse};
use essbasic::schema::{SampleMode, sample};
use essbasic::{Action, response};
use serde_json::{Map, Value, json};

use super::plain::Flows;
use super::{Floor, work};

const MEGABYTE: usize = 1 << 20;

pub(super) fn megabyte() -> Floor {
    let bare = Value::Object(members()).to_string();
    let mut members = members();
    members.insert("RequestId".to_owned(), json!("8b8c2b9e-1c5f-4e0a-9a53-0d1f0a2b3c4d"));
    let body = json!({ "Response": members }).to_string();
    Floor {
        figure: "opening an answer of 1 MB, contracts with their signers",
        beside: "`serde_json` into a plain struct",
        aim: Some(1.15),
        ours: work(move || {
            response::decode::<DescribeFlowDetailInfoResponse>(200, black_box(body.as_bytes()))
        }),
        floor: work(move || serde_json::from_slice::<Flows>(black_box(bare.as_bytes()))),
    }
}

/// The members of an answer of a megabyte.
fn members() -> Map<String, Value> {
    let mut answer = sample((DescribeFlowDetailInfo::descriptor().response)(), SampleMode::Full);
    let flow = answer["FlowInfo"][0].clone();
    let flows = MEGABYTE / flow.to_string().len();
    answer.insert("FlowInfo".to_owned(), vec![flow; flows].into());
    answer
}
