//! One client on several Tokio runtimes, and outside any.

use std::time::Duration;

use essbasic_core::provider::{CredentialProvider, CvmRoleProvider};
use essbasic_core::transport::Body;
use essbasic_core::{Error, ErrorKind, Outcome, RetryPolicy};
use essbasic_test_support::server::{Reaction, Server};
use tokio::runtime::{Builder, Runtime};

use crate::actions::{CreateThing, DescribeThing};
use crate::pagination::ListEmployees;
use crate::support::{Recorder, builder, ok, ready};
use crate::tls::Letters;
use crate::waiter::DescribeTask;

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn one_client_serves_several_runtimes_that_are_not_driven_meanwhile() {
    let serving = Builder::new_multi_thread().enable_all().build().unwrap();
    // Keeps the connection open, so that the next call could use it.
    let body = r#"{"Response":{"RequestId":"req-1"}}"#;
    let kept = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let server = serving.block_on(Server::start([Reaction::Stall(kept.into_bytes())]));
    let builder = builder().endpoint(server.endpoint()).retry(RetryPolicy::none());
    let client = builder.timeout(Duration::from_secs(5)).build().unwrap();
    let (first, second, dropped) = (runtime(), runtime(), runtime());
    for runtime in [&first, &second, &dropped] {
        runtime.block_on(CreateThing::new().send(&client).into_future()).unwrap();
    }
    drop(dropped);
    runtime().block_on(CreateThing::new().send(&client).into_future()).unwrap();
    assert_eq!(server.connections(), 4);
}

/// Requires that an error says what is missing, and that nothing was sent.
fn assert_no_runtime<T>(result: Result<T, Error>) {
    let error = result.map(drop).unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Configuration, Outcome::NotSent));
    assert!(error.message().contains("outside a Tokio runtime"), "{error}");
}

#[test]
fn outside_a_runtime_everything_awaited_is_an_error() {
    let service = Recorder::new([ok("")]);
    for client in [builder().build().unwrap(), service.client()] {
        let mut file = Vec::new();
        let download = client.download("https://127.0.0.1:1/file", &mut file).into_future();
        assert_no_runtime(ready(download));
        assert_no_runtime(ready(DescribeThing::new().send(&client).into_future()));
        assert_no_runtime(ready(DescribeTask::new().wait(&client).into_future()));
        assert_no_runtime(ready(ListEmployees::new().stream(&client).next()).unwrap());
        assert_no_runtime(ready(ListEmployees::new().stream(&client).try_collect()));
    }
    assert_eq!(service.sent(), 0);
    let error = ready(Body::from_source(Letters(1))).unwrap_err();
    assert!(error.to_string().contains("outside a Tokio runtime"), "{error}");
    assert!(ready(CvmRoleProvider::with_transport(service).fetch()).is_err());
}
