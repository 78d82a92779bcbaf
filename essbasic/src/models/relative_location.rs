//! Where a field lies beside its word.

use crate::tc_enum;

/// Where a field lies beside the word that it is placed by.
#[tc_enum]
pub enum RelativeLocation {
    /// Over it, the two centres one upon the other.
    Middle = "Middle",
    /// Straight below it.
    Below = "Below",
    /// Straight to its right.
    Right = "Right",
    /// At its lower right corner.
    LowerRight = "LowerRight",
    /// At its upper right corner.
    UpperRight = "UpperRight",
}
