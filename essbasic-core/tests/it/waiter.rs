//! Waiters: final states, intervals, wake-ups, and timeouts.

use std::time::Duration;

use essbasic_core::{Action, ErrorKind, Outcome, Waiter, WakeHandle, tc_action, tc_model};
use serde_json::Map;
use tokio::time::Instant;

use crate::support::{Recorder, Step, ok, rejection};

/// Describes a task: 8 is success, a negative number failure.
#[tc_action(
    name = "DescribeTask",
    version = "2021-05-26",
    response = Task,
    effect = read,
    wait(status = status, done("8"), message = message, interval = 1..=10)
)]
pub(crate) struct DescribeTask {}

/// Response of [`DescribeTask`].
#[tc_model]
pub(crate) struct Task {
    /// Status.
    status: i64,
    /// Reason of the status.
    message: Option<String>,
}

/// Describes contracts, all of which must be final.
#[tc_action(
    name = "DescribeContracts",
    version = "2021-05-26",
    response = Contracts,
    effect = read,
    wait(status = contracts.status, done("ALL"), failed("REJECT"), message = contracts.reason)
)]
struct DescribeContracts {}

/// Response of [`DescribeContracts`].
#[tc_model]
struct Contracts {
    /// Contracts.
    contracts: Vec<Contract>,
}

/// A contract.
#[tc_model]
struct Contract {
    /// Status.
    status: String,
    /// Reason of the status.
    reason: Option<String>,
}

/// Describes links, which are final once they exist.
#[tc_action(
    name = "DescribeLinks",
    version = "2021-05-26",
    response = Links,
    effect = read,
    wait(status = links, done("*"))
)]
struct DescribeLinks {}

/// Response of [`DescribeLinks`].
#[tc_model]
struct Links {
    /// Links.
    links: Option<Vec<String>>,
}

/// Describes a task whose response has names that do not follow from those in Rust.
#[tc_action(
    name = "DescribeOddTask",
    version = "2021-05-26",
    response = OddTask,
    effect = read,
    wait(status = inner.status, done("8"), message = reason)
)]
struct DescribeOddTask {}

/// Response of [`DescribeOddTask`].
#[tc_model]
struct OddTask {
    /// The task.
    #[tc(rename = "TASK")]
    inner: OddStatus,
    /// Reason of the status.
    #[tc(rename = "ErrMsg")]
    reason: Option<String>,
}

/// Status of a task.
#[tc_model]
struct OddStatus {
    /// Status.
    #[tc(rename = "task_status")]
    status: i64,
}

