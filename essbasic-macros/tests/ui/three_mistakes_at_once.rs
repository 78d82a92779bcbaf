use essbasic_core::tc_action;

#[tc_action(name = "describe", effect = often)]
pub struct DescribeThings {
    #[tc(len = many)]
    pub id: String,
}

fn main() {}
