//! Events for callbacks, and the deliveries of each.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::limits;

/// An event with its deliveries.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct OutboxEvent {
    pub(crate) kind: String,
    /// The whole event as JSON, before encryption.
    pub(crate) event: String,
    /// Unix time in milliseconds, by the system clock.
    #[serde(default)]
    pub(crate) emitted_on: i64,
    #[serde(default)]
    pub(crate) deliveries: Vec<Delivery>,
}

/// Delivery of an event to one callback, with its latest attempts.
#[derive(Clone, Deserialize, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Delivery {
    /// URL of the callback. May contain a secret.
    pub url: String,
    /// Reason for the delivery.
    pub cause: DeliveryCause,
    /// Status of the delivery.
    pub status: DeliveryStatus,
    /// Number of attempts.
    pub attempts: u32,
    /// The last attempts, oldest first: at most 5.
    pub last_attempts: Vec<DeliveryAttempt>,
    /// Time from which the next attempt is made: Unix time in milliseconds, by the system clock.
    pub next_attempt_on: i64,
    /// Position among the deliveries that are due.
    pub(crate) rank: u64,
    /// Number of the event whose emission makes the delivery due before its time.
    pub(crate) due_after: u64,
}

/// Reason for a [`Delivery`].
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[non_exhaustive]
pub enum DeliveryCause {
    /// The event happened.
    Event,
    /// [`FaultKind::DuplicateCallback`](crate::FaultKind::DuplicateCallback).
    Duplicate,
    /// [`Command::ResendEvent`](crate::Command::ResendEvent).
    Resend,
}

/// Status of a [`Delivery`].
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[non_exhaustive]
pub enum DeliveryStatus {
    /// The callback has not responded with status 200 yet.
    Waiting,
    /// The callback responded with status 200.
    Delivered,
    /// Not attempted any more: [`FaultKind::DropCallback`](crate::FaultKind::DropCallback), or the callback
    /// was removed.
    Dropped,
}

/// One attempt of a [`Delivery`].
#[derive(Clone, Deserialize, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DeliveryAttempt {
    /// Time at which it began: Unix time in milliseconds, by the system clock.
    pub started_on: i64,
    /// Duration in milliseconds.
    pub milliseconds: u64,
    /// HTTP status of the response, or the reason for the lack of one.
    pub response: Result<u16, DeliveryError>,
    /// First 200 characters of the response's body.
    pub body: String,
}

/// Reason why an attempt of a [`Delivery`] has no response.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[non_exhaustive]
pub enum DeliveryError {
    /// There was no response within 5 seconds.
    TimedOut,
    /// There was no connection, or it was closed without a response.
    NoResponse,
    /// The event could not be encrypted, or the request not be made.
    NotSent,
}

impl fmt::Display for DeliveryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TimedOut => "no response within 5 seconds",
            Self::NoResponse => "the address does not respond",
            Self::NotSent => "the request could not be made",
        })
    }
}

impl std::error::Error for DeliveryError {}

impl OutboxEvent {
    /// Returns whether a delivery has not succeeded yet.
    pub(crate) fn is_waiting(&self) -> bool {
        self.deliveries.iter().any(|it| it.status == DeliveryStatus::Waiting)
    }

    /// Returns the approximate size in bytes.
    pub(crate) fn size(&self) -> usize {
        self.event.len() + self.deliveries.iter().map(Delivery::size).sum::<usize>()
    }
}

impl Delivery {
    fn size(&self) -> usize {
        let attempts = self.last_attempts.iter().map(|it| it.body.len() + 64).sum::<usize>();
        self.url.len() + attempts + 128
    }

    /// Returns whether the next attempt can be made, after a number of emitted events.
    pub(crate) fn is_due(&self, now: i64, emitted: u64) -> bool {
        self.status == DeliveryStatus::Waiting
            && (self.next_attempt_on <= now || (self.attempts == 0 && self.due_after <= emitted))
    }

    /// Adds an attempt, and the time of the next one if it failed.
    pub(crate) fn record(&mut self, attempt: DeliveryAttempt, next_attempt_on: i64) {
        self.attempts = self.attempts.saturating_add(1);
        if attempt.response == Ok(200) {
            self.status = DeliveryStatus::Delivered;
        }
        self.next_attempt_on = next_attempt_on;
        if self.last_attempts.len() >= limits::RECORDED_ATTEMPTS {
            self.last_attempts.remove(0);
        }
        self.last_attempts.push(attempt);
    }
}

/// Hides the URL, which may contain a secret.
impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cause, status, attempts, .. } = self;
        let mut shown = f.debug_struct("Delivery");
        shown.field("cause", cause).field("status", status).field("attempts", attempts);
        shown.finish_non_exhaustive()
    }
}

/// Hides the body, which may repeat personal data.
impl fmt::Debug for DeliveryAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("DeliveryAttempt");
        shown.field("started_on", &self.started_on).field("response", &self.response);
        shown.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_5_attempts_are_kept() {
        let mut delivery = Delivery {
            url: String::new(),
            cause: DeliveryCause::Event,
            status: DeliveryStatus::Waiting,
            attempts: 0,
            last_attempts: Vec::new(),
            next_attempt_on: 0,
            rank: 0,
            due_after: 0,
        };
        for at in 0..7 {
            let response = Ok(if at == 6 { 200 } else { 500 });
            let body = String::new();
            let attempt = DeliveryAttempt { started_on: at, milliseconds: 1, response, body };
            assert!(delivery.is_due(at, 0));
            delivery.record(attempt, at + 1);
        }
        let kept: Vec<_> = delivery.last_attempts.iter().map(|it| it.started_on).collect();
        assert_eq!((kept, delivery.attempts), (vec![2, 3, 4, 5, 6], 7));
        assert_eq!(delivery.status, DeliveryStatus::Delivered);
    }
}
