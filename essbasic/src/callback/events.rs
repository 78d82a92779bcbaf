//! Typed events.
//!
//! All fields are optional; fields that are not declared are in
//! [`Message::data`](super::Message::data). The API reference does not list the fields of events.
//! The ones declared here come from the vendor's published messages, some of them of the company
//! edition, and from the descriptions of the events; some IDs are expected under the names that the
//! rest of the API uses.

use serde_json::Value;

use crate::JsonObject;
use crate::schema::{Model, StructSchema};

use super::lenient;

mod flow_status_change;
mod flows;
mod macros;
mod organizations;
mod seals;

use macros::{events, wire_name};

pub use flow_status_change::{
    ApproveCallbackShowStatus, ApproveCallbackStatus, Approver, CallbackApproverType, CallbackType,
    CcInfo, FlowCallbackStatus, FlowCategory, FlowGroup, FlowOperate, FlowStatusChange,
};
pub use flows::{
    ApproverDeadlineExpired, BillingUse, CancelFlows, CostType, CreateFlowByQrCode,
    CreateFlowReview, DocumentFill, FlowCost, FlowGroupStatus, FlowGroupStatusChange,
    FlowRiskIdentify, ForwardFlow, MultiFlowSignQrCodeCost, PartnerServerSignAuthorization,
    ReceiveFlow, TemplateChange, TemplateStatus,
};
pub use organizations::{
    CloseOrganization, LegalPersonChangeOpenId, ModifyOrganizationBaseInfo, OperateExtendedService,
    OperatorAuth, OrgAuth, OrgAuthAudit, OrgAuthorizationFileInvalid, OrgAuthorizationFileSubmit,
    OrgAuthorizationPaymentStatusChange, OrgCertify, OrgOpenTsignBiz, OrganizationAuthorization,
    QuiteJob, RolesChange, SuperAdminChange, VerifyStaffFail, VerifyStaffInfo,
};
pub use seals::{
    AuditSealAuth, AuthorizedUser, AutoSignSealImg, CancelUserAutoSign, DisableUserAutoSign,
    EmployeeSealAuth, OpenUserAutoSign, OperateSeal, ReviewStatus, SealOperate, SealPolicyWorkflow,
};

events! {
    distinct {
        // Contracts.
        /// A contract changed status: started, filled in, signed, declined, cancelled or expired.
        FlowStatusChange,
        /// A contract was charged. Deprecated by the vendor in favour of `BillingUse`.
        FlowCost,
        /// A signer forwarded a contract. The wire name has a capital L.
        ForwardFlow = "ForwardFLow",
        /// A contract awaits the organization's approval before it starts, or was approved.
        CreateFlowReview,
        /// The organization received a contract that it is a party to.
        ReceiveFlow,
        /// A signer's deadline passed.
        ApproverDeadlineExpired,
        /// A batch cancellation task ended.
        CancelFlows,
        /// The document of a contract was generated from its template.
        DocumentFill,
        /// A contract group changed status.
        FlowGroupStatusChange,
        /// The risk analysis of a contract's text ended.
        FlowRiskIdentify,

        // Seals.
        /// A seal was created, deleted, disabled, enabled, or granted to employees.
        OperateSeal,
        /// The vendor reviewed a seal's image.
        AuditSealAuth,
        /// A request to use a seal changed status.
        SealPolicyWorkflow,
        /// An employee's professional seal changed status.
        EmployeeSealAuth,

        // Organizations.
        /// An organization authorized the platform, the first step of onboarding.
        OrgAuth,
        /// An organization's verification started or was revoked.
        OrganizationAuthorization,
        /// A letter of authorization was submitted.
        OrgAuthorizationFileSubmit,
        /// The vendor reviewed a letter of authorization.
        OrgCertify,
        /// A letter of authorization became invalid.
        OrgAuthorizationFileInvalid,
        /// The payment that verifies an organization changed status.
        OrgAuthorizationPaymentStatusChange,
        /// An organization activated e-sign and can sign from now on.
        OrgOpenTsignBiz,
        /// The vendor reviewed an organization that is not in public records.
        OrgAuthAudit,
        /// An organization changed its name, address or similar details.
        ModifyOrganizationBaseInfo,
        /// An organization closed its account.
        CloseOrganization,
        /// An extended service was enabled or disabled.
        OperateExtendedService,

        // Employees.
        /// An employee joined.
        VerifyStaffInfo,
        /// An employee failed to join.
        VerifyStaffFail,
        /// An operator was authorized.
        OperatorAuth,
        /// An organization's administrator changed.
        SuperAdminChange,
        /// An employee's roles changed.
        RolesChange,
        /// An employee left. The spelling is the vendor's.
        QuiteJob,
        /// The legal representative joined, or their ID changed.
        LegalPersonChangeOpenId,

        // QR codes and signing by authorization.
        /// A QR code was scanned, but no contract was started.
        CreateFlowByQrCode,
        /// A QR code was scanned, and a contract was charged.
        MultiFlowSignQrCodeCost,
        /// An organization granted or revoked signing by authorization.
        PartnerServerSignAuthorization,

        // Billing.
        /// A usage was charged or refunded.
        BillingUse,

        // Auto-sign of persons.
        /// A person enabled auto-sign.
        OpenUserAutoSign,
        /// A person's seal for auto-sign was created.
        AutoSignSealImg,
        /// A person disabled auto-sign.
        DisableUserAutoSign,
        /// The link that enables auto-sign was cancelled.
        CancelUserAutoSign,
    }
    shared {
        // Templates.
        /// A template was created.
        TemplateAdd(TemplateChange),
        /// A template was edited.
        TemplateUpdate(TemplateChange),
        /// A template was deleted.
        TemplateDelete(TemplateChange),
        /// A template was enabled or disabled.
        TemplateAvailable(TemplateChange),
    }
}

/// Fields of a declared event, as [`Router::on`](super::Router::on) passes them to handlers.
///
/// Implemented by every struct of this module that an [`Event`] contains.
pub trait EventModel: Clone + Send + 'static {
    /// Wire names of the events that have these fields.
    const TYPES: &'static [&'static str];

    /// Returns the fields of an event of these types.
    fn from_event(event: &Event) -> Option<&Self>;
}

impl EventModel for TemplateChange {
    const TYPES: &'static [&'static str] =
        &["TemplateAdd", "TemplateUpdate", "TemplateDelete", "TemplateAvailable"];

    fn from_event(event: &Event) -> Option<&Self> {
        match event {
            Event::TemplateAdd(change)
            | Event::TemplateUpdate(change)
            | Event::TemplateDelete(change)
            | Event::TemplateAvailable(change) => Some(change),
            _ => None,
        }
    }
}

/// Returns the fields of an encoded event.
fn to_object(model: serde_json::Result<Value>) -> JsonObject {
    match model {
        Ok(Value::Object(fields)) => JsonObject(fields),
        // Events are structs, which always encode to an object.
        _ => JsonObject(serde_json::Map::new()),
    }
}
