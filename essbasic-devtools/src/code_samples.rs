//! Code samples of a call: a Rust program, an `essbasic` command, a curl command.
//!
//! [`redact::request_fields`] removes secrets from a request before a sample is rendered.

use essbasic::{Entry, Environment, RawAction};

pub mod capture;
pub mod command;
pub mod curl;
pub mod redact;
pub mod rust;

/// The action of a sample.
#[derive(Clone, Copy, Debug)]
pub enum SampleAction<'a> {
    /// An action of the catalogue.
    Catalogue(&'static Entry),
    /// An action that is not in the catalogue.
    Raw {
        /// Name of the action.
        name: &'a str,
        /// Version of the API.
        version: &'a str,
        /// Name of the service.
        service: &'a str,
    },
}

impl<'a> SampleAction<'a> {
    /// Returns the name of the action.
    pub fn name(&self) -> &'a str {
        match self {
            Self::Catalogue(entry) => entry.descriptor().name,
            Self::Raw { name, .. } => name,
        }
    }

    /// Returns the action for [`Client::call_raw`](essbasic::Client::call_raw).
    pub fn raw(&self) -> RawAction {
        match self {
            Self::Catalogue(entry) => {
                let action = entry.descriptor();
                RawAction::new(action.name, action.version).service(action.service)
            }
            Self::Raw { name, version, service } => {
                RawAction::new(*name, *version).service(*service)
            }
        }
    }
}

/// The endpoint of a sample.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SampleEndpoint {
    /// The production environment.
    Production,
    /// The test environment.
    Test,
    /// One URL for all hosts, such as that of a sandbox.
    Custom(String),
}

impl SampleEndpoint {
    /// Returns the endpoint of an environment.
    pub fn of(environment: &Environment) -> Self {
        match environment {
            Environment::Custom { api, .. } => Self::Custom(api.to_string()),
            Environment::Test => Self::Test,
            _ => Self::Production,
        }
    }
}
