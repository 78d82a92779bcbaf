use essbasic_core::tc_model;

#[tc_model]
#[derive(Debug, Clone)]
pub struct Thing {
    pub value: String,
}

fn main() {}
