use essbasic::tc_model;

#[tc_model]
#[derive(Debug, Clone)]
pub struct Thing {
    pub value: String,
}

fn main() {}
