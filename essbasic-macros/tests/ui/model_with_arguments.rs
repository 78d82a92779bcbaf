use essbasic_core::tc_model;

#[tc_model(name = "Thing")]
pub struct Thing {
    pub name: String,
}

fn main() {}
