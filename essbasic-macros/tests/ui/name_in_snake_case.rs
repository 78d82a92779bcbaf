use essbasic_core::tc_action;

#[tc_action(name = "describe_things", version = "2021-05-26")]
pub struct DescribeThings {}

fn main() {}
