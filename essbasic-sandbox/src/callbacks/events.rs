//! Events and their deliveries, as tests, pages and the control API read them.

use std::fmt;

use serde_json::{Value, json};

use crate::state::{Delivery, DeliveryAttempt, DeliveryCause, DeliveryStatus, OutboxEvent, State};

/// An event, and its deliveries to callbacks.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Event {
    /// ID of the event in the sandbox. IDs of later events sort after it.
    pub id: String,
    /// Event type, such as `FlowStatusChange`.
    pub kind: String,
    /// The whole event as JSON, before encryption. Contains personal data.
    pub json: String,
    /// Unix time in milliseconds, by the system clock.
    pub emitted_on: i64,
    /// Number of attempts to post it, to all callbacks.
    pub attempts: u32,
    /// `true` once every callback has responded with status 200. `false` without a callback.
    pub delivered: bool,
    /// Deliveries to callbacks, at most 40.
    pub deliveries: Vec<Delivery>,
}

/// Filter of events. Default: all events.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct EventFilter {
    /// Event type; empty for all.
    pub kind: String,
    /// Text that the event contains, such as a contract ID; empty for all.
    pub text: String,
    /// Status of one of its deliveries.
    pub status: Option<DeliveryStatus>,
}

/// One page of events.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Events {
    /// Events of the page.
    pub events: Vec<Event>,
    /// Number of events on all pages.
    pub total: usize,
}

impl EventFilter {
    fn matches(&self, event: &OutboxEvent) -> bool {
        let has = |status| event.deliveries.iter().any(|it| it.status == status);
        (self.kind.is_empty() || self.kind == event.kind)
            && self.status.is_none_or(has)
            && (self.text.is_empty() || event.event.contains(&self.text))
    }
}

impl Event {
    fn new(id: &str, row: &OutboxEvent) -> Self {
        let is_delivered = |it: &Delivery| it.status == DeliveryStatus::Delivered;
        Self {
            id: id.to_owned(),
            kind: row.kind.clone(),
            json: row.event.clone(),
            emitted_on: row.emitted_on,
            attempts: row.deliveries.iter().map(|it| it.attempts).sum(),
            delivered: !row.deliveries.is_empty() && row.deliveries.iter().all(is_delivered),
            deliveries: row.deliveries.clone(),
        }
    }

    /// Returns whether a delivery has not succeeded yet.
    pub fn is_waiting(&self) -> bool {
        self.deliveries.iter().any(|it| it.status == DeliveryStatus::Waiting)
    }

    /// Returns the event as the control API lists it.
    pub(crate) fn json(&self) -> Value {
        let event: Value = serde_json::from_str(&self.json).unwrap_or_default();
        json!({
            "Id": self.id,
            "Kind": self.kind,
            "Event": event,
            "EmittedOn": self.emitted_on,
            "Attempts": self.attempts,
            "Delivered": self.delivered,
            "Deliveries": self.deliveries.iter().map(delivery).collect::<Value>(),
        })
    }
}

fn delivery(it: &Delivery) -> Value {
    json!({
        "Url": it.url,
        "Cause": it.cause,
        "Status": it.status,
        "Attempts": it.attempts,
        "LastAttempts": it.last_attempts.iter().map(attempt).collect::<Value>(),
    })
}

fn attempt(it: &DeliveryAttempt) -> Value {
    json!({
        "StartedOn": it.started_on,
        "Milliseconds": it.milliseconds,
        "Status": it.response.ok(),
        "Error": it.response.err().map(|error| error.to_string()),
        "Body": it.body,
    })
}

impl DeliveryStatus {
    /// Returns the status in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Dropped => "dropped",
        }
    }
}

impl DeliveryCause {
    /// Returns the cause in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Duplicate => "duplicate",
            Self::Resend => "resend",
        }
    }
}

/// Returns the recorded events, oldest first.
pub(crate) fn all(state: &State) -> Vec<Event> {
    state.outbox.iter().map(|(id, row)| Event::new(id, row)).collect()
}

/// Returns events after an ID, oldest first.
pub(crate) fn after(state: &State, id: &str, limit: usize) -> Vec<Event> {
    let events = state.outbox.iter().filter(|(key, _)| *key > id);
    events.take(limit).map(|(id, row)| Event::new(id, row)).collect()
}

/// Returns one page of the events that match a filter, newest first.
pub(crate) fn find(state: &State, filter: &EventFilter, offset: usize, limit: usize) -> Events {
    let mut page = Events { events: Vec::new(), total: 0 };
    for (id, row) in state.outbox.iter().rev().filter(|(_, row)| filter.matches(row)) {
        if page.total >= offset && page.events.len() < limit {
            page.events.push(Event::new(id, row));
        }
        page.total += 1;
    }
    page
}

/// Returns an event by its ID.
pub(crate) fn event(state: &State, id: &str) -> Option<Event> {
    state.outbox.get(id).map(|row| Event::new(id, row))
}

/// Hides the content, which contains personal data.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, kind, attempts, delivered, .. } = self;
        let mut shown = f.debug_struct("Event");
        shown.field("id", id).field("kind", kind).field("attempts", attempts);
        shown.field("delivered", delivered).finish_non_exhaustive()
    }
}
