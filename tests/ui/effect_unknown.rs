use essbasic::tc_action;

#[tc_action(name = "DescribeThings", version = "2021-05-26", retry = always)]
pub struct DescribeThings {}

fn main() {}
