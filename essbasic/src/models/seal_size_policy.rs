//! How large a seal is in a place that a signer adds.

use crate::tc_enum;

/// How large a seal is in a place that a signer adds themselves, and whether they may change it.
///
/// It sets the switch 盖章区适配签署方印章尺寸 of the signing page, for seals, cross-page seals and
/// legal representatives' seals.
#[tc_enum(u64)]
pub enum SealSizePolicy {
    /// 4.2 cm, unless the signer switches to the seal's own size.
    Standard = 0,
    /// 4.2 cm, whatever the signer would like.
    StandardOnly = 1,
    /// The seal's own size, unless the signer switches it off.
    Own = 2,
    /// The seal's own size, whatever the signer would like.
    OwnOnly = 3,
}
