//! Posts events to the callback, oldest first, until the target responds with status 200.

use std::sync::Arc;
use std::time::Duration;

use essbasic::callback::CONTENT_SIGNATURE;
use essbasic::transport::{Body, Transport, TransportErrorKind};
use http::{Request, StatusCode, header};
use tokio::time::sleep;

use super::Callback;
use crate::clock::system_now;
use crate::context::Context;

/// Time limit for the response of the target.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(5);

/// Interval between two reads of the outbox.
const POLL_INTERVAL: Duration = Duration::from_millis(100);

/// Maximum number of events of one read.
const BATCH_SIZE: usize = 50;

/// Maximum delay between two attempts, in seconds.
const MAX_DELAY: i64 = 600;

/// Posts the events of the outbox until the task is dropped.
pub(crate) async fn run(context: Arc<Context>, callback: Callback, transport: Arc<dyn Transport>) {
    loop {
        let now = system_now();
        let due = context.gateway.store().read(|state| {
            let due = state.outbox.iter().filter(|(_, it)| !it.delivered && it.next_on <= now);
            let due = due.map(|(key, it)| (key.to_owned(), it.event.clone()));
            due.take(BATCH_SIZE).collect::<Vec<_>>()
        });
        // Only events that are on disk are posted.
        for (key, event) in due.stored().await.unwrap_or_default() {
            let response = post(&*transport, &callback, &event).await;
            let recorded = context.gateway.store().transact(|state| {
                if let Some(delivery) = state.outbox.get_mut(&key) {
                    delivery.attempts += 1;
                    delivery.delivered = response == Ok(StatusCode::OK);
                    delivery.answer = response.map_or_else(str::to_owned, |it| it.to_string());
                    delivery.next_on = system_now() + delay(delivery.attempts);
                }
                Ok::<_, ()>(())
            });
            // If this is lost, the event is posted again, with the same message ID.
            drop(recorded);
        }
        sleep(POLL_INTERVAL).await;
    }
}

/// Returns the delay after a number of attempts: 1, 2, 4, … seconds.
fn delay(attempts: u32) -> i64 {
    1_i64.checked_shl(attempts.saturating_sub(1).min(32)).unwrap_or(i64::MAX).min(MAX_DELAY)
}

/// Posts an event. Returns the status of the response, or the reason for the lack of one.
async fn post(
    transport: &dyn Transport,
    callback: &Callback,
    event: &str,
) -> Result<StatusCode, &'static str> {
    let event = callback.encode(event).map_err(|_| "the event cannot be encrypted")?;
    let mut request = Request::post(&callback.url).header(header::CONTENT_TYPE, "application/json");
    if let Some(signature) = event.signature {
        request = request.header(CONTENT_SIGNATURE, signature);
    }
    let request = request.body(Body::from(event.body)).map_err(|_| "the address is invalid")?;
    // Only the status matters.
    match transport.download(request, RESPONSE_TIMEOUT, &mut |_, _| false).await {
        Ok(response) => Ok(response.status()),
        Err(error) if error.kind() == TransportErrorKind::TimedOut => Err("the response timed out"),
        Err(_) => Err("the address does not respond"),
    }
}
