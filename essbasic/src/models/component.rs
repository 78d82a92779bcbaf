//! X

use crate::{tc_enum, tc_model};

/// A field (控件): a place in a contract that somebody fills in or signs.
///
/// When a contract is started from files, a field is placed in one of three ways, which
/// `generate_mode` tells apart; lengths are in points (pt) of the PDF, from its upper left corner.
///
/// | mode | what places the field |
/// |---|---|
/// | `NORMAL` | page, position, width and height |
/// | `FIELD` | the PDF's form field with the name `component_name`; only for fields that are filled in |
/// | `KEYWORD` | the word `component_id` in the PDF's text, with `keyword_*`, `relative_location` and `offset_*` |
///
/// When it is started from a template, a field names one of the template's, by id or name, and
/// says what goes into it.
///
/// # `ComponentValue`
///
/// | type | value |
/// |---|---|
/// | `TEXT`, `MULTI_LINE_TEXT` | the text, without emoji; `\n` breaks lines of the latter |
/// | `CHECK_BOX` | `true` or `false` |
/// | `FILL_IMAGE` | the id of a JPG or PNG file, from `UploadFiles` |
/// | `ATTACHMENT` | 1 to 6 such ids, with commas between |
/// | `SELECTOR` | one of the texts to choose from |
/// | `DYNAMIC_TABLE` | JSON, see [the vendor's page](https://qian.tencent.com/developers/company/dynamic_table) |
/// | `DATE` | as `2024年05月28日` |
/// | `DISTRICT` | province, city and district |
/// | `WATERMARK` | its text, when its `SubType` is `CUSTOM_WATERMARK` |
/// | `SIGN_SEAL`, `SIGN_PAGING_SEAL` | a seal's id, from the console or `ChannelDescribeOrganizationSeals` |
///
/// Fields that a template was given with a meaning are checked for it: names of organizations
/// (with Chinese brackets), credit codes, a legal representative's name (2 to 25 Chinese
/// characters or 1 to 50 letters), mobile and identity numbers, e-mail addresses, numbers, and
/// statements to confirm (at most 50 characters).
///
/// # `ComponentExtra`
///
/// A JSON object as text. Which keys it may have depends on the type:
///
/// | type | keys |
/// |---|---|
/// | `TEXT`, `MULTI_LINE_TEXT` | `Font` (黑体, 宋体, 仿宋), `FontSize` (6 to 72), `FontAlign` (`Left`, `Right`, `Center`), `FontColor` (`"255,0,0"`), `Bold` |
/// | `DATE` | `Font`, `FontSize`, `FontColor` as above |
/// | `SIGN_DATE` | `Font` (黑体 unless given), `FontSize` (12 unless given), `FontAlign`; `Format` as below, `Gaps` |
/// | `FILL_IMAGE` | `NotMakeImageCenter` (centred unless `true`), `FillMethod` (0 fills the field, 1 keeps the proportions; 0 unless given) |
/// | `SELECTOR` | `WordWrap` (whether long choices go on in the next line; not unless given) |
/// | `WATERMARK` | `SubType` (`CUSTOM_WATERMARK`, or `PERSON_INFO_WATERMARK` for who is looking), `Font`, `FontSize`, `Opacity` (0 to 1), `Rotate` (0 to 359), `Density` (1 loose, 2 standard, 3 dense; 2 unless given), `Position` (`None` all over, `LeftTop`, `LeftBottom`, `RightTop`, `RightBottom`, `Center`; `None` unless given) |
/// | `SIGN_SIGNATURE`, `SIGN_PAGING_SIGNATURE` | `ComponentTypeLimit`: ways to draw it, a list of [`SignatureType`](super::SignatureType) |
/// | `SIGN_SEAL`, `SIGN_PAGING_SEAL` | `ComponentTypeLimit`: kinds of seals, a list of `OFFICIAL` (公章), `CONTRACT`, `FINANCE`, `PERSONNEL`, `OTHER` |
/// | `SIGN_SEAL`, `SIGN_SIGNATURE` | `PageRanges`: on which pages it is repeated, `[{"BeginPage":1,"EndPage":-1}]` for all |
/// | `SIGN_SEAL`, `SIGN_SIGNATURE`, `SIGN_DATE` | `Rotate` (-360 to 360 degrees, clockwise), `RotateRelation` (the id of the field that it turns about together with; each of the two names the other) |
/// | all seals, `SIGN_SIGNATURE` | `Opacity` (0.6 to 1, which is opaque) |
/// | all seals | `UseSealSize` (`true` for the seal's own size, 4.2 cm where it has none; the field's size unless given) |
/// | `SIGN_OPINION` | `Values` (the statement), `ValuesArray` (the statement cut into the words that are tapped in turn), `SignMethod` (1) |
/// | `VIRTUAL_COMBINATION`, `SIGN_VIRTUAL_COMBINATION` | `Children` (ids of the fields in the group), or `ChildrenComponents` where a word places the group |
/// | any that a word places | `IgnoreKeywordError` (1: no error when the word is not there; a signer left without any field is still one) |
///
/// `Format` is `yyyy年m月d日` or one of `yyyy m d`, `yyyy/m/d`, `yyyy-m-d`, `yyyy.m.d`, these four
/// also with ` HH:MM:SS` behind. Where it is missing or another, all keys of the date are ignored
/// and it stands centred as `yyyy年m月d日`. `Gaps` is for `yyyy m d` alone: `"2,2"` leaves two
/// spaces around month and day.
///
/// Each of `ChildrenComponents` is an object with `ComponentType` (`SIGN_SIGNATURE`, `SIGN_DATE`,
/// `SIGN_SELECTOR` or `SIGN_MULTI_LINE_TEXT`), `ComponentName`, `Placeholder`, `ComponentValue`
/// (not for signers to set), `ComponentOffsetX` and `ComponentOffsetY` from the group's place,
/// `ComponentWidth`, `ComponentHeight`, and a `ComponentExtra` of its own, which for a choice has
/// `Values` (the list of choices), `MultiSelect` and the keys of a text's font.
#[tc_model(
    required_if("ComponentId", "GenerateMode", "KEYWORD"),
    required_if("ComponentName", "GenerateMode", "FIELD")
)]
pub struct Component {
    /// The field's id, unique in its PDF. By coordinates, any name that you choose: at most 30
    /// Chinese characters, letters, digits and underscores. By a word, the word itself: `甲方签署`
    /// is found inside longer words too, `^甲方签署^` only where it stands alone.
    pub component_id: Option<String>,
    /// The kind of field.
    pub component_type: Option<ComponentType>,
    /// The field's name, which several fields of a PDF may share: at most 20 Chinese characters,
    /// letters, digits and underscores. By a form field, the form field's name.
    pub component_name: Option<String>,
    /// Whether it must be filled in; it need not unless given. Fields that are signed always must,
    /// except what stands in a `SIGN_VIRTUAL_COMBINATION` beside the signature.
    pub component_required: Option<bool>,
    /// In answers, the party of the template that the field belongs to. Leave it out when you
    /// start a contract.
    pub component_recipient_id: Option<String>,
    /// Not used yet: which file the field is in, from 0. A contract has one file.
    pub file_index: Option<i64>,
    /// How the field is placed.
    pub generate_mode: Option<GenerateMode>,
    /// Its width in points, by coordinates or a word.
    pub component_width: Option<f64>,
    /// Its height in points, by coordinates or a word.
    pub component_height: Option<f64>,
    /// The page that it is on, by coordinates: from 1, or, when the contract is started from
    /// files, from the end, -1 being the last page. A page that the PDF does not have is noticed
    /// only when the contract is filled in or signed, and stops it.
    pub component_page: Option<i64>,
    /// How far it is from the page's left edge, in points, by coordinates.
    pub component_pos_x: Option<f64>,
    /// How far it is from the page's upper edge, in points, by coordinates.
    pub component_pos_y: Option<f64>,
    /// Settings of this kind of field, a JSON object as text. How a text looks:
    /// `{"FontColor":"255,0,0","FontSize":12,"Bold":false}`; a date: `{"Format":"yyyy-m-d"}`; how
    /// a signature may be drawn: `{"ComponentTypeLimit":["HANDWRITE"]}`; on which pages:
    /// `{"PageRanges":[{"BeginPage":1,"EndPage":-1}]}`; a seal's size: `{"UseSealSize":true}`; no
    /// error where its word is missing: `{"IgnoreKeywordError":1}`. The model's documentation
    /// lists all the keys.
    pub component_extra: Option<String>,
    /// What goes into it, always as text: the text itself, `true` or `false`, a date as
    /// `2024年05月28日`, the id of an uploaded file, a seal's id, or JSON for a table. The model's
    /// documentation says which for each kind of field.
    #[tc(secret)]
    pub component_value: Option<String>,
    /// Not used yet: the size of a date's font, 12 unless given.
    pub component_date_font_size: Option<i64>,
    /// Not used yet: the document that the field belongs to. Leave it out when you start a
    /// contract.
    pub document_id: Option<String>,
    /// Not used yet: a note of your own, without effect on the contract.
    pub component_description: Option<String>,
    /// How far it is moved from its word, in points: to the right, or to the left when negative.
    pub offset_x: Option<f64>,
    /// How far it is moved from its word, in points: down, or up when negative.
    pub offset_y: Option<f64>,
    /// Not used yet: the field's id in a template of the platform's.
    pub channel_component_id: Option<String>,
    /// From which end `keyword_indexes` counts where a word occurs more than once.
    pub keyword_order: Option<KeywordOrder>,
    /// The only page that its word is looked for on; all pages unless given.
    pub keyword_page: Option<i64>,
    /// Where it lies beside its word.
    pub relative_location: Option<RelativeLocation>,
    /// Which occurrences of its word get a field, from 0: `[0, 2]` for the first and the third.
    pub keyword_indexes: Option<Vec<i64>>,
    /// The hint that the mini program shows to who fills it in. Without effect on fields that are
    /// signed.
    pub placeholder: Option<String>,
    /// Whether its value is locked on an embedded page that starts contracts. It may be edited
    /// there unless given.
    pub lock_component_value: Option<bool>,
    /// Whether it can be neither moved nor deleted on an embedded page that starts contracts. It
    /// can unless given.
    pub forbid_move_and_delete: Option<bool>,
}

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

