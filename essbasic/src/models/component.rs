//! Fields of contracts and templates: type, position, value and appearance.

use crate::{tc_enum, tc_model};

/// A field (控件): a place in a contract that is filled in or signed.
///
/// When a contract is started from a file, `generate_mode` selects one of three ways to place a
/// field. Lengths are in points (pt) of the PDF, from its upper left corner.
///
/// | mode | position |
/// |---|---|
/// | `NORMAL` | Page, coordinates, width and height |
/// | `FIELD` | PDF form field named `component_name`; only for fields that are filled in |
/// | `KEYWORD` | Word `component_id` in the PDF's text, with `keyword_*`, `relative_location` and `offset_*` |
///
/// When a contract is started from a template, a field identifies one of the template's by ID or
/// name and gives its value.
///
/// # `ComponentValue`
///
/// | type | value |
/// |---|---|
/// | `TEXT`, `MULTI_LINE_TEXT` | Text without emoji; in the latter `\n` breaks lines |
/// | `CHECK_BOX` | `true` or `false` |
/// | `FILL_IMAGE` | File ID of a JPG or PNG image, from `UploadFiles` |
/// | `ATTACHMENT` | 1 to 6 such IDs, separated by commas |
/// | `SELECTOR` | Text of one of the options |
/// | `DYNAMIC_TABLE` | JSON, see [the vendor's page](https://qian.tencent.com/developers/company/dynamic_table) |
/// | `DATE` | Date such as `2024年05月28日` |
/// | `DISTRICT` | Province, city and district |
/// | `WATERMARK` | Text, if `SubType` is `CUSTOM_WATERMARK` |
/// | `SIGN_SEAL`, `SIGN_PAGING_SEAL` | Seal ID, from the console or `ChannelDescribeOrganizationSeals` |
///
/// Fields with a special meaning in a template are validated: organization names (with full-width
/// parentheses), credit codes, names of legal representatives (2 to 25 Chinese characters or 1 to
/// 50 letters), mobile numbers and identity document numbers, e-mail addresses, numbers, and
/// statements to confirm (at most 50 characters).
///
/// # `ComponentExtra`
///
/// A JSON object as text. Its keys depend on the type:
///
/// | type | keys |
/// |---|---|
/// | `TEXT`, `MULTI_LINE_TEXT` | `Font` (黑体, 宋体, 仿宋), `FontSize` (6 to 72), `FontAlign` (`Left`, `Right`, `Center`), `FontColor` (`"255,0,0"`), `Bold` |
/// | `DATE` | `Font`, `FontSize`, `FontColor` as above |
/// | `SIGN_DATE` | `Font` (default 黑体), `FontSize` (default 12), `FontAlign`; `Format` as below, `Gaps` |
/// | `FILL_IMAGE` | `NotMakeImageCenter` (default `false`, centered), `FillMethod` (0 fills the field, 1 keeps proportions; default 0) |
/// | `SELECTOR` | `WordWrap` (wraps long options; default `false`) |
/// | `WATERMARK` | `SubType` (`CUSTOM_WATERMARK`, or `PERSON_INFO_WATERMARK` for the viewer's data), `Font`, `FontSize`, `Opacity` (0 to 1), `Rotate` (0 to 359), `Density` (1 loose, 2 standard, 3 dense; default 2), `Position` (`None` tiled, `LeftTop`, `LeftBottom`, `RightTop`, `RightBottom`, `Center`; default `None`) |
/// | `SIGN_SIGNATURE`, `SIGN_PAGING_SIGNATURE` | `ComponentTypeLimit`: allowed signature types, a list of [`SignatureType`] |
/// | `SIGN_SEAL`, `SIGN_PAGING_SEAL` | `ComponentTypeLimit`: allowed seal types, a list of `OFFICIAL` (公章), `CONTRACT`, `FINANCE`, `PERSONNEL`, `OTHER` |
/// | `SIGN_SEAL`, `SIGN_SIGNATURE` | `PageRanges`: pages on which the field is repeated, `[{"BeginPage":1,"EndPage":-1}]` for all |
/// | `SIGN_SEAL`, `SIGN_SIGNATURE`, `SIGN_DATE` | `Rotate` (-360 to 360 degrees, clockwise), `RotateRelation` (ID of the field to rotate together with; each of the two names the other) |
/// | All seals, `SIGN_SIGNATURE` | `Opacity` (0.6 to 1, opaque) |
/// | All seals | `UseSealSize` (`true` uses the seal's own size, or 4.2 cm if it has none; default `false`, the field's size) |
/// | `SIGN_OPINION` | `Values` (the statement), `ValuesArray` (the statement split into words that are tapped in order), `SignMethod` (1) |
/// | `VIRTUAL_COMBINATION`, `SIGN_VIRTUAL_COMBINATION` | `Children` (IDs of the fields in the group), or `ChildrenComponents` with `KEYWORD` |
/// | Any with `KEYWORD` | `IgnoreKeywordError` (1: no error if the word is missing; a signer without any field remains an error) |
///
/// `Format` is `yyyy年m月d日` or one of `yyyy m d`, `yyyy/m/d`, `yyyy-m-d`, `yyyy.m.d`, the latter
/// four also followed by ` HH:MM:SS`. If it is missing or invalid, all keys of the date are ignored
/// and the date is centered as `yyyy年m月d日`. `Gaps` applies to `yyyy m d` only: `"2,2"` puts two
/// spaces around the month and the day.
///
/// Each of `ChildrenComponents` is an object with `ComponentType` (`SIGN_SIGNATURE`, `SIGN_DATE`,
/// `SIGN_SELECTOR` or `SIGN_MULTI_LINE_TEXT`), `ComponentName`, `Placeholder`, `ComponentValue`
/// (not for signers to set), `ComponentOffsetX` and `ComponentOffsetY` from the group's position,
/// `ComponentWidth`, `ComponentHeight`, and its own `ComponentExtra`, which for `SIGN_SELECTOR` has
/// `Values` (list of options), `MultiSelect` and the font keys of a text.
#[tc_model(
    required_if("ComponentId", "GenerateMode", "KEYWORD"),
    required_if("ComponentName", "GenerateMode", "FIELD")
)]
pub struct Component {
    /// Field ID, unique in the PDF. With coordinates, a name of your choice: at most 30 Chinese
    /// characters, letters, digits and underscores. With `KEYWORD`, the word itself: `甲方签署` also
    /// matches inside longer words, `^甲方签署^` only on its own.
    pub component_id: Option<String>,
    /// Field type.
    pub component_type: Option<ComponentType>,
    /// Field name, which several fields of a PDF may share: at most 20 Chinese characters, letters,
    /// digits and underscores. With `FIELD`, the name of the form field.
    pub component_name: Option<String>,
    /// Requires the field to be filled in. Default: `false`. Signature fields are always required,
    /// except those next to the signature in a `SIGN_VIRTUAL_COMBINATION`.
    pub component_required: Option<bool>,
    /// Recipient ID of the party that the field belongs to; in responses only. Omit when starting a
    /// contract.
    pub component_recipient_id: Option<String>,
    /// Not used yet: index of the file, from 0. A contract has one file.
    pub file_index: Option<i64>,
    /// Way to place the field.
    pub generate_mode: Option<GenerateMode>,
    /// Width in points, with coordinates or a keyword.
    pub component_width: Option<f64>,
    /// Height in points, with coordinates or a keyword.
    pub component_height: Option<f64>,
    /// Page number, with coordinates: from 1 or, when a contract is started from a file, from the
    /// end, -1 being the last page. A page that the PDF does not have is reported only when the
    /// contract is filled in or signed, and blocks it.
    pub component_page: Option<i64>,
    /// Distance from the left edge of the page in points, with coordinates.
    pub component_pos_x: Option<f64>,
    /// Distance from the upper edge of the page in points, with coordinates.
    pub component_pos_y: Option<f64>,
    /// Options of the field type, a JSON object as text. Text appearance:
    /// `{"FontColor":"255,0,0","FontSize":12,"Bold":false}`; date: `{"Format":"yyyy-m-d"}`; allowed
    /// signature types: `{"ComponentTypeLimit":["HANDWRITE"]}`; pages:
    /// `{"PageRanges":[{"BeginPage":1,"EndPage":-1}]}`; seal size: `{"UseSealSize":true}`; no error
    /// for a missing keyword: `{"IgnoreKeywordError":1}`. The documentation of [`Component`](Self)
    /// lists all keys.
    pub component_extra: Option<String>,
    /// Value, always a string: text, `true` or `false`, a date such as `2024年05月28日`, the ID of an
    /// uploaded file, a seal ID, or JSON for a table. The documentation of [`Component`](Self)
    /// lists the format per type.
    #[tc(secret)]
    pub component_value: Option<String>,
    /// Not used yet: font size of a date. Default: 12.
    pub component_date_font_size: Option<i64>,
    /// Not used yet: document that the field belongs to. Omit when starting a contract.
    pub document_id: Option<String>,
    /// Not used yet: your note, without effect on the contract.
    pub component_description: Option<String>,
    /// Horizontal offset from the keyword in points; negative values move left.
    pub offset_x: Option<f64>,
    /// Vertical offset from the keyword in points; negative values move up.
    pub offset_y: Option<f64>,
    /// Not used yet: field ID in a template of the platform.
    pub channel_component_id: Option<String>,
    /// Direction in which `keyword_indexes` counts occurrences of the keyword.
    pub keyword_order: Option<KeywordOrder>,
    /// Page to search for the keyword. Default: all pages.
    pub keyword_page: Option<i64>,
    /// Position relative to the keyword.
    pub relative_location: Option<RelativeLocation>,
    /// Occurrences of the keyword that get a field, from 0: `[0, 2]` for the first and the third.
    pub keyword_indexes: Option<Vec<i64>>,
    /// Hint shown in the mini program while filling in. No effect on signature fields.
    pub placeholder: Option<String>,
    /// Forbids changing the value on an embedded page that starts contracts. Default: `false`.
    pub lock_component_value: Option<bool>,
    /// Forbids moving and deleting the field on an embedded page that starts contracts. Default:
    /// `false`.
    pub forbid_move_and_delete: Option<bool>,
}

