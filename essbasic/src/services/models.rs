//! Sets of values that several of these actions share.

use crate::tc_enum;

/// A service beyond the ordinary that an organization can switch on.
///
/// The console lists them as 拓展服务.
#[tc_enum]
pub enum ExtendedServiceType {
    /// Signing by authorization (企业授权签): seals are placed without anybody at hand.
    AutoSign = "AUTO_SIGN",
    /// Contracts with residents of Hong Kong, Macao and Taiwan.
    OverseaSign = "OVERSEA_SIGN",
    /// Signers show who they are by their mobile number.
    MobileCheckApprover = "MOBILE_CHECK_APPROVER",
    /// Your platform may download the organization's contracts.
    DownloadFlow = "DOWNLOAD_FLOW",
    /// Signers of more ages than usual.
    AgeLimitExpansion = "AGE_LIMIT_EXPANSION",
    /// The names of the employees who handle a contract are hidden.
    HideOperatorDisplay = "HIDE_OPERATOR_DISPLAY",
}