/// From which end of the PDF the occurrences of a word are counted.
#[tc_enum]
pub enum KeywordOrder {
    /// From the start: index 0 is the first.
    Positive = "Positive",
    /// From the end: index 0 is the last.
    Reverse = "Reverse",
}

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

/// A kind of field that a signer may place by themselves, and what they may sign it with.
///
/// Only where the contract is started from files with `SignBeanTag` 1, which leaves it to the
/// signers to say where they sign.
#[tc_model]
pub struct ComponentLimit {
    /// The kind: `SIGN_SEAL`, `SIGN_PAGING_SEAL`, `SIGN_LEGAL_PERSON_SEAL` or `SIGN_SIGNATURE`.
    pub component_type: ComponentType,
    /// What may be used in it; anything unless given.
    ///
    /// - For the two seals either ids of seals or kinds of seals: `OFFICIAL` (公章), `CONTRACT`,
    ///   `FINANCE`, `PERSONNEL`, `OTHER`. Ids only for the organization that starts the contract;
    ///   where both are given the kinds are ignored.
    /// - For the signature ways to draw it, as [`SignatureType`](super::SignatureType) lists them,
    ///   without `IMG_ESIGN`.
    /// - For the legal representative's seal nothing.
    #[tc(secret)]
    pub component_value: Option<Vec<String>>,
}

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
