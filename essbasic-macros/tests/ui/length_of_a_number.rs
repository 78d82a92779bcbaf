use essbasic_core::tc_model;

#[tc_model]
pub struct Thing {
    #[tc(len = 32)]
    pub count: i64,
    #[tc(range = 1..=3)]
    pub name: String,
    #[tc(items = 3)]
    pub id: String,
}

fn main() {}
