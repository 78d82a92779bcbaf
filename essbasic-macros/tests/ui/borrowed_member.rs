use essbasic_core::tc_model;

#[tc_model]
pub struct Thing {
    pub value: &'static str,
}

fn main() {}
