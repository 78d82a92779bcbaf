//! People who scan, sign and open links while an example runs.

use std::time::Duration;

use essbasic_sandbox::{Person, Sandbox, ScanError, SignError};

/// ID of the contract that a scan returns without a sandbox.
const FLOW_ID: &str = "yDexampleexampleexampleexample01";

/// People who scan, sign and open links.
///
/// A sandbox simulates them. They do nothing if the calls of an example are replayed from a cassette or a mock.
#[derive(Clone, Copy, Debug)]
pub struct People<'a>(Option<&'a Sandbox>);

impl<'a> People<'a> {
    /// Returns people simulated by a sandbox.
    pub fn of(sandbox: &'a Sandbox) -> Self {
        Self(Some(sandbox))
    }

    /// Returns people who do nothing, for responses that are replayed.
    pub fn absent() -> Self {
        Self(None)
    }

    /// Scans a QR code as a person. Returns the ID of the contract that this starts.
    ///
    /// # Errors
    ///
    /// [`ScanError`] if no contract was started.
    pub fn scan(&self, qr_code_id: &str, person: &Person) -> Result<String, ScanError> {
        self.0.map_or_else(|| Ok(FLOW_ID.to_owned()), |sandbox| sandbox.scan(qr_code_id, person))
    }

    /// Signs a contract as a person.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the person cannot sign now.
    pub fn sign(&self, flow_id: &str, person: &Person) -> Result<(), SignError> {
        self.0.map_or(Ok(()), |sandbox| sandbox.sign(flow_id, person))
    }

    /// Completes the task of a link, such as verifying an identity.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the link is unknown, used up or expired.
    pub fn complete_link(&self, link: &str) -> Result<(), SignError> {
        self.0.map_or(Ok(()), |sandbox| sandbox.complete_link(link))
    }

    /// Advances the clock of the sandbox, so that scheduled tasks of the service are executed.
    pub fn advance_clock(&self, time: Duration) {
        if let Some(sandbox) = self.0 {
            sandbox.advance(time);
        }
    }
}
