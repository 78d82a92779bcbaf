//! Uploaded files and seals. Their contents are rows of their own.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use essbasic::seals::{SealStatus, SealType};
use serde::{Deserialize, Serialize};

use super::Owner;

/// An uploaded or converted file.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct File {
    pub(crate) owner: Owner,
    pub(crate) name: String,
    pub(crate) business: String,
    pub(crate) expires_on: i64,
    /// A contract was started from it, so that it is not removed.
    pub(crate) used: bool,
}

impl File {
    /// Returns whether its name ends in `.pdf`.
    pub(crate) fn is_pdf(&self) -> bool {
        extension(&self.name) == "pdf"
    }
}

/// Returns the extension of a file name in lower case.
pub(crate) fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
}

/// Decodes base64 in which white space is ignored, such as lines of 76 characters.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let is_space = |byte: &u8| byte.is_ascii_whitespace();
    if !text.bytes().any(|byte| is_space(&byte)) {
        return STANDARD.decode(text).ok();
    }
    STANDARD.decode(text.bytes().filter(|byte| !is_space(byte)).collect::<Vec<_>>()).ok()
}

/// A seal of an organization.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Seal {
    pub(crate) owner: Owner,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: SealType,
    pub(crate) description: String,
    pub(crate) creator: String,
    pub(crate) created_on: i64,
    pub(crate) status: SealStatus,
    pub(crate) fail_reason: String,
    /// Open IDs of the employees who may use it.
    pub(crate) users: BTreeSet<String>,
}

impl Seal {
    /// Returns whether it is approved.
    pub(crate) fn is_usable(&self) -> bool {
        self.status == SealStatus::Success
    }
}
