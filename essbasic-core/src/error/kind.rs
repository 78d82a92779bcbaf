//! Kinds of errors, and outcomes.

/// Outcome of a failed call: whether the service acted.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Outcome {
    /// The request was not sent; the call can be repeated.
    NotSent,
    /// The service rejected the request and did nothing.
    Refused,
    /// The request was sent, but no usable response was received: the service may have acted. Find out
    /// before repeating the call; repeating a creation creates a second contract.
    Unknown,
}

impl Outcome {
    /// Returns `not_sent`, `refused` or `unknown`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

/// Kind of an [`Error`](crate::Error).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request is invalid; [`violations`](crate::Error::violations) lists all reasons. Not sent.
    Invalid,
    /// The client's configuration cannot be used. Not sent.
    Configuration,
    /// No credential was found, or it is malformed. Not sent.
    Credential,
    /// A local file could not be read or written, or changed while it was sent. The service received no
    /// complete request.
    Io,
    /// The rate limiter granted no permit. Not sent.
    RateLimiter,
    /// An interceptor stopped the call, or changed what is signed. Not sent.
    Interceptor,
    /// No connection could be established: DNS, network, TLS or proxy. Not sent.
    Connect,
    /// Sent; no complete response before the timeout.
    Timeout,
    /// Sent; the connection was lost before the complete response.
    Interrupted,
    /// Sent; the HTTP status is not a success and there is no error code, as an intermediary responds.
    Gateway,
    /// Sent; the response could not be decoded.
    Decode,
    /// A waiter reached a final state that means failure; the message is the service's reason.
    WaitFailed,
    /// A waiter timed out. What it waits for continues.
    WaitTimeout,
    /// The service rejected the request with an error code; see [`code`](crate::Error::code).
    Service,
}

impl ErrorKind {
    /// Returns the outcome that follows from the kind.
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::Invalid
            | Self::Configuration
            | Self::Credential
            | Self::Io
            | Self::RateLimiter
            | Self::Interceptor
            | Self::Connect => Outcome::NotSent,
            Self::Timeout
            | Self::Interrupted
            | Self::Gateway
            | Self::Decode
            | Self::WaitTimeout => Outcome::Unknown,
            Self::Service | Self::WaitFailed => Outcome::Refused,
        }
    }

    /// Returns the name in snake case, for logs and machine-readable output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::Configuration => "configuration",
            Self::Credential => "credential",
            Self::Io => "io",
            Self::RateLimiter => "rate_limiter",
            Self::Interceptor => "interceptor",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Interrupted => "interrupted",
            Self::Gateway => "gateway",
            Self::Decode => "decode",
            Self::WaitFailed => "wait_failed",
            Self::WaitTimeout => "wait_timeout",
            Self::Service => "service",
        }
    }
}
