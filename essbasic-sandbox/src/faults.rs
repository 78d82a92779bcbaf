//! Injected faults: failures of a network or an overloaded service, at the tester's choice.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::limits;

mod code;

pub use code::FaultCode;

/// A fault, and the calls or callbacks it is injected into.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Fault {
    #[serde(skip)]
    id: u64,
    action: Option<String>,
    #[serde(default = "every_call")]
    per_mille: u32,
    /// Time until it ends, once it is injected.
    seconds: Option<u64>,
    #[serde(skip)]
    ends: Option<Instant>,
    kind: FaultKind,
}

fn every_call() -> u32 {
    1000
}

/// Effect of a fault on a call or a callback.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub enum FaultKind {
    /// Delays the execution by this number of milliseconds.
    Delay(u64),
    /// Closes the connection without executing the action.
    Reset,
    /// Executes the action and closes the connection in the middle of the response.
    Cut,
    /// Responds with this HTTP status and no envelope, without executing the action.
    Status(u16),
    /// Rejects the call as rate limited, without executing the action.
    Throttle,
    /// Rejects the call with this error code, without executing the action.
    Reject(FaultCode),
    /// Never posts the event to the callback, as if it was lost.
    DropCallback,
    /// Posts the event twice, the second time after up to 8 later events.
    DuplicateCallback,
    /// Posts the event after up to 8 later events, or after a second if there are none.
    ShuffleCallback,
}

impl FaultKind {
    /// Returns whether the fault is injected into callbacks, and not into calls.
    pub fn is_about_callbacks(self) -> bool {
        matches!(self, Self::DropCallback | Self::DuplicateCallback | Self::ShuffleCallback)
    }
}

impl Fault {
    /// Creates a fault that is injected into every call, or every delivery of an event to a callback.
    pub fn new(kind: FaultKind) -> Self {
        Self { id: 0, action: None, per_mille: 1000, seconds: None, ends: None, kind }
    }

    /// Restricts the fault to one action, or to one type of event. Default: all.
    #[must_use]
    pub fn for_action(mut self, name: impl Into<String>) -> Self {
        self.action = Some(name.into());
        self
    }

    /// Sets the probability, in calls or deliveries per thousand. Default: 1000, every one.
    ///
    /// The random numbers depend on [`SandboxBuilder::fault_seed`](crate::SandboxBuilder::fault_seed).
    #[must_use]
    pub fn with_per_mille(mut self, calls: u32) -> Self {
        self.per_mille = calls;
        self
    }

    /// Ends the fault this long after it was injected, in whole seconds. Default: when it is removed.
    #[must_use]
    pub fn for_duration(mut self, duration: Duration) -> Self {
        self.seconds = Some(duration.as_secs());
        self
    }

    /// Returns the ID of an injected fault.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Returns the time until the fault ends by itself, if it does.
    pub fn remaining(&self) -> Option<Duration> {
        Some(self.ends?.saturating_duration_since(Instant::now()))
    }

    /// Returns the action or event type that the fault is restricted to.
    pub fn action(&self) -> Option<&str> {
        self.action.as_deref()
    }

    /// Returns the probability, in calls or deliveries per thousand.
    pub fn per_mille(&self) -> u32 {
        self.per_mille
    }

    /// Returns the effect of the fault.
    pub fn kind(&self) -> FaultKind {
        self.kind
    }

    fn applies(&self, name: &str) -> bool {
        !self.has_ended() && self.action.as_deref().is_none_or(|it| it == name)
    }

    fn has_ended(&self) -> bool {
        self.ends.is_some_and(|end| end <= Instant::now())
    }
}

/// Error of a fault that was not injected.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum FaultError {
    /// 100 faults are active.
    TooMany,
    /// The action's name is longer than 128 bytes.
    Action,
}

impl fmt::Display for FaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany => write!(f, "{} faults are active: remove them first", limits::FAULTS),
            Self::Action => {
                write!(f, "the action's name is longer than {} bytes", limits::FAULT_ACTION_BYTES)
            }
        }
    }
}

impl std::error::Error for FaultError {}

/// The active faults and their random numbers.
#[derive(Debug)]
pub(crate) struct Faults(Mutex<ActiveFaults>);

