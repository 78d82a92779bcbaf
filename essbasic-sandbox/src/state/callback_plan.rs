//! The callbacks that events are posted to, and the faults of each delivery.

use std::sync::Arc;

use tokio::sync::watch;

use super::model::{Delivery, DeliveryCause, DeliveryStatus};
use crate::faults::{CallbackFaults, Faults};

/// Maximum number of later events that overtake an event.
const MAX_OVERTAKEN_BY: u64 = 8;

/// Time for which an event waits to be overtaken, in milliseconds.
const OVERTAKEN_WITHIN: i64 = 1000;

/// Ranks of the deliveries of one event.
const RANKS: u64 = 1024;

/// The callbacks that events are posted to.
#[derive(Debug, Default)]
pub(crate) struct CallbackPlan {
    urls: Vec<String>,
    faults: Arc<Faults>,
    /// Is changed by every new delivery.
    changed: watch::Sender<()>,
}

impl CallbackPlan {
    /// Creates a plan without callbacks, subject to faults.
    pub(crate) fn new(faults: Arc<Faults>) -> Self {
        Self { urls: Vec::new(), faults, changed: watch::Sender::new(()) }
    }

    /// Returns the URLs of the callbacks.
    pub(super) fn urls(&self) -> &[String] {
        &self.urls
    }

    /// Sets the URLs of the callbacks.
    pub(super) fn set_urls(&mut self, urls: Vec<String>) {
        self.urls = urls;
        self.notify();
    }

    /// Watches for new deliveries.
    pub(super) fn watch(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    /// Reports new deliveries.
    pub(super) fn notify(&self) {
        self.changed.send_replace(());
    }

    /// Returns the deliveries of a new event, by its number.
    pub(super) fn deliveries(&self, kind: &str, number: u64, now: i64) -> Vec<Delivery> {
        let mut deliveries = Vec::new();
        for url in &self.urls {
            let CallbackFaults { drop, duplicate, shuffle } = self.faults.inject_callback(kind);
            let mut delivery = new(url, DeliveryCause::Event, number, now);
            if drop {
                delivery.status = DeliveryStatus::Dropped;
            } else if let Some(random) = shuffle {
                delay(&mut delivery, number, random, now);
            }
            deliveries.push(delivery);
            if let Some(random) = duplicate.filter(|_| !drop) {
                let mut again = new(url, DeliveryCause::Duplicate, number, now);
                delay(&mut again, number, random, now);
                deliveries.push(again);
            }
        }
        deliveries
    }
}

/// Creates a delivery that is due at once, in the order of the events.
pub(super) fn new(url: &str, cause: DeliveryCause, number: u64, now: i64) -> Delivery {
    Delivery {
        url: url.to_owned(),
        cause,
        status: DeliveryStatus::Waiting,
        attempts: 0,
        last_attempts: Vec::new(),
        next_attempt_on: now,
        rank: number.saturating_mul(RANKS),
        due_after: number,
    }
}

/// Delays a delivery until up to 8 later events have overtaken it, at most a second.
fn delay(delivery: &mut Delivery, number: u64, random: u64, now: i64) {
    let after = number.saturating_add(1 + random % MAX_OVERTAKEN_BY);
    // Among several events that wait for the same one, the order is random too.
    let rank = 1 + (random / MAX_OVERTAKEN_BY) % (RANKS - 1);
    delivery.due_after = after;
    delivery.rank = after.saturating_mul(RANKS).saturating_add(rank);
    delivery.next_attempt_on = now.saturating_add(OVERTAKEN_WITHIN);
}
