//! The actions that the sandbox carries out on what it keeps.

use std::collections::BTreeMap;
use std::fmt;

use essbasic::request::Request;
use essbasic::{Action, Descriptor, Error, ErrorCode};
use serde_json::{Map, Value};

use crate::refusal::Refusal;
use crate::state::State;

mod qr_codes;

/// What an action does to the state, between the bytes of a request and the members of an answer.
type Act = Box<dyn Fn(&mut State, &[u8]) -> Result<Map<String, Value>, Refusal> + Send + Sync>;

/// The actions that are kept, by name.
pub(crate) struct Actions(BTreeMap<&'static str, Act>);

impl Actions {
    /// Every action whose state is kept.
    pub(crate) fn kept() -> Self {
        Self(BTreeMap::new()).on(qr_codes::create).on(qr_codes::cancel)
    }

    /// Adds an action: the same structs that a client writes are read here.
    fn on<A: Action + 'static>(
        mut self,
        act: fn(&mut State, A) -> Result<A::Output, Refusal>,
    ) -> Self {
        let act: Act = Box::new(move |state, body| {
            let request = Request::read(body).map_err(|error| unreadable(&error))?;
            let output = act(state, request)?;
            match serde_json::to_value(output) {
                Ok(Value::Object(members)) => Ok(members),
                _ => Err(internal()),
            }
        });
        self.0.insert(A::descriptor().name, act);
        self
    }

    /// Carries an action out.
    pub(crate) fn carry_out(
        &self,
        action: &'static Descriptor,
        state: &mut State,
        body: &[u8],
    ) -> Result<Map<String, Value>, Refusal> {
        match self.0.get(action.name) {
            Some(act) => act(state, body),
            None => Err(Refusal::new(
                ErrorCode::UNSUPPORTED_OPERATION,
                "沙箱尚未支持此接口。",
                format!("The sandbox knows {} and does not carry it out yet.", action.name),
            )),
        }
    }
}

impl fmt::Debug for Actions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// A body that passed the schema and still is not the struct's; the two come from one place.
fn unreadable(error: &Error) -> Refusal {
    Refusal::new(ErrorCode::INVALID_PARAMETER, "参数错误。", error.message())
}

fn internal() -> Refusal {
    Refusal::new(ErrorCode::INTERNAL_ERROR, "内部错误。", "The answer cannot be written.")
}
