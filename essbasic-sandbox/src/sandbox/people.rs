//! What people do who are not there when a test runs: they scan, fill in, sign, refuse and agree.

use std::convert::Infallible;

use super::Sandbox;
use crate::server::token;
use crate::state::{Person, ScanError, SignError, State};

impl Sandbox {
    /// Plays a person who scans a QR code. Returns the ID of the contract that this starts.
    ///
    /// # Errors
    ///
    /// [`ScanError`] if no contract was started.
    pub fn scan(&self, qr_code_id: &str, by: &Person) -> Result<String, ScanError> {
        self.act(|state| state.scan(qr_code_id, by))
    }

    /// Plays a person who signs a contract, for themselves or for their organization.
    ///
    /// # Errors
    ///
    /// [`SignError`] says why they could not.
    pub fn sign(&self, flow_id: &str, who: &Person) -> Result<(), SignError> {
        self.act(|state| state.sign_as(flow_id, who))
    }

    /// Plays a person who refuses to sign a contract, which ends it.
    ///
    /// # Errors
    ///
    /// [`SignError`] says why they could not.
    pub fn decline(&self, flow_id: &str, who: &Person, message: &str) -> Result<(), SignError> {
        self.act(|state| state.refuse_as(flow_id, who, message))
    }

    /// Plays a person who fills in what a contract leaves to them, by the fields' names or ids.
    ///
    /// # Errors
    ///
    /// [`SignError`] says why they could not.
    pub fn fill(
        &self,
        flow_id: &str,
        who: &Person,
        values: &[(&str, &str)],
    ) -> Result<(), SignError> {
        let values: Vec<_> =
            values.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        self.act(|state| state.fill_as(flow_id, who, &values))
    }

    /// Plays a person who does what a link asks of them: an employee verifies themselves and
    /// their organization on the console's page, a person lets the service sign for them,
    /// somebody switches a service on, cancels contracts, or signs as the signer the link is for.
    ///
    /// # Errors
    ///
    /// [`SignError`] says why they could not.
    pub fn complete_link(&self, link: &str) -> Result<(), SignError> {
        self.act(|state| state.agree(token(link), None))
    }

    /// The same by somebody whom the link does not name: one of several signers of a group, or the
    /// employee who takes up what waits for their organization.
    ///
    /// # Errors
    ///
    /// [`SignError`] says why they could not.
    pub fn complete_link_as(&self, link: &str, who: &Person) -> Result<(), SignError> {
        self.act(|state| state.agree(token(link), Some(who)))
    }

    /// Plays the service's people who look at a seal; by themselves they take a minute.
    pub fn review_seal(&self, seal_id: &str, approved: bool) {
        self.certainly(|state| {
            let now = state.now();
            state.seal_is_reviewed(seal_id, approved, now);
        });
    }

    /// Plays the console, where somebody copies a template so many times. Of a template that
    /// there is not, nothing is copied.
    pub fn copy_template(&self, template_id: &str, times: usize) {
        self.certainly(|state| {
            if let Some(template) = state.templates.get(template_id).cloned() {
                for _ in 0..times {
                    state.copy_template(template.clone(), None);
                }
            }
        });
    }

    /// Sets how many contracts every application can still start.
    pub fn set_contract_quota(&self, left: i64) {
        self.certainly(|state| state.set_contract_quota(left));
    }

    /// Changes what is kept, or leaves it.
    pub(super) fn act<T, E>(&self, act: impl FnOnce(&mut State) -> Result<T, E>) -> Result<T, E> {
        self.context.gateway.store().transact(act).stored_now()
    }

    /// Changes what is kept.
    pub(super) fn certainly(&self, act: impl FnOnce(&mut State)) {
        let done: Result<(), Infallible> = self.act(|state| {
            act(state);
            Ok(())
        });
        done.unwrap_or_else(|never| match never {});
    }
}
