//! Where a call went wrong, and whether the service acted all the same.

/// Whether the service acted. For contracts, this is the question.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Outcome {
    /// No: the request never left, so it may be made again.
    NotSent,
    /// No: the service read the request and answered that it would not.
    Refused,
    /// Perhaps: the request was sent and no answer could be understood. Find out before making
    /// it again; a repeated creation is a second contract.
    Unknown,
}

impl Outcome {
    /// The outcome in one word, for logs and for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

/// Where a call went wrong.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request breaks rules of the manual; [`violations`](crate::Error::violations) lists
    /// all of them. Nothing was sent.
    Invalid,
    /// The client cannot work as it was set up. Nothing was sent.
    Configuration,
    /// There is no credential, or none that could be one. Nothing was sent.
    Credential,
    /// Something on this machine failed: what was to be sent could not be read, or was changed
    /// meanwhile, so that the service got no whole request; or what was fetched could not be
    /// written.
    Io,
    /// No connection came about: name, network, TLS or proxy. Nothing was sent.
    Connect,
    /// Sent, and no whole answer within the time given.
    Timeout,
    /// Sent, and the connection broke before the whole answer arrived.
    Interrupted,
    /// Sent, and something between answered instead of the service: a status with no envelope.
    Gateway,
    /// Sent, and the answer cannot be read as this action's.
    Decode,
    /// What was waited for has ended, and not well: the message says what the service said.
    WaitFailed,
    /// What was waited for had not ended when the time was up; it goes on all the same.
    WaitTimeout,
    /// The service read the request, and refused it: [`code`](crate::Error::code) says why.
    Service,
}

impl ErrorKind {
    /// Whether the service acted, as far as the kind tells.
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::Invalid | Self::Configuration | Self::Credential | Self::Io | Self::Connect => {
                Outcome::NotSent
            }
            Self::Timeout
            | Self::Interrupted
            | Self::Gateway
            | Self::Decode
            | Self::WaitTimeout => Outcome::Unknown,
            Self::Service | Self::WaitFailed => Outcome::Refused,
        }
    }

    /// The kind in one word, for logs and for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::Configuration => "configuration",
            Self::Credential => "credential",
            Self::Io => "io",
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
