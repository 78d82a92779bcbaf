//! `CreatePersonAuthCertificateImage` (获取个人用户认证证书图片).

use crate::models::{AutoSignScene, IdCardType};
use crate::{Agent, tc_action, tc_model};

/// Generates an image of a person's identity certificate, with the certificate used for signing.
///
/// For individuals who use auto-sign (个人授权签), mainly for electronic prescriptions; the account
/// manager must have enabled it. Not available for employees of organizations.
///
/// The image URL is valid for 5 minutes, so download it immediately. Each call generates a new
/// image with a new `image_cert_id`: store both together, otherwise the stored number differs from
/// the printed one.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `ResourceNotFound` | No certificate exists for this person: check name, document and scene. |
/// | `OperationDenied` | Ask the account manager to enable the scene; the message has details. |
/// | `FailedOperation` | The message gives the reason. |
#[doc(alias = "获取个人用户认证证书图片")]
#[tc_action(
    name = "CreatePersonAuthCertificateImage",
    version = "2021-05-26",
    response = CreatePersonAuthCertificateImageResponse,
    effect = link,
    errors(
        "FailedOperation",
        "OperationDenied",
        "ResourceNotFound",
    ),
    title = "获取个人用户认证证书图片",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreatePersonAuthCertificateImage"
)]
pub struct CreatePersonAuthCertificateImage {
    /// Application, organization and operator that make the call. The API reference does not say
    /// which are required; its example sets all three.
    pub agent: Agent,
    /// Name of the person.
    #[tc(secret)]
    pub user_name: String,
    /// Identity document type.
    pub id_card_type: IdCardType,
    /// Identity document number, letters in upper case.
    #[tc(secret)]
    pub id_card_number: String,
    /// Scene that the person authorized auto-sign for. Default: electronic prescriptions.
    pub scene_key: Option<AutoSignScene>,
}

/// Response of [`CreatePersonAuthCertificateImage`].
#[tc_model]
pub struct CreatePersonAuthCertificateImageResponse {
    /// Download URL of the image, valid for 5 minutes. Anyone who has it can download the image.
    #[tc(secret)]
    pub auth_cert_url: String,
    /// Number printed on this image, 20 digits. Every image has a different one.
    pub image_cert_id: Option<String>,
    /// Serial number of the certificate, not printed on the image. Changes when the certificate
    /// expires and is renewed automatically.
    pub serial_number: Option<String>,
    /// Start of the certificate's validity, Unix time in seconds. The date is printed on the image.
    pub valid_from: Option<u64>,
    /// End of the certificate's validity, Unix time in seconds. The date is printed on the image.
    pub valid_to: Option<u64>,
}
