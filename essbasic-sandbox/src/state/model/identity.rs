//! Identities: organizations as owners, operators as callers, people as signers.

use essbasic::Agent;
use serde::{Deserialize, Serialize};

/// The organization that owns an object.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Owner {
    pub(crate) application: String,
    /// Open ID of the organization.
    pub(crate) organization: String,
}

impl Owner {
    pub(crate) fn new(application: &str, organization: &str) -> Self {
        Self { application: application.to_owned(), organization: organization.to_owned() }
    }

    /// Returns the key of the organization.
    pub(crate) fn key(&self) -> String {
        key([&self.application, &self.organization])
    }

    /// Returns the key of one of the organization's employees.
    pub(crate) fn employee(&self, open_id: &str) -> String {
        key([&self.application, &self.organization, open_id])
    }
}

/// Joins the parts of a key. Slashes in parts are escaped, so that other parts have another key.
pub(crate) fn key<const PARTS: usize>(parts: [&str; PARTS]) -> String {
    parts.map(|part| part.replace('%', "%25").replace('/', "%2F")).join("/")
}

/// A known operator who acts for their organization.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) owner: Owner,
    /// Open ID of the operator.
    pub(crate) operator: String,
}

/// Returns the open ID of an agent's operator.
pub(crate) fn open_id(agent: &Agent) -> String {
    let operator = agent.proxy_operator.as_ref();
    operator.and_then(|operator| operator.open_id.clone()).unwrap_or_default()
}

/// A person who scans QR codes and signs contracts. Use obviously fictitious data.
#[derive(Clone, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Mobile number, 11 digits.
    pub mobile: String,
}

/// Shows nothing: name and number are personal data.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(***)")
    }
}
