//! The outbox: events for the callback.

use serde_json::{Value, json};

use super::State;
use super::model::{Delivery, Owner};
use crate::clock::system_now;
use crate::random;

/// Maximum number of events without a callback, and of delivered ones with a callback.
const MAX_EVENTS: usize = 1000;

/// Maximum number of events that wait for a callback.
const MAX_WAITING_EVENTS: usize = 100_000;

impl State {
    /// Adds an event.
    pub(crate) fn emit(&mut self, owner: &Owner, kind: &str, mut data: Value) {
        if let Value::Object(fields) = &mut data {
            let (application, organization) = (&owner.application, &owner.organization);
            fields.insert("ApplicationId".to_owned(), application.as_str().into());
            fields.insert("ProxyOrganizationOpenId".to_owned(), organization.as_str().into());
        }
        let event = json!({
            "MsgId": random::id(),
            "MsgType": kind,
            "MsgVersion": "ThirdPartyApp",
            "MsgData": data,
        });
        let delivery = Delivery {
            kind: kind.to_owned(),
            event: event.to_string(),
            attempts: 0,
            next_on: system_now(),
            delivered: false,
            answer: String::new(),
        };
        let number = self.next_number();
        self.emitted.push(number.clone());
        self.outbox.insert(number, delivery);
        self.trim_outbox();
    }

    /// Removes the oldest events above the maximum; undelivered ones only without a callback.
    fn trim_outbox(&mut self) {
        let max_waiting = if self.posts_events { MAX_WAITING_EVENTS } else { MAX_EVENTS };
        let oldest = |(key, it): (&str, &Delivery)| (key.to_owned(), it.delivered);
        while self.outbox.len() > MAX_EVENTS {
            let Some((key, delivered)) = self.outbox.iter().next().map(oldest) else { return };
            if !delivered && self.outbox.len() <= max_waiting {
                return;
            }
            self.outbox.remove(&key);
        }
    }
}
