//! Requests that a test double receives.

use bytes::Bytes;
use essbasic_core::transport::{Body, TransportError, TransportErrorKind};
use http::{HeaderMap, Request};

/// A request that arrived at a test double.
#[derive(Clone)]
pub(super) struct Incoming {
    pub(super) target: Target,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// Purpose of a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Target {
    /// A call of an action, with its version.
    Action(String, String),
    /// A download of a link.
    Link(String),
}

impl Target {
    /// Reads the purpose of a request from its headers.
    pub(super) fn of<B>(request: &Request<B>) -> Self {
        let header = |name: &str| {
            let value = request.headers().get(name)?;
            Some(value.to_str().unwrap_or_default().to_owned())
        };
        match header("x-tc-action") {
            Some(action) => Self::Action(action, header("x-tc-version").unwrap_or_default()),
            None => Self::Link(request.uri().to_string()),
        }
    }

    /// Returns the name of the action, or `download`.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Action(name, _) => name,
            Self::Link(_) => "download",
        }
    }
}

impl Incoming {
    /// Receives a request with its whole body.
    ///
    /// # Errors
    ///
    /// The errors of a streamed body.
    pub(super) async fn receive(request: Request<Body>) -> Result<Self, TransportError> {
        let target = Target::of(&request);
        let (head, body) = request.into_parts();
        let body = body.collect().await;
        let body =
            body.map_err(|error| TransportError::new(TransportErrorKind::NotConnected, error))?;
        Ok(Self { target, headers: head.headers, body })
    }
}
