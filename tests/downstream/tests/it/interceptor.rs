//! Interceptors.

use std::sync::{Arc, Mutex};

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::testing::MockTransport;
use essbasic::transport::Body;
use essbasic::{CallInfo, CallRecord, EmptyResponse, Interceptor, InterceptorError};
use essbasic_downstream::revoke;

use super::{CODE, agent};

/// Adds a header, and keeps how calls end.
#[derive(Debug, Default)]
struct Journal(Mutex<Vec<String>>);

impl Interceptor for Journal {
    fn before_attempt(
        &self,
        _call: &CallInfo<'_>,
        request: &mut http::Request<Body>,
    ) -> Result<(), InterceptorError> {
        request.headers_mut().insert("x-correlation-id", "c-1".parse()?);
        Ok(())
    }

    fn after_call(&self, call: &CallRecord<'_>) {
        let (action, outcome, attempts) = (call.action(), call.outcome_name(), call.attempts());
        self.0.lock().unwrap().push(format!("{action} {outcome} after {attempts}"));
    }
}

#[tokio::test]
async fn interceptor_changes_requests_and_learns_how_calls_end() {
    let mock = MockTransport::new();
    mock.on::<ChannelCancelMultiFlowSignQRCode>()
        .not_connected()
        .reply(EmptyResponse::new())
        .reply_error("OperationDenied.QrInvalid", "二维码已失效");
    let journal = Arc::new(Journal::default());
    let client = mock.client_builder().interceptor(Arc::clone(&journal)).build().unwrap();
    for _ in 0..2 {
        revoke(&client, &agent(), CODE).await.unwrap();
    }
    let ended = [
        "ChannelCancelMultiFlowSignQRCode done after 2",
        "ChannelCancelMultiFlowSignQRCode refused after 1",
    ];
    assert_eq!(*journal.0.lock().unwrap(), ended);
    let requests = mock.all_recorded_requests();
    assert!(requests.iter().all(|request| request.headers()["x-correlation-id"] == "c-1"));
}

/// Lets no contract be touched.
#[derive(Debug)]
struct Holiday;

impl Interceptor for Holiday {
    fn before_attempt(
        &self,
        _call: &CallInfo<'_>,
        _request: &mut http::Request<Body>,
    ) -> Result<(), InterceptorError> {
        Err("the office is closed".into())
    }
}

#[tokio::test]
async fn interceptor_that_fails_ends_the_call_with_its_reason() {
    let mock = MockTransport::new();
    let client = mock.client_builder().interceptor(Holiday).build().unwrap();
    let error = revoke(&client, &agent(), CODE).await.unwrap_err();
    assert!(error.to_string().contains("the office is closed"), "{error}");
    assert_eq!(mock.request_count(), 0);
}
