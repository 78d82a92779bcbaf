use essbasic_core::tc_enum;

#[tc_enum]
pub enum Status {
    Init = "INIT",
    Begun = "INIT",
}

fn main() {}
