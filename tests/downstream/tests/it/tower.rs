//! Layers of `tower` around the transport.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use essbasic::EmptyResponse;
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::testing::MockTransport;
use essbasic::transport::{Body, TowerTransport, TransportService};
use essbasic_downstream::revoke;
use tower::ServiceBuilder;

use super::{CODE, agent};

#[tokio::test]
async fn layer_sees_each_attempt() {
    let mock = MockTransport::new();
    mock.on::<ChannelCancelMultiFlowSignQRCode>().not_connected().reply(EmptyResponse::new());
    let seen = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&seen);
    let client = mock.client_builder().wrap_transport(move |inner| {
        let count = Arc::clone(&count);
        let layers = ServiceBuilder::new().map_request(move |request: http::Request<Body>| {
            count.fetch_add(1, Ordering::Relaxed);
            request
        });
        TowerTransport::new(layers.service(TransportService::new(inner)))
    });
    revoke(&client.build().unwrap(), &agent(), CODE).await.unwrap();
    assert_eq!(seen.load(Ordering::Relaxed), 2);
}
