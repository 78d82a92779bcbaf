use essbasic_core::tc_model;

#[tc_model]
pub enum Thing {
    One,
}

fn main() {}
