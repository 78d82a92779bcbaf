//! `ChannelCreatePreparedPersonalEsign` (创建导入处方单个人印章).

use crate::models::{AutoSignScene, IdCardType, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Creates a person's seal from an existing image, for signing prescriptions.
///
/// Only for prescriptions (处方单), and only with the vendor's approval. Upload the image with
/// `UploadFiles` immediately before: the ID of an upload is valid for about an hour.
///
/// Keep the returned seal ID. Seal fields that must use this seal refer to it, and so do later
/// operations on the seal. The console shows it in the seal's details.
///
/// The client never repeats this action after an unknown outcome, because that could create a
/// second seal. No notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation` | The message gives the reason: the name is taken within the organization, image or identity document are invalid, or the account is not approved. |
#[doc(alias = "创建导入处方单个人印章")]
#[tc_action(
    name = "ChannelCreatePreparedPersonalEsign",
    version = "2021-05-26",
    response = ChannelCreatePreparedPersonalEsignResponse,
    effect = create,
    errors(
        "FailedOperation",
    ),
    title = "创建导入处方单个人印章",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreatePreparedPersonalEsign"
)]
pub struct ChannelCreatePreparedPersonalEsign {
    /// Application and organization that make the call.
    pub agent: Agent,
    /// Name of the seal's owner.
    #[tc(secret)]
    pub user_name: String,
    /// Identity document number of the owner: 18 characters with upper-case X, or for the travel
    /// permit H or M and 10 digits.
    #[tc(secret)]
    pub id_card_number: String,
    /// Name of the seal, 1 to 50 characters, unique within the organization.
    #[tc(len = 1..=50)]
    pub seal_name: String,
    /// Employee who makes the call. Needs permission to call this action and access to the
    /// resources in the request.
    pub operator: Option<UserInfo>,
    /// Identity document type. Default: mainland identity card. For other types use
    /// `IdCardType::from("OTHER_CARD_TYPE")`, which the vendor enables per account.
    pub id_card_type: Option<IdCardType>,
    /// Mobile number of the owner. Required if the seal is to be used for auto-sign (授权签).
    #[tc(secret)]
    pub mobile: Option<String>,
    /// Image of the seal, by the file ID that `UploadFiles` returned.
    pub file_id: Option<String>,
    /// Use of the seal.
    pub scene_key: Option<AutoSignScene>,
    /// Disabled by the vendor: no effect.
    #[tc(hidden)]
    pub license_type: Option<i64>,
    /// Disabled by the vendor in favour of `file_id`: the image as Base64. The API reference's
    /// example still sends it.
    #[tc(hidden, secret)]
    pub seal_image: Option<String>,
    /// Disabled by the vendor: no effect.
    #[tc(hidden)]
    pub enable_auto_sign: Option<bool>,
    /// Disabled by the vendor: no effect.
    #[tc(hidden)]
    pub seal_image_compress: Option<bool>,
}

/// Response of [`ChannelCreatePreparedPersonalEsign`].
#[tc_model]
pub struct ChannelCreatePreparedPersonalEsignResponse {
    /// Seal ID, 32 characters. Keep it.
    pub seal_id: String,
}
