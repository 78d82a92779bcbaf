use essbasic_core::tc_model;

#[tc_model]
pub struct Thing {
    pub name: String,
    #[tc(rename = "Name")]
    pub title: String,
}

fn main() {}
