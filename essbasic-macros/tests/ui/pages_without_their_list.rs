use essbasic_core::tc_action;

/// Does not say where its items are, and says something that no listing knows.
#[tc_action(name = "DescribeThings", version = "2021-05-26", paginate(item = String, offset = lines, size = 20))]
pub struct DescribeThings {
    /// How many.
    pub limit: Option<i64>,
    /// Behind how many.
    pub offset: Option<i64>,
}

fn main() {}
