use essbasic_core::tc_action;

/// Lists nothing that comes page by page.
#[tc_action(
    name = "DescribeThings",
    version = "2021-05-26",
    paginate(item = String, items = things, offset = rows, page_size = 20)
)]
pub struct DescribeThings {
    /// How many.
    pub limit: Option<i64>,
}

fn main() {}
