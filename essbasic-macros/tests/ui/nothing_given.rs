use essbasic_core::tc_action;

#[tc_action]
pub struct DescribeThings {}

fn main() {
    // The struct and its constructor are there all the same: one mistake, no echo.
    let _ = DescribeThings::new();
}
