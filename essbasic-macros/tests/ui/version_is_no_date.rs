use essbasic_core::tc_action;

#[tc_action(name = "DescribeThings", version = "2021-13-26")]
pub struct DescribeThings {}

fn main() {}
