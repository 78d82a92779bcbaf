//! Events of organizations.

use super::event_models;

event_models! {
    /// An organization took the first step: it authorized the platform.
    OrgAuth {
        /// Whether it did.
        auth_success: bool,
    }

    /// An organization began or lost its certification.
    OrganizationAuthorization {
        /// The certification, which `CreateModifyAdminAuthorizationUrl` goes on with.
        authorization_id: String,
    }

    /// A letter of authorization was handed in.
    OrgAuthorizationFileSubmit {
        /// The certification that it is for.
        authorization_id: String,
    }

    /// The vendor has looked at a letter of authorization.
    OrgCertify {
        /// The certification that it is for.
        authorization_id: String,
        /// Whether it is in order.
        operate_success: bool,
        /// Why it is not.
        #[tc(secret)]
        certify_reason: String,
        /// When, as `2022-07-04 19:05:09` in the vendor's time.
        operate_time: String,
    }

    /// A letter of authorization is no longer valid.
    OrgAuthorizationFileInvalid {
        /// The certification that it was for.
        authorization_id: String,
    }

    /// The payment that certifies an organization went on.
    OrgAuthorizationPaymentStatusChange {
        /// The certification that it is for.
        authorization_id: String,
    }

    /// An organization opened e-sign: from now on it can sign.
    OrgOpenTsignBiz {
        /// The organization's own application, which calls need not name.
        proxy_app_id: String,
        /// Whether it is open.
        open_success: bool,
        /// The organization's name.
        organization_name: String,
        /// The organization's unified social credit code.
        #[tc(rename = "USCC")]
        uscc: String,
        /// The name of its legal representative.
        #[tc(secret)]
        legal_name: String,
    }

    /// The vendor has looked at an organization that public records do not have.
    OrgAuthAudit {
        /// The organization's name.
        organization_name: String,
    }

    /// An organization changed its name, address or the like.
    ModifyOrganizationBaseInfo {
        /// The organization's name.
        organization_name: String,
    }

    /// An organization closed its account.
    CloseOrganization {
        /// The organization's name.
        organization_name: String,
    }

    /// An extended service was opened or closed.
    OperateExtendedService {}
}
