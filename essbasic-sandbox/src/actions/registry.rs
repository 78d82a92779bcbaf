//! The registry of stateful actions, between request bytes and the fields of a response.

use std::collections::BTreeMap;
use std::fmt;

use essbasic::request::Request;
use essbasic::{Action, CATALOGUE, Descriptor, Entry, ErrorCode};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{canned, output};
use crate::errors::ServiceError;
use crate::state::State;
use crate::store::{Committed, Store};

/// Executes an action on a request body.
type Handler = Box<dyn Fn(&Store, &[u8]) -> Executed + Send + Sync>;

type Executed = Committed<Result<ActionOutput, ServiceError>>;

/// Output of an action.
#[derive(Debug)]
pub(crate) struct ActionOutput {
    pub(crate) fields: Map<String, Value>,
    pub(crate) is_canned: bool,
}

/// An action of the catalogue, with the sandbox's support for it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ActionSupport {
    /// Name of the action.
    pub name: &'static str,
    /// Support for the action.
    pub support: Support,
}

/// Support of the sandbox for an action.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Support {
    /// Executes the action and stores its effects.
    Stateful,
    /// Validates the request and returns a canned response.
    Canned,
    /// Rejects every call.
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

/// The stateful actions, by name.
#[derive(Default)]
pub(crate) struct Actions(BTreeMap<&'static str, Handler>);

impl Actions {
    /// Adds an action that changes the state.
    pub(super) fn write<A: Action + 'static>(
        mut self,
        execute: fn(&mut State, A) -> Result<A::Output, ServiceError>,
    ) -> Self {
        let handler: Handler = Box::new(move |store, body| match parse(body) {
            Ok(request) => store.transact(|state| execute(state, request).and_then(serialize::<A>)),
            Err(error) => store.read(|_| Err(error)),
        });
        self.0.insert(A::descriptor().name, handler);
        self
    }

    /// Adds an action that only reads the state.
    pub(super) fn read<A: Action + 'static>(
        mut self,
        execute: fn(&State, A) -> Result<A::Output, ServiceError>,
    ) -> Self {
        let handler: Handler = Box::new(move |store, body| {
            let request = parse(body);
            store.read(|state| {
                request.and_then(|request| execute(state, request)).and_then(serialize::<A>)
            })
        });
        self.0.insert(A::descriptor().name, handler);
        self
    }

    /// Executes an action, or returns its canned response.
    pub(crate) fn execute(
        &self,
        action: &'static Descriptor,
        store: &Store,
        body: &[u8],
    ) -> Executed {
        match self.0.get(action.name) {
            Some(handler) => handler(store, body),
            None => store.read(|state| {
                let fields = canned::response(state, action, body)?;
                Ok(ActionOutput { fields, is_canned: true })
            }),
        }
    }

    /// Returns every action of the catalogue, sorted by name.
    pub(crate) fn list(&self) -> Vec<ActionSupport> {
        let support = |action: &'static Descriptor| {
            let support = if self.0.contains_key(action.name) {
                Support::Stateful
            } else if canned::has_response(action) {
                Support::Canned
            } else {
                Support::None
            };
            ActionSupport { name: action.name, support }
        };
        let mut actions: Vec<_> = CATALOGUE.iter().map(Entry::descriptor).map(support).collect();
        actions.sort_by_key(|action| action.name);
        actions
    }
}

impl fmt::Debug for Actions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Parses a body that has passed validation; schema and struct are generated from one source.
fn parse<A: Action>(body: &[u8]) -> Result<A, ServiceError> {
    Request::read(body).map_err(|error| {
        ServiceError::new(ErrorCode::INVALID_PARAMETER, "参数错误。", error.message().to_owned())
    })
}

fn serialize<A: Action>(output: impl Serialize) -> Result<ActionOutput, ServiceError> {
    match serde_json::to_value(output) {
        Ok(Value::Object(mut fields)) => {
            output::complete((A::descriptor().response)(), &mut fields);
            Ok(ActionOutput { fields, is_canned: false })
        }
        _ => Err(ServiceError::new(
            ErrorCode::INTERNAL_ERROR,
            "内部错误。",
            "The response cannot be serialized.",
        )),
    }
}
