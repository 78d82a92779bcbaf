//! Waiting until something has ended: how it is seen, how often it is asked, and when it is given up.

use std::time::{Duration, Instant};

use essbasic::files::{CreateFileConvertTask, DescribeFileConvertTask};
use essbasic::flows::{CancelOrganizationFlows, DescribeFlowDetailInfo};
use essbasic::organizations::DescribeBatchOrganizationRegistrationUrls;
use essbasic::schema::{SampleMode, sample};
use essbasic::{Action, CATALOGUE, ErrorKind, Outcome, Waiter, WakeHandle};
use essbasic_sandbox::seed::agent;
use serde_json::{Value, json};

use crate::server::{Answer, Server, ok, refusal};

/// The answer of a conversion that is so far.
fn conversion(status: i64) -> Answer {
    ok(&format!(
        r#"{{"TaskId":"t","TaskStatus":{status},"TaskMessage":"not a document","ResourceId":"r"}}"#
    ))
}

/// Patience for tests.
fn soon<T>(wait: Waiter<'_, T>) -> Waiter<'_, T> {
    wait.poll_interval(Duration::from_millis(5), Duration::from_millis(20))
}

fn task() -> DescribeFileConvertTask {
    DescribeFileConvertTask::new("t", agent())
}

#[tokio::test]
async fn it_is_asked_until_it_is_done() {
    let server =
        Server::answering([conversion(0), conversion(4), conversion(4), conversion(8)]).await;
    let client = server.client();
    let ended = soon(task().wait(&client)).await.unwrap();
    assert_eq!((ended.resource_id.as_str(), ended.request_id.as_str()), ("r", "req-1"));
    assert_eq!(server.requests().len(), 4);
}

/// The answer to what starts a task.
fn a_task(digit: &str) -> String {
    json!({ "TaskId": digit.repeat(32) }).to_string()
}

#[tokio::test]
async fn what_a_start_answers_leads_to_what_it_is_waited_for_by() {
    let server = Server::answering([ok(&a_task("1")), conversion(8)]).await;
    let client = server.client();
    let start = CreateFileConvertTask::new(agent(), "docx", "a.docx", "y".repeat(32));
    let started = start.send(&client).await.unwrap();
    started.task(agent()).wait(&client).await.unwrap();
    let asked: Value = serde_json::from_slice(&server.requests()[1].body).unwrap();
    assert_eq!(asked["TaskId"], "1".repeat(32));

    let server = Server::answering([ok(&a_task("2")), refusal("InternalError", "")]).await;
    let client = server.client();
    let started = CancelOrganizationFlows::new(agent()).send(&client).await.unwrap();
    started.task(agent()).wait(&client).await.unwrap_err();
    let asked: Value = serde_json::from_slice(&server.requests()[1].body).unwrap();
    assert_eq!((&asked["TaskId"], &asked["CancelType"]), (&json!("2".repeat(32)), &json!(1)));
}

#[tokio::test]
async fn a_failure_is_an_error_with_what_the_service_said() {
    for status in [-2, -6, -13, -99] {
        let server = Server::answering([conversion(4), conversion(status)]).await;
        let client = server.client();
        let error = soon(task().wait(&client)).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::WaitFailed, Outcome::Refused));
        assert_eq!(error.message(), format!("{status}: not a document"));
        assert_eq!(error.request_id(), Some("req-1"));
    }
}

#[tokio::test]
async fn what_has_not_ended_in_time_goes_on_and_is_called_so() {
    let server = Server::answering([conversion(4)]).await;
    let client = server.client();
    let began = Instant::now();
    let error = soon(task().wait(&client)).timeout(Duration::from_millis(100)).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::WaitTimeout, Outcome::Unknown));
    assert!(error.hint().unwrap().contains("goes on"));
    assert!(began.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn a_refusal_ends_the_wait() {
    let server = Server::answering([conversion(4), refusal("ResourceNotFound", "no")]).await;
    let client = server.client();
    let error = soon(task().wait(&client)).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "ResourceNotFound");
}

