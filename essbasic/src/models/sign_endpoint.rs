//! From where a signer may come.

use crate::tc_enum;

/// From where a signer may come to sign.
#[tc_enum]
pub enum SignEndpoint {
    /// From the text message or from a link that you give them. In the console's and the mini
    /// program's lists of contracts they may look and no more.
    Link = "link",
}
