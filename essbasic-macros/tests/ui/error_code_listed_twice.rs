use essbasic_core::tc_action;

#[tc_action(name = "DescribeThings", version = "2021-05-26", errors("InternalError", "InternalError"))]
pub struct DescribeThings {}

fn main() {}
