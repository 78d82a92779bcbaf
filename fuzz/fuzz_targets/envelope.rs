//! Answers: of any status, into an output with everything that outputs have.

#![no_main]

use essbasic::flows::DescribeFlowDetailInfoResponse;
use essbasic::{Empty, Json, envelope};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, &[u8])| {
    let (status, body) = input;
    for shown in [
        format!("{:?}", envelope::open::<DescribeFlowDetailInfoResponse>(status, body)),
        format!("{:?}", envelope::open::<Empty>(status, body)),
        format!("{:?}", envelope::open::<Json>(status, body)),
    ] {
        assert!(!shown.is_empty());
    }
});
