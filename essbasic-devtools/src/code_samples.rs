//! The same call elsewhere: as a program of this library, as a command, as curl.
//!
//! What is secret of a request stays behind unless asked for: [`redact::request_fields`] makes the members
//! that may be shown, and each form is made of members, hidden or not.

use essbasic::{Entry, Environment, RawAction};

pub mod capture;
pub mod command;
pub mod curl;
pub mod redact;
pub mod rust;

/// What is called.
#[derive(Clone, Copy, Debug)]
pub enum SampleAction<'a> {
    /// An action of the catalogue.
    Catalogue(&'static Entry),
    /// One of which only the name is known.
    Raw {
        /// The action's name.
        name: &'a str,
        /// The version of its API.
        version: &'a str,
        /// Whose it is.
        service: &'a str,
    },
}

impl<'a> SampleAction<'a> {
    /// The action's name.
    pub fn name(&self) -> &'a str {
        match self {
            Self::Catalogue(entry) => entry.descriptor().name,
            Self::Raw { name, .. } => name,
        }
    }

    /// What the library calls by its name.
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

/// Where it is called.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SampleEndpoint {
    /// The production environment.
    Production,
    /// The test environment.
    Test,
    /// One address for everything, as a sandbox has.
    Custom(String),
}

impl SampleEndpoint {
    /// The endpoint that a client calls.
    pub fn of(environment: &Environment) -> Self {
        match environment {
            Environment::Custom { api, .. } => Self::Custom(api.to_string()),
            Environment::Test => Self::Test,
            _ => Self::Production,
        }
    }
}
