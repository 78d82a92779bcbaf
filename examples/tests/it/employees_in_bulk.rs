//! Adds employees in bulk, and lists them.

use essbasic::Client;
use essbasic::employees::{ChannelDescribeEmployees, SyncProxyOrganizationOperators};
use essbasic::testing::MockTransport;
use essbasic_sandbox::seed;
use serde_json::json;

use super::{Fixture, cassette};

#[allow(dead_code, unreachable_pub, reason = "this is a program")]
#[path = "../../employees_in_bulk.rs"]
mod example;

async fn adds_employees(client: &Client, all: usize) {
    // The last of the 30 is the operator, who is an employee already.
    assert_eq!(example::add_and_list(client, 30).await.unwrap(), all);
}

#[tokio::test]
async fn on_a_sandbox() {
    let fixture = Fixture::new().await;
    // A sandbox has two employees besides the operator.
    adds_employees(&fixture.client, 32).await;
    fixture.save("employees_in_bulk");
}

#[tokio::test]
async fn on_a_cassette() {
    let cassette = cassette("employees_in_bulk");
    adds_employees(&cassette.client(), 32).await;
    cassette.assert_done();
}

#[tokio::test]
async fn on_a_mock() {
    let mock = MockTransport::new();
    let failed = json!({"Id": seed::OPERATOR, "Message": "已实名"});
    mock.on::<SyncProxyOrganizationOperators>()
        .when(|request| request.proxy_organization_operators.len() == 30)
        .reply_json(json!({"Status": 2, "FailedList": [failed]}));
    let page = |count| json!({"Employees": vec![json!({}); count], "TotalCount": 30});
    mock.on::<ChannelDescribeEmployees>().reply_json(page(20)).reply_json(page(10));
    adds_employees(&mock.client(), 30).await;
    mock.assert_done();
}
