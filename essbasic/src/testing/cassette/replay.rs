//! Playback of a cassette.

use std::fmt::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use essbasic_core::transport::{Body, SendFuture, Transport, TransportError};
use http::{Request, Response, StatusCode};
use serde_json::Value;

use super::CassetteError;
use super::format::{Cassette, Exchange, Failure, Received};
use super::mask::request_secrets;
use crate::testing::difference::{differences, pretty};
use crate::testing::incoming::{Incoming, Target};
use crate::{Action, Client, ClientBuilder, Descriptor, Effect, Entry};

/// File that a replayed download returns; files are not recorded.
const FILE: &[u8] = b"%PDF-1.4\n% The cassette does not contain the file.\n";

/// A transport that replies as recorded by a [`RecordingTransport`](super::RecordingTransport).
///
/// By default, playback is strict: the requests must be those of the cassette, in the same order.
/// After [`match_fields`](Self::match_fields), only the action and some fields must be the same.
/// Masked values match any value. A request that is not in the cassette fails the test.
///
/// Clones share the position in the cassette.
#[derive(Clone)]
pub struct ReplayTransport(Arc<Mutex<State>>);

struct State {
    cassette: Cassette,
    path: String,
    declared: Vec<&'static Descriptor>,
    /// Paths of the fields that are compared; `None` if playback is strict.
    fields: Option<Vec<String>>,
    /// `true` for every exchange that was played.
    played: Vec<bool>,
    /// Description of the first request that is not in the cassette.
    unexpected: Option<String>,
}

impl ReplayTransport {
    /// Reads a cassette.
    ///
    /// # Errors
    ///
    /// [`CassetteError::Io`] if it cannot be read, [`CassetteError::Malformed`] if it is none.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, CassetteError> {
        let path = path.as_ref();
        let cassette = Cassette::read(path)?;
        let played = vec![false; cassette.exchanges.len()];
        Ok(Self(Arc::new(Mutex::new(State {
            cassette,
            path: path.display().to_string(),
            declared: Vec::new(),
            fields: None,
            played,
            unexpected: None,
        }))))
    }

    /// Declares an action that is not in the catalogue, as when the cassette was recorded.
    #[must_use]
    pub fn declare<A: Action>(self) -> Self {
        self.state().declared.push(A::descriptor());
        self
    }

    /// Plays by action and these fields instead of strictly, in any order: the first exchange with
    /// the same values that was not played yet. Other fields may differ, such as a time. Once all of
    /// them were played, actions that only read repeat the last.
    ///
    /// Fields are given by path, such as `FlowIds` or `Agent.AppId`. A field that neither request
    /// has is the same.
    #[must_use]
    pub fn match_fields(self, paths: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.state().fields = Some(paths.into_iter().map(Into::into).collect());
        self
    }

    /// Creates a client over this cassette: with a fake credential, the test environment, no rate
    /// limit and no delay between attempts.
    ///
    /// # Panics
    ///
    /// Never: all of its settings are valid.
    pub fn client(&self) -> Client {
        self.client_builder().build().expect("the settings of the client are valid")
    }

    /// Returns the builder of [`client`](Self::client), to change its settings.
    pub fn client_builder(&self) -> ClientBuilder {
        crate::testing::client_builder(self.clone())
    }

    /// Fails the test unless the whole cassette was played, and nothing else was requested.
    ///
    /// # Panics
    ///
    /// If an exchange was not played, or a request was not in the cassette.
    #[track_caller]
    pub fn assert_done(&self) {
        let problem = self.state().problem();
        if let Some(problem) = problem {
            panic!("{problem}");
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn problem(&self) -> Option<String> {
        if let Some(unexpected) = &self.unexpected {
            return Some(unexpected.clone());
        }
        let exchanges = self.cassette.exchanges.iter().zip(&self.played).enumerate();
        let left: Vec<_> = exchanges.filter(|(_, (_, played))| !**played).collect();
        if left.is_empty() {
            return None;
        }
        let mut text = format!("requests of {} were not made:", self.path);
        for (index, (exchange, _)) in left {
            let _ = write!(text, "\n  {}. {}", index + 1, exchange.name());
        }
        Some(text)
    }

    /// Finds the exchange for a request, and marks it as played.
    ///
    /// # Errors
    ///
    /// The description of a request that is not in the cassette.
    fn play(&mut self, incoming: &Incoming) -> Result<Received, String> {
        let found = match &self.fields {
            None => self.next(incoming),
            Some(fields) => self.find(incoming, fields),
        };
        let index = found.map_err(|reason| self.describe(incoming, &reason))?;
        self.played[index] = true;
        Ok(self.cassette.exchanges[index].received())
    }

    /// Returns the next exchange, which must be the same.
    fn next(&self, incoming: &Incoming) -> Result<usize, String> {
        let next = self.played.iter().position(|played| !played);
        let Some(index) = next else { return Err("expected: no further request".to_owned()) };
        let exchange = &self.cassette.exchanges[index];
        let expected = format!("expected {}. {}:", index + 1, exchange.name());
        if !exchange.is_for(&incoming.target) {
            return Err(format!("{expected}\n  this is another request"));
        }
        let action = self.action(incoming.target.name());
        let (recorded, received) = self.comparable(exchange, incoming, action);
        let different = differences(&recorded, &received, request_secrets(action));
        if different.is_empty() { Ok(index) } else { Err(lines(expected, &different)) }
    }

    /// Returns the first exchange of the same action whose compared fields are the same.
    fn find(&self, incoming: &Incoming, fields: &[String]) -> Result<usize, String> {
        let action = self.action(incoming.target.name());
        let (mut last, mut reasons) = (None, Vec::new());
        for (index, exchange) in self.cassette.exchanges.iter().enumerate() {
            if !exchange.is_for(&incoming.target) {
                continue;
            }
            let (recorded, received) = self.comparable(exchange, incoming, action);
            let select = |value: &Value| -> Value {
                let at = |path: &String| (path.clone(), value_at(value, path));
                Value::Object(fields.iter().map(at).collect())
            };
            let (recorded, received) = (select(&recorded), select(&received));
            if recorded != received {
                let different = differences(&recorded, &received, request_secrets(None));
                let expected = format!("recorded as {}. {}:", index + 1, exchange.name());
                reasons.push(lines(expected, &different));
            } else if self.played[index] {
                last = Some(index);
            } else {
                return Ok(index);
            }
        }
        let reads = action.is_some_and(|action| matches!(action.effect, Effect::Read));
        match last {
            Some(index) if reads || incoming.target.name() == "download" => Ok(index),
            Some(_) => Err("expected: no further request of this action".to_owned()),
            None if reasons.is_empty() => {
                Err("the cassette has no request of this action".to_owned())
            }
            None => Err(reasons.join("\n")),
        }
    }

    /// Returns the recorded and the received fields. Masked values are masked in both.
    fn comparable(
        &self,
        exchange: &Exchange,
        incoming: &Incoming,
        action: Option<&'static Descriptor>,
    ) -> (Value, Value) {
        let Some(mut recorded) = exchange.request.clone() else {
            return (Value::Null, Value::Null);
        };
        let mut received = serde_json::from_slice(&incoming.body).unwrap_or_default();
        if !self.cassette.personal_data || action.is_none() {
            let secrets = request_secrets(action);
            for fields in [&mut recorded, &mut received] {
                secrets.visit(fields, &mut |value, secret| {
                    if secret && !value.is_object() && !value.is_array() {
                        *value = Value::Bool(true);
                    }
                    true
                });
            }
        }
        (recorded, received)
    }

    fn action(&self, name: &str) -> Option<&'static Descriptor> {
        descriptor(&self.declared, name)
    }

    fn describe(&self, incoming: &Incoming, reason: &str) -> String {
        let name = incoming.target.name();
        let fields = serde_json::from_slice(&incoming.body).unwrap_or_default();
        let received = pretty(&fields, request_secrets(self.action(name)));
        let path = &self.path;
        format!(
            "unexpected call of {name} while playing {path}\n\nreceived:\n{received}\n\n{reason}"
        )
    }
}

