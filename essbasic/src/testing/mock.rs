//! A transport that expects calls and replies to them.

use std::fmt::{self, Write};
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use essbasic_core::transport::{Body, SendFuture, Transport};
use http::Request;

use super::incoming::Incoming;
use super::recorded::{RecordedRequest, RecordedRequests};
use crate::{Action, Client, ClientBuilder};

mod reply;
mod rule;

pub use rule::{Download, MockRule};

use rule::{Comparison, Rule};

/// A transport that expects calls, replies to them, and fails the test at a call that it does not
/// expect.
///
/// Calls are expected in the order of their rules, unless the mock is created by
/// [`in_any_order`](Self::in_any_order). Each reply of a rule is given to one call; see [`MockRule`].
/// Clones share all rules. Timeouts and lost connections happen at once: nothing waits.
#[derive(Clone)]
pub struct MockTransport(Arc<State>);

struct State {
    in_order: bool,
    rules: Mutex<Rules>,
    recorded: Mutex<RecordedRequests>,
}

#[derive(Default)]
struct Rules {
    list: Vec<Rule>,
    /// Rule that the next call is compared with first, if calls are expected in order.
    current: usize,
    /// Number of the next request ID.
    replies: u64,
    /// Description of the first unexpected call.
    unexpected: Option<String>,
}

impl MockTransport {
    /// Creates a mock that expects calls in the order of its rules. Without rules it expects none.
    pub fn new() -> Self {
        Self::with_order(true)
    }

    /// Creates a mock that expects calls in any order: the first rule that matches and has replies
    /// left gives the reply.
    pub fn in_any_order() -> Self {
        Self::with_order(false)
    }

    fn with_order(in_order: bool) -> Self {
        let state = State { in_order, rules: Mutex::default(), recorded: Mutex::default() };
        Self(Arc::new(state))
    }

    /// Adds a rule for calls of an action. It has no replies yet.
    #[track_caller]
    pub fn on<A: Action>(&self) -> MockRule<'_, A> {
        self.add(Rule::for_action(A::descriptor(), Location::caller()))
    }

    /// Adds a rule for downloads of links.
    #[track_caller]
    pub fn on_download(&self) -> MockRule<'_, Download> {
        self.add(Rule::for_downloads(Location::caller()))
    }

    fn add<K>(&self, rule: Rule) -> MockRule<'_, K> {
        let mut rules = self.rules();
        rules.list.push(rule);
        MockRule { mock: self, index: rules.list.len() - 1, kind: PhantomData }
    }

    /// Creates a client over this mock: with a fake credential, the test environment, no rate limit
    /// and no delay between attempts.
    ///
    /// # Panics
    ///
    /// Never: all of its settings are valid.
    pub fn client(&self) -> Client {
        self.client_builder().build().expect("the settings of the mock's client are valid")
    }

    /// Returns the builder of [`client`](Self::client), to change its settings.
    pub fn client_builder(&self) -> ClientBuilder {
        super::client_builder(self.clone())
    }

    /// Fails the test unless all expected calls were made, and no others.
    ///
    /// # Panics
    ///
    /// If an expected call is missing, or an unexpected one was made.
    #[track_caller]
    pub fn assert_done(&self) {
        let rules = self.rules();
        if let Some(unexpected) = &rules.unexpected {
            let message = unexpected.clone();
            drop(rules);
            panic!("{message}");
        }
        let missing: Vec<_> = rules.list.iter().filter_map(Rule::missing).collect();
        drop(rules);
        if missing.is_empty() {
            return;
        }
        let mut message = "expected calls were not made:\n".to_owned();
        for line in missing {
            let _ = writeln!(message, "  {line}");
        }
        let recorded = self.recorded();
        let made: Vec<_> = recorded.iter().map(RecordedRequest::action).collect();
        let made = if made.is_empty() { "none".to_owned() } else { made.join(", ") };
        let _ = write!(message, "calls made: {made}");
        drop(recorded);
        panic!("{message}");
    }

    /// Returns the requests of an action, oldest first, each attempt on its own: at most the last
    /// 1,000 of all requests, and at most 16 MiB.
    ///
    /// # Panics
    ///
    /// If a request of that name is one of another action.
    pub fn recorded_requests<A: Action>(&self) -> Vec<A> {
        let name = A::descriptor().name;
        let recorded = self.recorded();
        let requests = recorded.iter().filter(|it| it.action() == name).cloned();
        let requests: Vec<RecordedRequest> = requests.collect();
        drop(recorded);
        let decoded = requests.iter().map(RecordedRequest::decode);
        decoded.collect::<Result<_, _>>().expect("requests of one name are of one action")
    }

    /// Returns all requests, oldest first, within the same limits.
    pub fn all_recorded_requests(&self) -> Vec<RecordedRequest> {
        self.recorded().iter().cloned().collect()
    }

    /// Returns the number of requests that were received.
    pub fn request_count(&self) -> usize {
        self.recorded().count()
    }

    fn rules(&self) -> MutexGuard<'_, Rules> {
        self.0.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn recorded(&self) -> MutexGuard<'_, RecordedRequests> {
        self.0.recorded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rules {
    /// Finds the rule for a request, and takes its next reply.
    ///
    /// # Errors
    ///
    /// The description of an unexpected call.
    fn reply_to(&mut self, in_order: bool, incoming: &Incoming) -> Result<reply::Reply, String> {
        let mut closest = Vec::new();
        let start = if in_order { self.current } else { 0 };
        for index in start..self.list.len() {
            let rule = &mut self.list[index];
            if rule.is_exhausted() {
                continue;
            }
            match rule.compare(incoming) {
                Comparison::Matches => {
                    self.current = index;
                    return rule.take().ok_or_else(|| rule.without_reply());
                }
                Comparison::Differs(reason) => closest.push(reason),
            }
            if in_order && !rule.is_satisfied() {
                break;
            }
        }
        Err(describe(incoming, &closest, &self.list))
    }
}

/// Describes an unexpected call, and how it differs from those that were expected.
fn describe(incoming: &Incoming, closest: &[String], rules: &[Rule]) -> String {
    let received = rule::received(incoming, rules);
    let mut text =
        format!("unexpected call of {}\n\nreceived:\n{received}\n", incoming.target.name());
    match closest {
        [] if rules.is_empty() => text.push_str("\nexpected: no call; the mock has no rules"),
        [] => {
            let _ = write!(text, "\nexpected: no further call; {} are done", count(rules.len()));
        }
        closest => {
            for reason in closest {
                let _ = write!(text, "\nexpected {reason}\n");
            }
        }
    }
    text.trim_end().to_owned()
}

fn count(rules: usize) -> String {
    if rules == 1 { "all replies of the rule".to_owned() } else { format!("all {rules} rules") }
}

impl Transport for MockTransport {
    fn send(&self, request: Request<Body>, _timeout: Duration) -> SendFuture<'_> {
        Box::pin(async move {
            let incoming = Incoming::receive(request).await?;
            let (reply, number) = {
                let mut rules = self.rules();
                rules.replies += 1;
                let number = rules.replies;
                let reply = rules.reply_to(self.0.in_order, &incoming);
                if let Err(message) = &reply {
                    rules.unexpected.get_or_insert_with(|| message.clone());
                }
                (reply, number)
            };
            self.recorded().push(incoming.clone());
            match reply {
                Ok(reply) => reply.respond(&incoming, number),
                Err(message) => panic!("{message}"),
            }
        })
    }
}

impl Default for MockTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockTransport")
            .field("rules", &self.rules().list.len())
            .field("requests", &self.request_count())
            .finish_non_exhaustive()
    }
}
