//! What a tester does to what is kept, from the pages and the control API alike.

use std::fmt;
use std::time::Duration;

use crate::server::token;
use crate::state::{ActRefused, Person, ScanRefused, State};

/// Something that happens to what is kept because a tester plays somebody else.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Act {
    /// A person scans a QR code.
    Scan {
        /// The code.
        qr_code_id: String,
        /// The person.
        by: Person,
    },
    /// A signer signs a contract.
    Sign {
        /// The contract.
        flow_id: String,
        /// The signer.
        who: Signer,
    },
    /// A signer refuses to sign a contract.
    Refuse {
        /// The contract.
        flow_id: String,
        /// The signer.
        who: Signer,
        /// Why.
        message: String,
    },
    /// A signer fills in what is left to them.
    Fill {
        /// The contract.
        flow_id: String,
        /// The signer.
        who: Signer,
        /// Values by the fields' names or ids.
        values: Vec<(String, String)>,
    },
    /// Somebody does what a link asks of them.
    Agree {
        /// The link, or the token in it.
        link: String,
        /// Who does, where the link does not say.
        who: Option<Person>,
    },
    /// The service's people look at a seal.
    ReviewSeal {
        /// The seal.
        seal_id: String,
        /// Whether nothing is wrong with it.
        is_good: bool,
    },
    /// Every application has so many contracts left to start.
    SetContracts(i64),
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
pub enum Acted {
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
pub enum NotActed {
    /// A scan started no contract.
    Scan(ScanRefused),
    /// Somebody could not act.
    Act(ActRefused),
    /// The folder cannot be written.
    NotStored,
}

impl Act {
    /// Does it.
    pub(crate) fn on(&self, state: &mut State) -> Result<Acted, NotActed> {
        let now = state.now();
        match self {
            Self::Scan { qr_code_id, by } => {
                return Ok(Acted::Started(state.scan(qr_code_id, by)?));
            }
            Self::Sign { flow_id, who: Signer::Person(who) } => state.sign_as(flow_id, who)?,
            Self::Sign { flow_id, who: Signer::Id(id) } => {
                let at = place(state, flow_id, id)?;
                state.sign(flow_id, at, now)?;
            }
            Self::Refuse { flow_id, who: Signer::Person(who), message } => {
                state.refuse_as(flow_id, who, message)?;
            }
            Self::Refuse { flow_id, who: Signer::Id(id), message } => {
                let at = place(state, flow_id, id)?;
                state.refuse(flow_id, at, message, now)?;
            }
            Self::Fill { flow_id, who: Signer::Person(who), values } => {
                state.fill_as(flow_id, who, values)?;
            }
            Self::Fill { flow_id, who: Signer::Id(id), values } => {
                let at = place(state, flow_id, id)?;
                state.fill(flow_id, at, values, now)?;
            }
            Self::Agree { link, who } => state.agree(token(link), who.as_ref())?,
            Self::ReviewSeal { seal_id, is_good } => state.seal_is_reviewed(seal_id, *is_good, now),
            Self::SetContracts(left) => state.set_contracts(*left),
            Self::Advance(by) => {
                state.advance(*by);
                return Ok(Acted::Now(state.now()));
            }
        }
        Ok(Acted::Done)
    }
}

fn place(state: &State, flow_id: &str, signer: &str) -> Result<usize, ActRefused> {
    let flow = state.flows.get(flow_id).ok_or(ActRefused::Unknown)?;
    flow.signer(signer).ok_or(ActRefused::NotASigner)
}

impl From<ScanRefused> for NotActed {
    fn from(why: ScanRefused) -> Self {
        Self::Scan(why)
    }
}

impl From<ActRefused> for NotActed {
    fn from(why: ActRefused) -> Self {
        Self::Act(why)
    }
}

impl fmt::Display for NotActed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scan(why) => why.fmt(f),
            Self::Act(why) => why.fmt(f),
            Self::NotStored => crate::store::NotStored.fmt(f),
        }
    }
}

impl std::error::Error for NotActed {}
