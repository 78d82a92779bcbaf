//! Waiters: poll an action until it reaches a final state.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::Client;
use crate::action::{Action, Descriptor, WaitConfig};
use crate::clock::saturating_add;
use crate::error::{Error, ErrorKind};
use crate::json::JsonObject;
use crate::message::{Message, message};
use crate::reply::Reply;
use crate::schema::{FieldKind, Fields, Model, StructSchema, ValueRef};

/// Default timeout of a waiter.
const TIMEOUT: Duration = Duration::from_secs(10 * 60);

/// Maximum time between the last poll and the end of the timeout.
const LAST_POLL: Duration = Duration::from_secs(1);

/// A waiter that has not started, returned by the method `wait` of actions that report a status.
///
/// Awaiting it polls the action; dropping it stops.
///
/// Returns the last reply. Fails with [`ErrorKind::WaitFailed`] at a final state that is a failure,
/// with [`ErrorKind::WaitTimeout`] when the timeout expires, and with the error of a failed poll.
///
/// The interval between polls grows by half from the shortest to the longest. A [`WakeHandle`] ends
/// an interval early, and so does the timeout: the last poll starts at most one second before it.
#[must_use = "a waiter starts when it is awaited"]
pub struct Waiter<'client, T> {
    poll: Poll<'client, T>,
    action: &'static Descriptor,
    timeout: Duration,
    interval: Option<(Duration, Duration)>,
    /// The handle, which keeps the channel open, and its calls that this waiter has not seen.
    wake: Option<(WakeHandle, watch::Receiver<()>)>,
    output: PhantomData<fn() -> T>,
}

/// A function that calls the action once and reads the state from its response.
type Poll<'client, T> = Box<dyn FnMut() -> PollFuture<'client, T> + Send + 'client>;

type PollFuture<'client, T> =
    Pin<Box<dyn Future<Output = Result<(Reply<T>, WaitState), Error>> + Send + 'client>>;

/// A handle that wakes waiters so that they poll at once, for example when a callback arrives.
#[derive(Clone, Debug, Default)]
pub struct WakeHandle(Arc<watch::Sender<()>>);

impl WakeHandle {
    /// Creates a handle that no waiter uses yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Wakes all waiters of this handle. A waiter that is polling polls once more.
    pub fn wake(&self) {
        self.0.send_replace(());
    }
}

impl<'client, T> Waiter<'client, T> {
    /// Creates a waiter for an action. Called by the macros.
    #[doc(hidden)]
    pub fn of<A: Action<Output = T> + Clone>(client: &'client Client, action: &A) -> Self
    where
        T: Model,
    {
        let (action, descriptor) = (action.clone(), A::descriptor());
        let poll = move || -> PollFuture<'client, T> {
            let call = client.call(&action).into_future();
            Box::pin(async move {
                let reply = call.await?;
                let state = WaitState::of(descriptor, &reply.output);
                Ok((reply, state))
            })
        };
        Self::new(descriptor, Box::new(poll))
    }

    fn new(action: &'static Descriptor, poll: Poll<'client, T>) -> Self {
        Self { poll, action, timeout: TIMEOUT, interval: None, wake: None, output: PhantomData }
    }

    /// Sets the timeout. Default: 10 minutes.
    ///
    /// Set a longer one for states that depend on people.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets the shortest and the longest poll interval. Default: the action's.
    pub fn poll_interval(mut self, min: Duration, max: Duration) -> Self {
        self.interval = Some((min, max));
        self
    }

    /// Polls at once whenever `handle` is woken.
    pub fn wake_on(mut self, handle: &WakeHandle) -> Self {
        self.wake = Some((handle.clone(), handle.0.subscribe()));
        self
    }

