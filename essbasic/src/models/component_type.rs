//! Kinds of fields.

use crate::tc_enum;

/// A kind of field: what it takes, and who fills it.
///
/// The kinds up to [`Watermark`](Self::Watermark) are filled in, those that begin with `SIGN_` are
/// signed: the former belong in `Components`, the latter in `SignComponents`. A form field of the
/// PDF cannot hold a seal or a signature. What goes into `ComponentValue` and `ComponentExtra` for
/// each kind stands with [`Component`](super::Component).
#[tc_enum]
pub enum ComponentType {
    /// One line of text.
    Text = "TEXT",
    /// Text of several lines.
    MultiLineText = "MULTI_LINE_TEXT",
    /// A box to tick.
    CheckBox = "CHECK_BOX",
    /// A picture.
    FillImage = "FILL_IMAGE",
    /// A table that grows with its rows (数据表格).
    DynamicTable = "DYNAMIC_TABLE",
    /// Pictures that are attached, at most 6.
    Attachment = "ATTACHMENT",
    /// A choice among given texts.
    Selector = "SELECTOR",
    /// A date.
    Date = "DATE",
    /// A province, city and district of China.
    District = "DISTRICT",
    /// A group of boxes to tick; it holds no text of its own.
    VirtualCombination = "VIRTUAL_COMBINATION",
    /// A watermark over the pages.
    Watermark = "WATERMARK",
    /// An organization's seal.
    SignSeal = "SIGN_SEAL",
    /// The date of signing.
    SignDate = "SIGN_DATE",
    /// A person's signature, also an employee's.
    SignSignature = "SIGN_SIGNATURE",
    /// A person's signature across the edges of all pages. From files it wants `ComponentPosY`,
    /// `ComponentWidth` and `ComponentHeight`.
    SignPagingSignature = "SIGN_PAGING_SIGNATURE",
    /// An organization's seal across the edges of all pages (骑缝章). From files it wants
    /// `ComponentPosY`, `ComponentWidth` and `ComponentHeight`.
    SignPagingSeal = "SIGN_PAGING_SEAL",
    /// The seal of an organization's legal representative.
    SignLegalPersonSeal = "SIGN_LEGAL_PERSON_SEAL",
    /// A statement that the signer confirms word by word (签署意见).
    SignOpinion = "SIGN_OPINION",
    /// A group of up to four fields that are signed together (签批): signature, date, text and
    /// choice. It holds no text of its own.
    SignVirtualCombination = "SIGN_VIRTUAL_COMBINATION",
    /// Text of several lines, for a remark; only inside a
    /// [`SignVirtualCombination`](Self::SignVirtualCombination).
    SignMultiLineText = "SIGN_MULTI_LINE_TEXT",
    /// A choice, to approve or not, say; only inside a
    /// [`SignVirtualCombination`](Self::SignVirtualCombination).
    SignSelector = "SIGN_SELECTOR",
}
