//! Typed events.
//!
//! All fields are optional; fields that are not declared are in
//! [`Message::data`](super::Message::data). The API reference does not list the fields of events.
//! The ones declared here come from the vendor's published messages, some of them of the company
//! edition, and from the descriptions of the events; some IDs are expected under the names that the
//! rest of the API uses.

use serde_json::Value;

use crate::JsonObject;

use super::lenient;

mod flow_status_change;
mod flows;
mod macros;
mod organizations;
mod seals;

use macros::events;

pub use flow_status_change::{
    ApproveCallbackShowStatus, ApproveCallbackStatus, Approver, CallbackApproverType, CallbackType,
    CcInfo, FlowCallbackStatus, FlowGroup, FlowOperate, FlowStatusChange,
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
    // Contracts.
    /// A contract changed status: started, filled in, signed, declined, cancelled or expired.
    FlowStatusChange(FlowStatusChange) = "FlowStatusChange",
    /// A contract was charged. Deprecated by the vendor in favour of `BillingUse`.
    FlowCost(FlowCost) = "FlowCost",
    /// A signer forwarded a contract. The wire name has a capital L.
    ForwardFlow(ForwardFlow) = "ForwardFLow",
    /// A contract awaits the organization's approval before it starts, or was approved.
    CreateFlowReview(CreateFlowReview) = "CreateFlowReview",
    /// The organization received a contract that it is a party to.
    ReceiveFlow(ReceiveFlow) = "ReceiveFlow",
    /// A signer's deadline passed.
    ApproverDeadlineExpired(ApproverDeadlineExpired) = "ApproverDeadlineExpired",
    /// A batch cancellation task ended.
    CancelFlows(CancelFlows) = "CancelFlows",
    /// The document of a contract was generated from its template.
    DocumentFill(DocumentFill) = "DocumentFill",
    /// A contract group changed status.
    FlowGroupStatusChange(FlowGroupStatusChange) = "FlowGroupStatusChange",
    /// The risk analysis of a contract's text ended.
    FlowRiskIdentify(FlowRiskIdentify) = "FlowRiskIdentify",

    // Seals.
    /// A seal was created, deleted, disabled, enabled, or granted to employees.
    OperateSeal(OperateSeal) = "OperateSeal",
    /// The vendor reviewed a seal's image.
    AuditSealAuth(AuditSealAuth) = "AuditSealAuth",
    /// A request to use a seal changed status.
    SealPolicyWorkflow(SealPolicyWorkflow) = "SealPolicyWorkflow",
    /// An employee's professional seal changed status.
    EmployeeSealAuth(EmployeeSealAuth) = "EmployeeSealAuth",

    // Templates.
    /// A template was created.
    TemplateAdd(TemplateChange) = "TemplateAdd",
    /// A template was edited.
    TemplateUpdate(TemplateChange) = "TemplateUpdate",
    /// A template was deleted.
    TemplateDelete(TemplateChange) = "TemplateDelete",
    /// A template was enabled or disabled.
    TemplateAvailable(TemplateChange) = "TemplateAvailable",

    // Organizations.
    /// An organization authorized the platform, the first step of onboarding.
    OrgAuth(OrgAuth) = "OrgAuth",
    /// An organization's verification started or was revoked.
    OrganizationAuthorization(OrganizationAuthorization) = "OrganizationAuthorization",
    /// A letter of authorization was submitted.
    OrgAuthorizationFileSubmit(OrgAuthorizationFileSubmit) = "OrgAuthorizationFileSubmit",
    /// The vendor reviewed a letter of authorization.
    OrgCertify(OrgCertify) = "OrgCertify",
    /// A letter of authorization became invalid.
    OrgAuthorizationFileInvalid(OrgAuthorizationFileInvalid) = "OrgAuthorizationFileInvalid",
    /// The payment that verifies an organization changed status.
    OrgAuthorizationPaymentStatusChange(OrgAuthorizationPaymentStatusChange)
        = "OrgAuthorizationPaymentStatusChange",
    /// An organization activated e-sign and can sign from now on.
    OrgOpenTsignBiz(OrgOpenTsignBiz) = "OrgOpenTsignBiz",
    /// The vendor reviewed an organization that is not in public records.
    OrgAuthAudit(OrgAuthAudit) = "OrgAuthAudit",
    /// An organization changed its name, address or similar details.
    ModifyOrganizationBaseInfo(ModifyOrganizationBaseInfo) = "ModifyOrganizationBaseInfo",
    /// An organization closed its account.
    CloseOrganization(CloseOrganization) = "CloseOrganization",
    /// An extended service was enabled or disabled.
    OperateExtendedService(OperateExtendedService) = "OperateExtendedService",

    // Employees.
    /// An employee joined.
    VerifyStaffInfo(VerifyStaffInfo) = "VerifyStaffInfo",
    /// An employee failed to join.
    VerifyStaffFail(VerifyStaffFail) = "VerifyStaffFail",
    /// An operator was authorized.
    OperatorAuth(OperatorAuth) = "OperatorAuth",
    /// An organization's administrator changed.
    SuperAdminChange(SuperAdminChange) = "SuperAdminChange",
    /// An employee's roles changed.
    RolesChange(RolesChange) = "RolesChange",
    /// An employee left. The spelling is the vendor's.
    QuiteJob(QuiteJob) = "QuiteJob",
    /// The legal representative joined, or their ID changed.
    LegalPersonChangeOpenId(LegalPersonChangeOpenId) = "LegalPersonChangeOpenId",

    // QR codes and signing by authorization.
    /// A QR code was scanned, but no contract was started.
    CreateFlowByQrCode(CreateFlowByQrCode) = "CreateFlowByQrCode",
    /// A QR code was scanned, and a contract was charged.
    MultiFlowSignQrCodeCost(MultiFlowSignQrCodeCost) = "MultiFlowSignQrCodeCost",
    /// An organization granted or revoked signing by authorization.
    PartnerServerSignAuthorization(PartnerServerSignAuthorization)
        = "PartnerServerSignAuthorization",

    // Billing.
    /// A usage was charged or refunded.
    BillingUse(BillingUse) = "BillingUse",

    // Automatic signing of persons.
    /// A person enabled automatic signing.
    OpenUserAutoSign(OpenUserAutoSign) = "OpenUserAutoSign",
    /// A person's seal for automatic signing was created.
    AutoSignSealImg(AutoSignSealImg) = "AutoSignSealImg",
    /// A person disabled automatic signing.
    DisableUserAutoSign(DisableUserAutoSign) = "DisableUserAutoSign",
    /// The link that enables automatic signing was cancelled.
    CancelUserAutoSign(CancelUserAutoSign) = "CancelUserAutoSign",
}

