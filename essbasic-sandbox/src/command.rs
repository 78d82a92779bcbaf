//! Commands with which a tester simulates people, the service and time.

use std::fmt;
use std::time::Duration;

use essbasic::seals::SealStatus;
use serde_json::{Map, Value};

use crate::errors::StorageError;
use crate::state::{EventError, Person, ScanError, SignError, State, link_token};

/// An act of a person or of the service, or a change of the clock, made by a tester.
///
/// Pages and the control API execute the same commands.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Command {
    /// A person scans a QR code, which starts a contract.
    Scan {
        /// QR code ID.
        qr_code_id: String,
        /// Person who scans.
        person: Person,
    },
    /// A signer signs a contract.
    Sign {
        /// Contract ID.
        flow_id: String,
        /// Signer of the contract.
        signer: SignerRef,
    },
    /// A signer declines a contract, which ends it.
    Decline {
        /// Contract ID.
        flow_id: String,
        /// Signer of the contract.
        signer: SignerRef,
        /// Reason for declining.
        message: String,
    },
    /// A signer fills in their fields.
    Fill {
        /// Contract ID.
        flow_id: String,
        /// Signer of the contract.
        signer: SignerRef,
        /// Values by field name or ID.
        values: Vec<(String, String)>,
    },
    /// A person completes the task of a link.
    CompleteLink {
        /// URL of the link, or its token.
        link: String,
        /// Person who completes it; required if the link does not name one.
        person: Option<Person>,
    },
    /// The service's staff reviews a seal.
    ReviewSeal {
        /// Seal ID.
        seal_id: String,
        /// `true` to approve the seal, `false` to reject it.
        approved: bool,
    },
    /// Sets the number of contracts that every application can still start.
    SetContractQuota(i64),
    /// Moves the clock forward.
    Advance(Duration),
    /// Sets the clock, forward or back.
    SetClock {
        /// Unix time in seconds, at most that of the year 9999.
        time: i64,
        /// `true` to stop it there, `false` to let it run on.
        is_stopped: bool,
    },
    /// Sets the clock back to the system clock.
    ResetClock,
    /// The service sends an event again.
    ResendEvent {
        /// ID of the event.
        id: String,
        /// URL of the callback. Default: all callbacks.
        url: Option<String>,
    },
    /// The service sends an event without the change that it reports.
    TriggerEvent {
        /// Event type, such as `FlowStatusChange`.
        kind: String,
        /// Fields of the event: `MsgData`.
        data: Map<String, Value>,
    },
}

/// A signer of a contract.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum SignerRef {
    /// By name and mobile number.
    Person(Person),
    /// By the signer's ID in the contract.
    Id(String),
}

/// Result of a [`Command`].
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CommandOutput {
    /// The change is made.
    Done,
    /// A contract was started, with this ID.
    Started(String),
    /// The clock shows this Unix time in seconds.
    Now(i64),
    /// An event was added, with this ID.
    Triggered(String),
}

/// Error of a [`Command`]; nothing was changed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CommandError {
    /// The scan started no contract.
    Scan(ScanError),
    /// The person could not act on the contract or link.
    Sign(SignError),
    /// The event was not sent.
    Event(EventError),
    /// No seal has this ID.
    SealNotFound,
    /// The seal is not in review.
    SealReviewed,
    /// The data folder cannot be written.
    Storage,
}

impl Command {
    /// Executes the command.
    ///
    /// # Errors
    ///
    /// The reason why it cannot be executed; nothing was changed.
    pub(crate) fn execute(&self, state: &mut State) -> Result<CommandOutput, CommandError> {
        let now = state.now();
        match self {
            Self::Scan { qr_code_id, person } => {
                return Ok(CommandOutput::Started(state.scan(qr_code_id, person)?));
            }
            Self::Sign { flow_id, signer } => {
                let index = find_signer(state, flow_id, signer)?;
                state.sign(flow_id, index, now)?;
            }
            Self::Decline { flow_id, signer, message } => {
                let index = find_signer(state, flow_id, signer)?;
                state.decline(flow_id, index, message, now)?;
            }
            Self::Fill { flow_id, signer, values } => {
                let index = find_signer(state, flow_id, signer)?;
                state.fill(flow_id, index, values, now)?;
            }
            Self::CompleteLink { link, person } => {
                state.complete_link(link_token(link), person.as_ref())?;
            }
            Self::ReviewSeal { seal_id, approved } => {
                let seal = state.seals.get(seal_id).ok_or(CommandError::SealNotFound)?;
                if seal.status != SealStatus::Checking {
                    return Err(CommandError::SealReviewed);
                }
                state.review_seal(seal_id, *approved, now);
            }
            Self::SetContractQuota(remaining) => state.set_contract_quota(*remaining),
            Self::Advance(duration) => {
                state.advance(*duration);
                return Ok(CommandOutput::Now(state.now()));
            }
            Self::SetClock { time, is_stopped } => {
                state.set_clock(*time, *is_stopped);
                return Ok(CommandOutput::Now(state.now()));
            }
            Self::ResetClock => {
                state.reset_clock();
                return Ok(CommandOutput::Now(state.now()));
            }
            Self::ResendEvent { id, url } => {
                state.resend(id, url.as_deref())?;
            }
            Self::TriggerEvent { kind, data } => {
                return Ok(CommandOutput::Triggered(state.trigger(kind, data)?));
            }
        }
        Ok(CommandOutput::Done)
    }
}

/// Returns the index of a signer in the contract.
fn find_signer(state: &mut State, flow_id: &str, signer: &SignerRef) -> Result<usize, SignError> {
    match signer {
        SignerRef::Person(person) => state.signer_of(flow_id, person),
        SignerRef::Id(id) => {
            let flow = state.flows.get(flow_id).ok_or(SignError::NotFound)?;
            flow.signer(id).ok_or(SignError::NotASigner)
        }
    }
}

impl From<ScanError> for CommandError {
    fn from(error: ScanError) -> Self {
        Self::Scan(error)
    }
}

impl From<SignError> for CommandError {
    fn from(error: SignError) -> Self {
        Self::Sign(error)
    }
}

impl From<EventError> for CommandError {
    fn from(error: EventError) -> Self {
        Self::Event(error)
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scan(error) => error.fmt(f),
            Self::Sign(error) => error.fmt(f),
            Self::Event(error) => error.fmt(f),
            Self::SealNotFound => f.write_str("the seal does not exist"),
            Self::SealReviewed => f.write_str("the seal is not in review"),
            Self::Storage => StorageError.fmt(f),
        }
    }
}

impl std::error::Error for CommandError {}
