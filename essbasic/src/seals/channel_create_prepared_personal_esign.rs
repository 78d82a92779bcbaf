//! 创建导入处方单个人印章

use crate::models::{AutoSignScene, IdCardType, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Makes a person's seal from a picture that is at hand already, for signing prescriptions.
///
/// Only for prescriptions (处方单), and only after the vendor has agreed to it. Upload the picture
/// with `UploadFiles` right before: the id of an upload is good for about an hour.
///
/// Keep the seal's id that comes back: a seal field that shall hold this very seal takes it, and
/// so does whatever is done to the seal later. The console also shows it, in the seal's details.
///
/// The client does not repeat this action by itself when no answer came, because that could make
/// a second seal. Nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation` | read the message: the name may be taken within the organization, the picture or the identity document be wrong, or the account not be let in |
#[tc_action(
    name = "ChannelCreatePreparedPersonalEsign",
    version = "2021-05-26",
    response = ChannelCreatePreparedPersonalEsignResponse,
    effect = create,
    errors(
        "FailedOperation",
    ),
    title = "创建导入处方单个人印章",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreatePreparedPersonalEsign"
)]
pub struct ChannelCreatePreparedPersonalEsign {
    /// For whom: the organization, in your application.
    pub agent: Agent,
    /// The name of the person whose seal it is.
    #[tc(secret)]
    pub user_name: String,
    /// The number of their identity document: 18 characters with an X in upper case, or for the
    /// travel permit an H or M and 10 digits.
    #[tc(secret)]
    pub id_card_number: String,
    /// The seal's name, 1 to 50 characters; no two seals of an organization have the same.
    #[tc(len = 1..=50)]
    pub seal_name: String,
    /// The employee who does this; they need the right to call this action, and to what it is
    /// called with.
    pub operator: Option<UserInfo>,
    /// The kind of the identity document; the mainland's identity card unless given. Any other
    /// kind is `IdCardType::from("OTHER_CARD_TYPE")`, which the vendor switches on for the
    /// account.
    pub id_card_type: Option<IdCardType>,
    /// The person's mobile number; required where their seal shall be placed by authorization
    /// (授权签).
    #[tc(secret)]
    pub mobile: Option<String>,
    /// The seal's picture, by the id that `UploadFiles` returned.
    pub file_id: Option<String>,
    /// What the seal is for.
    pub scene_key: Option<AutoSignScene>,
    /// Disabled by the vendor, and without effect.
    #[tc(hidden)]
    pub license_type: Option<i64>,
    /// Disabled by the vendor: the picture itself in base64. The manual's example still sends it;
    /// `file_id` has taken its place.
    #[tc(hidden, secret)]
    pub seal_image: Option<String>,
    /// Disabled by the vendor, and without effect.
    #[tc(hidden)]
    pub enable_auto_sign: Option<bool>,
    /// Disabled by the vendor, and without effect.
    #[tc(hidden)]
    pub seal_image_compress: Option<bool>,
}

/// The seal that was made.
#[tc_model]
pub struct ChannelCreatePreparedPersonalEsignResponse {
    /// The seal's id, 32 characters. Keep it.
    pub seal_id: String,
}
