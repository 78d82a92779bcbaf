//! A whole call without a network, typed by essbasic and by `tencentcloud-sdk`, in one process.
//!
//! Prints a JSON line for a small call, and one with 64 KiB each way.

use bytes::Bytes;
use essbasic_benches::{
    Aim, Failure, Memory, PADDING, Padded, Row, SMALL_ANSWER, Spent, action, body, in_turns,
    rounded, spent,
};
use essbasic_peer::{Call, Cancel, Cancelled, PaddedAnswer, builder};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use tencentcloud_sdk::transport::{Transport, TransportRequest, TransportResponse};
use tencentcloud_sdk::{BoxFuture, SdkError};
use tokio::runtime::{Builder, Runtime};

/// Rounds of each, in turns.
const ROUNDS: usize = 41;
/// Calls in a round.
const CALLS: u32 = 1000;

/// A transport that answers at once.
struct Answer(Bytes);

impl Transport for Answer {
    fn send(
        &self,
        _request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, SdkError>> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let answer = TransportResponse::from_bytes(StatusCode::OK, headers, self.0.clone());
        Box::pin(async { Ok(answer) })
    }
}

fn main() -> Result<(), Failure> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    println!("{}", small(&runtime)?);
    println!("{}", padded(&runtime)?);
    Ok(())
}

fn small(runtime: &Runtime) -> Result<Value, Failure> {
    let action = action();
    let client = essbasic_benches::builder().transport(Memory(SMALL_ANSWER.into())).build()?;
    let members = serde_json::from_slice(&body(&action))?;
    let peer = Call::new(builder()?.transport(Answer(SMALL_ANSWER.into())).build()?, members)?;
    compare(
        "small",
        || {
            runtime.block_on(action.send(&client).into_future())?;
            Ok(())
        },
        || runtime.block_on(peer.send::<Cancelled>()).map(drop),
    )
}

fn padded(runtime: &Runtime) -> Result<Value, Failure> {
    let action = Padded::full();
    let client = essbasic_benches::builder().transport(Memory(Padded::answer())).build()?;
    let members: Cancel = serde_json::from_slice(&body(&action))?;
    let peer = Call::new(builder()?.transport(Answer(Padded::answer())).build()?, members)?;
    compare(
        "64 KiB each way",
        || match runtime.block_on(action.send(&client).into_future())?.pad.len() {
            PADDING => Ok(()),
            _ => Err("not the whole answer".into()),
        },
        || match runtime.block_on(peer.send::<PaddedAnswer>())?.pad.len() {
            PADDING => Ok(()),
            _ => Err("not the whole answer".into()),
        },
    )
}

fn compare(
    size: &str,
    ours: impl Fn() -> Result<(), Failure>,
    peer: impl Fn() -> Result<(), Failure>,
) -> Result<Value, Failure> {
    let compared = in_turns(ROUNDS, || round(&ours), || round(&peer))?;
    let row = Row {
        figure: format!("a call without a network, {size}"),
        ours: format!("{:.1} µs", compared.ours.cpu),
        beside: format!("the crate `tencentcloud-sdk`: {:.1} µs", compared.beside.cpu),
        result: compared.ratio.cpu,
        aim: Some(Aim::Times(0.5)),
    };
    Ok(json!({
        "size": size,
        "typed_us": rounded(compared.ours.cpu),
        "peer": "tencentcloud-sdk",
        "peer_us": rounded(compared.beside.cpu),
        "ratio": rounded(compared.ratio.cpu),
        "row": row,
    }))
}

fn round(call: &impl Fn() -> Result<(), Failure>) -> Result<Spent, Failure> {
    spent(CALLS, || (0..CALLS).try_for_each(|_| call()))
}
