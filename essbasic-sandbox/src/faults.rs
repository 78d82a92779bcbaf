//! Faults on purpose: what a network and a busy service do to a client, in the tester's hand.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Deserialize;

/// A fault, and which calls it befalls.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Fault {
    /// The action that it befalls; every one unless given.
    action: Option<String>,
    /// How many of a thousand calls it befalls.
    #[serde(default = "always")]
    per_mille: u32,
    kind: FaultKind,
}

/// All of a thousand.
fn always() -> u32 {
    1000
}

/// What happens to a call.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub enum FaultKind {
    /// It is carried out so many milliseconds later.
    Delay(u64),
    /// The connection is closed before anything is done.
    Reset,
    /// It is carried out, and the connection is closed in the middle of the answer.
    Cut,
    /// Nothing is done, and a status of HTTP is answered without an envelope.
    Status(u16),
    /// Nothing is done: it is refused as one call too many.
    Throttle,
}

impl Fault {
    /// A fault that befalls every call.
    pub fn new(kind: FaultKind) -> Self {
        Self { action: None, per_mille: 1000, kind }
    }

    /// The action that it befalls; every one if nothing.
    pub fn action(&self) -> Option<&str> {
        self.action.as_deref()
    }

    /// How many of a thousand calls it befalls.
    pub fn per_mille(&self) -> u32 {
        self.per_mille
    }

    /// What happens.
    pub fn kind(&self) -> FaultKind {
        self.kind
    }

    /// The action that it befalls.
    #[must_use]
    pub fn for_action(mut self, name: impl Into<String>) -> Self {
        self.action = Some(name.into());
        self
    }

    /// How many of a thousand calls it befalls, by the dice of the sandbox's seed.
    #[must_use]
    pub fn with_per_mille(mut self, calls: u32) -> Self {
        self.per_mille = calls;
        self
    }
}

/// The faults that are on, and the dice.
#[derive(Debug)]
pub(crate) struct Faults(Mutex<Table>);

#[derive(Debug)]
struct Table {
    faults: Vec<Fault>,
    dice: fastrand::Rng,
}

/// What befalls one call.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct InjectedFault {
    pub(crate) delay: Duration,
    pub(crate) end: Option<FaultKind>,
}

impl Faults {
    pub(crate) fn new(faults: Vec<Fault>, seed: u64) -> Self {
        Self(Mutex::new(Table { faults, dice: fastrand::Rng::with_seed(seed) }))
    }

    /// Adds a fault.
    pub(crate) fn add(&self, fault: Fault) {
        self.table().faults.push(fault);
    }

    /// The faults that are on.
    pub(crate) fn all(&self) -> Vec<Fault> {
        self.table().faults.clone()
    }

    /// Ends all faults.
    pub(crate) fn clear(&self) {
        self.table().faults.clear();
    }

    /// Throws the dice for a call: all delays, and the first other fault.
    pub(crate) fn inject(&self, action: &str) -> InjectedFault {
        let mut table = self.table();
        let Table { faults, dice } = &mut *table;
        let mut fate = InjectedFault::default();
        for fault in faults.iter().filter(|it| it.action.as_deref().is_none_or(|it| it == action)) {
            if dice.u32(0..1000) >= fault.per_mille {
                continue;
            }
            match fault.kind {
                FaultKind::Delay(milliseconds) => {
                    fate.delay = fate.delay.saturating_add(Duration::from_millis(milliseconds));
                }
                kind => fate.end = fate.end.or(Some(kind)),
            }
        }
        fate
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
