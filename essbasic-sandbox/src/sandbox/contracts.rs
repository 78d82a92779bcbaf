//! The contracts of a sandbox: found by status, name and organization, newest first.

use std::fmt;
use std::io;

use essbasic::flows::ApproverStatus;
use essbasic::models::FlowStatus;

use super::SandboxHandle;
use crate::state::{Flow, State};

/// Filter of contracts. Default: all contracts.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ContractFilter {
    /// Statuses; empty for all.
    pub statuses: Vec<FlowStatus>,
    /// Text that ID or name contain; empty for all.
    pub text: String,
    /// Text that open ID or name of the organization contain, of the initiator or a signer; empty for all.
    pub organization: String,
}

/// One page of contracts.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Contracts {
    /// Contracts of the page, newest first.
    pub contracts: Vec<ContractSummary>,
    /// Number of contracts on all pages.
    pub total: usize,
}

/// A contract in a list.
#[derive(Clone)]
#[non_exhaustive]
pub struct ContractSummary {
    /// Contract ID.
    pub id: String,
    /// Name. May contain the name of a person.
    pub name: String,
    /// Status.
    pub status: FlowStatus,
    /// Name of the organization that started it.
    pub organization: String,
    /// Unix time in seconds, by the sandbox's clock.
    pub created_on: i64,
    /// Time limit for the signatures: Unix time in seconds.
    pub deadline: i64,
    /// Number of signers.
    pub signers: usize,
    /// Number of signers who have signed.
    pub signed: usize,
    /// Names of the signers: personal data.
    pub signer_names: Vec<String>,
}

impl SandboxHandle {
    /// Returns one page of the contracts that match a filter, newest first.
    ///
    /// # Errors
    ///
    /// As for [`tables`](Self::tables).
    pub async fn find_contracts(
        &self,
        filter: &ContractFilter,
        offset: usize,
        limit: usize,
    ) -> io::Result<Contracts> {
        self.read(|state| filter.find(state, offset, limit)).await
    }
}

impl ContractFilter {
    fn find(&self, state: &State, offset: usize, limit: usize) -> Contracts {
        let text = self.text.to_lowercase();
        let organization = self.organization.to_lowercase();
        let mut found: Vec<&Flow> = state
            .flows
            .iter()
            .map(|(_, flow)| flow)
            .filter(|flow| self.matches(state, flow, &text, &organization))
            .collect();
        found.sort_by(|a, b| b.created_on.cmp(&a.created_on).then_with(|| a.id.cmp(&b.id)));
        let total = found.len();
        let page = found.into_iter().skip(offset).take(limit);
        Contracts { contracts: page.map(|flow| summary(state, flow)).collect(), total }
    }

    fn matches(&self, state: &State, flow: &Flow, text: &str, organization: &str) -> bool {
        let contains = |it: &str| it.to_lowercase().contains(organization);
        (self.statuses.is_empty() || self.statuses.contains(&flow.status))
            && (text.is_empty()
                || flow.id.to_lowercase() == text
                || flow.name.to_lowercase().contains(text))
            && (organization.is_empty()
                || contains(&flow.owner.organization)
                || contains(owner_name(state, flow))
                || flow
                    .approvers
                    .iter()
                    .any(|it| contains(&it.organization) || contains(&it.organization_name)))
    }
}

fn owner_name<'a>(state: &'a State, flow: &'a Flow) -> &'a str {
    let organization = state.organizations.get(&flow.owner.key());
    organization.map_or(flow.owner.organization.as_str(), |it| it.name.as_str())
}

fn summary(state: &State, flow: &Flow) -> ContractSummary {
    let signed = flow.approvers.iter().filter(|it| it.status == ApproverStatus::Accept);
    ContractSummary {
        id: flow.id.clone(),
        name: flow.name.clone(),
        status: flow.status.clone(),
        organization: owner_name(state, flow).to_owned(),
        created_on: flow.created_on,
        deadline: flow.deadline,
        signers: flow.approvers.len(),
        signed: signed.count(),
        signer_names: flow.approvers.iter().map(|it| it.name.clone()).collect(),
    }
}

/// Shows ID and status: names are personal data.
impl fmt::Debug for ContractSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("ContractSummary");
        shown.field("id", &self.id).field("status", &self.status).finish_non_exhaustive()
    }
}
