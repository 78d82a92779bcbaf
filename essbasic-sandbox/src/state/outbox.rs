//! The outbox: events and their deliveries to callbacks.

use std::fmt;

use serde_json::{Map, Value, json};
use tokio::sync::watch;

use super::callback_plan;
use super::model::{Delivery, DeliveryAttempt, DeliveryCause, DeliveryStatus, OutboxEvent, Owner};
use super::{SETTINGS, State};
use crate::clock::system_now_milliseconds;
use crate::{limits, random};

/// Reason why a tester's event is not sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum EventError {
    /// No event has this ID, or it was removed.
    NotFound,
    /// The sandbox has no callback, or none with this URL.
    NoCallback,
    /// The event was sent too often: 40 deliveries at most.
    TooOften,
    /// The event's name is empty, or longer than 128 bytes.
    Name,
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFound => "the event is unknown, or was removed: the last 1,000 are kept",
            Self::NoCallback => "the sandbox has no such callback",
            Self::TooOften => "the event was sent too often",
            Self::Name => "the event's name is empty or too long",
        })
    }
}

impl std::error::Error for EventError {}

/// An attempt to make.
pub(crate) struct DueDelivery {
    /// Key of the event.
    pub(crate) key: String,
    /// Index of the delivery.
    pub(crate) index: usize,
    /// Event type.
    pub(crate) kind: String,
    pub(crate) cause: DeliveryCause,
    /// The whole event as JSON.
    pub(crate) event: String,
}

impl State {
    /// Adds an event.
    pub(crate) fn emit(&mut self, owner: &Owner, kind: &str, mut data: Value) {
        if let Value::Object(fields) = &mut data {
            let (application, organization) = (&owner.application, &owner.organization);
            fields.insert("ApplicationId".to_owned(), application.as_str().into());
            fields.insert("ProxyOrganizationOpenId".to_owned(), organization.as_str().into());
        }
        self.add_event(kind, &data);
    }

    /// Adds an event about an employee.
    pub(crate) fn emit_employee_event(&mut self, kind: &str, owner: &Owner, open_id: &str) {
        let now = self.now();
        let event = json!({"ProxyOperatorOpenId": open_id, "OpenId": open_id, "OccurTime": now});
        self.emit(owner, kind, event);
    }

    /// Adds an event that a tester made up. Returns its ID.
    pub(crate) fn trigger(
        &mut self,
        kind: &str,
        data: &Map<String, Value>,
    ) -> Result<String, EventError> {
        if kind.is_empty() || kind.len() > limits::EVENT_NAME_BYTES {
            return Err(EventError::Name);
        }
        Ok(self.add_event(kind, &data.clone().into()))
    }

    fn add_event(&mut self, kind: &str, data: &Value) -> String {
        let event = json!({
            "MsgId": random::id(),
            "MsgType": kind,
            "MsgVersion": "ThirdPartyApp",
            "MsgData": data,
        });
        let mut number = 0;
        self.settings_mut(|settings| {
            settings.events += 1;
            number = settings.events;
        });
        let now = system_now_milliseconds();
        let row = OutboxEvent {
            kind: kind.to_owned(),
            event: event.to_string(),
            emitted_on: now,
            deliveries: self.callbacks.deliveries(kind, number, now),
        };
        let key = self.next_number();
        self.emitted.push(key.clone());
        self.outbox.insert(key.clone(), row);
        self.trim_outbox();
        self.callbacks.notify();
        key
    }

    /// Sends an event again, to all callbacks or to one. Returns the number of deliveries.
    pub(crate) fn resend(&mut self, key: &str, url: Option<&str>) -> Result<usize, EventError> {
        let urls = self.callbacks.urls().iter();
        let urls: Vec<_> = urls.filter(|it| url.is_none_or(|url| url == *it)).cloned().collect();
        let number = self.emitted_events();
        let event = self.outbox.get_mut(key).ok_or(EventError::NotFound)?;
        if urls.is_empty() {
            return Err(EventError::NoCallback);
        }
        if event.deliveries.len() + urls.len() > limits::DELIVERIES {
            return Err(EventError::TooOften);
        }
        let now = system_now_milliseconds();
        let again = |url: &String| callback_plan::new(url, DeliveryCause::Resend, number, now);
        event.deliveries.extend(urls.iter().map(again));
        self.callbacks.notify();
        Ok(urls.len())
    }

