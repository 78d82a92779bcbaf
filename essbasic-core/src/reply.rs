//! An answer: the output, and the id under which the service knows the call.

use std::ops::Deref;

/// What the service answered, with the id under which its support finds the call.
///
/// It reads like its output: `reply.qr_code` is `reply.output.qr_code`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Reply<T> {
    /// The id of the call. Keep it beside what you log.
    pub request_id: String,
    /// What the action answers.
    pub output: T,
}

impl<T> Reply<T> {
    pub(crate) fn new(request_id: String, output: T) -> Self {
        Self { request_id, output }
    }

    /// The output alone.
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
