use essbasic_core::tc_enum;

#[tc_enum]
pub enum Status {
    Init = "INIT",
    Other(String),
}

fn main() {}
