//! Metrics.

use essbasic::metrics::CallMetrics;
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::testing::MockTransport;
use essbasic::{Client, ClientBuilder, EmptyResponse, Error, TraceParent};
use essbasic_downstream::revoke;
use essbasic_test_support::metrics::KeepingRecorder;

use super::{CODE, agent};

// The handbook shows this function.
// ANCHOR: observed
/// Returns a client that records metrics and passes on the trace context of the caller.
fn observed_client(traceparent: fn() -> Option<String>) -> Result<Client, Error> {
    ClientBuilder::from_env()?
        .interceptor(CallMetrics::new())
        .interceptor(TraceParent::new(traceparent))
        .build()
}
// ANCHOR_END: observed

#[test]
fn client_of_the_handbook_is_built() {
    observed_client(|| None).unwrap();
}

#[tokio::test]
async fn attempts_are_counted_by_action_and_outcome() {
    let mock = MockTransport::new();
    mock.on::<ChannelCancelMultiFlowSignQRCode>().not_connected().reply(EmptyResponse::new());
    let recorder = KeepingRecorder::default();
    let guard = metrics::set_default_local_recorder(&recorder);
    let client = mock.client_builder().interceptor(CallMetrics::new()).build().unwrap();
    revoke(&client, &agent(), CODE).await.unwrap();
    drop(guard);
    let values = recorder.values();
    let expected = "essbasic.client.attempts{essbasic.environment=test,essbasic.outcome=done,\
                    rpc.method=ChannelCancelMultiFlowSignQRCode,rpc.service=essbasic,\
                    rpc.system=tencentcloud}";
    assert_eq!(values[expected], [2.0]);
}
