//! What repeating an action does, and so what may be repeated.

/// What happens when the service carries an action out twice.
///
/// Until bytes were sent anything may be tried again. After that only the class knows: there is
/// no idempotency key in this API, so a repeated `create` is a second contract.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Retry {
    /// Nothing: it only looks.
    Read,
    /// Another link or code is made, and the first stays as good.
    Mint,
    /// The same state is set again; these codes say that it was set already.
    Settle(&'static [&'static str]),
    /// A second thing is made. Never repeated once it may have arrived.
    Create,
    /// Money is spent or people are notified again. Never repeated once it may have arrived.
    Charge,
}

impl Retry {
    /// The class in one word, as `#[tc_action(retry = …)]` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Mint => "mint",
            Self::Settle(_) => "settle",
            Self::Create => "create",
            Self::Charge => "charge",
        }
    }

    /// The codes that say it was done already.
    pub const fn settled_by(self) -> &'static [&'static str] {
        match self {
            Self::Settle(codes) => codes,
            _ => &[],
        }
    }
}
