//! Events of organizations and their employees.

use super::macros::event_models;

event_models! {
    /// An organization authorized the platform, the first step of onboarding.
    OrgAuth {
        /// `true` if the authorization succeeded.
        auth_success: bool,
    }

    /// An organization's verification started or was revoked.
    OrganizationAuthorization {
        /// Verification ID, required by `CreateModifyAdminAuthorizationUrl`.
        authorization_id: String,
    }

    /// A letter of authorization was submitted.
    OrgAuthorizationFileSubmit {
        /// Verification ID.
        authorization_id: String,
    }

    /// The vendor reviewed a letter of authorization.
    OrgCertify {
        /// Verification ID.
        authorization_id: String,
        /// `true` if the letter was approved.
        operate_success: bool,
        /// Reason for a rejection.
        #[tc(secret)]
        certify_reason: String,
        /// Time of the review as `2022-07-04 19:05:09`, in the vendor's time zone.
        operate_time: String,
    }

    /// A letter of authorization became invalid.
    OrgAuthorizationFileInvalid {
        /// Verification ID.
        authorization_id: String,
    }

    /// The payment that verifies an organization changed status.
    OrgAuthorizationPaymentStatusChange {
        /// Verification ID.
        authorization_id: String,
    }

    /// An organization activated e-sign and can sign from now on.
    OrgOpenTsignBiz {
        /// ID of the organization's own application, which calls may omit.
        proxy_app_id: String,
        /// `true` if the activation succeeded.
        open_success: bool,
        /// Name of the organization.
        organization_name: String,
        /// Unified social credit code of the organization.
        #[tc(rename = "USCC")]
        uscc: String,
        /// Name of the legal representative.
        #[tc(secret)]
        legal_name: String,
    }

    /// The vendor reviewed an organization that is not in public records.
    OrgAuthAudit {
        /// Name of the organization.
        organization_name: String,
    }

    /// An organization changed its name, address or similar details.
    ModifyOrganizationBaseInfo {
        /// Name of the organization.
        organization_name: String,
    }

    /// An organization closed its account.
    CloseOrganization {
        /// Name of the organization.
        organization_name: String,
    }

    /// An extended service was enabled or disabled.
    OperateExtendedService {}
}

// The employee is identified by `proxy_operator_open_id`; other fields are in `Message::data`.
event_models! {
    /// An employee joined: verified, and part of the organization.
    VerifyStaffInfo {}

    /// An employee failed to join.
    VerifyStaffFail {}

    /// An operator was authorized.
    OperatorAuth {}

    /// An organization's administrator changed.
    SuperAdminChange {}

    /// An employee's roles changed.
    RolesChange {}

    /// An employee left. The spelling is the vendor's.
    QuiteJob {}

    /// The legal representative joined, or their ID changed.
    LegalPersonChangeOpenId {}
}