/// Field type, which determines the content and who provides it.
///
/// The types up to [`Watermark`](Self::Watermark) are filled in and belong in `Components`; those
/// that begin with `SIGN_` are signed and belong in `SignComponents`. A PDF form field cannot hold
/// a seal or a signature. [`Component`] documents `ComponentValue` and `ComponentExtra` per type.
#[tc_enum]
pub enum ComponentType {
    /// Single-line text.
    Text = "TEXT",
    /// Multi-line text.
    MultiLineText = "MULTI_LINE_TEXT",
    /// Check box.
    CheckBox = "CHECK_BOX",
    /// Image.
    FillImage = "FILL_IMAGE",
    /// Table with a variable number of rows (数据表格).
    DynamicTable = "DYNAMIC_TABLE",
    /// Attached images, at most 6.
    Attachment = "ATTACHMENT",
    /// Selection list.
    Selector = "SELECTOR",
    /// Date.
    Date = "DATE",
    /// Province, city and district of China.
    District = "DISTRICT",
    /// Group of check boxes, without text of its own.
    VirtualCombination = "VIRTUAL_COMBINATION",
    /// Watermark over the pages.
    Watermark = "WATERMARK",
    /// Seal of an organization.
    SignSeal = "SIGN_SEAL",
    /// Date of signing.
    SignDate = "SIGN_DATE",
    /// Signature of a person or employee.
    SignSignature = "SIGN_SIGNATURE",
    /// Signature of a person across the edges of all pages. With files, requires `ComponentPosY`,
    /// `ComponentWidth` and `ComponentHeight`.
    SignPagingSignature = "SIGN_PAGING_SIGNATURE",
    /// Seal of an organization across the edges of all pages (骑缝章). With files, requires
    /// `ComponentPosY`, `ComponentWidth` and `ComponentHeight`.
    SignPagingSeal = "SIGN_PAGING_SEAL",
    /// Seal of an organization's legal representative.
    SignLegalPersonSeal = "SIGN_LEGAL_PERSON_SEAL",
    /// Statement that the signer confirms word by word (签署意见).
    SignOpinion = "SIGN_OPINION",
    /// Group of up to four fields that are signed together (签批): signature, date, text and
    /// selection. Without text of its own.
    SignVirtualCombination = "SIGN_VIRTUAL_COMBINATION",
    /// Multi-line text for a remark; only inside a
    /// [`SignVirtualCombination`](Self::SignVirtualCombination).
    SignMultiLineText = "SIGN_MULTI_LINE_TEXT",
    /// Selection, such as approval; only inside a
    /// [`SignVirtualCombination`](Self::SignVirtualCombination).
    SignSelector = "SIGN_SELECTOR",
}

