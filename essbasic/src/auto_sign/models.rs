//! Types shared by several auto-sign actions.

use crate::models::IdCardType;
use crate::{tc_enum, tc_model};

/// Identity of a person: name, document type and document number.
///
/// The service verifies them, so they must match the document exactly.
#[tc_model]
pub struct UserThreeFactor {
    /// Legal name, as on the document. Used for identity verification and signatures.
    #[tc(secret)]
    pub name: String,
    /// Document type.
    pub id_card_type: IdCardType,
    /// Document number, letters in upper case: 18 characters, or 11 for the travel permit of Hong
    /// Kong and Macao.
    #[tc(secret)]
    pub id_card_number: String,
}

/// Link format.
#[tc_enum]
pub enum AutoSignEndPoint {
    /// Long URL, for text messages and web pages.
    Http = "HTTP",
    /// Short URL, for text messages and web pages.
    HttpShortUrl = "HTTP_SHORT_URL",
    /// Mini program path, for opening it from an app or another mini program.
    App = "APP",
}

/// Billing of contracts that a person signs by auto-sign.
#[tc_enum]
pub enum AutoSignLicenseType {
    /// Personal licence, valid for one year. Cannot be transferred to another person.
    Licence = 0,
    /// No licence: each contract is charged like any other, and the authorization does not expire.
    Contracts = 1,
}

/// Kind of seal that an organization authorizes.
#[tc_enum]
pub enum AutoSignSealType {
    /// Official seal (企业公章), for formal documents.
    Official = "OFFICIAL",
    /// Contract seal (合同专用章).
    Contract = "CONTRACT",
    /// Finance seal (财务专用章), for invoices and receipts.
    Finance = "FINANCE",
    /// Personnel seal (人事专用章), for employment contracts and appointments.
    Personnel = "PERSONNEL",
    /// Any other kind, including subtypes.
    OtherSeal = "OTHER",
}
