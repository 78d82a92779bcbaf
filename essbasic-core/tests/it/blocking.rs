//! Blocking calls.

use essbasic_core::{ErrorKind, Outcome};
use essbasic_test_support::server::{self, Server};

use crate::actions::DescribeThing;
use crate::support::{Recorder, builder, ok, rejection};

#[test]
fn program_without_a_runtime_calls_from_several_threads() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
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

#[tokio::test]
async fn client_of_blocking_calls_may_be_dropped_inside_a_runtime() {
    let client = Recorder::new([ok("")]).client();
    let other = client.clone();
    let thread = std::thread::spawn(move || DescribeThing::new().send(&other).blocking().map(drop));
    thread.join().unwrap().unwrap();
    drop(client);
}
