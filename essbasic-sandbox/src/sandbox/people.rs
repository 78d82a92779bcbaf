//! Actions of people who take no part in a test: scanning, filling in, signing, declining.

use std::convert::Infallible;

use super::Sandbox;
use crate::records::{ActDraft, ActKind, ActSource};
use crate::state::{Person, ScanError, SignError, State, link_token};

/// Returns an act of a program.
fn draft(kind: ActKind) -> ActDraft {
    ActDraft::new(kind, ActSource::Program)
}

impl Sandbox {
    /// Scans a QR code as a person. Returns the ID of the contract that this starts.
    ///
    /// # Errors
    ///
    /// [`ScanError`] if no contract was started.
    pub fn scan(&self, qr_code_id: &str, person: &Person) -> Result<String, ScanError> {
        let draft = draft(ActKind::Scan).subject(qr_code_id).person(Some(person));
        let change = |state: &mut State| state.scan(qr_code_id, person);
        self.context().act(Some(draft), change, |flow| Some(flow.clone())).stored_blocking()
    }

    /// Signs a contract as a person, for themselves or for their organization.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the person cannot sign now.
    pub fn sign(&self, flow_id: &str, person: &Person) -> Result<(), SignError> {
        let draft = draft(ActKind::Sign).flow(flow_id).person(Some(person));
        self.act(draft, |state| state.sign_as(flow_id, person))
    }

    /// Declines a contract as a person, which ends it.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the person cannot decline now.
    pub fn decline(&self, flow_id: &str, person: &Person, message: &str) -> Result<(), SignError> {
        let draft = draft(ActKind::Decline).flow(flow_id).person(Some(person));
        self.act(draft, |state| state.decline_as(flow_id, person, message))
    }

    /// Fills in a person's fields of a contract, by field name or ID.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the person cannot fill in now, or a required value is missing.
    pub fn fill(
        &self,
        flow_id: &str,
        person: &Person,
        values: &[(&str, &str)],
    ) -> Result<(), SignError> {
        let values: Vec<_> =
            values.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        let draft = draft(ActKind::Fill).flow(flow_id).person(Some(person));
        self.act(draft, |state| {
            let index = state.signer_of(flow_id, person)?;
            state.fill(flow_id, index, &values, state.now())
        })
    }

    /// Completes the task of a link: identity verification in the console, an authorization to
    /// sign, a service to be enabled, a cancellation, or the signature of the link's signer.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the link is unknown, used up or expired, or the person cannot sign now.
    pub fn complete_link(&self, link: &str) -> Result<(), SignError> {
        let draft = draft(ActKind::CompleteLink).link(link);
        self.act(draft, |state| state.complete_link(link_token(link), None))
    }

    /// Completes the task of a link that names no person: as one of several signers, or as the
    /// employee who signs for their organization.
    ///
    /// # Errors
    ///
    /// As for [`complete_link`](Self::complete_link).
    pub fn complete_link_as(&self, link: &str, person: &Person) -> Result<(), SignError> {
        let draft = draft(ActKind::CompleteLink).link(link).person(Some(person));
        self.act(draft, |state| state.complete_link(link_token(link), Some(person)))
    }

    /// Reviews a seal as the service's staff. Without it, a seal is approved after a minute.
    pub fn review_seal(&self, seal_id: &str, approved: bool) {
        self.update(|state| {
            let now = state.now();
            state.review_seal(seal_id, approved, now);
        });
    }

    /// Copies a template `times` times, as an employee does in the console. Does nothing if the
    /// template is unknown.
    pub fn copy_template(&self, template_id: &str, times: usize) {
        self.update(|state| {
            if let Some(template) = state.templates.get(template_id).cloned() {
                for _ in 0..times {
                    state.copy_template(template.clone(), None);
                }
            }
        });
    }

    /// Sets the number of contracts that every application can still start.
    pub fn set_contract_quota(&self, remaining: i64) {
        self.update(|state| state.set_contract_quota(remaining));
    }

    /// Changes the state as a person, and records it.
    fn act(
        &self,
        draft: ActDraft,
        change: impl FnOnce(&mut State) -> Result<(), SignError>,
    ) -> Result<(), SignError> {
        self.context().act(Some(draft), change, |()| None).stored_blocking()
    }

    /// Changes the state, or leaves it unchanged on an error.
    pub(super) fn transact<T, E>(
        &self,
        change: impl FnOnce(&mut State) -> Result<T, E>,
    ) -> Result<T, E> {
        self.store().transact(change).stored_blocking()
    }

    /// Changes the state.
    pub(super) fn update(&self, change: impl FnOnce(&mut State)) {
        let updated: Result<(), Infallible> = self.transact(|state| {
            change(state);
            Ok(())
        });
        updated.unwrap_or_else(|never| match never {});
    }
}
