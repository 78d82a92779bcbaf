//! What the actions do: those that are kept as state, and those that answer with a sample.

use std::collections::BTreeMap;
use std::fmt;

use essbasic::request::Request;
use essbasic::{Action, CATALOGUE, Descriptor, Entry, Error, ErrorCode};
use serde_json::{Map, Value};

use crate::refusal::Refusal;
use crate::state::State;
use crate::store::{Committed, Store};

mod auto_sign;
mod bills;
mod business_info;
mod cancellations;
mod downloads;
mod dynamic_signers;
mod employees;
mod evidence;
mod files;
mod flow_changes;
mod flow_details;
mod flows_by_files;
mod flows_by_templates;
mod groups;
mod more_sign_links;
mod organizations;
mod partner_auto_sign;
mod prepared_flows;
mod qr_codes;
mod registrations;
mod releases;
mod roles;
mod samples;
mod seals;
mod services;
mod sign_links;
mod signers;
mod templates;

/// What an action does, between the bytes of a request and the members of an answer.
type Act = Box<dyn Fn(&Store, &[u8]) -> Outcome + Send + Sync>;

/// What came of an action.
type Outcome = Committed<Result<Answer, Refusal>>;

/// The members of an answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) members: Map<String, Value>,
    /// Whether it is made up.
    pub(crate) is_sample: bool,
}

/// An action of the catalogue, as the sandbox has it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ActionSupport {
    /// The action's name.
    pub name: &'static str,
    /// How far the sandbox goes.
    pub support: Support,
}

/// How far the sandbox goes with an action.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Support {
    /// It does what the action says, and remembers.
    Stateful,
    /// It checks the request, and makes the answer up.
    Canned,
    /// It refuses.
    None,
}

impl fmt::Display for Support {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stateful => "stateful",
            Self::Canned => "canned",
            Self::None => "none",
        })
    }
}

/// The actions, by name.
pub(crate) struct Actions(BTreeMap<&'static str, Act>);

impl Actions {
    /// Every action whose state is kept.
    pub(crate) fn all() -> Self {
        [
            auto_sign::register,
            bills::register,
            business_info::register,
            cancellations::register,
            downloads::register,
            dynamic_signers::register,
            employees::register,
            evidence::register,
            files::register,
            flow_changes::register,
            flow_details::register,
            flows_by_files::register,
            flows_by_templates::register,
            groups::register,
            more_sign_links::register,
            organizations::register,
            partner_auto_sign::register,
            prepared_flows::register,
            qr_codes::register,
            registrations::register,
            releases::register,
            roles::register,
            seals::register,
            services::register,
            sign_links::register,
            templates::register,
        ]
        .into_iter()
        .fold(Self(BTreeMap::new()), |actions, register| register(actions))
    }

    /// Adds an action that changes the state: the structs that a client writes are read here.
    fn write<A: Action + 'static>(
        mut self,
        act: fn(&mut State, A) -> Result<A::Output, Refusal>,
    ) -> Self {
        let act: Act = Box::new(move |store, body| match read(body) {
            Ok(request) => store.transact(|state| act(state, request).and_then(members)),
            Err(refusal) => store.look(|_| Err(refusal)),
        });
        self.0.insert(A::descriptor().name, act);
        self
    }

    /// Adds an action that only looks at the state.
    fn read<A: Action + 'static>(
        mut self,
        act: fn(&State, A) -> Result<A::Output, Refusal>,
    ) -> Self {
        let act: Act = Box::new(move |store, body| {
            let request = read(body);
            store.look(|state| request.and_then(|request| act(state, request)).and_then(members))
        });
        self.0.insert(A::descriptor().name, act);
        self
    }

    /// Carries an action out.
    pub(crate) fn carry_out(
        &self,
        action: &'static Descriptor,
        store: &Store,
        body: &[u8],
    ) -> Outcome {
        match self.0.get(action.name) {
            Some(act) => act(store, body),
            None => store.look(|state| samples::answer(state, action, body)),
        }
    }

    /// Every action of the catalogue, and how far the sandbox goes with it.
    pub(crate) fn listing(&self) -> Vec<ActionSupport> {
        let mut actions: Vec<_> = CATALOGUE
            .iter()
            .map(Entry::descriptor)
            .map(|action| {
                let support = if self.0.contains_key(action.name) {
                    Support::Stateful
                } else if samples::has(action) {
                    Support::Canned
                } else {
                    Support::None
                };
                ActionSupport { name: action.name, support }
            })
            .collect();
        actions.sort_by_key(|action| action.name);
        actions
    }
}

impl fmt::Debug for Actions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

fn read<A: Action>(body: &[u8]) -> Result<A, Refusal> {
    Request::read(body).map_err(|error| unreadable(&error))
}

fn members(output: impl serde::Serialize) -> Result<Answer, Refusal> {
    match serde_json::to_value(output) {
        Ok(Value::Object(members)) => Ok(Answer { members, is_sample: false }),
        _ => Err(Refusal::new(
            ErrorCode::INTERNAL_ERROR,
            "内部错误。",
            "The answer cannot be written.",
        )),
    }
}

/// A body that passed the schema and still is not the struct's; the two come from one place.
fn unreadable(error: &Error) -> Refusal {
    Refusal::new(ErrorCode::INVALID_PARAMETER, "参数错误。", error.message().to_owned())
}

/// The rows of a page that starts at one of them.
fn page<T>(rows: &[T], offset: i64, limit: i64) -> &[T] {
    let place = |at: i64| usize::try_from(at).unwrap_or(0).min(rows.len());
    &rows[place(offset)..place(offset.max(0).saturating_add(limit.max(0)))]
}

/// A number of things, as answers have it.
fn count(things: usize) -> i64 {
    i64::try_from(things).unwrap_or(i64::MAX)
}

/// A time as the service writes it for people: in Beijing.
fn date(seconds: i64) -> String {
    let beijing = chrono::FixedOffset::east_opt(8 * 60 * 60);
    let time = chrono::DateTime::from_timestamp(seconds, 0).zip(beijing);
    time.map(|(time, beijing)| time.with_timezone(&beijing))
        .map(|time| time.format("%Y-%m-%d %H:%M:%S").to_string())
        .unwrap_or_default()
}
