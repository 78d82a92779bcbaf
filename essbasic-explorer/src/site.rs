//! What every page needs to know: where calls go, and who signs them.

use std::io;
use std::sync::Arc;

use essbasic::{Client, ClientBuilder, Credential, RetryPolicy};
use essbasic_sandbox::{SandboxHandle, seed};
use serde_json::{Map, Value};

use crate::environment::Environment;
use crate::pending::Pending;

/// Where calls go, and who signs them.
#[derive(Clone, Debug)]
pub(crate) struct Site(Arc<Place>);

#[derive(Debug)]
struct Place {
    client: Client,
    /// Who signs, where that is known before something is sent.
    credential: Option<Credential>,
    /// What it is called: the sandbox's address, or the environment's name.
    name: String,
    /// The agent that a form begins with.
    agent: Map<String, Value>,
    /// The sandbox whose pages these are.
    inside: Option<SandboxHandle>,
    /// What was shown to somebody who has not agreed yet.
    pending: Pending,
}

impl Site {
    /// A sandbox, called as any client calls it: through its port.
    pub(crate) fn sandbox(inside: SandboxHandle) -> io::Result<Self> {
        let (name, credential) = (inside.endpoint(), inside.credential());
        let client = Client::builder()
            .credential(credential.clone())
            .endpoint(&name)
            .retry(RetryPolicy::none())
            .build()
            .map_err(io::Error::other)?;
        let agent = match serde_json::to_value(seed::agent())? {
            Value::Object(agent) => agent,
            _ => Map::new(),
        };
        let environment = Environment::new(client, name).credential(credential).agent(agent);
        Ok(Self::new(environment, Some(inside)))
    }

    /// An environment that is not ours.
    pub(crate) fn environment(environment: Environment) -> Self {
        Self::new(environment, None)
    }

    fn new(environment: Environment, inside: Option<SandboxHandle>) -> Self {
        let Environment { client, credential, name, agent } = environment;
        let pending = Pending::default();
        Self(Arc::new(Place { client, credential, name, agent, inside, pending }))
    }

    /// What calls are sent with. What a page sends is sent once.
    pub(crate) fn client(&self) -> &Client {
        &self.0.client
    }

    /// A client that would send to the same place, once it has a credential.
    pub(crate) fn like_it(&self) -> ClientBuilder {
        let environment = self.0.client.environment().clone();
        Client::builder().environment(environment).allow_plain_http()
    }

    /// Who signs, where that is known before something is sent.
    pub(crate) fn credential(&self) -> Option<&Credential> {
        self.0.credential.as_ref()
    }

    /// What the place is called that is called.
    pub(crate) fn name(&self) -> &str {
        &self.0.name
    }

    /// The agent that a form begins with.
    pub(crate) fn agent(&self) -> &Map<String, Value> {
        &self.0.agent
    }

    /// The sandbox, where it is one.
    pub(crate) fn inside(&self) -> Option<&SandboxHandle> {
        self.0.inside.as_ref()
    }

    /// What waits to be agreed to.
    pub(crate) fn pending(&self) -> &Pending {
        &self.0.pending
    }
}
