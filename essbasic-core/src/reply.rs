//! Replies: the output of a call with its request ID.

use std::ops::Deref;

/// A successful response: output and request ID.
///
/// Derefs to the output: `reply.qr_code` is `reply.output.qr_code`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Reply<T> {
    /// Request ID, by which the vendor's support finds the call. Log it.
    pub request_id: String,
    /// Output of the action.
    pub output: T,
}

impl<T> Reply<T> {
    pub(crate) fn new(request_id: String, output: T) -> Self {
        Self { request_id, output }
    }

    /// Returns the output without the request ID.
    pub fn into_output(self) -> T {
        self.output
    }
}

impl<T> Deref for Reply<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.output
    }
}
