//! The list kept up to date: an event brings the rows of the calls that came since the last.

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

use super::filter::Filter;
use super::{list, rows};
use crate::watched::Watched;

/// The pause after an event, in which what comes is gathered.
const PAUSE: Duration = Duration::from_millis(250);

/// How many rows an event brings.
const ROWS: usize = 50;

#[derive(Debug, Deserialize)]
pub(super) struct After {
    after: Option<u64>,
}

/// A page that is kept up to date.
struct Live {
    watched: Watched,
    filter: Filter,
    seen: watch::Receiver<CallLogCursor>,
    /// How far the page is.
    shown: CallLogCursor,
    not_before: Instant,
}

/// The events for a page.
pub(super) async fn stream(
    watched: Watched,
    headers: HeaderMap,
    Query(filter): Query<Filter>,
    Query(After { after }): Query<After>,
) -> Response {
    let seen = watched.inside.watch_calls();
    let mut shown = *seen.borrow();
    // A browser that comes back says itself how far it was.
    let again = headers.get("last-event-id").and_then(|it| it.to_str().ok()?.parse().ok());
    shown.last = again.or(after).unwrap_or(shown.last);
    let live = Live { watched, filter, seen, shown, not_before: Instant::now() };
    let events = stream::unfold(live, |mut live| async move {
        let event = live.next().await?;
        Some((Ok::<_, Infallible>(event), live))
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

impl Live {
    /// The next event; none when the sandbox has stopped.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let seen = *self.seen.borrow_and_update();
            if seen.cleared != self.shown.cleared {
                self.shown.cleared = seen.cleared;
                return Some(Event::default().event("cleared").data("all"));
            }
            if seen.last > self.shown.last {
                sleep_until(self.not_before).await;
                self.not_before = Instant::now() + PAUSE;
                if let Some(event) = self.rows().await {
                    return Some(event);
                }
            }
            self.seen.changed().await.ok()?;
        }
    }

    /// The rows of what came since the last event; nothing when none is asked for.
    async fn rows(&mut self) -> Option<Event> {
        let calls = self.watched.inside.calls_after(self.shown.last);
        self.shown.last = calls.last()?.number;
        let calls = list::taken(calls, self.filter.clone()).await;
        let left_out = calls.len().saturating_sub(ROWS);
        let language = self.watched.language;
        let mut fragment = rows::rows(&calls[left_out..], language).into_string();
        if left_out > 0 {
            fragment.push_str(&rows::left_out(left_out, language).into_string());
        }
        let event = Event::default().event("calls").id(self.shown.last.to_string());
        (!calls.is_empty()).then(|| event.data(fragment))
    }
}