/// Returns a declared action, or one of the catalogue.
pub(super) fn descriptor(
    declared: &[&'static Descriptor],
    name: &str,
) -> Option<&'static Descriptor> {
    let declared = declared.iter().copied().find(|action| action.name == name);
    declared.or_else(|| crate::find_action(name).map(Entry::descriptor))
}

/// Returns the value at a path, or null.
fn value_at(value: &Value, path: &str) -> Value {
    let at = |value: &Value, name: &str| match value {
        Value::Array(items) => items.get(name.parse::<usize>().ok()?).cloned(),
        value => value.get(name).cloned(),
    };
    path.split('.').try_fold(value.clone(), |value, name| at(&value, name)).unwrap_or_default()
}

fn lines(first: String, rest: &[String]) -> String {
    rest.iter().fold(first, |text, line| format!("{text}\n  {line}"))
}

impl Exchange {
    /// Returns the name of the action, or `download`.
    fn name(&self) -> &str {
        self.action.as_deref().unwrap_or("download")
    }

    fn received(&self) -> Received {
        match (&self.response, self.failure) {
            (Some(response), _) => Received::Response(response.clone()),
            (None, failure) => Received::Failure(failure.unwrap_or(Failure::Interrupted)),
        }
    }

    fn is_for(&self, target: &Target) -> bool {
        match target {
            Target::Action(name, version) => {
                self.action.as_ref() == Some(name) && self.version.as_ref() == Some(version)
            }
            Target::Link(link) => self.download.as_ref() == Some(link),
        }
    }
}

impl Transport for ReplayTransport {
    fn send(&self, request: Request<Body>, _timeout: Duration) -> SendFuture<'_> {
        Box::pin(async move {
            let incoming = Incoming::receive(request).await?;
            let played = {
                let mut state = self.state();
                let played = state.play(&incoming);
                if let Err(message) = &played {
                    state.unexpected.get_or_insert_with(|| message.clone());
                }
                played
            };
            match played {
                Ok(Received::Failure(failure)) => {
                    Err(TransportError::new(failure.into(), "recorded in the cassette"))
                }
                Ok(Received::Response(recorded)) => {
                    let body = match (recorded.json, recorded.text) {
                        (Some(json), _) => Bytes::from(json.to_string()),
                        (None, Some(text)) => Bytes::from(text),
                        (None, None) => Bytes::from_static(FILE),
                    };
                    let mut response = Response::new(body);
                    let status = StatusCode::from_u16(recorded.status);
                    *response.status_mut() = status.unwrap_or(StatusCode::BAD_GATEWAY);
                    Ok(response)
                }
                Err(message) => panic!("{message}"),
            }
        })
    }
}

impl fmt::Debug for ReplayTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("ReplayTransport")
            .field("path", &state.path)
            .field("exchanges", &state.played.len())
            .finish_non_exhaustive()
    }
}
