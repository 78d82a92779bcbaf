use essbasic_core::tc_enum;

#[tc_enum]
pub struct Status {
    pub init: String,
}

fn main() {}
