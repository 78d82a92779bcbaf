//! Types shared by several extended service actions.

use crate::tc_enum;

/// Extended service that an organization can enable, listed in the console under 拓展服务.
#[tc_enum]
pub enum ExtendedServiceType {
    /// Auto-sign (企业授权签): seals are placed automatically.
    AutoSign = "AUTO_SIGN",
    /// Contracts with residents of Hong Kong, Macao and Taiwan.
    OverseaSign = "OVERSEA_SIGN",
    /// Identity verification of signers by mobile number.
    MobileCheckApprover = "MOBILE_CHECK_APPROVER",
    /// Your platform may download the organization's contracts.
    DownloadFlow = "DOWNLOAD_FLOW",
    /// Extended age range of signers.
    AgeLimitExpansion = "AGE_LIMIT_EXPANSION",
    /// Hides the names of the employees who handle a contract.
    HideOperatorDisplay = "HIDE_OPERATOR_DISPLAY",
}
