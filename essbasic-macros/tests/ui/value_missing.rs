use essbasic_core::tc_enum;

#[tc_enum]
pub enum Status {
    Init,
    All = "ALL",
}

fn main() {
    // What is sound is there all the same.
    let _ = Status::from("ALL").as_str();
}
