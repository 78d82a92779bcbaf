//! Seals: made from a picture, looked at by people, used by those who may.

use std::collections::BTreeSet;

use essbasic::seals::{SealStatus, SealType};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Owner, State};

/// How long the service's people take for a seal.
pub(crate) const REVIEW_TAKES: i64 = 60;

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
    /// The open ids of those who may use it.
    pub(crate) users: BTreeSet<String>,
}

impl Seal {
    /// Whether contracts can be sealed with it.
    pub(crate) fn is_usable(&self) -> bool {
        self.status == SealStatus::Success
    }
}

impl State {
    /// An organization's seals, the oldest first.
    pub(crate) fn seals_of(&self, owner: &Owner) -> Vec<&Seal> {
        let seals = self.seals.iter().map(|(_, seal)| seal);
        let mut seals: Vec<_> = seals.filter(|seal| seal.owner == *owner).collect();
        seals.sort_by_key(|seal| (seal.created_on, seal.id.clone()));
        seals
    }

    /// A seal that was looked at; false when nobody was waiting for that.
    pub(crate) fn seal_is_reviewed(&mut self, id: &str, good: bool, now: i64) {
        let Some(seal) = self.seals.get_mut(id) else { return };
        if seal.status != SealStatus::Checking {
            return;
        }
        if good {
            seal.status = SealStatus::Success;
        } else {
            seal.status = SealStatus::Fail;
            "印章图片不清晰".clone_into(&mut seal.fail_reason);
        }
        let data = json!({
            "SealId": seal.id,
            "SealName": seal.name,
            "SealStatus": seal.status,
            "OperateOn": now,
        });
        let owner = seal.owner.clone();
        self.tell(&owner, "OperateSeal", data);
    }
}
