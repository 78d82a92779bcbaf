//! How a signature may be drawn.

use crate::tc_enum;

/// How a signature may be drawn in a personal seal field.
#[tc_enum]
pub enum SignatureType {
    /// By hand, at the moment of signing.
    Handwrite = "HANDWRITE",
    /// By hand, also as the person has kept it before.
    HandwrittenEsign = "HANDWRITTEN_ESIGN",
    /// By hand, and recognized as their name.
    OcrEsign = "OCR_ESIGN",
    /// A personal seal.
    Esign = "ESIGN",
    /// A picture in PNG that the person uploads.
    ImgEsign = "IMG_ESIGN",
    /// Drawn by the system from their name.
    SystemEsign = "SYSTEM_ESIGN",
}
