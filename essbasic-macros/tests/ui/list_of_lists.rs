use essbasic_core::tc_model;

#[tc_model]
pub struct Thing {
    pub values: Vec<Vec<String>>,
    pub others: Vec<Option<String>>,
}

fn main() {}
