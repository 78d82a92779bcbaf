//! Links: minted for somebody and something, good until their time is over.

use rand::distr::{Alphanumeric, SampleString};
use serde::{Deserialize, Serialize};

use super::{Flow, Owner, State};

/// A link.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Link {
    pub(crate) purpose: Purpose,
    pub(crate) expires_on: i64,
}

/// What a link leads to.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) enum Purpose {
    /// A contract to be signed by whoever opens the link: one signer, or any of them.
    Sign {
        /// The contracts; several of a group or a batch.
        flows: Vec<String>,
        /// The signer, by their id in a single contract.
        signer: Option<String>,
    },
    /// The console, where an organization and its employees verify themselves.
    Console {
        /// The employee's key.
        employee: String,
    },
    /// A contract's document.
    Download {
        /// The contract.
        flow: String,
    },
    /// Several contracts' documents.
    Downloads {
        /// The contracts' names, and the tokens of the links to their documents.
        links: Vec<(String, String)>,
    },
    /// A template's document.
    Template {
        /// The template.
        template: String,
    },
    /// An evidence report.
    Report {
        /// The report's id.
        report: String,
    },
    /// A file as it was uploaded.
    File {
        /// The file's id.
        file: String,
    },
    /// A seal's picture.
    Seal {
        /// The seal's id.
        seal: String,
    },
    /// A person's authorization to sign for them.
    AutoSign {
        /// The organization that asked for it.
        owner: Owner,
        /// The authorization's key.
        key: String,
    },
    /// An organization's service to be switched on or off.
    Service {
        /// The organization.
        owner: Owner,
        /// The service.
        service: String,
        /// Whether it is switched on.
        open: bool,
        /// Who asked for it.
        operator: String,
    },
    /// Organizations that let others place their seals, and which others.
    Partners {
        /// The application of them all.
        application: String,
        /// Whose seal it is, and who may place it.
        pairs: Vec<(String, String)>,
    },
    /// Contracts that a person starts on the page.
    Prepared {
        /// The contracts, not started yet.
        flows: Vec<Flow>,
        /// The id and the name of their group, if they are one.
        group: Option<(String, String)>,
    },
    /// Contracts that their operator cancels on the page.
    Cancel {
        /// The task that waits for it.
        task: String,
    },
}

impl State {
    /// Mints a link; its token, by which it is found.
    pub(crate) fn mint(&mut self, purpose: Purpose, expires_on: i64) -> String {
        let token = Alphanumeric.sample_string(&mut rand::rng(), 24);
        self.links.insert(token.clone(), Link { purpose, expires_on });
        token
    }

    /// Mints a link; its address.
    pub(crate) fn mint_url(&mut self, purpose: Purpose, expires_on: i64) -> String {
        let token = self.mint(purpose, expires_on);
        self.address(&format!("/links/{token}"))
    }

    /// A link whose time is not over.
    pub(crate) fn link(&self, token: &str) -> Option<&Link> {
        let now = self.now();
        self.links.get(token).filter(|link| link.expires_on > now)
    }
}
