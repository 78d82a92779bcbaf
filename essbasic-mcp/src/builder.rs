//! Options of a server.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use essbasic::{Agent, CATALOGUE, Client, Entry};
use essbasic_devtools::Language;
use essbasic_devtools::callback_diagnostics::CallbackSecrets;
use essbasic_explorer::ConfirmationQueue;
use serde_json::{Map, Value};
use tokio::sync::OnceCell;
use tokio_util::task::TaskTracker;

use crate::change_log::ChangeLog;
use crate::limits;
use crate::parts::KeptResults;
use crate::questions::Questions;
use crate::scope::Scope;
use crate::server::Server;
use crate::shared::{ConcurrencyLimits, Shared, UndeliveredChange};

/// Builder of a [`Server`].
#[must_use]
pub struct ServerBuilder {
    client: Client,
    environment: String,
    agent: Option<Agent>,
    language: Language,
    read_only: bool,
    reveal: bool,
    allow: Vec<String>,
    deny: Vec<String>,
    toolset: Vec<String>,
    callback_secrets: CallbackSecrets,
    confirmation_timeout: Duration,
    on_undelivered: fn(&UndeliveredChange),
}

/// Reason why a server cannot be built.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum BuildError {
    /// A name of [`ServerBuilder::allow`] or [`ServerBuilder::deny`] is neither an action nor a domain.
    UnknownAction(String),
    /// A name of [`ServerBuilder::toolset`] is not a domain.
    UnknownDomain(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownAction(name) => write!(f, "{name} is neither an action nor a domain"),
            Self::UnknownDomain(name) => write!(f, "{name} is not a domain"),
        }
    }
}

impl std::error::Error for BuildError {}

impl Server {
    /// Returns a builder for a server that sends calls with `client`.
    ///
    /// Questions and pages show `environment`, such as `test environment`.
    pub fn builder(client: Client, environment: impl Into<String>) -> ServerBuilder {
        ServerBuilder::new(client, environment)
    }
}

impl ServerBuilder {
    pub(crate) fn new(client: Client, environment: impl Into<String>) -> Self {
        Self {
            client,
            environment: environment.into(),
            agent: None,
            language: Language::default(),
            read_only: false,
            reveal: false,
            allow: Vec::new(),
            deny: Vec::new(),
            toolset: Vec::new(),
            callback_secrets: CallbackSecrets::default(),
            confirmation_timeout: limits::QUESTION_TIME,
            on_undelivered: |_| {},
        }
    }

    /// Sets the agent of all requests.
    ///
    /// Its fields are added to each request; a request with another application, organization or operator
    /// is rejected. Default: none, so requests contain the agent.
    pub fn agent(mut self, agent: Agent) -> Self {
        self.agent = Some(agent);
        self
    }

    /// Sets the language of tools, questions and results. Default: English.
    pub fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Offers only tools and actions that read. Default: false.
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.read_only = read_only;
        self
    }

    /// Shows names, mobile numbers, links and keys in results. Default: false, so they are masked.
    pub fn reveal(mut self, reveal: bool) -> Self {
        self.reveal = reveal;
        self
    }

    /// Offers only these actions and the actions of these domains. Default: all.
    pub fn allow(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.allow.extend(names.into_iter().map(Into::into));
        self
    }

    /// Excludes these actions and the actions of these domains, even if they are allowed. Default: none.
    pub fn deny(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.deny.extend(names.into_iter().map(Into::into));
        self
    }

    /// Adds a tool with a schema for each action of these domains. Default: none.
    pub fn toolset(mut self, domains: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.toolset.extend(domains.into_iter().map(Into::into));
        self
    }

    /// Sets the token and the key with which `open_callback` opens callbacks. Default: none.
    pub fn callback_secrets(mut self, secrets: CallbackSecrets) -> Self {
        self.callback_secrets = secrets;
        self
    }

    /// Sets the time limit for the confirmation of a change, at most one day. Default: 10 minutes.
    pub fn confirmation_timeout(mut self, timeout: Duration) -> Self {
        self.confirmation_timeout = timeout.min(limits::MAX_QUESTION_TIME);
        self
    }

    /// Sets a function that is called with the outcome of a change if its client has cancelled the call or
    /// closed the connection. Default: none.
    pub fn on_undelivered(mut self, report: fn(&UndeliveredChange)) -> Self {
        self.on_undelivered = report;
        self
    }

    /// Builds the server.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if a name is unknown.
    pub fn build(self) -> Result<Server, BuildError> {
        let is_action = |name: &str| essbasic::find_action(name).is_some();
        let is_domain = |name: &str| CATALOGUE.iter().map(Entry::domain).any(|it| it == name);
        let unknown = self.allow.iter().chain(&self.deny);
        if let Some(name) = unknown.clone().find(|it| !is_action(it) && !is_domain(it)) {
            return Err(BuildError::UnknownAction(name.clone()));
        }
        if let Some(name) = self.toolset.iter().find(|it| !is_domain(it)) {
            return Err(BuildError::UnknownDomain(name.clone()));
        }
        let agent = self.agent.and_then(|agent| serde_json::to_value(agent).ok());
        let scope = Scope {
            language: self.language,
            read_only: self.read_only,
            allow: self.allow,
            deny: self.deny,
            agent: match agent {
                Some(Value::Object(agent)) => agent,
                _ => Map::new(),
            },
        };
        Ok(Server::new(Arc::new(Shared {
            client: self.client,
            environment: self.environment,
            language: self.language,
            reveal: self.reveal,
            scope,
            toolset: self.toolset,
            callback_secrets: self.callback_secrets,
            on_undelivered: self.on_undelivered,
            confirmation_timeout: self.confirmation_timeout,
            queue: ConfirmationQueue::new().timeout(self.confirmation_timeout),
            questions: Questions::default(),
            change_log: ChangeLog::default(),
            results: KeptResults::default(),
            concurrency: ConcurrencyLimits::default(),
            changes: TaskTracker::new(),
            pages: OnceCell::new(),
        })))
    }
}

impl fmt::Debug for ServerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerBuilder")
            .field("environment", &self.environment)
            .field("read_only", &self.read_only)
            .field("reveal", &self.reveal)
            .field("allow", &self.allow)
            .field("deny", &self.deny)
            .field("toolset", &self.toolset)
            .finish_non_exhaustive()
    }
}
