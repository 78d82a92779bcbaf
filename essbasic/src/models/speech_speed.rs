//! How fast questions are spoken.

use crate::tc_enum;

/// How fast the questions on video are spoken.
#[tc_enum(u64)]
pub enum SpeechSpeed {
    /// The longer the text, the faster.
    Adaptive = 0,
    /// At the normal speed.
    Normal = 1,
    /// 1.2 times as fast.
    Faster = 2,
    /// 1.5 times as fast.
    Fastest = 3,
}
