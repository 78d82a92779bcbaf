//! An action that a stranger's crate declares, for another service.

use essbasic::{Action, CATALOGUE};
use essbasic_downstream::{DescribeInstances, Filter};
use serde_json::json;

use crate::server::{Server, ok};

#[tokio::test]
async fn an_action_of_another_service_is_signed_for_that_service() {
    let answer = r#"{"TotalCount":1,"InstanceSet":[{"InstanceId":"ins-1","LoginSettings":"pw"}]}"#;
    let server = Server::answering([ok(answer)]).await;
    let describe = DescribeInstances::new().limit(1).filters([Filter::new("zone", ["a", "b"])]);
    let reply = describe.send(&server.client()).await.unwrap();
    assert_eq!(reply.total_count, 1);
    assert_eq!(reply.instance_set[0].instance_id, "ins-1");
    assert!(!format!("{reply:?}").contains("pw"));

    let arrived = &server.requests()[0];
    assert!(arrived.header("authorization").unwrap().contains("/cvm/tc3_request"));
    assert_eq!(arrived.header("x-tc-action"), Some("DescribeInstances"));
    assert_eq!(arrived.header("x-tc-version"), Some("2017-03-12"));
    let body: serde_json::Value = serde_json::from_slice(&arrived.body).unwrap();
    assert_eq!(body, json!({"Limit": 1, "Filters": [{"Name": "zone", "Values": ["a", "b"]}]}));
}

#[test]
fn it_is_described_like_the_catalogues_own() {
    let action = DescribeInstances::descriptor();
    assert_eq!((action.name, action.rate_limit), ("DescribeInstances", 40));
    assert!(CATALOGUE.iter().all(|entry| entry.descriptor().name != action.name));
}