    async fn poll_until_done(mut self) -> Result<Reply<T>, Error> {
        let Some(config) = self.action.wait else {
            let message = message!("the action reports no final state");
            return Err(Error::new(ErrorKind::Invalid, message).with_action(self.action.name));
        };
        let deadline = saturating_add(Instant::now(), self.timeout);
        let (min, max) = self.interval.unwrap_or_else(|| {
            let (min, max) = config.interval;
            (Duration::from_secs(min), Duration::from_secs(max))
        });
        let (mut interval, mut last_state) = (min, "unknown".to_owned());
        let mut is_last_poll = false;
        loop {
            let poll = (self.poll)();
            // A poll that gets no response, or no permit, must not outlast the timeout. Without a runtime, which
            // timers need, it fails at once.
            let polled = match Handle::try_current() {
                Ok(_) => timeout_at(deadline, poll).await,
                Err(_) => Ok(poll.await),
            };
            let Ok(polled) = polled else {
                let message = message!("timed out in state {state}", state = last_state);
                let error = Error::new(ErrorKind::WaitTimeout, message);
                return Err(error.with_action(self.action.name));
            };
            let (reply, state) = polled?;
            let error = |kind, message| {
                let error = Error::new(kind, message).with_action(self.action.name);
                Err(error.with_response(200, Some(reply.request_id.clone())))
            };
            let left = deadline.saturating_duration_since(Instant::now());
            match state {
                WaitState::Done => return Ok(reply),
                WaitState::Failed(reason) => {
                    return error(ErrorKind::WaitFailed, Message::verbatim(reason));
                }
                WaitState::Pending(state) if is_last_poll || left.is_zero() => {
                    let message = message!("timed out in state {state}", state = state);
                    return error(ErrorKind::WaitTimeout, message);
                }
                WaitState::Pending(state) => last_state = state,
            }
            is_last_poll = interval >= left;
            let pause =
                if is_last_poll { left.saturating_sub(LAST_POLL.min(left / 2)) } else { interval };
            match &mut self.wake {
                Some((_, calls)) => {
                    is_last_poll &= timeout(pause, calls.changed()).await.is_err();
                }
                None => sleep(pause).await,
            }
            interval = interval.saturating_add(interval / 2).min(max);
        }
    }
}

impl<'client, T: Send + 'client> IntoFuture for Waiter<'client, T> {
    type Output = Result<Reply<T>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'client>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.poll_until_done())
    }
}

impl<T> fmt::Debug for Waiter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiter")
            .field("action", &self.action.name)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Creates a waiter for an action given by its descriptor. Request and response are JSON.
    pub fn wait_json(
        &self,
        action: &'static Descriptor,
        request: &Map<String, Value>,
    ) -> Waiter<'_, JsonObject> {
        let request = request.clone();
        let poll = move || -> PollFuture<'_, JsonObject> {
            let call = self.call_json(action, &request).into_future();
            Box::pin(async move {
                let reply = call.await?;
                let state = WaitState::of(action, &reply.output.0);
                Ok((reply, state))
            })
        };
        Waiter::new(action, Box::new(poll))
    }
}

/// State of what a waiter polls, read from a response by its schema.
enum WaitState {
    /// Not final, with the service's name of the state.
    Pending(String),
    Done,
    /// Failed, with the service's reason.
    Failed(String),
}

impl WaitState {
    /// Reads the state of a response.
    ///
    /// With several states, the first that is not final counts; if all are final, the first that is a
    /// failure.
    fn of(action: &Descriptor, response: &dyn Fields) -> Self {
        let Some(config) = action.wait else { return Self::Pending(String::new()) };
        let schema = (action.response)();
        let states = texts_at(schema, response, config.status);
        let pending = states.iter().find(|it| !config.is_done(it) && !config.is_failed(it));
        match (pending, states.iter().find(|state| config.is_failed(state))) {
            _ if states.is_empty() => Self::Pending("unknown".to_owned()),
            (Some(pending), _) => Self::Pending(pending.clone()),
            (None, None) => Self::Done,
            (None, Some(state)) => {
                let reason = config.message.map(|path| texts_at(schema, response, path).join("; "));
                Self::Failed(match reason.filter(|reason| !reason.is_empty()) {
                    Some(reason) => format!("{state}: {reason}"),
                    None => state.clone(),
                })
            }
        }
    }
}

impl WaitConfig {
    fn is_done(&self, state: &str) -> bool {
        self.done.contains(&state) || self.done.contains(&"*")
    }

    fn is_failed(&self, state: &str) -> bool {
        let negative = state.parse::<i64>().is_ok_and(|state| state < 0);
        self.failed.contains(&state) || negative && !self.done.contains(&state)
    }
}

/// Returns all values at a path, of every item if the path crosses a list.
fn texts_at(schema: &'static StructSchema, object: &dyn Fields, path: &str) -> Vec<String> {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let Some((index, field)) = schema.field_of_path(name) else { return Vec::new() };
    let mut found = Vec::new();
    for_each_item(object.get(index, field.name), &mut |value| match (value, rest, field.kind) {
        (ValueRef::Object(object), Some(rest), FieldKind::Object(schema)) => {
            found.extend(texts_at(schema(), object, rest));
        }
        (value, None, _) => found.extend(text(value)),
        _ => {}
    });
    found
}

fn for_each_item<'v>(value: ValueRef<'v>, visit: &mut dyn FnMut(ValueRef<'v>)) {
    match value {
        ValueRef::List(list) => {
            (0..list.len()).for_each(|index| for_each_item(list.item(index), visit));
        }
        other => visit(other),
    }
}

fn text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::String(text) if !text.is_empty() => Some(text.to_owned()),
        ValueRef::Int64(number) => Some(number.to_string()),
        ValueRef::Uint64(number) => Some(number.to_string()),
        ValueRef::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}
