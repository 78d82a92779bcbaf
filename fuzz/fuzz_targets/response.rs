//! Responses: a line with HTTP status and action, followed by the response body. Decoded into
//! typed outputs and into the output of the action.

#![no_main]

use essbasic::flows::DescribeFlowDetailInfoResponse;
use essbasic::{EmptyResponse, JsonObject, response};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let (line, body) = essbasic_fuzz::split_first_line(input);
    let (status, action) = line.split_once(' ').unwrap_or_default();
    let status = status.parse().unwrap_or(200);
    let decoded = response::decode::<JsonObject>(status, body);
    for debug in [
        format!("{:?}", response::decode::<DescribeFlowDetailInfoResponse>(status, body)),
        format!("{:?}", response::decode::<EmptyResponse>(status, body)),
        format!("{decoded:?}"),
    ] {
        assert!(!debug.is_empty());
    }
    let Ok(reply) = decoded else { return };
    let entry = essbasic_fuzz::catalogue_entry(action);
    let Ok(output) = entry.rewrite_output(&reply.output.0) else { return };
    // Decoding and encoding an output again must not change it.
    let fields = output.as_object().expect("an output is an object");
    assert_eq!(entry.rewrite_output(fields).as_ref(), Ok(&output));
});
