//! State of all pages: client, credential, sandbox.

use std::io;
use std::sync::Arc;

use essbasic::sign::{Scope, SigningKey};
use essbasic::{Client, ClientBuilder, Credential, RetryPolicy};
use essbasic_sandbox::{SandboxHandle, seed};
use serde_json::{Map, Value};

use crate::access::Access;
use crate::confirmation::Confirmations;
use crate::form_memory::FormMemory;
use crate::work::Workers;

/// A real environment to serve pages for.
#[derive(Clone, Debug)]
pub struct RemoteEnvironment {
    client: Client,
    credential: Option<Credential>,
    name: String,
    agent: Map<String, Value>,
}

impl RemoteEnvironment {
    /// Creates an environment from a client and the name to show on pages.
    ///
    /// The client should not retry: a page sends a call once and shows its outcome.
    pub fn new(client: Client, name: impl Into<String>) -> Self {
        Self { client, credential: None, name: name.into(), agent: Map::new() }
    }

    /// Sets the credential with which pages sign code samples and show signing steps.
    ///
    /// Default: none, for credentials that are loaded over the network.
    #[must_use]
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credential = Some(credential);
        self
    }

    /// Sets the fields of the agent that forms start with. Default: none.
    #[must_use]
    pub fn agent(mut self, agent: Map<String, Value>) -> Self {
        self.agent = agent;
        self
    }
}

/// Kind of environment that calls are sent to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum EnvironmentKind {
    Sandbox,
    Test,
    Production,
    /// A custom endpoint: a proxy, or a sandbox on another machine.
    Custom,
}

/// State of all pages. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct AppState(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    environment: RemoteEnvironment,
    /// The sandbox that these pages belong to.
    sandbox: Option<SandboxHandle>,
    confirmations: Confirmations,
    /// Access that clients need to act in a real environment.
    access: Option<Arc<Access>>,
    form_memory: FormMemory,
    workers: Workers,
}

impl AppState {
    /// Creates the state for a sandbox, which is called through its port.
    pub(crate) fn for_sandbox(sandbox: SandboxHandle) -> io::Result<Self> {
        let (name, credential) = (sandbox.endpoint(), sandbox.credential());
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
        let environment = RemoteEnvironment::new(client, name).credential(credential).agent(agent);
        Ok(Self::new(environment, Some(sandbox), None))
    }

    pub(crate) fn for_environment(environment: RemoteEnvironment, access: Arc<Access>) -> Self {
        Self::new(environment, None, Some(access))
    }

    /// Creates the state of pages that send nothing themselves.
    pub(crate) fn for_confirmations(environment: RemoteEnvironment) -> Self {
        Self::new(environment, None, None)
    }

    fn new(
        environment: RemoteEnvironment,
        sandbox: Option<SandboxHandle>,
        access: Option<Arc<Access>>,
    ) -> Self {
        Self(Arc::new(Shared {
            environment,
            sandbox,
            confirmations: Confirmations::default(),
            access,
            form_memory: FormMemory::default(),
            workers: Workers::default(),
        }))
    }

    /// Returns the client that sends calls, without retries.
    pub(crate) fn client(&self) -> &Client {
        &self.0.environment.client
    }

    /// Returns a builder for a client of the same environment, without a credential.
    pub(crate) fn client_builder(&self) -> ClientBuilder {
        let environment = self.client().environment().clone();
        Client::builder().environment(environment).allow_plain_http()
    }

    /// Returns the credential, if it is known without a request.
    pub(crate) fn credential(&self) -> Option<&Credential> {
        self.0.environment.credential.as_ref()
    }

    /// Returns the address of the sandbox or the name of the environment.
    pub(crate) fn name(&self) -> &str {
        &self.0.environment.name
    }

    /// Returns the kind of environment that calls are sent to.
    pub(crate) fn kind(&self) -> EnvironmentKind {
        if self.sandbox().is_some() {
            return EnvironmentKind::Sandbox;
        }
        match self.client().environment() {
            essbasic::Environment::Test => EnvironmentKind::Test,
            essbasic::Environment::Custom { .. } => EnvironmentKind::Custom,
            _ => EnvironmentKind::Production,
        }
    }

    /// Returns the agent that forms start with.
    pub(crate) fn agent(&self) -> &Map<String, Value> {
        &self.0.environment.agent
    }

    /// Returns the sandbox that these pages belong to.
    pub(crate) fn sandbox(&self) -> Option<&SandboxHandle> {
        self.0.sandbox.as_ref()
    }

    /// Returns the access that clients need to act in a real environment.
    pub(crate) fn access(&self) -> Option<&Access> {
        self.0.access.as_deref()
    }

    /// Returns the memory for forms.
    pub(crate) fn form_memory(&self) -> &FormMemory {
        &self.0.form_memory
    }

    /// Returns the threads for work.
    pub(crate) fn workers(&self) -> &Workers {
        &self.0.workers
    }

    /// Returns the calls that wait for confirmation.
    pub(crate) fn confirmations(&self) -> &Confirmations {
        &self.0.confirmations
    }
}

/// Returns whether a credential is the default one of sandboxes, which is public.
pub(crate) fn is_default_credential(credential: &Credential) -> bool {
    credential.secret_id() == seed::SECRET_ID
        && Scope::new(0, "essbasic").is_ok_and(|scope| {
            let known = SigningKey::derive(seed::SECRET_KEY, &scope);
            credential.signing_key(&scope).expose() == known.expose()
        })
}
