//! A real environment, whose pages act with a person's own key.

use essbasic::{Client, Credential};
use serde_json::{Map, Value};

/// An environment whose pages are served: where calls go, who signs them, what it is called.
#[derive(Clone, Debug)]
pub struct Environment {
    pub(crate) client: Client,
    pub(crate) credential: Option<Credential>,
    pub(crate) name: String,
    pub(crate) agent: Map<String, Value>,
}

impl Environment {
    /// What the client calls, by the name that its pages show.
    ///
    /// The client should not repeat what it sends: a page sends once, and says what became of it.
    pub fn new(client: Client, name: impl Into<String>) -> Self {
        Self { client, credential: None, name: name.into(), agent: Map::new() }
    }

    /// Who signs, so that pages can show how; they go without where it comes over the network.
    #[must_use]
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credential = Some(credential);
        self
    }

    /// The members of the agent that forms begin with.
    #[must_use]
    pub fn agent(mut self, agent: Map<String, Value>) -> Self {
        self.agent = agent;
        self
    }
}
