use essbasic_core::tc_model;

#[tc_model]
pub struct Thing<T> {
    pub value: T,
}

fn main() {}
