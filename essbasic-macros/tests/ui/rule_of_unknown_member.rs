use essbasic_core::tc_model;

#[tc_model(exactly_one("FlowIds", "FlowGroup"), needs("FlowIds"))]
pub struct Which {
    pub flow_ids: Option<Vec<String>>,
    pub flow_group_id: Option<String>,
}

fn main() {}
