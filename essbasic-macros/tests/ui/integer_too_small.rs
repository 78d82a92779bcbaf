use essbasic_core::tc_model;

#[tc_model]
pub struct Thing {
    pub count: i32,
    pub many: Option<Vec<u8>>,
    pub share: f32,
}

fn main() {}
