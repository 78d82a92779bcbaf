//! `ChannelRenewAutoSignLicense` (续期医疗自动签许可).

use super::models::UserThreeFactor;
use crate::models::{AutoSignScene, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Renews the auto-sign licence of a medical professional.
///
/// No longer in use according to the API reference: auto-sign is now enabled with
/// `ChannelCreateUserAutoSignEnableUrl`, which needs no licence and no renewal.
///
/// Adds one year to a licence, at most once. **Each renewal uses one licence** of the account, so
/// the client never repeats this action. `ChannelDescribeUserAutoSignStatus` returns the end of a
/// licence. The account must be enabled by the vendor.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.LicenseNoQuota` | The account has no licence left. |
/// | `FailedOperation` | See the message: the licence may have been renewed before. |
/// | `InvalidParameter.Name` | Correct the person's name. |
/// | `InvalidParameter.CardType` | Use one of the three document types. |
/// | `InvalidParameter.CardNumber` | Correct the number; letters in upper case. |
/// | `OperationDenied` | Ask the vendor whether the account is enabled. |
/// | `AuthFailure` | Check that application and organization of `agent` belong to the key. |
#[doc(alias = "续期医疗自动签许可")]
#[deprecated = "the vendor no longer uses it: `ChannelCreateUserAutoSignEnableUrl` needs no licence"]
#[tc_action(
    name = "ChannelRenewAutoSignLicense",
    version = "2021-05-26",
    response = ChannelRenewAutoSignLicenseResponse,
    effect = charge,
    errors(
        "AuthFailure",
        "FailedOperation",
        "FailedOperation.LicenseNoQuota",
        "InternalError",
        "InternalError.Api",
        "InternalError.Db",
        "InternalError.DependsApi",
        "InvalidParameter",
        "InvalidParameter.CardNumber",
        "InvalidParameter.CardType",
        "InvalidParameter.Name",
        "MissingParameter",
        "OperationDenied",
    ),
    title = "续期医疗自动签许可",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelRenewAutoSignLicense"
)]
pub struct ChannelRenewAutoSignLicense {
    /// Application, organization and operator that make the call, as in the API reference's
    /// example.
    pub agent: Agent,
    /// Scene of the licence.
    pub scene_key: AutoSignScene,
    /// Person who holds the licence.
    pub user_info: UserThreeFactor,
    /// Employee who makes the call. Needs permission to do so. The API reference's example leaves
    /// it empty and sets the operator of `agent`.
    pub operator: Option<UserInfo>,
}

/// Response of [`ChannelRenewAutoSignLicense`].
#[tc_model]
pub struct ChannelRenewAutoSignLicenseResponse {
    /// New end of the licence, Unix time in seconds. Present only if auto-sign was enabled with a
    /// licence.
    pub license_to: Option<i64>,
}