    /// Gives up the deliveries that wait for a callback which was removed, or posts them to its new
    /// URL.
    pub(crate) fn redirect_deliveries(&mut self, url: &str, new_url: Option<&str>) {
        let is_waiting = |it: &Delivery| it.status == DeliveryStatus::Waiting && it.url == url;
        let rows = self.outbox.iter().filter(|(_, row)| row.deliveries.iter().any(is_waiting));
        for key in rows.map(|(key, _)| key.to_owned()).collect::<Vec<_>>() {
            let Some(event) = self.outbox.get_mut(&key) else { continue };
            for delivery in event.deliveries.iter_mut().filter(|it| is_waiting(it)) {
                match new_url {
                    Some(new_url) => {
                        new_url.clone_into(&mut delivery.url);
                        delivery.next_attempt_on = system_now_milliseconds();
                    }
                    None => delivery.status = DeliveryStatus::Dropped,
                }
            }
        }
        self.callbacks.notify();
    }

    /// Watches for new deliveries.
    pub(crate) fn watch_deliveries(&self) -> watch::Receiver<()> {
        self.callbacks.watch()
    }

    /// Returns the deliveries to a callback that are due, in order, and the time of the next one.
    pub(crate) fn due_deliveries(&self, url: &str, limit: usize) -> (Vec<DueDelivery>, i64) {
        let (now, emitted) = (system_now_milliseconds(), self.emitted_events());
        let mut waiting = Vec::new();
        for (key, row) in self.outbox.iter() {
            for (index, delivery) in row.deliveries.iter().enumerate() {
                if delivery.status == DeliveryStatus::Waiting && delivery.url == url {
                    waiting.push((delivery, key, index, row));
                }
            }
        }
        waiting.sort_by_key(|(delivery, key, ..)| (delivery.rank, *key));
        // No first attempt overtakes one of a lower rank: the order does not depend on the time.
        let is_due = |it: &Delivery| it.is_due(now, emitted);
        let first_attempts = waiting.iter().filter(|(it, ..)| it.attempts == 0 && is_due(it));
        let reached = first_attempts.map(|(it, ..)| it.rank).max();
        let overtaken = |it: &Delivery| it.attempts == 0 && Some(it.rank) <= reached;
        let (mut due, mut next) = (Vec::new(), i64::MAX);
        for (delivery, key, index, row) in waiting {
            if !is_due(delivery) && !overtaken(delivery) {
                next = next.min(delivery.next_attempt_on);
            } else if due.len() < limit {
                due.push(DueDelivery {
                    key: key.to_owned(),
                    index,
                    kind: row.kind.clone(),
                    cause: delivery.cause,
                    event: row.event.clone(),
                });
            }
        }
        (due, next)
    }

    /// Records an attempt. The event may have been removed meanwhile. `delay` returns the milliseconds
    /// until the next attempt, by the number of attempts.
    pub(crate) fn record_attempt(
        &mut self,
        due: &DueDelivery,
        attempt: DeliveryAttempt,
        delay: impl FnOnce(u32) -> i64,
    ) {
        let event = self.outbox.get_mut(&due.key);
        if let Some(delivery) = event.and_then(|it| it.deliveries.get_mut(due.index)) {
            let delay = delay(delivery.attempts.saturating_add(1));
            delivery.record(attempt, system_now_milliseconds().saturating_add(delay));
        }
    }

    fn emitted_events(&self) -> u64 {
        self.settings.get(SETTINGS).map_or(0, |settings| settings.events)
    }

    /// Removes the oldest events above the maximum; more of them may wait for a callback.
    fn trim_outbox(&mut self) {
        if self.outbox.len() <= limits::EVENTS {
            return;
        }
        let mut bytes: usize = self.outbox.iter().map(|(_, it)| it.size()).sum();
        while self.outbox.len() > limits::EVENTS {
            let Some((key, oldest)) = self.outbox.iter().next() else { return };
            let (key, size, waiting) = (key.to_owned(), oldest.size(), oldest.is_waiting());
            let fits =
                self.outbox.len() <= limits::WAITING_EVENTS && bytes <= limits::WAITING_EVENT_BYTES;
            if fits && waiting {
                return;
            }
            self.outbox.remove(&key);
            bytes -= size;
        }
    }
}
