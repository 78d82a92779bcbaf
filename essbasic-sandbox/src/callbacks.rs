//! Callbacks: every event is posted to an address, until it answers that it has it.

use serde_json::{Value, json};

use crate::state::{Delivery, State};

pub(crate) mod poster;
mod seal;

/// Where events go, and what they are sealed with.
#[derive(Clone)]
pub struct Callback {
    url: String,
    key: Option<String>,
    token: Option<String>,
}

/// An event that was told, or is to be.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Event {
    /// What kind of event it is: `FlowStatusChange`.
    pub kind: String,
    /// The whole event as JSON, before it is encrypted. It is about people.
    pub json: String,
    /// How often it was posted.
    pub attempts: u32,
    /// Whether it arrived.
    pub delivered: bool,
}

impl Callback {
    /// An address, by `http://`; events go there in plain text unless there is a key.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), key: None, token: None }
    }

    /// The key that events are encrypted with: 32 characters, as the console shows it. It needs a
    /// token beside it.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The token that events are signed with.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }
}

impl Callback {
    /// What is wrong with it, if anything is.
    pub(crate) fn check(&self) -> Result<(), &'static str> {
        if !self.url.starts_with("http://") || self.url.parse::<http::Uri>().is_err() {
            return Err("a callback's address must start with http://");
        }
        if self.key.is_some() && self.token.is_none() {
            return Err("a callback that is encrypted is signed too: give it a token");
        }
        match seal::seal("{}", self) {
            Ok(_) => Ok(()),
            Err(_) => Err("a callback's key has 32 characters, and its token no spaces around it"),
        }
    }
}

/// Neither key nor token is shown, and the address may hold a secret of its own.
impl std::fmt::Debug for Callback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Callback(***)")
    }
}

impl std::fmt::Debug for Event {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { kind, attempts, delivered, .. } = self;
        let mut shown = f.debug_struct("Event");
        shown.field("kind", kind).field("attempts", attempts).field("delivered", delivered);
        shown.finish_non_exhaustive()
    }
}

impl Event {
    /// The event as the control API tells it.
    pub(crate) fn json(&self) -> Value {
        let event: Value = serde_json::from_str(&self.json).unwrap_or_default();
        json!({
            "Kind": self.kind,
            "Event": event,
            "Attempts": self.attempts,
            "Delivered": self.delivered,
        })
    }
}

/// The events that are remembered, in their order.
pub(crate) fn events(state: &State) -> Vec<Event> {
    let event = |it: &Delivery| Event {
        kind: it.kind.clone(),
        json: it.event.clone(),
        attempts: it.attempts,
        delivered: it.delivered,
    };
    state.outbox.iter().map(|(_, it)| event(it)).collect()
}
