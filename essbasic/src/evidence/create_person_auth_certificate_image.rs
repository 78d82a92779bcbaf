//! 获取个人用户认证证书图片

use crate::models::{AutoSignScene, IdCardType};
use crate::{Agent, tc_action, tc_model};

/// Draws a picture that certifies who a person is, with the certificate that they sign with.
///
/// For persons who sign by authorization (个人授权签), above all on electronic prescriptions; the
/// account manager must have switched that on. There is none for the employees of organizations.
///
/// The picture's address lives for 5 minutes, so download it at once. Every call draws a new
/// picture with a new `image_cert_id`: keep the two together, or the number that you store is not
/// the one that is printed.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `ResourceNotFound` | check name, document and scene: nobody like that has a certificate |
/// | `OperationDenied` | ask the account manager to switch the scene on; the message says more |
/// | `FailedOperation` | the message says why |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreatePersonAuthCertificateImage"
)]
pub struct CreatePersonAuthCertificateImage {
    /// For whom. The manual does not say what of it is needed; its example gives application,
    /// organization and operator.
    pub agent: Agent,
    /// The person's name.
    #[tc(secret)]
    pub user_name: String,
    /// The kind of their identity document.
    pub id_card_type: IdCardType,
    /// The number of the identity document, its letters in upper case.
    #[tc(secret)]
    pub id_card_number: String,
    /// What the person has authorized signatures for; electronic prescriptions unless given.
    pub scene_key: Option<AutoSignScene>,
}

/// The picture, and the certificate that it speaks of.
#[tc_model]
pub struct CreatePersonAuthCertificateImageResponse {
    /// Where the picture is downloaded from, for 5 minutes and by whoever has the address.
    #[tc(secret)]
    pub auth_cert_url: String,
    /// The number of this picture, 20 digits, which is printed on it. The next picture has another.
    pub image_cert_id: Option<String>,
    /// The serial number of the certificate, which is not printed on the picture. It changes when
    /// the certificate expires and is renewed, which happens by itself.
    pub serial_number: Option<String>,
    /// Since when the certificate is valid, in Unix seconds; the date is printed on the picture.
    pub valid_from: Option<u64>,
    /// Until when the certificate is valid, in Unix seconds; the date is printed on the picture.
    pub valid_to: Option<u64>,
}
