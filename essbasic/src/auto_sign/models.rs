//! Models that several actions of this domain share.

use crate::models::IdCardType;
use crate::{tc_enum, tc_model};

/// Who a person is: name, and kind and number of an identity document.
///
/// The service verifies them, so they must be spelled as on the document.
#[tc_model]
pub struct UserThreeFactor {
    /// The person's real name, as on the document. They are verified by it and sign by it.
    #[tc(secret)]
    pub name: String,
    /// The kind of the document.
    pub id_card_type: IdCardType,
    /// The document's number, its letters in upper case: 18 characters, or 11 for the travel permit
    /// of Hong Kong and Macao.
    #[tc(secret)]
    pub id_card_number: String,
}

/// Where a link is to be opened, and so what it looks like.
#[tc_enum]
pub enum AutoSignEndPoint {
    /// From a text message or a web page, as a long link.
    Http = "HTTP",
    /// From a text message or a web page, as a short link.
    HttpShortUrl = "HTTP_SHORT_URL",
    /// From an app or another mini program, as a path in the vendor's mini program.
    App = "APP",
}

/// What pays for the contracts that a person signs by authorization.
#[tc_enum]
pub enum AutoSignLicenseType {
    /// The person's own licence, good for a year; it cannot be moved to somebody else.
    Licence = 0,
    /// No licence: each contract is charged as any other, and the authorization does not end.
    Contracts = 1,
}

/// A kind of seal that an organization authorizes.
#[tc_enum]
pub enum AutoSignSealType {
    /// The official seal (企业公章), for formal documents.
    Official = "OFFICIAL",
    /// The contract seal (合同专用章).
    Contract = "CONTRACT",
    /// The finance seal (财务专用章), for invoices and receipts.
    Finance = "FINANCE",
    /// The personnel seal (人事专用章), for employment contracts and appointments.
    Personnel = "PERSONNEL",
    /// Any other kind, with those below it.
    OtherSeal = "OTHER",
}
