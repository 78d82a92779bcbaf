//! Reviews of seals.

use essbasic::seals::SealStatus;
use serde_json::json;

use super::State;

/// Time that the service's staff takes to review a seal, in seconds.
pub(crate) const SEAL_REVIEW_TIME: i64 = 60;

impl State {
    /// Approves or rejects a seal; does nothing unless it is in review.
    pub(crate) fn review_seal(&mut self, id: &str, approved: bool, now: i64) {
        let Some(seal) = self.seals.get_mut(id) else { return };
        if seal.status != SealStatus::Checking {
            return;
        }
        if approved {
            seal.status = SealStatus::Success;
        } else {
            seal.status = SealStatus::Fail;
            "印章图片不清晰".clone_into(&mut seal.fail_reason);
        }
        let event = json!({
            "SealId": seal.id,
            "SealName": seal.name,
            "SealStatus": seal.status,
            "OperateOn": now,
        });
        let owner = seal.owner.clone();
        self.emit(&owner, "OperateSeal", event);
    }
}
