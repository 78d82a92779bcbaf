//! Cost of a whole call without a network, with essbasic and with `tencentcloud-sdk` in one process.
//!
//! Prints one JSON line for a small call and one for 64 KiB in each direction.

use bytes::Bytes;
use essbasic_benches::{
    BoxError, Cost, InMemoryTransport, PADDING, PaddedCancel, Row, SMALL_RESPONSE, Target, action,
    body, interleave, measure_cost, rounded,
};
use essbasic_peer::{Call, Cancel, CancelResponse, PaddedResponse, builder};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use tencentcloud_sdk::transport::{Transport, TransportRequest, TransportResponse};
use tencentcloud_sdk::{BoxFuture, SdkError};
use tokio::runtime::{Builder, Runtime};

/// Rounds.
const ROUNDS: usize = 41;
/// Calls per round.
const CALLS: u32 = 1000;

/// A transport that returns the same response body to every request.
struct PeerTransport(Bytes);

impl Transport for PeerTransport {
    fn send(
        &self,
        _request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, SdkError>> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let response = TransportResponse::from_bytes(StatusCode::OK, headers, self.0.clone());
        Box::pin(async { Ok(response) })
    }
}

fn main() -> Result<(), BoxError> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    println!("{}", small(&runtime)?);
    println!("{}", padded(&runtime)?);
    Ok(())
}

fn small(runtime: &Runtime) -> Result<Value, BoxError> {
    let action = action();
    let client =
        essbasic_benches::builder().transport(InMemoryTransport(SMALL_RESPONSE.into())).build()?;
    let request = serde_json::from_slice(&body(&action))?;
    let peer =
        Call::new(builder()?.transport(PeerTransport(SMALL_RESPONSE.into())).build()?, request)?;
    compare(
        "small",
        || {
            runtime.block_on(action.send(&client).into_future())?;
            Ok(())
        },
        || runtime.block_on(peer.send::<CancelResponse>()).map(drop),
    )
}

fn padded(runtime: &Runtime) -> Result<Value, BoxError> {
    let action = PaddedCancel::full();
    let client = essbasic_benches::builder()
        .transport(InMemoryTransport(PaddedCancel::response()))
        .build()?;
    let request: Cancel = serde_json::from_slice(&body(&action))?;
    let peer =
        Call::new(builder()?.transport(PeerTransport(PaddedCancel::response())).build()?, request)?;
    compare(
        "64 KiB in each direction",
        || match runtime.block_on(action.send(&client).into_future())?.pad.len() {
            PADDING => Ok(()),
            _ => Err("the response is incomplete".into()),
        },
        || match runtime.block_on(peer.send::<PaddedResponse>())?.pad.len() {
            PADDING => Ok(()),
            _ => Err("the response is incomplete".into()),
        },
    )
}

fn compare(
    size: &str,
    ours: impl Fn() -> Result<(), BoxError>,
    peer: impl Fn() -> Result<(), BoxError>,
) -> Result<Value, BoxError> {
    let comparison = interleave(ROUNDS, || round(&ours), || round(&peer))?;
    let row = Row {
        metric: format!("one call without a network, {size}"),
        ours: format!("{:.1} µs", comparison.ours.cpu),
        baseline: format!("the crate `tencentcloud-sdk`: {:.1} µs", comparison.baseline.cpu),
        result: comparison.ratio.cpu,
        target: Some(Target::Ratio(0.5)),
    };
    Ok(json!({
        "size": size,
        "typed_us": rounded(comparison.ours.cpu),
        "peer": "tencentcloud-sdk",
        "peer_us": rounded(comparison.baseline.cpu),
        "ratio": rounded(comparison.ratio.cpu),
        "row": row,
    }))
}

fn round(call: &impl Fn() -> Result<(), BoxError>) -> Result<Cost, BoxError> {
    measure_cost(CALLS, || (0..CALLS).try_for_each(|_| call()))
}
