//! Initial data of a sandbox, which a reset restores.

use std::time::SystemTime;

use crate::seed;
use crate::state::State;

/// Initial clock and objects of a sandbox.
#[derive(Clone, Debug, Default)]
pub(crate) struct InitialData {
    /// Time at which the clock is stopped. Default: the system clock.
    pub(crate) clock: Option<SystemTime>,
    /// Objects. Default: the built-in ones.
    #[cfg(feature = "toml")]
    pub(crate) seed: Option<seed::Seed>,
}

impl InitialData {
    /// Creates a state with this data.
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
