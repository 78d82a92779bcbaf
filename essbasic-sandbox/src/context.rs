//! Parts of a running sandbox that every request may need.

use std::convert::Infallible;
use std::sync::Arc;

use crate::call_memory::CallMemory;
use crate::callbacks::active::ActiveCallbacks;
use crate::command::{Command, CommandError, CommandOutput};
use crate::errors::StorageError;
use crate::faults::Faults;
use crate::gateway::Gateway;
use crate::initial_data::InitialData;
use crate::records::{ActDraft, ActSource, CallLog, CommittedAct};
use crate::saved_snapshots::{SavedSnapshots, SnapshotError};
use crate::state::State;

/// Parts of a running sandbox that every request may need.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) gateway: Gateway,
    pub(crate) faults: Arc<Faults>,
    pub(crate) callbacks: ActiveCallbacks,
    pub(crate) call_log: CallLog,
    pub(crate) call_memory: CallMemory,
    pub(crate) initial_data: InitialData,
    pub(crate) snapshots: SavedSnapshots,
}

impl Context {
    /// Executes a tester's command and waits until the change is stored. Acts of people are recorded.
    pub(crate) async fn execute(
        &self,
        command: &Command,
        source: ActSource,
    ) -> Result<CommandOutput, CommandError> {
        let started = |output: &CommandOutput| match output {
            CommandOutput::Started(flow) => Some(flow.clone()),
            _ => None,
        };
        let change = |state: &mut State| command.execute(state);
        let act = self.act(ActDraft::of(command, source), change, started);
        act.stored().await.unwrap_or(Err(CommandError::Storage))
    }

    /// Makes a change, and records it as the act of a person. `flow` returns the ID of the contract that
    /// it started.
    pub(crate) fn act<T, E: Copy + Into<CommandError>>(
        &self,
        draft: Option<ActDraft>,
        change: impl FnOnce(&mut State) -> Result<T, E>,
        flow: impl FnOnce(&T) -> Option<String>,
    ) -> CommittedAct<'_, T, E> {
        CommittedAct::make((&self.call_log, self.gateway.store()), draft, change, flow)
    }

    /// Adds the current data to the list of snapshots. Returns the number of the snapshot.
    pub(crate) async fn save_snapshot(&self, name: &str) -> Result<u64, SnapshotError> {
        let data = self.gateway.store().read(State::copy_rows).stored().await;
        self.snapshots.add(name, data.map_err(|StorageError| SnapshotError::Storage)?)
    }

    /// Goes back to a snapshot of the list.
    pub(crate) async fn restore_snapshot(&self, id: u64) -> Result<(), SnapshotError> {
        let data = self.snapshots.data(id)?;
        self.restore(&data).await
    }

    /// Goes back to the initial data and clock.
    pub(crate) async fn reset(&self) -> Result<(), SnapshotError> {
        self.restore(&self.initial_data.state()).await
    }

    async fn restore(&self, data: &State) -> Result<(), SnapshotError> {
        let restored = self.gateway.store().transact(|state| {
            state.restore(data);
            Ok::<_, Infallible>(())
        });
        let Ok(restored) = restored.stored().await else { return Err(SnapshotError::Storage) };
        let Ok(()) = restored;
        Ok(())
    }
}
