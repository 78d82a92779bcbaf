//! Posts events to a callback, in order, until it responds with status 200.

use std::sync::Arc;
use std::time::{Duration, Instant};

use essbasic::callback::CONTENT_SIGNATURE;
use essbasic::transport::{Body, Transport, TransportErrorKind};
use http::{Request, StatusCode, header};
use tokio::time::{sleep, timeout};

use super::Callback;
use crate::clock::system_now_milliseconds;
use crate::context::Context;
use crate::limits;
use crate::records::{Record, RecordedDelivery};
use crate::state::{DeliveryAttempt, DeliveryError, DueDelivery, State};

/// Time limit for the response of the callback.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(5);

/// Interval between two looks at the scheduled tasks, which may cause events.
const TASK_INTERVAL: Duration = Duration::from_millis(100);

/// Delay after a failure of the data folder.
const FAILURE_DELAY: Duration = Duration::from_secs(1);

/// Maximum number of events of one read.
const BATCH_SIZE: usize = 50;

/// Maximum delay between two attempts, in milliseconds.
const MAX_DELAY: i64 = 600_000;

/// Posts the events of the outbox to a callback until the task is dropped.
pub(crate) async fn run(context: Arc<Context>, callback: Callback, transport: Arc<dyn Transport>) {
    let store = context.gateway.store();
    let mut changed = store.read(State::watch_deliveries).stored_blocking();
    loop {
        changed.mark_unchanged();
        let due = store.read(|state| state.due_deliveries(&callback.url, BATCH_SIZE));
        // Only events that are on disk are posted.
        let Ok((due, next)) = due.stored().await else {
            sleep(FAILURE_DELAY).await;
            continue;
        };
        let none = due.is_empty();
        for due in due {
            let attempt = post(&*transport, &callback, &due.event).await;
            let recorded = store.transact(|state| {
                state.record_attempt(&due, attempt.clone(), delay);
                Ok::<_, ()>(())
            });
            // If this is lost, the event is posted again, with the same message ID.
            drop(recorded);
            context.call_log.push_other(|number| {
                let DueDelivery { key, kind, cause, .. } = due;
                let (event, url) = (key, callback.url.clone());
                Record::Delivery(Arc::new(RecordedDelivery {
                    number,
                    event,
                    kind,
                    url,
                    cause,
                    attempt,
                }))
            });
        }
        while none && system_now_milliseconds() < next {
            store.run_due();
            if timeout(TASK_INTERVAL, changed.changed()).await.is_ok() {
                break;
            }
        }
    }
}

/// Returns the delay in milliseconds after a number of attempts: 1, 2, 4, … seconds.
fn delay(attempts: u32) -> i64 {
    let delay = 1000_i64.checked_shl(attempts.saturating_sub(1).min(20));
    delay.unwrap_or(MAX_DELAY).min(MAX_DELAY)
}

/// Posts an event.
async fn post(transport: &dyn Transport, callback: &Callback, event: &str) -> DeliveryAttempt {
    let started_on = system_now_milliseconds();
    let started = Instant::now();
    let mut body = Vec::new();
    let response = exchange(transport, callback, event, &mut body).await;
    let response = response.map(|status| status.as_u16());
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let body = limits::excerpt(&String::from_utf8_lossy(&body));
    DeliveryAttempt { started_on, milliseconds, response, body }
}

/// Sends an event and receives the response, with the beginning of its body.
async fn exchange(
    transport: &dyn Transport,
    callback: &Callback,
    event: &str,
    received: &mut Vec<u8>,
) -> Result<StatusCode, DeliveryError> {
    let event = callback.encode(event).map_err(|_| DeliveryError::NotSent)?;
    let mut request = Request::post(&event.url).header(header::CONTENT_TYPE, "application/json");
    if let Some(signature) = event.signature {
        request = request.header(CONTENT_SIGNATURE, signature);
    }
    let request = request.body(Body::from(event.body)).map_err(|_| DeliveryError::NotSent)?;
    // Characters have at most 4 bytes.
    let max_bytes = limits::REPEATED_CHARS * 4;
    let mut receive = |_: StatusCode, chunk: &[u8]| {
        received.extend(chunk.iter().take(max_bytes - received.len().min(max_bytes)));
        received.len() < max_bytes
    };
    match transport.download(request, RESPONSE_TIMEOUT, &mut receive).await {
        Ok(response) => Ok(response.status()),
        Err(error) if error.kind() == TransportErrorKind::TimedOut => Err(DeliveryError::TimedOut),
        Err(_) => Err(DeliveryError::NoResponse),
    }
}
