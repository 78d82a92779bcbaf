use essbasic_core::tc_action;

#[tc_action(name = "DescribeThings")]
pub struct DescribeThings {}

fn main() {}
