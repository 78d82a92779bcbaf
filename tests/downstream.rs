//! An action of another service, declared in a crate that depends on `essbasic` only.

use essbasic::{Action, CATALOGUE, Client, Credential};
use essbasic_downstream::{DescribeInstances, Filter};
use essbasic_test_support::server::{Server, ok};
use serde_json::json;

#[tokio::test]
async fn action_of_another_service_is_signed_for_that_service() {
    let response =
        r#"{"TotalCount":1,"InstanceSet":[{"InstanceId":"ins-1","LoginSettings":"pw"}]}"#;
    let server = Server::start([ok(response)]).await;
    let client = Client::builder().credential(Credential::new("id", "key"));
    let client = client.endpoint(server.endpoint()).build().unwrap();
    let describe = DescribeInstances::new().limit(1).filters([Filter::new("zone", ["a", "b"])]);
    let reply = describe.send(&client).await.unwrap();
    assert_eq!(reply.total_count, 1);
    assert_eq!(reply.instance_set[0].instance_id, "ins-1");
    assert!(!format!("{reply:?}").contains("pw"));

    let request = &server.requests()[0];
    let header = |name: &str| request.headers()[name].to_str().unwrap();
    assert!(header("authorization").contains("/cvm/tc3_request"));
    assert_eq!(
        (header("x-tc-action"), header("x-tc-version")),
        ("DescribeInstances", "2017-03-12")
    );
    let body: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
    assert_eq!(body, json!({"Limit": 1, "Filters": [{"Name": "zone", "Values": ["a", "b"]}]}));
}

#[test]
fn its_descriptor_is_not_in_the_catalogue() {
    let action = DescribeInstances::descriptor();
    assert_eq!((action.name, action.rate_limit), ("DescribeInstances", 40));
    assert!(CATALOGUE.iter().all(|entry| entry.descriptor().name != action.name));
}
