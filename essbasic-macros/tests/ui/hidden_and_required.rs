use essbasic_core::tc_model;

#[tc_model]
pub struct Thing {
    #[tc(hidden)]
    pub name: String,
}

fn main() {}
