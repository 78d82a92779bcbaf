//! The data that a sandbox starts with, and that a reset goes back to.

use std::time::SystemTime;

use crate::seed;
use crate::state::State;

/// The data that a sandbox starts with.
#[derive(Clone, Debug, Default)]
pub(crate) struct InitialData {
    /// Time at which the clock stands still; otherwise it is the system clock.
    pub(crate) clock: Option<SystemTime>,
    #[cfg(feature = "toml")]
    pub(crate) seed: Option<seed::Seed>,
}

impl InitialData {
    /// Creates a state with the data.
    pub(crate) fn state(&self) -> State {
        let mut state = State::default();
        if let Some(time) = self.clock {
            state.stop_clock(time);
        }
        #[cfg(feature = "toml")]
        if let Some(seed) = &self.seed {
            seed.fill(&mut state);
            return state;
        }
        seed::fill(&mut state);
        state
    }
}
