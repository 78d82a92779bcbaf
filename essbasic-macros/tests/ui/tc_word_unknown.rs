use essbasic_core::tc_model;

#[tc_model]
pub struct Thing {
    #[tc(sensitive)]
    pub name: String,
}

fn main() {}
