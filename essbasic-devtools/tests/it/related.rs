//! Actions that are called next.

use essbasic::schema::StructSchema;
use essbasic_devtools::action_docs::next_steps;

fn after(action: &str, schema: &'static StructSchema, field: &str) -> Vec<&'static str> {
    let (_, field) = schema.field(field).unwrap();
    let steps = next_steps(essbasic::find_action(action).unwrap(), field);
    steps.into_iter().map(|step| step.action).collect()
}

#[test]
fn signing_links_status_and_file_follow_a_contract() {
    let name = "ChannelCreateFlowByFiles";
    let response = (essbasic::find_action(name).unwrap().descriptor().response)();
    let expected = ["CreateSignUrls", "DescribeFlowDetailInfo", "DescribeResourceUrlsByFlows"];
    assert_eq!(after(name, response, "FlowId")[..3], expected);
}

#[test]
fn an_action_does_not_follow_itself_and_deprecated_ones_follow_none() {
    for entry in essbasic::CATALOGUE {
        let action = entry.descriptor();
        for field in (action.response)().fields {
            let steps = after(action.name, (action.response)(), field.name);
            assert!(!steps.contains(&action.name), "{}", action.name);
            assert!(!steps.contains(&"PrepareFlows"), "{}", action.name);
        }
    }
}