#[derive(Debug)]
struct ActiveFaults {
    last_id: u64,
    faults: Vec<Fault>,
    rng: fastrand::Rng,
    /// Random numbers for callbacks, which must not depend on the order of calls.
    callback_rng: fastrand::Rng,
}

/// Faults of one call.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct InjectedFault {
    pub(crate) delay: Duration,
    /// The fault that decides the response; never a delay.
    pub(crate) failure: Option<FaultKind>,
}

/// Faults of one delivery of an event.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CallbackFaults {
    pub(crate) drop: bool,
    /// Random number of the second delivery.
    pub(crate) duplicate: Option<u64>,
    /// Random number of the delay.
    pub(crate) shuffle: Option<u64>,
}

impl Default for Faults {
    fn default() -> Self {
        Self::new(0)
    }
}

impl Faults {
    pub(crate) fn new(seed: u64) -> Self {
        let rng = fastrand::Rng::with_seed(seed);
        let callback_rng = fastrand::Rng::with_seed(seed);
        Self(Mutex::new(ActiveFaults { last_id: 0, faults: Vec::new(), rng, callback_rng }))
    }

    /// Adds a fault. Returns its ID.
    pub(crate) fn add(&self, mut fault: Fault) -> Result<u64, FaultError> {
        if fault.action.as_ref().is_some_and(|name| name.len() > limits::FAULT_ACTION_BYTES) {
            return Err(FaultError::Action);
        }
        let mut active = self.lock();
        active.faults.retain(|it| !it.has_ended());
        if active.faults.len() >= limits::FAULTS {
            return Err(FaultError::TooMany);
        }
        active.last_id += 1;
        fault.id = active.last_id;
        // An end beyond the range of the clock is never reached.
        let end = |seconds| Instant::now().checked_add(Duration::from_secs(seconds));
        fault.ends = fault.seconds.and_then(end);
        active.faults.push(fault);
        Ok(active.last_id)
    }

    /// Returns the active faults.
    pub(crate) fn all(&self) -> Vec<Fault> {
        let mut active = self.lock();
        active.faults.retain(|it| !it.has_ended());
        active.faults.clone()
    }

    /// Removes a fault. Returns whether there was one.
    pub(crate) fn remove(&self, id: u64) -> bool {
        let mut active = self.lock();
        let before = active.faults.len();
        active.faults.retain(|it| it.id != id);
        active.faults.len() < before
    }

    /// Removes all faults.
    pub(crate) fn clear(&self) {
        self.lock().faults.clear();
    }

    /// Draws the faults of one call: the sum of all delays, and the first other fault.
    pub(crate) fn inject(&self, action: &str) -> InjectedFault {
        let mut active = self.lock();
        let ActiveFaults { faults, rng, .. } = &mut *active;
        let mut injected = InjectedFault::default();
        let faults = faults.iter().filter(|it| !it.kind.is_about_callbacks() && it.applies(action));
        for fault in faults {
            if rng.u32(0..1000) >= fault.per_mille {
                continue;
            }
            match fault.kind {
                FaultKind::Delay(milliseconds) => {
                    let delay = Duration::from_millis(milliseconds);
                    injected.delay = injected.delay.saturating_add(delay);
                }
                kind => injected.failure = injected.failure.or(Some(kind)),
            }
        }
        injected
    }

    /// Draws the faults of one delivery of an event.
    pub(crate) fn inject_callback(&self, event: &str) -> CallbackFaults {
        let mut active = self.lock();
        let ActiveFaults { faults, callback_rng: rng, .. } = &mut *active;
        let mut injected = CallbackFaults::default();
        for fault in faults.iter().filter(|it| it.kind.is_about_callbacks() && it.applies(event)) {
            // Every fault takes two numbers, so that the others do not depend on its probability.
            let (drawn, random) = (rng.u32(0..1000), rng.u64(..));
            if drawn >= fault.per_mille {
                continue;
            }
            match fault.kind {
                FaultKind::DropCallback => injected.drop = true,
                FaultKind::DuplicateCallback => injected.duplicate = Some(random),
                _ => injected.shuffle = Some(random),
            }
        }
        injected
    }

    fn lock(&self) -> MutexGuard<'_, ActiveFaults> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
