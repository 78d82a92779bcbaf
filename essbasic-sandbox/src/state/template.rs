//! Templates: who signs, in which order, and whether a QR code can start a contract from one.

/// A template, as far as its signers go.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    /// Who signs, in order where there is one.
    pub(crate) parties: Vec<Party>,
    /// Whether they sign one after the other.
    pub(crate) ordered: bool,
    /// Whether fields are left for the initiator to fill in.
    pub(crate) initiator_fills: bool,
}

/// One who signs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Party {
    /// Whoever scans.
    Person,
    /// The organization that starts the contract.
    Initiator,
}

/// Why no code can be made of a template.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NotFit {
    NoSigners,
    InitiatorFills,
    Signers,
}

impl Template {
    /// Whether a QR code can start a contract from it: persons alone, or persons and the
    /// initiator, who is not the first where there is an order.
    pub(crate) fn fits_a_code(&self) -> Result<(), NotFit> {
        let initiator_first = self.ordered && self.parties.first() == Some(&Party::Initiator);
        if self.parties.is_empty() {
            Err(NotFit::NoSigners)
        } else if self.initiator_fills {
            Err(NotFit::InitiatorFills)
        } else if initiator_first || !self.parties.contains(&Party::Person) {
            Err(NotFit::Signers)
        } else {
            Ok(())
        }
    }
}
