//! What the sandbox keeps: applications and whose they are, templates, QR codes.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::clock::Clock;

mod qr_code;
mod template;

pub use qr_code::{Person, ScanRefused};
pub(crate) use qr_code::{QrCode, Status};
pub(crate) use template::{NotFit, Party, Template};

/// Everything that is kept.
#[derive(Debug, Default)]
pub(crate) struct State {
    clock: Clock,
    /// Where the sandbox is reached, for the links it mints.
    base: String,
    applications: BTreeMap<String, Application>,
    qr_codes: BTreeMap<String, QrCode>,
}

/// An application: its organizations, and the templates that all of them share.
#[derive(Debug, Default)]
pub(crate) struct Application {
    /// Operators by the open id of their organization.
    organizations: BTreeMap<String, BTreeSet<String>>,
    templates: BTreeMap<String, Template>,
}

/// The organization that something belongs to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Owner {
    pub(crate) application: String,
    pub(crate) organization: String,
}

/// Which part of an agent is not known.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unknown {
    Application,
    Organization,
    Operator,
}

impl State {
    /// The time as the sandbox sees it, in Unix seconds.
    pub(crate) fn now(&self) -> i64 {
        self.clock.now()
    }

    /// Moves the clock forward.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.clock.advance(by);
    }

    /// Says where the sandbox is reached.
    pub(crate) fn reached_at(&mut self, base: String) {
        self.base = base;
    }

    /// An application to be added to, made when it is not there yet.
    pub(crate) fn application(&mut self, id: &str) -> &mut Application {
        self.applications.entry(id.to_owned()).or_default()
    }

    /// The organization that an agent acts for.
    pub(crate) fn owner(
        &self,
        application: &str,
        organization: &str,
        operator: &str,
    ) -> Result<Owner, Unknown> {
        let kept = self.applications.get(application).ok_or(Unknown::Application)?;
        let operators = kept.organizations.get(organization).ok_or(Unknown::Organization)?;
        if !operators.contains(operator) {
            return Err(Unknown::Operator);
        }
        Ok(Owner { application: application.to_owned(), organization: organization.to_owned() })
    }

    /// A template of an application.
    pub(crate) fn template(&self, application: &str, id: &str) -> Option<&Template> {
        self.applications.get(application)?.templates.get(id)
    }

    /// A code.
    pub(crate) fn qr_code(&self, id: &str) -> Option<&QrCode> {
        self.qr_codes.get(id)
    }

    /// A code, to be changed.
    pub(crate) fn qr_code_mut(&mut self, id: &str) -> Option<&mut QrCode> {
        self.qr_codes.get_mut(id)
    }

    /// Keeps a code; gives its id back.
    pub(crate) fn keep(&mut self, code: QrCode) -> String {
        let id = code.id().to_owned();
        self.qr_codes.insert(id.clone(), code);
        id
    }

    /// The address of a code's page.
    pub(crate) fn page_of(&self, code: &QrCode) -> String {
        format!("{}/qr-codes/{}", self.base, code.id())
    }
}

impl Application {
    /// Adds an operator to an organization, and the organization when it is new.
    pub(crate) fn operator(&mut self, organization: &str, operator: &str) -> &mut Self {
        let operators = self.organizations.entry(organization.to_owned()).or_default();
        operators.insert(operator.to_owned());
        self
    }

    /// Adds a template.
    pub(crate) fn template(&mut self, id: &str, template: Template) -> &mut Self {
        self.templates.insert(id.to_owned(), template);
        self
    }
}

/// A new id: 32 letters and digits, of which the first two are always the same.
fn new_id() -> String {
    use rand::distr::{Alphanumeric, SampleString};

    format!("yD{}", Alphanumeric.sample_string(&mut rand::rng(), 30))
}
