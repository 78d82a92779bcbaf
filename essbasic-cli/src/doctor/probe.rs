//! Transport that measures the response time and reads the service's clock.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::DateTime;
use essbasic::transport::{Body, SendFuture, Transport};

/// Measurements of one request.
#[derive(Clone, Debug)]
pub(super) struct Exchange {
    pub(super) duration_ms: u64,
    /// Seconds by which this machine's clock is behind the service's, from the `Date` header.
    pub(super) clock_behind_s: Option<i64>,
}

/// Wrapper of a transport that keeps the measurements of the last request.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    transport: Arc<dyn Transport>,
    exchange: Arc<Mutex<Option<Exchange>>>,
}

impl Probe {
    pub(super) fn new(transport: Arc<dyn Transport>) -> Self {
        Self { transport, exchange: Arc::default() }
    }

    /// Takes the measurements, if there was a response.
    pub(super) fn take(&self) -> Option<Exchange> {
        self.exchange.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Transport for Probe {
    fn send(&self, request: http::Request<Body>, timeout: Duration) -> SendFuture<'_> {
        Box::pin(async move {
            let start = now();
            let response = self.transport.send(request, timeout).await?;
            let end = now();
            let date = response.headers().get(http::header::DATE);
            let date = date.and_then(|date| DateTime::parse_from_rfc2822(date.to_str().ok()?).ok());
            let middle = i64::try_from(u64::midpoint(start.as_secs(), end.as_secs()));
            let exchange = Exchange {
                duration_ms: u64::try_from(end.saturating_sub(start).as_millis())
                    .unwrap_or(u64::MAX),
                clock_behind_s: date.and_then(|date| date.timestamp().checked_sub(middle.ok()?)),
            };
            *self.exchange.lock().unwrap_or_else(PoisonError::into_inner) = Some(exchange);
            Ok(response)
        })
    }
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
