//! Rules of a mock: the calls that it expects, and its replies.

#![expect(clippy::return_self_not_must_use, reason = "a rule is added when it is created")]

use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use bytes::Bytes;
use essbasic_core::schema::SecretFields;
use essbasic_core::transport::TransportErrorKind;
use http::StatusCode;
use serde::Serialize;
use serde_json::{Map, Value};

use super::super::difference::{differences, pretty};
use super::super::incoming::{Incoming, Target};
use super::MockTransport;
use super::reply::Reply;
use crate::request::Request;
use crate::{Action, Descriptor, Entry, ErrorCode};

/// A rule of a [`MockTransport`]: the calls of one action that it expects, and the replies to them.
///
/// Each reply is given to one call, in the order in which they are added. [`times`](Self::times) and
/// [`repeatedly`](Self::repeatedly) repeat the last one:
///
/// ```
/// use essbasic::files::{DescribeFileConvertTask, DescribeFileConvertTaskResponse};
/// use essbasic::testing::MockTransport;
/// use serde_json::json;
///
/// let mock = MockTransport::new();
/// mock.on::<DescribeFileConvertTask>()
///     .reply_json(json!({"TaskStatus": 1}))
///     .times(2)
///     .timeout()
///     .reply_json(json!({"TaskStatus": 8, "ResourceId": "yDfake"}));
/// ```
pub struct MockRule<'mock, A> {
    pub(super) mock: &'mock MockTransport,
    pub(super) index: usize,
    pub(super) kind: PhantomData<fn() -> A>,
}

/// Kind of a [`MockRule`] for downloads of links.
#[derive(Clone, Copy, Debug)]
pub enum Download {}

impl<A: Action> MockRule<'_, A> {
    /// Expects only requests that satisfy a condition, which must not use the mock.
    pub fn when(self, condition: impl Fn(&A) -> bool + Send + Sync + 'static) -> Self {
        self.change(|rule| {
            rule.condition = Some(Box::new(move |incoming| {
                Request::read::<A>(&incoming.body).is_ok_and(|request| condition(&request))
            }));
        })
    }

    /// Expects exactly this request. A call that differs fails the test, which names the fields that
    /// differ.
    pub fn request(self, expected: A) -> Self {
        let expected = fields(&expected);
        self.change(|rule| rule.expected = Some(Value::Object(expected)))
    }

    /// Replies with the output of the action.
    pub fn reply(self, output: A::Output) -> Self {
        self.add(Reply::Fields(fields(&output)))
    }

    /// Replies with an output that is computed from the request.
    ///
    /// # Panics
    ///
    /// The test, if the request cannot be decoded.
    pub fn reply_with(self, compute: impl Fn(&A) -> A::Output + Send + Sync + 'static) -> Self {
        self.add(Reply::Computed(Arc::new(move |incoming| {
            let request = Request::read::<A>(&incoming.body);
            fields(&compute(&request.expect("the request is one of the action")))
        })))
    }

    /// Replies with the fields of a response as JSON, such as those that the type does not have.
    /// The request ID is added.
    ///
    /// # Panics
    ///
    /// If it is not a JSON object.
    #[track_caller]
    pub fn reply_json(self, response: Value) -> Self {
        let Value::Object(response) = response else {
            panic!("the fields of a response are a JSON object");
        };
        self.add(Reply::Fields(response))
    }

    /// Rejects the call with an error code and a message.
    pub fn reply_error(self, code: impl Into<ErrorCode>, message: impl Into<String>) -> Self {
        self.add(Reply::Error(code.into().as_str().to_owned(), message.into()))
    }
}

impl MockRule<'_, Download> {
    /// Expects only links that satisfy a condition, which must not use the mock.
    pub fn when(self, condition: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        self.change(|rule| {
            rule.condition = Some(Box::new(move |incoming| match &incoming.target {
                Target::Link(link) => condition(link),
                Target::Action(..) => false,
            }));
        })
    }

    /// Replies with a file.
    pub fn reply(self, file: impl Into<Vec<u8>>) -> Self {
        self.add(Reply::Http(StatusCode::OK, Bytes::from(file.into())))
    }
}

impl<A> MockRule<'_, A> {
    /// Replies with an HTTP status and a body that is no response of an action, as a gateway does.
    ///
    /// # Panics
    ///
    /// If the status is not between 100 and 999.
    #[track_caller]
    pub fn reply_http(self, status: u16, body: impl Into<Vec<u8>>) -> Self {
        let status = StatusCode::from_u16(status).expect("a status is between 100 and 999");
        self.add(Reply::Http(status, Bytes::from(body.into())))
    }

    /// Reports a timeout after the request was sent: the outcome is unknown.
    pub fn timeout(self) -> Self {
        self.add(Reply::Failure(TransportErrorKind::TimedOut))
    }

    /// Loses the connection after the request was sent: the outcome is unknown.
    pub fn reset(self) -> Self {
        self.add(Reply::Failure(TransportErrorKind::Interrupted))
    }

    /// Fails to connect: nothing is sent.
    pub fn not_connected(self) -> Self {
        self.add(Reply::Failure(TransportErrorKind::NotConnected))
    }

    /// Gives the last reply to this number of calls. With 0, no call is expected.
    pub fn times(self, count: u32) -> Self {
        self.change(|rule| rule.repeat_last(Some(count)))
    }

    /// Gives the last reply to any number of calls, also none. Later replies are never given.
    pub fn repeatedly(self) -> Self {
        self.change(|rule| rule.repeat_last(None))
    }

    fn add(self, reply: Reply) -> Self {
        self.change(|rule| {
            rule.replies.push_back(Repeated { reply, left: Some(1) });
            rule.has_reply = true;
        })
    }

    fn change(self, change: impl FnOnce(&mut Rule)) -> Self {
        change(&mut self.mock.rules().list[self.index]);
        self
    }
}

