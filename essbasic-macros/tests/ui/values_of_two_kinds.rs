use essbasic_core::tc_enum;

#[tc_enum]
pub enum Status {
    Init = "INIT",
    All = 4,
    Half = 0.5,
}

fn main() {}
