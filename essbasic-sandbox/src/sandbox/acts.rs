//! What a tester does to what is kept, from the pages and the control API alike.

use std::fmt;
use std::time::Duration;

use crate::server::token;
use crate::state::{Person, ScanError, SignError, State};

/// Something that happens to what is kept because a tester plays somebody else.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Command {
    /// A person scans a QR code.
    Scan {
        /// The code.
        qr_code_id: String,
        /// The person.
        person: Person,
    },
    /// A signer signs a contract.
    Sign {
        /// The contract.
        flow_id: String,
        /// The signer.
        signer: Signer,
    },
    /// A signer refuses to sign a contract.
    Decline {
        /// The contract.
        flow_id: String,
        /// The signer.
        signer: Signer,
        /// Why.
        message: String,
    },
    /// A signer fills in what is left to them.
    Fill {
        /// The contract.
        flow_id: String,
        /// The signer.
        signer: Signer,
        /// Values by the fields' names or ids.
        values: Vec<(String, String)>,
    },
    /// Somebody does what a link asks of them.
    CompleteLink {
        /// The link, or the token in it.
        link: String,
        /// Who does, where the link does not say.
        person: Option<Person>,
    },
    /// The service's people look at a seal.
    ReviewSeal {
        /// The seal.
        seal_id: String,
        /// Whether nothing is wrong with it.
        approved: bool,
    },
    /// Every application has so many contracts left to start.
    SetContractQuota(i64),
    /// The clock moves forward.
    Advance(Duration),
}

/// A signer of a contract.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Signer {
    /// By name and mobile number.
    Person(Person),
    /// By the id that they have in the contract.
    Id(String),
}

/// What came of an act.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CommandOutput {
    /// It is done.
    Done,
    /// A contract was started, with this id.
    Started(String),
    /// The clock stands at this time, in Unix seconds.
    Now(i64),
}

/// Why nothing came of an act.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CommandError {
    /// A scan started no contract.
    Scan(ScanError),
    /// Somebody could not act.
    Sign(SignError),
    /// The folder cannot be written.
    Storage,
}

impl Command {
    /// Does it.
    pub(crate) fn execute(&self, state: &mut State) -> Result<CommandOutput, CommandError> {
        let now = state.now();
        match self {
            Self::Scan { qr_code_id, person } => {
                return Ok(CommandOutput::Started(state.scan(qr_code_id, person)?));
            }
            Self::Sign { flow_id, signer: Signer::Person(who) } => state.sign_as(flow_id, who)?,
            Self::Sign { flow_id, signer: Signer::Id(id) } => {
                let at = place(state, flow_id, id)?;
                state.sign(flow_id, at, now)?;
            }
            Self::Decline { flow_id, signer: Signer::Person(who), message } => {
                state.refuse_as(flow_id, who, message)?;
            }
            Self::Decline { flow_id, signer: Signer::Id(id), message } => {
                let at = place(state, flow_id, id)?;
                state.refuse(flow_id, at, message, now)?;
            }
            Self::Fill { flow_id, signer: Signer::Person(who), values } => {
                state.fill_as(flow_id, who, values)?;
            }
            Self::Fill { flow_id, signer: Signer::Id(id), values } => {
                let at = place(state, flow_id, id)?;
                state.fill(flow_id, at, values, now)?;
            }
            Self::CompleteLink { link, person } => state.agree(token(link), person.as_ref())?,
            Self::ReviewSeal { seal_id, approved } => {
                state.seal_is_reviewed(seal_id, *approved, now)
            }
            Self::SetContractQuota(left) => state.set_contract_quota(*left),
            Self::Advance(by) => {
                state.advance(*by);
                return Ok(CommandOutput::Now(state.now()));
            }
        }
        Ok(CommandOutput::Done)
    }
}

fn place(state: &State, flow_id: &str, signer: &str) -> Result<usize, SignError> {
    let flow = state.flows.get(flow_id).ok_or(SignError::NotFound)?;
    flow.signer(signer).ok_or(SignError::NotASigner)
}

impl From<ScanError> for CommandError {
    fn from(why: ScanError) -> Self {
        Self::Scan(why)
    }
}

impl From<SignError> for CommandError {
    fn from(why: SignError) -> Self {
        Self::Sign(why)
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scan(why) => why.fmt(f),
            Self::Sign(why) => why.fmt(f),
            Self::Storage => crate::store::NotStored.fmt(f),
        }
    }
}

impl std::error::Error for CommandError {}