#[tokio::test]
async fn a_nudge_cuts_a_pause_short() {
    let server = Server::answering([conversion(4), conversion(8)]).await;
    let client = server.client();
    let nudge = WakeHandle::new();
    let long = Duration::from_secs(60);
    let wait = task().wait(&client).poll_interval(long, long).wake_on(&nudge);
    let callback = async {
        while server.requests().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        nudge.wake();
    };
    let began = Instant::now();
    let (ended, ()) = tokio::join!(wait.into_future(), callback);
    ended.unwrap();
    assert!(began.elapsed() < Duration::from_secs(10));
}

/// The answer about contracts that are so far.
fn contracts(statuses: &[&str]) -> Answer {
    let response = (DescribeFlowDetailInfo::descriptor().response)();
    let mut answer = sample(response, SampleMode::Required);
    let response_of_all = sample(response, SampleMode::Full);
    let one = &response_of_all["FlowInfo"][0];
    let flows = statuses.iter().map(|status| {
        let mut flow = one.clone();
        flow["FlowStatus"] = json!(status);
        flow["FlowMessage"] = json!("too expensive");
        flow
    });
    answer.insert("FlowInfo".to_owned(), flows.collect());
    ok(&Value::Object(answer).to_string())
}

#[tokio::test]
async fn of_several_all_must_have_ended() {
    let flows = || DescribeFlowDetailInfo::new(agent()).flow_ids(["y".repeat(32)]);
    let steps =
        [contracts(&["INIT", "ALL"]), contracts(&["PART", "ALL"]), contracts(&["ALL", "ALL"])];
    let server = Server::answering(steps).await;
    let client = server.client();
    soon(flows().wait(&client)).await.unwrap();
    assert_eq!(server.requests().len(), 3);

    let server =
        Server::answering([contracts(&["REJECT", "INIT"]), contracts(&["REJECT", "ALL"])]).await;
    let client = server.client();
    let error = soon(flows().wait(&client)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitFailed);
    assert!(error.message().starts_with("REJECT: too expensive"), "{error}");
}

#[tokio::test]
async fn what_is_done_as_soon_as_it_is_there_is_waited_for_too() {
    let there = r#"{"OrganizationAuthUrls":[{"SubTaskId":"s","AuthUrl":"https://a"}]}"#;
    let server =
        Server::answering([ok("{}"), ok(r#"{"OrganizationAuthUrls":[]}"#), ok(there)]).await;
    let client = server.client();
    let urls = DescribeBatchOrganizationRegistrationUrls::new(agent(), "t");
    let ended = soon(urls.wait(&client)).await.unwrap();
    assert_eq!(ended.organization_auth_urls.as_ref().unwrap().len(), 1);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn the_same_in_json() {
    let server = Server::answering([conversion(4), conversion(8)]).await;
    let client = server.client();
    let Ok(Value::Object(members)) = serde_json::to_value(task()) else { unreachable!() };
    let ended = soon(client.wait_json(DescribeFileConvertTask::descriptor(), &members)).await;
    assert_eq!(ended.unwrap().output.0["TaskStatus"], 8);
}

#[test]
fn every_place_that_is_waited_on_is_one_of_the_answer() {
    let mut waits = 0;
    for action in CATALOGUE.iter().map(essbasic::Entry::descriptor) {
        let Some(waiting) = action.wait else { continue };
        waits += 1;
        let mut answer = Value::Object(sample((action.response)(), SampleMode::Full));
        for place in [Some(waiting.status), waiting.message].into_iter().flatten() {
            let mut value = &mut answer;
            for name in place.split('.') {
                value = if value.is_array() { &mut value[0] } else { value };
                value = value.get_mut(name).unwrap_or_else(|| panic!("{}: {place}", action.name));
            }
        }
    }
    assert_eq!(waits, 10);
}
