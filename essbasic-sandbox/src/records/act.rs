//! Acts of people: scans, signatures and other steps that no API call makes.

use std::fmt;
use std::time::{Duration, SystemTime};

use crate::command::{Command, CommandError, SignerRef};
use crate::limits;
use crate::state::{Person, Purpose, State, link_token};

/// An act of a person, and its result.
///
/// Contains personal data, but no link.
#[derive(Clone)]
#[non_exhaustive]
pub struct RecordedAct {
    /// Number of the record.
    pub number: u64,
    /// Time at which it began.
    pub started_at: SystemTime,
    /// Time until it was stored.
    pub duration: Duration,
    /// The act.
    pub kind: ActKind,
    /// Origin of the act.
    pub source: ActSource,
    /// The person, if known. Long names are cut.
    pub person: Option<Person>,
    /// ID of the scanned QR code, or of the reviewed seal; otherwise empty.
    pub subject: String,
    /// IDs of the contracts, at most 20.
    pub flows: Vec<String>,
    /// `Err` if nothing was changed.
    pub result: Result<(), CommandError>,
    /// Keys of the events that the act caused.
    pub events: Vec<String>,
}

/// Kind of a [`RecordedAct`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ActKind {
    /// A scan of a QR code, which starts a contract.
    Scan,
    /// A signature.
    Sign,
    /// A refusal to sign.
    Decline,
    /// Fields of a contract were filled in.
    Fill,
    /// The task of a link was completed.
    CompleteLink,
    /// A seal was reviewed.
    ReviewSeal,
}

/// Origin of a [`RecordedAct`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ActSource {
    /// The page behind a link or a QR code.
    Page,
    /// The control API.
    ControlApi,
    /// [`SandboxHandle::execute`](crate::SandboxHandle::execute), which other pages call.
    Handle,
    /// A method of [`Sandbox`](crate::Sandbox).
    Program,
}

impl ActKind {
    /// Returns the kind as one word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::Sign => "sign",
            Self::Decline => "decline",
            Self::Fill => "fill",
            Self::CompleteLink => "complete-link",
            Self::ReviewSeal => "review-seal",
        }
    }
}

impl ActSource {
    /// Returns the origin as one word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::ControlApi => "control-api",
            Self::Handle => "handle",
            Self::Program => "program",
        }
    }
}

/// An act before it is made.
#[derive(Clone, Debug)]
pub(crate) struct ActDraft {
    pub(super) kind: ActKind,
    pub(super) source: ActSource,
    pub(super) person: Option<Person>,
    pub(super) subject: String,
    pub(super) flows: Vec<String>,
    /// Token of a link, to find its contracts.
    link: Option<String>,
    /// ID of the signer, to find the person.
    signer: Option<String>,
}

impl ActDraft {
    pub(crate) fn new(kind: ActKind, source: ActSource) -> Self {
        let (person, subject, flows) = (None, String::new(), Vec::new());
        Self { kind, source, person, subject, flows, link: None, signer: None }
    }

    /// Returns the act of a command, unless it is not one of a person.
    pub(crate) fn of(command: &Command, source: ActSource) -> Option<Self> {
        let new = |kind| Self::new(kind, source);
        Some(match command {
            Command::Scan { qr_code_id, person } => {
                new(ActKind::Scan).subject(qr_code_id).person(Some(person))
            }
            Command::Sign { flow_id, signer } => new(ActKind::Sign).signer(flow_id, signer),
            Command::Decline { flow_id, signer, .. } => {
                new(ActKind::Decline).signer(flow_id, signer)
            }
            Command::Fill { flow_id, signer, .. } => new(ActKind::Fill).signer(flow_id, signer),
            Command::CompleteLink { link, person } => {
                new(ActKind::CompleteLink).link(link).person(person.as_ref())
            }
            Command::ReviewSeal { seal_id, .. } => new(ActKind::ReviewSeal).subject(seal_id),
            _ => return None,
        })
    }

    /// Sets the ID of the QR code or seal.
    pub(crate) fn subject(self, id: &str) -> Self {
        Self { subject: cut(id), ..self }
    }

    pub(crate) fn person(self, person: Option<&Person>) -> Self {
        let person = person.map(|it| Person { name: cut(&it.name), mobile: cut(&it.mobile) });
        Self { person, ..self }
    }

    /// Sets the contract.
    pub(crate) fn flow(self, id: &str) -> Self {
        Self { flows: vec![cut(id)], ..self }
    }

    /// Sets the link, by its token or URL.
    pub(crate) fn link(self, link: &str) -> Self {
        Self { link: Some(link_token(link).to_owned()), ..self }
    }

    fn signer(self, flow: &str, signer: &SignerRef) -> Self {
        let draft = self.flow(flow);
        match signer {
            SignerRef::Person(person) => draft.person(Some(person)),
            SignerRef::Id(id) => Self { signer: Some(id.clone()), ..draft },
        }
    }

    /// Looks up contracts and person before the act changes them.
    pub(super) fn resolve(&mut self, state: &State) {
        let link = self.link.take();
        if let Some(Purpose::Sign { flows, signer }) =
            link.and_then(|token| Some(&state.link(&token)?.purpose))
        {
            self.flows = flows.iter().take(limits::RECORDED_FLOWS).cloned().collect();
            self.signer.clone_from(signer);
            if self.kind == ActKind::CompleteLink {
                self.kind = ActKind::Sign;
            }
        }
        let Some(signer) = self.signer.take() else { return };
        let flow = self.flows.first().and_then(|id| state.flows.get(id));
        let approver = flow.and_then(|it| Some(&it.approvers[it.signer(&signer)?]));
        if let Some(it) = approver.filter(|it| self.person.is_none() && !it.name.is_empty()) {
            self.person = Some(Person { name: cut(&it.name), mobile: cut(&it.mobile) });
        }
    }
}

fn cut(text: &str) -> String {
    text.chars().take(limits::REPEATED_CHARS).collect()
}

/// Hides the person.
impl fmt::Debug for RecordedAct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RecordedAct");
        shown.field("number", &self.number).field("kind", &self.kind);
        shown.field("result", &self.result).finish_non_exhaustive()
    }
}
