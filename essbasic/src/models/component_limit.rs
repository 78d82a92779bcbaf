//! What a signer may add to a contract by themselves.

use super::ComponentType;
use crate::tc_model;

/// A kind of field that a signer may place by themselves, and what they may sign it with.
///
/// Only where the contract is started from files with `SignBeanTag` 1, which leaves it to the
/// signers to say where they sign.
#[tc_model]
pub struct ComponentLimit {
    /// The kind: `SIGN_SEAL`, `SIGN_PAGING_SEAL`, `SIGN_LEGAL_PERSON_SEAL` or `SIGN_SIGNATURE`.
    pub component_type: ComponentType,
    /// What may be used in it; anything unless given.
    ///
    /// - For the two seals either ids of seals or kinds of seals: `OFFICIAL` (公章), `CONTRACT`,
    ///   `FINANCE`, `PERSONNEL`, `OTHER`. Ids only for the organization that starts the contract;
    ///   where both are given the kinds are ignored.
    /// - For the signature ways to draw it, as [`SignatureType`](super::SignatureType) lists them,
    ///   without `IMG_ESIGN`.
    /// - For the legal representative's seal nothing.
    #[tc(secret)]
    pub component_value: Option<Vec<String>>,
}
