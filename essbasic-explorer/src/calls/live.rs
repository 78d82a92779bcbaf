//! Live updates of the list: server-sent events with the rows of new records.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::Query;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use essbasic_sandbox::CallLogCursor;
use futures_util::stream;
use http::HeaderMap;
use serde::Deserialize;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use super::list::{self, Filter};
use super::rows;
use crate::limits;
use crate::sandbox_page::SandboxPage;

/// Interval between two events, in which calls are collected.
const INTERVAL: Duration = Duration::from_millis(250);

#[derive(Debug, Deserialize)]
pub(super) struct After {
    after: Option<u64>,
}

/// A page that receives events.
struct Live {
    context: SandboxPage,
    filter: Filter,
    seen: watch::Receiver<CallLogCursor>,
    /// The last call on the page.
    shown: CallLogCursor,
    not_before: Instant,
}

/// Streams events to a page.
pub(super) async fn stream(
    context: SandboxPage,
    headers: HeaderMap,
    Query(filter): Query<Filter>,
    Query(After { after }): Query<After>,
) -> Response {
    let seen = context.sandbox.watch_calls();
    let mut shown = *seen.borrow();
    // A browser that reconnects sends the ID of the last event.
    let last_event = headers.get("last-event-id").and_then(|it| it.to_str().ok()?.parse().ok());
    shown.last = match last_event.or(after) {
        // A sandbox that was started again has lower numbers.
        Some(last) if last > shown.last => 0,
        Some(last) => last,
        None => shown.last,
    };
    let live = Live { context, filter, seen, shown, not_before: Instant::now() };
    let events = stream::unfold(live, |mut live| async move {
        let event = live.next().await?;
        Some((Ok::<_, Infallible>(event), live))
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

impl Live {
    /// Returns the next event, or `None` when the sandbox has stopped.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let seen = *self.seen.borrow_and_update();
            if seen.cleared != self.shown.cleared {
                self.shown.cleared = seen.cleared;
                return Some(Event::default().event("cleared").data("all"));
            }
            if seen.last > self.shown.last {
                sleep_until(self.not_before).await;
                self.not_before = Instant::now() + INTERVAL;
                if let Some(event) = self.rows().await {
                    return Some(event);
                }
            }
            self.seen.changed().await.ok()?;
        }
    }

    /// Returns the rows of new records, or `None` if none of them matches.
    async fn rows(&mut self) -> Option<Event> {
        let records = self.context.sandbox.records_after(self.shown.last);
        self.shown.last = records.last()?.number();
        let records = list::filter(&self.context.state, records, self.filter.clone()).await;
        let omitted = records.len().saturating_sub(limits::LIVE_CALLS);
        let language = self.context.language;
        let mut fragment = rows::rows(&records[omitted..], language).into_string();
        if omitted > 0 {
            fragment.push_str(&rows::omitted(omitted, language).into_string());
        }
        let event = Event::default().event("calls").id(self.shown.last.to_string());
        (!records.is_empty()).then(|| event.data(fragment))
    }
}
