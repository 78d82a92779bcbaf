//! Answers: a line with a status and an action, and below it what arrived. Opened as an output with
//! everything that outputs have, and as the action's own.

#![no_main]

use essbasic::flows::DescribeFlowDetailInfoResponse;
use essbasic::{EmptyResponse, JsonObject, response};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let (line, body) = essbasic_fuzz::first_line(input);
    let (status, action) = line.split_once(' ').unwrap_or_default();
    let status = status.parse().unwrap_or(200);
    let opened = response::decode::<JsonObject>(status, body);
    for shown in [
        format!("{:?}", response::decode::<DescribeFlowDetailInfoResponse>(status, body)),
        format!("{:?}", response::decode::<EmptyResponse>(status, body)),
        format!("{opened:?}"),
    ] {
        assert!(!shown.is_empty());
    }
    let Ok(reply) = opened else { return };
    let entry = essbasic_fuzz::action(action);
    let Ok(written) = entry.rewrite_output(&reply.output.0) else { return };
    // What was read once is read as the same again.
    let members = written.as_object().expect("an output is an object");
    assert_eq!(entry.rewrite_output(members).as_ref(), Ok(&written));
});