macro_rules! from_model {
    ($($model:ident)+) => {$(
        impl From<$model> for Event {
            fn from(model: $model) -> Self {
                Self::$model(Box::new(model))
            }
        }
    )+};
}

from_model! {
    FlowStatusChange FlowCost ForwardFlow CreateFlowReview ReceiveFlow ApproverDeadlineExpired
    CancelFlows DocumentFill FlowGroupStatusChange FlowRiskIdentify
    OperateSeal AuditSealAuth SealPolicyWorkflow EmployeeSealAuth
    OrgAuth OrganizationAuthorization OrgAuthorizationFileSubmit OrgCertify
    OrgAuthorizationFileInvalid OrgAuthorizationPaymentStatusChange OrgOpenTsignBiz OrgAuthAudit
    ModifyOrganizationBaseInfo CloseOrganization OperateExtendedService
    VerifyStaffInfo VerifyStaffFail OperatorAuth SuperAdminChange RolesChange QuiteJob
    LegalPersonChangeOpenId
    CreateFlowByQrCode MultiFlowSignQrCodeCost PartnerServerSignAuthorization
    BillingUse
    OpenUserAutoSign AutoSignSealImg DisableUserAutoSign CancelUserAutoSign
}

/// Returns the fields of an encoded event.
fn to_object(model: serde_json::Result<Value>) -> JsonObject {
    match model {
        Ok(Value::Object(fields)) => JsonObject(fields),
        // Events are structs, which always encode to an object.
        _ => JsonObject(serde_json::Map::new()),
    }
}
