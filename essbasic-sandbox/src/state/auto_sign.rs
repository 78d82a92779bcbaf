//! A person's authorization to sign for them.

use serde::{Deserialize, Serialize};

use super::Owner;

/// For how long an authorization is good.
pub(crate) const LICENCE: i64 = 365 * 24 * 60 * 60;

/// A person's authorization in one scene.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct AutoSign {
    pub(crate) open: bool,
    pub(crate) from: i64,
    pub(crate) to: i64,
    /// The link that was minted for it and not used.
    pub(crate) link: Option<String>,
}

/// The key of a person's authorization.
pub(crate) fn key(owner: &Owner, scene: &str, id_card_number: &str) -> String {
    format!("{}/{scene}/{id_card_number}", owner.key())
}
