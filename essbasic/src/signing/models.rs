//! Models that several actions of this domain share.

use crate::models::ApproverType;
use crate::{tc_enum, tc_model};

/// The H5 links of one signer, short and long, and whom they are for.
///
/// Both open in a phone's browser, not in a mini program, and both are good for 30 minutes unless
/// another life was asked for. Pass them on as they are: a parameter that is added may overwrite
/// one of theirs.
#[tc_model]
pub struct FlowApproverUrlInfo {
    /// The short link. Whoever has it can open the contract in the signer's place.
    #[tc(secret)]
    pub sign_url: String,
    /// Who the signer signs as; empty for a preview by the organization that started the contract.
    pub approver_type: ApproverType,
    /// The signer's name; empty when anybody may claim the contract.
    #[tc(secret)]
    pub name: String,
    /// The signer's mobile number; empty when anybody may claim the contract.
    #[tc(secret)]
    pub mobile: String,
    /// The long link, which the short one leads to. It carries what the signer is known by.
    #[tc(secret)]
    pub long_url: String,
}

/// A contract whose signer was left open, and the place in it that the link fills.
#[tc_model]
pub struct FlowBatchApproverInfo {
    /// The contract, by the id that starting it returned.
    pub flow_id: Option<String>,
    /// The party's id in the contract, as starting it returned it. Always required for a link that
    /// signers claim contracts with.
    pub recipient_id: Option<String>,
}

/// The open places that a link fills: whoever follows it becomes the signer there (动态签署人).
#[tc_model]
pub struct FlowBatchUrlInfo {
    /// One place in each contract of the link.
    pub flow_batch_approver_infos: Option<Vec<FlowBatchApproverInfo>>,
}

/// How signatures may be drawn when contracts are signed in a batch.
///
/// They are the ways of [`SignatureType`](crate::models::SignatureType), by number.
#[tc_enum]
pub enum BatchSignatureType {
    /// By hand, at the moment of signing.
    Handwrite = 0,
    /// By hand, recognized, and set in regular script (OCR 楷体).
    OcrEsign = 1,
    /// A seal made from the person's name.
    Esign = 2,
    /// A seal from a picture.
    ImgEsign = 3,
    /// Drawn by the system.
    SystemEsign = 4,
    /// By hand, also as the person has kept it before.
    HandwrittenEsign = 5,
}

/// From where a link leads into the mini program, where that changes what it shows at the end.
#[tc_enum]
pub enum UrlUseEnv {
    /// A page of a WeChat official account (公众号): the page that says "signed" has a button that
    /// leads back to it.
    WeChatOfficialAccounts = "WeChatOfficialAccounts",
}
