//! How the place of a field is found.

use crate::tc_enum;

/// How the place of a field in the PDF is found.
#[tc_enum]
pub enum GenerateMode {
    /// By page and coordinates: `ComponentPage`, `ComponentPosX`, `ComponentPosY`.
    Normal = "NORMAL",
    /// By a form field of the PDF, whose name is `ComponentName`. Not for seals and signatures.
    Field = "FIELD",
    /// By a word of the text, which is `ComponentId`. Words in pictures are not found.
    Keyword = "KEYWORD",
}
