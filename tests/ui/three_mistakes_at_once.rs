use essbasic::tc_action;

#[tc_action(name = "describe", retry = often)]
pub struct DescribeThings {
    #[tc(len = many)]
    pub id: String,
}

fn main() {}