/// Way to place a field in the PDF.
#[tc_enum]
pub enum GenerateMode {
    /// By page and coordinates: `ComponentPage`, `ComponentPosX`, `ComponentPosY`.
    Normal = "NORMAL",
    /// By the PDF form field named `ComponentName`. Not for seals and signatures.
    Field = "FIELD",
    /// By the word `ComponentId` in the text. Words in images are not found.
    Keyword = "KEYWORD",
}

/// Direction in which occurrences of a keyword are counted.
#[tc_enum]
pub enum KeywordOrder {
    /// From the start: index 0 is the first.
    Positive = "Positive",
    /// From the end: index 0 is the last.
    Reverse = "Reverse",
}

/// Position of a field relative to its keyword.
#[tc_enum]
pub enum RelativeLocation {
    /// Centered on the keyword.
    Middle = "Middle",
    /// Directly below.
    Below = "Below",
    /// Directly to the right.
    Right = "Right",
    /// At the lower right corner.
    LowerRight = "LowerRight",
    /// At the upper right corner.
    UpperRight = "UpperRight",
}

/// A field type that a signer may add, and the seals or signatures allowed in it.
///
/// Only for contracts started from files with `SignBeanTag` 1, where signers place their fields.
#[tc_model]
pub struct ComponentLimit {
    /// Field type: `SIGN_SEAL`, `SIGN_PAGING_SEAL`, `SIGN_LEGAL_PERSON_SEAL` or `SIGN_SIGNATURE`.
    pub component_type: ComponentType,
    /// Allowed seals or signatures. Default: all.
    ///
    /// - The first two: seal IDs or seal types `OFFICIAL` (公章), `CONTRACT`, `FINANCE`, `PERSONNEL`,
    ///   `OTHER`. IDs only for the starting organization; if both are given, the types are ignored.
    /// - Signature: signature types as in [`SignatureType`], without `IMG_ESIGN`.
    /// - Legal representative's seal: none.
    #[tc(secret)]
    pub component_value: Option<Vec<String>>,
}

/// Way to draw a signature in a personal seal field.
#[tc_enum]
pub enum SignatureType {
    /// Handwritten while signing.
    Handwrite = "HANDWRITE",
    /// Handwritten, including one that the person has saved.
    HandwrittenEsign = "HANDWRITTEN_ESIGN",
    /// Handwritten and recognized as the signer's name.
    OcrEsign = "OCR_ESIGN",
    /// Personal seal.
    Esign = "ESIGN",
    /// PNG image uploaded by the person.
    ImgEsign = "IMG_ESIGN",
    /// Generated from the person's name.
    SystemEsign = "SYSTEM_ESIGN",
}

/// Seal size in fields that a signer adds, and whether the signer may change it.
///
/// Sets the switch 盖章区适配签署方印章尺寸 of the signing page, for seals, cross-page seals and legal
/// representatives' seals.
#[tc_enum(u64)]
pub enum SealSizePolicy {
    /// 4.2 cm; the signer may switch to the seal's own size.
    Standard = 0,
    /// 4.2 cm, fixed.
    StandardOnly = 1,
    /// The seal's own size; the signer may switch it off.
    Own = 2,
    /// The seal's own size, fixed.
    OwnOnly = 3,
}
