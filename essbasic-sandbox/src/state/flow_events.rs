//! Events about contracts and contract groups.

use std::collections::BTreeSet;

use essbasic::flows::ApproverStatus;
use essbasic::models::FlowStatus;
use serde_json::{Value, json};

use super::State;
use super::model::{Approver, Flow, Owner};

impl State {
    /// Emits the status of a contract after an operation, of the signer at `signer` if by one.
    pub(crate) fn emit_flow_event(
        &mut self,
        id: &str,
        operate: &str,
        signer: Option<usize>,
        now: i64,
    ) {
        let Some(flow) = self.flows.get(id) else { return };
        let signer = signer.and_then(|index| flow.approvers.get(index));
        let data = json!({
            "FlowId": flow.id,
            "CallbackType": if operate == "fill" { "fill" } else { "sign" },
            "FlowName": flow.name,
            "FlowType": flow.kind,
            "FlowDescription": flow.description,
            "Unordered": !flow.ordered,
            "CreateOn": flow.created_on,
            "UpdatedOn": now,
            "DeadLine": flow.deadline,
            "OccurTime": now,
            "FlowCallbackStatus": status_number(&flow.status),
            "FlowCallbackShowStatus": flow.status,
            "FlowMessage": flow.message,
            "UserId": signer.map(|it| it.open_id.clone()).unwrap_or_default(),
            "RecipientId": signer.map(|it| it.recipient_id.clone()).unwrap_or_default(),
            "Operate": operate,
            "UserData": flow.data,
            "CustomerData": flow.data,
            "TemplateId": flow.template.clone().unwrap_or_default(),
            "ReleaseFlowId": flow.releases.clone().unwrap_or_default(),
            "Approvers": flow.approvers.iter().map(approver).collect::<Vec<_>>(),
            "CcInfos": flow.copies.iter().map(|it| json!({"Name": it.name, "Mobile": it.mobile}))
                .collect::<Vec<_>>(),
        });
        let owner = flow.owner.clone();
        let group = flow.group.clone();
        self.emit(&owner, "FlowStatusChange", data);
        if let Some(group) = group {
            self.emit_group_event(&group, now);
        }
    }

    /// Emits to other organizations of the application that they received a contract to sign.
    pub(crate) fn emit_receipts(&mut self, id: &str, now: i64) {
        self.emit_receipts_except(id, &BTreeSet::new(), now);
    }

    /// Returns the keys of the other organizations of the application that sign a contract.
    pub(crate) fn receivers(&self, id: &str) -> BTreeSet<String> {
        let Some(flow) = self.flows.get(id) else { return BTreeSet::new() };
        let signers = flow.approvers.iter().filter(|it| it.is_organization());
        signers
            .map(|it| Owner::new(&flow.owner.application, &it.organization).key())
            .filter(|key| *key != flow.owner.key())
            .collect()
    }

    /// Emits receipts to organizations that were no receivers before.
    pub(crate) fn emit_receipts_except(&mut self, id: &str, before: &BTreeSet<String>, now: i64) {
        let owners = self.receivers(id);
        let Some(flow) = self.flows.get(id) else { return };
        let receivers = owners.difference(before).filter_map(|key| self.organizations.get(key));
        let receivers: Vec<_> = receivers.map(|it| it.owner.clone()).collect();
        let event = json!({"FlowId": flow.id, "FlowName": flow.name, "OccurTime": now});
        for receiver in receivers {
            self.emit(&receiver, "ReceiveFlow", event.clone());
        }
    }

    /// Emits the status of a contract group.
    fn emit_group_event(&mut self, id: &str, now: i64) {
        let Some(group) = self.groups.get(id) else { return };
        let flows = || group.flows.iter().filter_map(|flow| self.flows.get(flow));
        let status = if flows().all(|flow| flow.status == FlowStatus::All) {
            "ALL"
        } else if flows().any(|flow| !flow.is_open() && flow.status != FlowStatus::All) {
            "INVALID"
        } else if flows().any(Flow::has_signature) {
            "PART"
        } else {
            "TOSIGN"
        };
        let data = json!({
            "FlowGroupId": id,
            "FlowGroupName": group.name,
            "FlowGroupStatus": status,
            "FlowIds": group.flows,
            "OccurTime": now,
        });
        let owner = group.owner.clone();
        self.emit(&owner, "FlowGroupStatusChange", data);
    }
}

fn approver(it: &Approver) -> Value {
    json!({
        "UserId": it.open_id,
        "RecipientId": it.recipient_id,
        "ApproverType": i64::from(!it.is_organization()),
        "OrganizationName": it.organization_name,
        "ProxyOrganizationOpenId": it.organization,
        "ApproverName": it.name,
        "ApproverMobile": it.mobile,
        "ApproveCallbackStatus": approver_status_number(&it.status),
        "ApproveCallbackShowStatus": it.status,
        "ApproveMessage": it.message,
        "ApproveTime": it.done_on,
    })
}

/// Returns the number of a contract's status in callbacks.
fn status_number(status: &FlowStatus) -> i64 {
    match status {
        FlowStatus::Part => 2,
        FlowStatus::Reject => 3,
        FlowStatus::All => 4,
        FlowStatus::Deadline => 5,
        FlowStatus::Cancel => 6,
        FlowStatus::Invalid => 16,
        FlowStatus::Relieved => 21,
        _ => 1,
    }
}

/// Returns the number of a signer's status in callbacks.
fn approver_status_number(status: &ApproverStatus) -> i64 {
    match status {
        ApproverStatus::Accept => 3,
        ApproverStatus::Reject => 4,
        ApproverStatus::Deadline => 5,
        ApproverStatus::Cancel => 6,
        ApproverStatus::FillPending => 8,
        ApproverStatus::Stop => 9,
        ApproverStatus::FillAccept => 10,
        ApproverStatus::Relieved => 15,
        ApproverStatus::Forward => 19,
        _ => 2,
    }
}
