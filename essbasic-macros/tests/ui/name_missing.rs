use essbasic_core::tc_action;

#[tc_action(version = "2021-05-26")]
pub struct DescribeThings {}

fn main() {}
