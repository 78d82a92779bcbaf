//! PDFs behind download links.
//!
//! With the feature `pdf`, documents are drawn: contract data, signatures, reports. Without it, every
//! document is the same blank page, so that workflows that download one still run.

#[cfg(feature = "pdf")]
mod drawn;
#[cfg(feature = "pdf")]
mod widths;

#[cfg(feature = "pdf")]
pub(crate) use drawn::{contract, converted, page_sizes, report};

#[cfg(not(feature = "pdf"))]
pub(crate) use blank::{contract, converted, page_sizes, report};

/// Size of an A4 page in points.
pub(crate) const A4: (u16, u16) = (595, 842);

/// A valid PDF of one blank A4 page.
#[cfg(any(test, not(feature = "pdf")))]
const BLANK: &[u8] = b"%PDF-1.4\n\
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>endobj\n\
xref\n0 4\n\
0000000000 65535 f \n\
0000000009 00000 n \n\
0000000052 00000 n \n\
0000000101 00000 n \n\
trailer<</Size 4/Root 1 0 R>>\n\
startxref\n178\n%%EOF\n";

#[cfg(not(feature = "pdf"))]
mod blank {
    use super::BLANK;
    use crate::state::Flow;

    pub(crate) fn contract(_: &Flow, _: Option<&[u8]>) -> Vec<u8> {
        BLANK.to_vec()
    }

    pub(crate) fn report(_: &Flow) -> Vec<u8> {
        BLANK.to_vec()
    }

    pub(crate) fn converted(_: &str) -> Vec<u8> {
        BLANK.to_vec()
    }

    pub(crate) fn page_sizes(_: &[u8], _: usize) -> Option<Vec<(f64, f64)>> {
        None
    }
}