impl<A> fmt::Debug for MockRule<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockRule").field("index", &self.index).finish_non_exhaustive()
    }
}

/// Returns the fields of an action or an output.
fn fields(value: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

type Condition = Box<dyn Fn(&Incoming) -> bool + Send + Sync>;

/// The calls that are expected, and the replies that are left.
pub(super) struct Rule {
    /// The action, or `None` for downloads.
    action: Option<&'static Descriptor>,
    location: &'static Location<'static>,
    condition: Option<Condition>,
    expected: Option<Value>,
    replies: VecDeque<Repeated>,
    /// Number of replies that were given.
    given: u32,
    /// `true` once a reply was added.
    has_reply: bool,
}

/// A reply, and the number of calls that it is still given to: any, if `None`.
struct Repeated {
    reply: Reply,
    left: Option<u32>,
}

/// Result of comparing a request with a rule.
pub(super) enum Comparison {
    Matches,
    /// Differs, with a description of the rule and of the differences.
    Differs(String),
}

impl Rule {
    pub(super) fn for_action(
        action: &'static Descriptor,
        location: &'static Location<'static>,
    ) -> Self {
        Self { action: Some(action), ..Self::for_downloads(location) }
    }

    pub(super) fn for_downloads(location: &'static Location<'static>) -> Self {
        Self {
            action: None,
            location,
            condition: None,
            expected: None,
            replies: VecDeque::new(),
            given: 0,
            has_reply: false,
        }
    }

    fn repeat_last(&mut self, count: Option<u32>) {
        if let Some(last) = self.replies.back_mut() {
            last.left = count;
        }
        self.replies.retain(|it| it.left != Some(0));
    }

    /// Returns whether all replies were given.
    pub(super) fn is_exhausted(&self) -> bool {
        self.replies.is_empty() && self.has_reply
    }

    /// Returns whether no further call is required.
    pub(super) fn is_satisfied(&self) -> bool {
        match self.replies.front() {
            Some(next) => next.left.is_none(),
            None => self.has_reply,
        }
    }

    /// Takes the next reply.
    pub(super) fn take(&mut self) -> Option<Reply> {
        let next = self.replies.front_mut()?;
        let reply = next.reply.clone();
        self.given = self.given.saturating_add(1);
        if let Some(left) = &mut next.left {
            *left -= 1;
            if *left == 0 {
                self.replies.pop_front();
            }
        }
        Some(reply)
    }

    pub(super) fn compare(&self, incoming: &Incoming) -> Comparison {
        let differs = |reasons: &[String]| {
            Comparison::Differs(format!("{self}:\n  {}", reasons.join("\n  ")))
        };
        let same_target = match (&incoming.target, self.action) {
            (Target::Action(name, version), Some(action)) => {
                name == action.name && version == action.version
            }
            (Target::Link(_), None) => true,
            _ => false,
        };
        if !same_target {
            return differs(&["this is another action".to_owned()]);
        }
        if let Some(expected) = &self.expected {
            let differences = differences(expected, &json(incoming), self.secrets());
            if !differences.is_empty() {
                return differs(&differences);
            }
        }
        match &self.condition {
            Some(condition) if !condition(incoming) => {
                differs(&["the condition of `when` is false".to_owned()])
            }
            _ => Comparison::Matches,
        }
    }

    /// Describes the calls that are missing, if any are.
    pub(super) fn missing(&self) -> Option<String> {
        let left: u64 = self.replies.iter().filter_map(|it| it.left).map(u64::from).sum();
        match self.replies.front() {
            None if !self.has_reply => Some(self.without_reply()),
            _ if left == 0 => None,
            _ => {
                let expected = u64::from(self.given) + left;
                Some(format!("{self}: {} of {expected} calls", self.given))
            }
        }
    }

    /// Describes a rule to which no reply was added.
    pub(super) fn without_reply(&self) -> String {
        format!("{self}: the rule has no reply; add one with `reply`")
    }

    fn secrets(&self) -> SecretFields {
        secrets_of(self.action)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.action.map_or("download", |action| action.name);
        write!(f, "{name} (rule at {}:{})", self.location.file(), self.location.line())
    }
}

/// Formats a request that was received, without secrets.
pub(super) fn received(incoming: &Incoming, rules: &[Rule]) -> String {
    let Target::Action(name, _) = &incoming.target else {
        return "  a link, which is secret and not shown".to_owned();
    };
    let known = rules.iter().filter_map(|rule| rule.action).find(|action| action.name == name);
    let action = known.or_else(|| crate::find_action(name).map(Entry::descriptor));
    pretty(&json(incoming), secrets_of(action))
}

/// Returns the secret fields of a request, undeclared ones included: all, if the action is not known.
fn secrets_of(action: Option<&'static Descriptor>) -> SecretFields {
    action.map_or(SecretFields::all(), |it| SecretFields::of((it.request)()).or_unknown())
}

fn json(incoming: &Incoming) -> Value {
    serde_json::from_slice(&incoming.body).unwrap_or_default()
}
