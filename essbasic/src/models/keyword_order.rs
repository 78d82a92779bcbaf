//! From which end a word is counted.

use crate::tc_enum;

/// From which end of the PDF the occurrences of a word are counted.
#[tc_enum]
pub enum KeywordOrder {
    /// From the start: index 0 is the first.
    Positive = "Positive",
    /// From the end: index 0 is the last.
    Reverse = "Reverse",
}
