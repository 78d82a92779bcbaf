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
        let reviewed = json!({
            "SealId": seal.id,
            "ReviewStatus": if approved { "PASS" } else { "REJECT" },
            "ReviewReason": seal.fail_reason,
            "OccurTime": now,
        });
        let owner = seal.owner.clone();
        self.emit(&owner, "AuditSealAuth", reviewed);
        if approved {
            self.emit_seal_event(id, "Enable", &[]);
        }
    }

    /// Emits an operation on a seal, and the employees whose grant it changed.
    pub(crate) fn emit_seal_event(&mut self, id: &str, operate: &str, users: &[String]) {
        let now = self.now();
        let Some(seal) = self.seals.get(id) else { return };
        let event = json!({
            "SealId": seal.id,
            "SealName": seal.name,
            "SealType": seal.kind,
            "SealStatus": seal.status,
            "Operate": operate,
            "AuthorizedOperatorOpenId": users.first().cloned().unwrap_or_default(),
            "AuthorizedUsers": users.iter().map(|it| json!({"UserId": it})).collect::<Vec<_>>(),
            "OccurTime": now,
        });
        let owner = seal.owner.clone();
        self.emit(&owner, "OperateSeal", event);
    }
}