#[tokio::test(start_paused = true)]
async fn fields_that_are_renamed_are_found() {
    let task = |status: i64| ok(&format!(r#""TASK":{{"task_status":{status}}},"ErrMsg":"full""#));
    let service = Recorder::new([task(4), task(8), task(-1)]);
    let client = service.client();
    DescribeOddTask::new().wait(&client).await.unwrap();
    assert_eq!(service.sent(), 2);
    let error = DescribeOddTask::new().wait(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::WaitFailed, "-1: full"));
}

fn task(status: i64) -> Step {
    ok(&format!(r#""Status":{status},"Message":"not a document""#))
}

fn contracts(statuses: &[&str]) -> Step {
    let contract = |status| format!(r#"{{"Status":"{status}","Reason":"too expensive"}}"#);
    let contracts: Vec<_> = statuses.iter().map(contract).collect();
    ok(&format!(r#""Contracts":[{}]"#, contracts.join(",")))
}

#[tokio::test(start_paused = true)]
async fn action_is_polled_until_it_is_done() {
    let service = Recorder::new([task(0), task(4), task(4), task(8)]);
    let client = service.client();
    let reply = DescribeTask::new().wait(&client).await.unwrap();
    assert_eq!((reply.status, reply.request_id.as_str()), (8, "req-1"));
    assert_eq!(service.sent(), 4);
}

#[tokio::test(start_paused = true)]
async fn interval_grows_by_half_up_to_the_longest() {
    let mut script = vec![task(4); 8];
    script.push(task(8));
    let client = Recorder::new(script).client();
    let started = Instant::now();
    DescribeTask::new().wait(&client).await.unwrap();
    // 1, 1.5, 2.25, 3.375, 5.0625, 7.59375, 10 and 10 seconds.
    let expected = Duration::from_secs_f64(40.78125);
    let difference = started.elapsed().abs_diff(expected);
    assert!(difference < Duration::from_millis(50), "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn failed_state_is_an_error_with_the_reason() {
    for status in [-2, -6, -99] {
        let client = Recorder::new([task(4), task(status)]).client();
        let error = DescribeTask::new().wait(&client).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::WaitFailed, Outcome::Refused));
        assert_eq!(error.message(), format!("{status}: not a document"));
        assert_eq!(error.request_id(), Some("req-1"));
    }
}

#[tokio::test(start_paused = true)]
async fn timeout_names_the_state_and_leaves_the_outcome_unknown() {
    let service = Recorder::new([task(4)]);
    let client = service.client();
    let started = Instant::now();
    let waiter = DescribeTask::new().wait(&client).timeout(Duration::from_secs(30));
    let error = waiter.await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::WaitTimeout, Outcome::Unknown));
    assert_eq!(error.message(), "timed out in state 4");
    assert!(error.hint().unwrap().contains("it continues in the service"));
    assert!(started.elapsed() <= Duration::from_secs(30));
}

#[tokio::test(start_paused = true)]
async fn timeout_that_is_shorter_than_the_interval_is_waited_for_and_polled_at_its_end() {
    let (minute, timeout) = (Duration::from_secs(60), Duration::from_secs(30));
    for (last, is_done) in [(8, true), (4, false)] {
        let service = Recorder::new([task(4), task(last)]);
        let client = service.client();
        let started = Instant::now();
        let waiter = DescribeTask::new().wait(&client).poll_interval(minute, minute);
        let result = waiter.timeout(timeout).await;
        let kind = result.map_err(|error| error.kind()).err();
        assert_eq!(kind, (!is_done).then_some(ErrorKind::WaitTimeout));
        assert_eq!(service.sent(), 2);
        let elapsed = started.elapsed();
        assert!(elapsed <= timeout && elapsed >= Duration::from_secs(29), "{elapsed:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn rejection_ends_the_wait() {
    let client = Recorder::new([task(4), rejection("ResourceNotFound", "no")]).client();
    let error = DescribeTask::new().wait(&client).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "ResourceNotFound");
}

async fn elapsed_with_wake(waiter: Waiter<'_, Task>, wake: impl Future<Output = ()>) -> Duration {
    let started = Instant::now();
    let (reply, ()) = tokio::join!(waiter.into_future(), wake);
    reply.unwrap();
    started.elapsed()
}

#[tokio::test(start_paused = true)]
async fn wake_handle_ends_an_interval_early() {
    let service = Recorder::new([task(4), task(8)]);
    let client = service.client();
    let handle = WakeHandle::new();
    let minute = Duration::from_secs(60);
    let waiter = DescribeTask::new().wait(&client).poll_interval(minute, minute).wake_on(&handle);
    let callback = async {
        service.has_sent(1).await;
        handle.wake();
    };
    assert_eq!(elapsed_with_wake(waiter, callback).await, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn wake_handle_ends_an_interval_that_is_longer_than_the_timeout() {
    let service = Recorder::new([task(4), task(4), task(8)]);
    let client = service.client();
    let handle = WakeHandle::new();
    let minute = Duration::from_secs(60);
    let waiter = DescribeTask::new().wait(&client).poll_interval(minute, minute).wake_on(&handle);
    let callback = async {
        for polls in [1, 2] {
            service.has_sent(polls).await;
            handle.wake();
        }
    };
    let waiter = waiter.timeout(Duration::from_secs(30));
    assert_eq!(elapsed_with_wake(waiter, callback).await, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn wake_during_a_poll_is_not_lost() {
    let service = Recorder::new([task(4), task(8)]);
    let client = service.client();
    let handle = WakeHandle::new();
    let minute = Duration::from_secs(60);
    let waiter = DescribeTask::new().wait(&client).poll_interval(minute, minute).wake_on(&handle);
    handle.wake();
    assert_eq!(elapsed_with_wake(waiter, async {}).await, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn wake_during_polls_reaches_every_waiter() {
    let services = [(); 3].map(|()| Recorder::new([task(4), task(8)]));
    let clients = services.each_ref().map(Recorder::client);
    let handle = WakeHandle::new();
    let minute = Duration::from_secs(60);
    let wait = |client| {
        let waiter = DescribeTask::new().wait(client).poll_interval(minute, minute);
        waiter.wake_on(&handle).into_future()
    };
    let [first, second, third] = clients.each_ref().map(wait);
    handle.wake();
    let started = Instant::now();
    let (first, second, third) = tokio::join!(first, second, third);
    assert!(first.is_ok() && second.is_ok() && third.is_ok());
    assert_eq!(started.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn all_items_must_be_final() {
    let steps = [contracts(&["INIT", "ALL"]), contracts(&["PART", "ALL"]), contracts(&["ALL"; 2])];
    let service = Recorder::new(steps);
    let client = service.client();
    DescribeContracts::new().wait(&client).await.unwrap();
    assert_eq!(service.sent(), 3);
}

#[tokio::test(start_paused = true)]
async fn one_failed_item_fails_once_all_are_final() {
    let service = Recorder::new([contracts(&["REJECT", "INIT"]), contracts(&["REJECT", "ALL"])]);
    let client = service.client();
    let error = DescribeContracts::new().wait(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitFailed);
    assert!(error.message().starts_with("REJECT: too expensive"), "{error}");
    assert_eq!(service.sent(), 2);
}

#[tokio::test(start_paused = true)]
async fn any_state_is_final_if_done_matches_all() {
    let service = Recorder::new([ok(""), ok(r#""Links":[]"#), ok(r#""Links":["https://a"]"#)]);
    let client = service.client();
    let reply = DescribeLinks::new().wait(&client).await.unwrap();
    assert_eq!(reply.links.as_ref().unwrap(), &["https://a"]);
    assert_eq!(service.sent(), 3);
}

#[tokio::test(start_paused = true)]
async fn waiter_of_a_descriptor_returns_json() {
    let client = Recorder::new([task(4), task(8)]).client();
    let reply = client.wait_json(DescribeTask::descriptor(), &Map::new()).await.unwrap();
    assert_eq!(reply.output.0["Status"], 8);
}

#[tokio::test(start_paused = true)]
async fn a_poll_without_a_response_does_not_outlast_the_timeout() {
    for (script, state) in [(vec![Step::Hang], "unknown"), (vec![task(4), Step::Hang], "4")] {
        let client = Recorder::new(script).client();
        let started = Instant::now();
        let waiter = DescribeTask::new().wait(&client).timeout(Duration::from_secs(3));
        let error = waiter.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WaitTimeout);
        assert_eq!(error.message(), format!("timed out in state {state}"));
        assert!(started.elapsed() <= Duration::from_secs(3), "{:?}", started.elapsed());
    }
}
