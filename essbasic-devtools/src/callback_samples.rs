//! Sample of every event that the service posts to a callback, with invented contents.

use serde_json::{Map, Value};

use crate::language::Language;
use crate::t;

/// A sample of an event.
#[derive(Clone, Copy, Debug)]
pub struct CallbackSample {
    /// Wire name of the event, such as `FlowStatusChange`.
    pub name: &'static str,
    title: fn(Language) -> String,
    fields: &'static str,
}

impl CallbackSample {
    /// Returns the title of the event in a language.
    pub fn title(&self, language: Language) -> String {
        (self.title)(language)
    }

    /// Returns the fields of the event: every field that its struct declares.
    pub fn fields(&self) -> Map<String, Value> {
        // The tests parse every sample.
        serde_json::from_str(self.fields).unwrap_or_default()
    }
}

/// Declares the samples; the fields are in `callbacks/<name>.json`.
macro_rules! samples {
    ($($name:literal, $title:literal;)+) => {
        /// Samples of all events, those of contracts first.
        pub const CALLBACK_SAMPLES: &[CallbackSample] = &[$(CallbackSample {
            name: $name,
            title: |language| t!(language, $title).into_owned(),
            fields: include_str!(concat!("../callbacks/", $name, ".json")),
        }),+];
    };
}

samples! {
    "FlowStatusChange", "event-flow-status-change";
    "FlowCost", "event-flow-cost";
    "ForwardFLow", "event-forward-flow";
    "CreateFlowReview", "event-create-flow-review";
    "ReceiveFlow", "event-receive-flow";
    "ApproverDeadlineExpired", "event-approver-deadline-expired";
    "CancelFlows", "event-cancel-flows";
    "DocumentFill", "event-document-fill";
    "FlowGroupStatusChange", "event-flow-group-status-change";
    "FlowRiskIdentify", "event-flow-risk-identify";
    "OperateSeal", "event-operate-seal";
    "AuditSealAuth", "event-audit-seal-auth";
    "SealPolicyWorkflow", "event-seal-policy-workflow";
    "EmployeeSealAuth", "event-employee-seal-auth";
    "OrgAuth", "event-org-auth";
    "OrganizationAuthorization", "event-organization-authorization";
    "OrgAuthorizationFileSubmit", "event-org-authorization-file-submit";
    "OrgCertify", "event-org-certify";
    "OrgAuthorizationFileInvalid", "event-org-authorization-file-invalid";
    "OrgAuthorizationPaymentStatusChange", "event-org-authorization-payment-status-change";
    "OrgOpenTsignBiz", "event-org-open-tsign-biz";
    "OrgAuthAudit", "event-org-auth-audit";
    "ModifyOrganizationBaseInfo", "event-modify-organization-base-info";
    "CloseOrganization", "event-close-organization";
    "OperateExtendedService", "event-operate-extended-service";
    "VerifyStaffInfo", "event-verify-staff-info";
    "VerifyStaffFail", "event-verify-staff-fail";
    "OperatorAuth", "event-operator-auth";
    "SuperAdminChange", "event-super-admin-change";
    "RolesChange", "event-roles-change";
    "QuiteJob", "event-quite-job";
    "LegalPersonChangeOpenId", "event-legal-person-change-open-id";
    "CreateFlowByQrCode", "event-create-flow-by-qr-code";
    "MultiFlowSignQrCodeCost", "event-multi-flow-sign-qr-code-cost";
    "PartnerServerSignAuthorization", "event-partner-server-sign-authorization";
    "BillingUse", "event-billing-use";
    "OpenUserAutoSign", "event-open-user-auto-sign";
    "AutoSignSealImg", "event-auto-sign-seal-img";
    "DisableUserAutoSign", "event-disable-user-auto-sign";
    "CancelUserAutoSign", "event-cancel-user-auto-sign";
    "TemplateAdd", "event-template-add";
    "TemplateUpdate", "event-template-update";
    "TemplateDelete", "event-template-delete";
    "TemplateAvailable", "event-template-available";
}

/// Returns the sample of an event by its wire name, in upper or lower case.
pub fn callback_sample(name: &str) -> Option<&'static CallbackSample> {
    CALLBACK_SAMPLES.iter().find(|it| it.name.eq_ignore_ascii_case(name))
}
