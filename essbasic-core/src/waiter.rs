//! Waiting: an action is asked until what it asks after has ended.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep};

use crate::action::{Action, Descriptor};
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::json::JsonObject;
use crate::reply::Reply;
use crate::schema::Model;

mod state;

use state::WaitState;

/// How it is seen that something has ended, as `wait(…)` declares it on the action that asks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct WaitConfig {
    /// Where an answer says how far it is: `FlowInfo.FlowStatus`. In a list, all must have ended.
    pub status: &'static str,
    /// The values that say it is done; `*` for any value at all.
    pub done: &'static [&'static str],
    /// The values that say it has failed, beside every number below zero.
    pub failed: &'static [&'static str],
    /// Where an answer says why.
    pub message: Option<&'static str>,
    /// The first and the longest pause between two questions, in seconds.
    pub interval: (u64, u64),
}

/// How long is waited unless said otherwise.
const DEADLINE: Duration = Duration::from_secs(10 * 60);

/// A wait that has not begun; awaiting it begins it, and dropping it ends it.
///
/// The pauses grow by half from the first to the longest. A [`WakeHandle`] cuts one short.
#[must_use = "a wait begins when it is awaited"]
pub struct Waiter<'client, T> {
    ask: Ask<'client, T>,
    config: Option<WaitConfig>,
    action: &'static Descriptor,
    deadline: Duration,
    every: Option<(Duration, Duration)>,
    nudge: Option<WakeHandle>,
    output: PhantomData<fn() -> T>,
}

/// Asks once: the answer, and how far it is.
type Ask<'client, T> = Box<dyn FnMut() -> Asking<'client, T> + Send + 'client>;

type Asking<'client, T> =
    Pin<Box<dyn Future<Output = Result<(Reply<T>, WaitState), Error>> + Send + 'client>>;

/// Says that something has happened, a callback for example, so that those who wait ask at once.
#[derive(Clone, Debug, Default)]
pub struct WakeHandle(Arc<Notify>);

impl WakeHandle {
    /// A nudge that nobody waits for yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets those who wait ask now; who is just asking asks again at once.
    pub fn wake(&self) {
        self.0.notify_waiters();
        self.0.notify_one();
    }
}

impl<'client, T> Waiter<'client, T> {
    /// A wait for what an action asks after. The macros call this.
    #[doc(hidden)]
    pub fn of<A: Action<Output = T> + Clone>(client: &'client Client, action: &A) -> Self
    where
        T: Model,
    {
        let (action, descriptor) = (action.clone(), A::descriptor());
        let ask = move || -> Asking<'client, T> {
            let call = client.call(&action).into_future();
            Box::pin(async move {
                let reply = call.await?;
                let progress = WaitState::of(descriptor, &reply.output);
                Ok((reply, progress))
            })
        };
        Self::new(descriptor, Box::new(ask))
    }

    fn new(action: &'static Descriptor, ask: Ask<'client, T>) -> Self {
        Self {
            ask,
            config: action.wait,
            action,
            deadline: DEADLINE,
            every: None,
            nudge: None,
            output: PhantomData,
        }
    }

    /// How long it is waited at most; ten minutes unless said otherwise. What people do takes
    /// longer.
    pub fn timeout(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The first and the longest pause between two questions, instead of the action's own.
    pub fn poll_interval(mut self, first: Duration, longest: Duration) -> Self {
        self.every = Some((first, longest));
        self
    }

    /// What cuts a pause short.
    pub fn wake_on(mut self, nudge: &WakeHandle) -> Self {
        self.nudge = Some(nudge.clone());
        self
    }

    async fn poll_until_done(mut self) -> Result<Reply<T>, Error> {
        let Some(config) = self.config else {
            let message = "nothing that the action asks after is known to end";
            return Err(Error::new(ErrorKind::Invalid, message).with_action(self.action.name));
        };
        let deadline = Instant::now() + self.deadline;
        let (first, longest) = self.every.unwrap_or_else(|| {
            let (first, longest) = config.interval;
            (Duration::from_secs(first), Duration::from_secs(longest))
        });
        let mut pause = first;
        loop {
            let (reply, progress) = (self.ask)().await?;
            match progress {
                WaitState::Done => return Ok(reply),
                WaitState::Failed(why) => {
                    let error =
                        Error::new(ErrorKind::WaitFailed, why).with_action(self.action.name);
                    return Err(error.with_response(200, Some(reply.request_id)));
                }
                WaitState::Pending(how_far) if Instant::now() + pause >= deadline => {
                    let message = format!("not ended when the time was up: {how_far}");
                    let error =
                        Error::new(ErrorKind::WaitTimeout, message).with_action(self.action.name);
                    return Err(error.with_response(200, Some(reply.request_id)));
                }
                WaitState::Pending(_) => {}
            }
            match &self.nudge {
                Some(WakeHandle(nudge)) => {
                    let _ = tokio::time::timeout(pause, nudge.notified()).await;
                }
                None => sleep(pause).await,
            }
            pause = (pause + pause / 2).min(longest);
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
        f.debug_struct("Wait")
            .field("action", &self.action.name)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A wait for what an action asks after, which is known by its descriptor and its members in
    /// JSON.
    pub fn wait_json(
        &self,
        action: &'static Descriptor,
        members: &Map<String, Value>,
    ) -> Waiter<'_, JsonObject> {
        let members = members.clone();
        let ask = move || -> Asking<'_, JsonObject> {
            let call = self.call_json(action, &members).into_future();
            Box::pin(async move {
                let reply = call.await?;
                let progress = WaitState::of(action, &reply.output.0);
                Ok((reply, progress))
            })
        };
        Waiter::new(action, Box::new(ask))
    }
}
