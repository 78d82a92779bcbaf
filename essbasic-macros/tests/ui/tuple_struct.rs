use essbasic_core::tc_model;

#[tc_model]
pub struct Thing(String);

fn main() {}
