//! Propagation of trace context.

use std::fmt;

use http::HeaderValue;

use crate::interceptor::{CallInfo, Interceptor, InterceptorError};
use crate::transport::Body;

/// Name of the header.
const TRACEPARENT: &str = "traceparent";

/// An interceptor that adds the header `traceparent` of W3C Trace Context to each attempt, so that a
/// gateway or a sandbox continues the trace. The service itself ignores it.
///
/// The function returns the current context, such as
/// `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01`. It is called in the span of the attempt:
/// with `tracing-opentelemetry`, `Span::current().context()` is its context. If it returns `None` or an
/// invalid context, no header is added.
///
/// ```
/// use essbasic_core::{Client, Credential, TraceParent};
///
/// fn current() -> Option<String> {
///     # Some("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".to_owned())
///     // From the tracing library of the application.
/// }
///
/// # fn main() -> Result<(), essbasic_core::Error> {
/// let client = Client::builder()
///     .credential(Credential::new("AKIDexample", "example-key"))
///     .interceptor(TraceParent::new(current))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct TraceParent<F>(F);

impl<F: Fn() -> Option<String> + Send + Sync> TraceParent<F> {
    /// Creates an interceptor from a function that returns the current context.
    pub fn new(current: F) -> Self {
        Self(current)
    }
}

impl<F: Fn() -> Option<String> + Send + Sync> Interceptor for TraceParent<F> {
    fn before_attempt(
        &self,
        _call: &CallInfo<'_>,
        request: &mut http::Request<Body>,
    ) -> Result<(), InterceptorError> {
        if let Some(context) = (self.0)().filter(|context| is_valid(context)) {
            request.headers_mut().insert(TRACEPARENT, HeaderValue::try_from(context)?);
        }
        Ok(())
    }
}

impl<F> fmt::Debug for TraceParent<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TraceParent").finish_non_exhaustive()
    }
}

/// Returns whether a text is a context: version, trace ID, parent ID and flags in lower-case
/// hexadecimal, neither ID zero.
fn is_valid(context: &str) -> bool {
    let parts: Vec<_> = context.split('-').collect();
    let [version, trace, parent, flags] = parts[..] else { return false };
    let is_hex = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    let is_zero = |text: &str| text.bytes().all(|b| b == b'0');
    is_hex(version, 2)
        && version != "ff"
        && is_hex(trace, 32)
        && !is_zero(trace)
        && is_hex(parent, 16)
        && !is_zero(parent)
        && is_hex(flags, 2)
}
