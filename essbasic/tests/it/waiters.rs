//! Waiters of the catalogue.

use essbasic::files::CreateFileConvertTask;
use essbasic::flows::CancelOrganizationFlows;
use essbasic::schema::{SampleMode, sample};
use essbasic::{CATALOGUE, ErrorKind};
use essbasic_sandbox::seed::agent;
use essbasic_test_support::server::{Server, ok, rejection};
use serde_json::{Value, json};

use crate::support::client;

#[tokio::test]
async fn response_of_a_started_task_leads_to_its_waiter() {
    let task = |digit: &str| ok(&json!({ "TaskId": digit.repeat(32) }).to_string());
    let converted = ok(r#"{"TaskId":"t","TaskStatus":8,"TaskMessage":"","ResourceId":"r"}"#);
    let server = Server::start([task("1"), converted]).await;
    let start = CreateFileConvertTask::new(agent(), "docx", "a.docx", "y".repeat(32));
    let started = start.send(&client(&server)).await.unwrap();
    started.task(agent()).wait(&client(&server)).await.unwrap();
    let request: Value = serde_json::from_slice(server.requests()[1].body()).unwrap();
    assert_eq!(request["TaskId"], "1".repeat(32));

    let server = Server::start([task("2"), rejection("ResourceNotFound", "")]).await;
    let started = CancelOrganizationFlows::new(agent()).send(&client(&server)).await.unwrap();
    let error = started.task(agent()).wait(&client(&server)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    let request: Value = serde_json::from_slice(server.requests()[1].body()).unwrap();
    assert_eq!((&request["TaskId"], &request["CancelType"]), (&json!("2".repeat(32)), &json!(1)));
}

#[test]
fn status_and_message_of_each_waiter_are_fields_of_the_response() {
    let mut count = 0;
    for action in CATALOGUE.iter().map(essbasic::Entry::descriptor) {
        let Some(wait) = action.wait else { continue };
        count += 1;
        let mut response = Value::Object(sample((action.response)(), SampleMode::Full));
        for path in [Some(wait.status), wait.message].into_iter().flatten() {
            let mut value = &mut response;
            for name in path.split('.') {
                value = if value.is_array() { &mut value[0] } else { value };
                value = value.get_mut(name).unwrap_or_else(|| panic!("{}: {path}", action.name));
            }
        }
    }
    assert_eq!(count, 10);
}
