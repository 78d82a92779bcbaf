use essbasic_core::tc_model;

#[tc_model]
pub struct Thing {
    #[tc(range = 30..=1)]
    pub days: i64,
    #[tc(len = 1..200)]
    pub name: String,
}

fn main() {}
