//! Blocking calls.

use essbasic_core::{ErrorKind, Outcome};
use essbasic_test_support::server::{self, Server};
use tokio::runtime::Builder;
use tokio::task::{block_in_place, spawn_blocking};

use crate::actions::DescribeThing;
use crate::support::{Recorder, builder, ok, rejection, throttled};

#[test]
fn program_without_a_runtime_calls_from_several_threads() {
    let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
    let server = runtime.block_on(Server::start([server::ok("")]));
    let client = builder().endpoint(server.endpoint()).build().unwrap();
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let client = client.clone();
            std::thread::spawn(move || DescribeThing::new().send(&client).blocking().unwrap())
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap().request_id, "req-1");
    }
    let mut file = Vec::new();
    let link = server.endpoint();
    let summary = client.block_on(client.download(&link, &mut file).into_future()).unwrap();
    assert_eq!(summary.length, 34);
}

#[test]
fn blocking_call_returns_the_error_of_the_call() {
    let client = Recorder::new([rejection("OperationDenied", "no")]).client();
    let error = DescribeThing::new().send(&client).blocking().unwrap_err();
    assert_eq!(error.code().unwrap(), "OperationDenied");
}

#[tokio::test]
async fn blocking_call_inside_a_runtime_is_an_error() {
    let service = Recorder::new([ok("")]);
    let client = service.client();
    let error = DescribeThing::new().send(&client).blocking().unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Configuration, Outcome::NotSent));
    assert!(error.to_string().contains("await the call"), "{error}");
    assert_eq!(service.sent(), 0);
}

#[test]
fn blocking_call_works_on_threads_that_may_block() {
    for runtime in &mut [Builder::new_current_thread(), Builder::new_multi_thread()] {
        let runtime = runtime.enable_all().build().unwrap();
        let client = Recorder::new([throttled("0"), ok("")]).client();
        let call = move || DescribeThing::new().send(&client).blocking();
        runtime.block_on(async { spawn_blocking(call).await.unwrap() }).unwrap();
    }
    let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
    let server = runtime.block_on(Server::start([server::ok("")]));
    let client = builder().endpoint(server.endpoint()).build().unwrap();
    let task = runtime.spawn(async move {
        block_in_place(|| DescribeThing::new().send(&client).blocking()).map(drop)
    });
    runtime.block_on(task).unwrap().unwrap();
}

#[test]
fn blocking_call_in_a_task_is_an_error_on_every_runtime() {
    for runtime in &mut [Builder::new_current_thread(), Builder::new_multi_thread()] {
        let runtime = runtime.enable_all().build().unwrap();
        let client = Recorder::new([ok("")]).client();
        let task = runtime.spawn(async move { DescribeThing::new().send(&client).blocking() });
        let error = runtime.block_on(task).unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    }
}

#[tokio::test]
async fn client_of_blocking_calls_may_be_dropped_inside_a_runtime() {
    let client = Recorder::new([ok("")]).client();
    let other = client.clone();
    let thread = std::thread::spawn(move || DescribeThing::new().send(&other).blocking().map(drop));
    thread.join().unwrap().unwrap();
    drop(client);
}
