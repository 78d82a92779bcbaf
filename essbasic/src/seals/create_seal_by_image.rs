//! 创建企业电子印章

use super::models::{KeyedOption, SealType};
use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Makes a seal for an organization, from a picture or by letting the system draw it.
///
/// A seal from a picture is looked at by people at the vendor before it can be used; until then
/// `ChannelDescribeOrganizationSeals` shows it as `CHECKING`. The drawn one holds the
/// organization's name. Afterwards `ChannelCreateSealPolicy` says who may use the seal.
///
/// Seals of an organization have different names, and it has one official seal at most; making
/// another is refused. The legal representative's seal is made with `CreateLegalSealQrCode`.
///
/// Keep the id that comes back: a seal field that shall hold this very seal takes it. The client
/// does not repeat this action by itself when no answer came. You may: if the first call did
/// arrive, `FailedOperation.ExistSameSealName` says so, and the list of seals has the id.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.ExistSameSealName` | choose another name, or use the seal that has it |
/// | `OperationDenied.AlreadyHas` | use the seal that there is: it is one of those that exist once |
/// | `InvalidParameter.Image` | send a PNG or JPG of at most 5 MB, in base64 |
/// | `InvalidParameter.SensitiveFileContent` | use another picture: this one holds forbidden content |
/// | `InvalidParameter.LimitSealName` | shorten the name to 50 characters |
/// | `MissingParameter.SealImage` | give the picture, or let the system draw the seal |
/// | `MissingParameter.SealName` | give the name |
/// | `MissingParameter.OrganizationId`, `ResourceNotFound.Organization` | check the organization in the agent |
/// | `ResourceNotFound.VerifyUser` | let the operator verify their real name first |
/// | `AuthFailure`, `FailedOperation.AuthFail` | let the operator be given the right to manage seals |
/// | `InternalError.SealUpload` | look for the name in the list of seals, then try again |
/// | `UnauthorizedOperation.NoPermissionFeature` | the application's plan does not include this action |
#[tc_action(
    name = "CreateSealByImage",
    version = "2021-05-26",
    response = CreateSealByImageResponse,
    effect = create,
    at_least_one("SealImage", "GenerateSource"),
    errors(
        "AuthFailure",
        "FailedOperation",
        "FailedOperation.AuthFail",
        "FailedOperation.ExistSameSealName",
        "InternalError.SealUpload",
        "InternalError.System",
        "InvalidParameter.Image",
        "InvalidParameter.LimitSealName",
        "InvalidParameter.ParamError",
        "InvalidParameter.SensitiveFileContent",
        "MissingParameter.OrganizationId",
        "MissingParameter.SealImage",
        "MissingParameter.SealName",
        "OperationDenied",
        "OperationDenied.AlreadyHas",
        "ResourceNotFound.Organization",
        "ResourceNotFound.VerifyUser",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "创建企业电子印章",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateSealByImage"
)]
pub struct CreateSealByImage {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The seal's name, 1 to 50 characters; no two seals of an organization have the same.
    #[tc(len = 1..=50)]
    pub seal_name: String,
    /// The seal's picture in base64, a PNG or JPG: at most 10 MB so written, 5 MB before. Required
    /// unless the system draws the seal.
    #[tc(secret, len = ..=10_485_760)]
    pub seal_image: Option<String>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Where the seal's look comes from; from `seal_image` unless given.
    pub generate_source: Option<SealGenerateSource>,
    /// What kind of seal it is: the official seal unless given. This action makes official,
    /// contract, finance, personnel, invoice and other seals.
    pub seal_type: Option<SealType>,
    /// The line of text across a drawn seal, at most 15 Chinese characters. A long one is set
    /// closer at first, then smaller. Not to be given beside `sub_seal_type`.
    #[tc(len = ..=15)]
    pub seal_horizontal_text: Option<String>,
    /// The shape of a drawn seal: a circle unless given. It has no effect on a picture.
    pub seal_style: Option<SealStyle>,
    /// The finer kind of a drawn seal whose `seal_type` is `OTHER`, such as `OTHER_58`; its name
    /// becomes the line of text. The vendor switches it on and tells which there are.
    pub sub_seal_type: Option<String>,
    /// How large the seal is on paper, width and height in whole millimetres, such as `42_42`.
    ///
    /// A picture can be 10 to 100 each way, the one at most ten times the other; it is stretched
    /// to the size, so keep its proportions. A drawn circle is `38_38`, `40_40`, `42_42`, `45_45`,
    /// `50_50` or `58_58`, a drawn ellipse `40_30` or `45_30`. Official and contract seals are
    /// drawn as circles only.
    pub seal_size: Option<String>,
    /// The organization's tax number, on an invoice seal: its unified social credit code unless
    /// given. Required where the organization was verified by a letter of authorization.
    pub tax_identify_code: Option<String>,
    /// What you have to say about the seal.
    pub seal_description: Option<String>,
    /// What the vendor has arranged with you; none unless given.
    pub options: Option<Vec<KeyedOption>>,
}

/// Where a seal's look comes from, if not from a picture.
#[tc_enum]
pub enum SealGenerateSource {
    /// The system draws it.
    SealGenerateSourceSystem = "SealGenerateSourceSystem",
}

/// The shape of a seal that the system draws.
#[tc_enum]
pub enum SealStyle {
    /// A circle.
    Circle = "circle",
    /// An ellipse; not for official and contract seals.
    Ellipse = "ellipse",
}

/// The seal that was made, and what it looks like.
#[tc_model]
pub struct CreateSealByImageResponse {
    /// The seal's id, 32 characters. Keep it.
    pub seal_id: String,
    /// The address of the drawn seal's picture, good for 24 hours. A seal from a picture has
    /// none.
    #[tc(secret)]
    pub image_url: Option<String>,
    /// The path that opens the mini program, from an app or another mini program, where the
    /// operator has their face checked; empty where no check is asked for.
    #[tc(secret)]
    pub seal_operator_verify_path: Option<String>,
    /// The address of a QR code that leads to the same check; empty where none is asked for.
    #[tc(secret)]
    pub seal_operator_verify_qrcode_url: Option<String>,
    /// The address of a picture that shows the seal on a sample page, good for 90 days.
    #[tc(secret)]
    pub preview_file_url: Option<String>,
    /// The address of a PDF that shows the seal on a sample page, good for 90 days.
    #[tc(secret)]
    pub preview_pdf_url: Option<String>,
}
