//! Links: bearer tokens for a purpose, valid for some time.

use serde::{Deserialize, Serialize};

use super::{Flow, Owner};

/// A link.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Link {
    pub(crate) purpose: Purpose,
    pub(crate) expires_on: i64,
}

/// Purpose of a link.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) enum Purpose {
    /// Contracts to be signed.
    Sign {
        /// Contract IDs; several for a group or a batch.
        flows: Vec<String>,
        /// ID of the signer in a single contract; `None` if any signer may use the link.
        signer: Option<String>,
    },
    /// The console, where an employee verifies themselves and their organization.
    Console {
        /// Key of the employee.
        employee: String,
    },
    /// Document of a contract.
    Download {
        /// Contract ID.
        flow: String,
    },
    /// Documents of several contracts.
    Downloads {
        /// Names of the contracts, and tokens of the links to their documents.
        links: Vec<(String, String)>,
    },
    /// Document of a template.
    Template {
        /// Template ID.
        template: String,
    },
    /// Evidence report.
    Report {
        /// Report ID.
        report: String,
    },
    /// Uploaded file.
    File {
        /// File ID.
        file: String,
    },
    /// Image of a seal.
    Seal {
        /// Seal ID.
        seal: String,
    },
    /// A person's authorization to sign for them.
    AutoSign {
        /// Organization that asks for it.
        owner: Owner,
        /// Key of the authorization.
        key: String,
    },
    /// A service of an organization to be enabled or disabled.
    Service {
        /// The organization.
        owner: Owner,
        /// Name of the service.
        service: String,
        /// `true` to enable it.
        open: bool,
        /// Open ID of the operator who asks for it.
        operator: String,
    },
    /// Authorizations between organizations to use each other's seals.
    Partners {
        /// Application of all organizations.
        application: String,
        /// Owner of the seals, and the organization that may use them.
        pairs: Vec<(String, String)>,
    },
    /// Contracts to be started.
    Prepared {
        /// Contracts that are not started yet.
        flows: Vec<Flow>,
        /// ID and name of their group.
        group: Option<(String, String)>,
    },
    /// Contracts to be cancelled.
    Cancel {
        /// ID of the cancellation task.
        task: String,
    },
}

/// Returns the token of a link's URL; a token is returned as it is.
pub(crate) fn link_token(link: &str) -> &str {
    link.rsplit(['/', '=']).next().unwrap_or_default()
}
