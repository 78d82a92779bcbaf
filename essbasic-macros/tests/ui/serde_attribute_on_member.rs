use essbasic_core::tc_model;

#[tc_model]
pub struct Thing {
    #[serde(rename = "VALUE")]
    pub value: String,
}

fn main() {}
