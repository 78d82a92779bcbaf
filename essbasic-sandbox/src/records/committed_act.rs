//! Changes that people make, recorded once they are stored.

use std::sync::Arc;
use std::time::{Instant, SystemTime};

use super::{ActDraft, CallLog, Record, RecordedAct};
use crate::command::CommandError;
use crate::errors::StorageError;
use crate::state::State;
use crate::store::{Committed, Store};

/// A change that a person made, to be recorded once it is stored.
#[must_use = "a result must not be returned before it is on disk"]
#[derive(Debug)]
pub(crate) struct CommittedAct<'a, T, E> {
    call_log: &'a CallLog,
    committed: Committed<Result<Result<T, E>, E>>,
    draft: Option<ActDraft>,
    events: Vec<String>,
    started_at: SystemTime,
    started: Instant,
}

impl<'a, T, E: Copy + Into<CommandError>> CommittedAct<'a, T, E> {
    /// Makes a change. `flow` returns the ID of the contract that it started.
    pub(crate) fn make(
        (call_log, store): (&'a CallLog, &Store),
        mut draft: Option<ActDraft>,
        change: impl FnOnce(&mut State) -> Result<T, E>,
        flow: impl FnOnce(&T) -> Option<String>,
    ) -> Self {
        let (started_at, started) = (SystemTime::now(), Instant::now());
        let mut committed = store.transact(|state| {
            if let Some(draft) = &mut draft {
                draft.resolve(state);
            }
            match change(state) {
                // The event of a failed scan is committed.
                Err(error) if matches!(error.into(), CommandError::Scan(_)) => Ok(Err(error)),
                Err(error) => Err(error),
                Ok(done) => {
                    if let (Some(draft), Some(flow)) = (&mut draft, flow(&done)) {
                        draft.flows = vec![flow];
                    }
                    Ok(Ok(done))
                }
            }
        });
        let events = committed.drain_events();
        Self { call_log, committed, draft, events, started_at, started }
    }

    /// Returns the result once it is stored, and records it.
    pub(crate) async fn stored(self) -> Result<Result<T, E>, StorageError> {
        let Self { call_log, committed, draft, events, started_at, started } = self;
        let stored = committed.stored().await.map(|it| it.and_then(|it| it));
        let result = match &stored {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err((*error).into()),
            Err(StorageError) => Err(CommandError::Storage),
        };
        record(call_log, draft, events, (started_at, started), result);
        stored
    }

    /// Returns the result once it is stored, and records it. Blocks the thread until then.
    pub(crate) fn stored_blocking(self) -> Result<T, E> {
        let Self { call_log, committed, draft, events, started_at, started } = self;
        let stored = committed.stored_blocking().and_then(|it| it);
        let result = stored.as_ref().map(drop).map_err(|error| (*error).into());
        record(call_log, draft, events, (started_at, started), result);
        stored
    }
}

fn record(
    call_log: &CallLog,
    draft: Option<ActDraft>,
    events: Vec<String>,
    (started_at, started): (SystemTime, Instant),
    result: Result<(), CommandError>,
) {
    let Some(ActDraft { kind, source, person, subject, flows, .. }) = draft else { return };
    let duration = started.elapsed();
    call_log.push_other(|number| {
        Record::Act(Arc::new(RecordedAct {
            number,
            started_at,
            duration,
            kind,
            source,
            person,
            subject,
            flows,
            result,
            events,
        }))
    });
}
