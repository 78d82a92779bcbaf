//! What has happened and is told to a callback's address.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Owner, State, new_id};
use crate::clock::system_now;

/// How many events are remembered once they were delivered.
const REMEMBERED: usize = 1000;

/// How many events wait for an address that does not take them.
const WAITING: usize = 100_000;

/// An event, and whether it arrived.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Delivery {
    pub(crate) kind: String,
    /// The whole event as JSON, before it is encrypted.
    pub(crate) event: String,
    pub(crate) attempts: u32,
    /// When it is posted next, by the system's clock.
    pub(crate) next_on: i64,
    pub(crate) delivered: bool,
    /// What came back the last time: a status, or why none did.
    #[serde(default)]
    pub(crate) answer: String,
}

impl State {
    /// Notes an event, to be told in its order.
    pub(crate) fn tell(&mut self, owner: &Owner, kind: &str, mut data: Value) {
        if let Value::Object(members) = &mut data {
            let (application, organization) = (&owner.application, &owner.organization);
            members.insert("ApplicationId".to_owned(), application.as_str().into());
            members.insert("ProxyOrganizationOpenId".to_owned(), organization.as_str().into());
        }
        let event = json!({
            "MsgId": new_id(),
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
        self.told.push(number.clone());
        self.outbox.insert(number, delivery);
        self.forget_old_events();
    }

    /// Drops the oldest events: those that arrived, and where none is posted, all.
    fn forget_old_events(&mut self) {
        let most = if self.posts { WAITING } else { REMEMBERED };
        let oldest = |(key, it): (&str, &Delivery)| (key.to_owned(), it.delivered);
        while self.outbox.len() > REMEMBERED {
            let Some((key, delivered)) = self.outbox.iter().next().map(oldest) else { return };
            if !delivered && self.outbox.len() <= most {
                return;
            }
            self.outbox.remove(&key);
        }
    }
}
