//! The outbox: events for the callback.

use serde_json::{Value, json};

use super::State;
use super::model::{Delivery, Owner};
use crate::clock::system_now;
use crate::{limits, random};

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

    /// Removes the oldest events above the maximum; more of them may wait for a callback.
    fn trim_outbox(&mut self) {
        if self.outbox.len() <= limits::EVENTS {
            return;
        }
        let max_waiting = if self.posts_events { limits::WAITING_EVENTS } else { limits::EVENTS };
        let mut bytes: usize = self.outbox.iter().map(|(_, it)| it.event.len()).sum();
        let oldest = |(key, it): (&str, &Delivery)| (key.to_owned(), it.delivered, it.event.len());
        while self.outbox.len() > limits::EVENTS {
            let Some((key, delivered, length)) = self.outbox.iter().next().map(oldest) else {
                return;
            };
            let fits = self.outbox.len() <= max_waiting && bytes <= limits::WAITING_EVENT_BYTES;
            if fits && !delivered {
                return;
            }
            self.outbox.remove(&key);
            bytes -= length;
        }
    }
}
