//! What happens: the events of an application, each typed as far as its members are known.
//!
//! All members are optional, and what is not listed stays in
//! [`Message::data`](super::Message::data). The API's description does not list the members of
//! events. Those that stand here come from the vendor's published messages, some of them of the
//! company edition, and from what the description says that an event brings along; a few ids are
//! expected under the names that the API gives them everywhere else.

use serde_json::Value;

use crate::JsonObject;

use super::lenient;

mod approver;
mod auto_sign;
mod billing;
mod event;
mod flow_status_change;
mod flows;
mod organizations;
mod qr_codes;
mod seals;
mod staff;
mod status;
mod templates;

use event::{event_models, events};

pub use approver::{ApproveCallbackShowStatus, Approver, CallbackApproverType, CcInfo};
pub use auto_sign::{AutoSignSealImg, CancelUserAutoSign, DisableUserAutoSign, OpenUserAutoSign};
pub use billing::{BillingUse, CostType, FlowCost};
pub use flow_status_change::{CallbackType, FlowGroup, FlowOperate, FlowStatusChange};
pub use flows::{
    ApproverDeadlineExpired, CancelFlows, CreateFlowReview, DocumentFill, FlowGroupStatus,
    FlowGroupStatusChange, FlowRiskIdentify, ForwardFlow, ReceiveFlow,
};
pub use organizations::{
    CloseOrganization, ModifyOrganizationBaseInfo, OperateExtendedService, OrgAuth, OrgAuthAudit,
    OrgAuthorizationFileInvalid, OrgAuthorizationFileSubmit, OrgAuthorizationPaymentStatusChange,
    OrgCertify, OrgOpenTsignBiz, OrganizationAuthorization,
};
pub use qr_codes::{CreateFlowByQrCode, MultiFlowSignQrCodeCost, PartnerServerSignAuthorization};
pub use seals::{
    AuditSealAuth, AuthorizedUser, EmployeeSealAuth, OperateSeal, ReviewStatus, SealOperate,
    SealPolicyWorkflow,
};
pub use staff::{
    LegalPersonChangeOpenId, OperatorAuth, QuiteJob, RolesChange, SuperAdminChange,
    VerifyStaffFail, VerifyStaffInfo,
};
pub use status::{ApproveCallbackStatus, FlowCallbackStatus};
pub use templates::{TemplateChange, TemplateStatus};

events! {
    // Contracts.
    /// A contract went on: started, filled in, signed, refused, cancelled, expired.
    FlowStatusChange(FlowStatusChange) = "FlowStatusChange",
    /// A contract was paid for. Deprecated by the vendor in favour of `BillingUse`.
    FlowCost(FlowCost) = "FlowCost",
    /// A signer handed a contract on. The capital L on the wire is the vendor's.
    ForwardFlow(ForwardFlow) = "ForwardFLow",
    /// A contract waits for the organization's approval before it starts, or got it.
    CreateFlowReview(CreateFlowReview) = "CreateFlowReview",
    /// A contract arrived that the organization is a party to.
    ReceiveFlow(ReceiveFlow) = "ReceiveFlow",
    /// A signer let their time pass.
    ApproverDeadlineExpired(ApproverDeadlineExpired) = "ApproverDeadlineExpired",
    /// A task that cancels many contracts has ended.
    CancelFlows(CancelFlows) = "CancelFlows",
    /// The document of a contract has been made from its template.
    DocumentFill(DocumentFill) = "DocumentFill",
    /// A group of contracts went on.
    FlowGroupStatusChange(FlowGroupStatusChange) = "FlowGroupStatusChange",
    /// The risks of a contract's text have been looked for.
    FlowRiskIdentify(FlowRiskIdentify) = "FlowRiskIdentify",

    // Seals.
    /// A seal was made, deleted, stopped, started, or lent to employees.
    OperateSeal(OperateSeal) = "OperateSeal",
    /// The vendor has looked at a seal's picture.
    AuditSealAuth(AuditSealAuth) = "AuditSealAuth",
    /// An application for the use of a seal went on.
    SealPolicyWorkflow(SealPolicyWorkflow) = "SealPolicyWorkflow",
    /// An employee's seal of their profession went on.
    EmployeeSealAuth(EmployeeSealAuth) = "EmployeeSealAuth",

    // Templates.
    /// A template was made.
    TemplateAdd(TemplateChange) = "TemplateAdd",
    /// A template was edited.
    TemplateUpdate(TemplateChange) = "TemplateUpdate",
    /// A template was deleted.
    TemplateDelete(TemplateChange) = "TemplateDelete",
    /// A template was switched on or off.
    TemplateAvailable(TemplateChange) = "TemplateAvailable",

    // Organizations.
    /// An organization took the first step: it authorized the platform.
    OrgAuth(OrgAuth) = "OrgAuth",
    /// An organization began or lost its certification.
    OrganizationAuthorization(OrganizationAuthorization) = "OrganizationAuthorization",
    /// A letter of authorization was handed in.
    OrgAuthorizationFileSubmit(OrgAuthorizationFileSubmit) = "OrgAuthorizationFileSubmit",
    /// The vendor has looked at a letter of authorization.
    OrgCertify(OrgCertify) = "OrgCertify",
    /// A letter of authorization is no longer valid.
    OrgAuthorizationFileInvalid(OrgAuthorizationFileInvalid) = "OrgAuthorizationFileInvalid",
    /// The payment that certifies an organization went on.
    OrgAuthorizationPaymentStatusChange(OrgAuthorizationPaymentStatusChange)
        = "OrgAuthorizationPaymentStatusChange",
    /// An organization opened e-sign: from now on it can sign.
    OrgOpenTsignBiz(OrgOpenTsignBiz) = "OrgOpenTsignBiz",
    /// The vendor has looked at an organization that public records do not have.
    OrgAuthAudit(OrgAuthAudit) = "OrgAuthAudit",
    /// An organization changed its name, address or the like.
    ModifyOrganizationBaseInfo(ModifyOrganizationBaseInfo) = "ModifyOrganizationBaseInfo",
    /// An organization closed its account.
    CloseOrganization(CloseOrganization) = "CloseOrganization",
    /// An extended service was opened or closed.
    OperateExtendedService(OperateExtendedService) = "OperateExtendedService",

    // People of organizations.
    /// An employee joined.
    VerifyStaffInfo(VerifyStaffInfo) = "VerifyStaffInfo",
    /// An employee could not join.
    VerifyStaffFail(VerifyStaffFail) = "VerifyStaffFail",
    /// An operator was authorized.
    OperatorAuth(OperatorAuth) = "OperatorAuth",
    /// An organization has another administrator.
    SuperAdminChange(SuperAdminChange) = "SuperAdminChange",
    /// An employee has other roles.
    RolesChange(RolesChange) = "RolesChange",
    /// An employee left. The spelling is the vendor's.
    QuiteJob(QuiteJob) = "QuiteJob",
    /// The legal representative joined, or has another id.
    LegalPersonChangeOpenId(LegalPersonChangeOpenId) = "LegalPersonChangeOpenId",

    // QR codes and signing by authorization.
    /// Somebody scanned a code, and no contract was started.
    CreateFlowByQrCode(CreateFlowByQrCode) = "CreateFlowByQrCode",
    /// Somebody scanned a code, and a contract was charged.
    MultiFlowSignQrCodeCost(MultiFlowSignQrCodeCost) = "MultiFlowSignQrCodeCost",
    /// An organization let another sign for it by authorization, or no longer does.
    PartnerServerSignAuthorization(PartnerServerSignAuthorization)
        = "PartnerServerSignAuthorization",

    // Money.
    /// Something was charged, or given back.
    BillingUse(BillingUse) = "BillingUse",

    // Automatic signing by persons.
    /// A person opened automatic signing.
    OpenUserAutoSign(OpenUserAutoSign) = "OpenUserAutoSign",
    /// A person's seal for automatic signing was made.
    AutoSignSealImg(AutoSignSealImg) = "AutoSignSealImg",
    /// A person closed automatic signing.
    DisableUserAutoSign(DisableUserAutoSign) = "DisableUserAutoSign",
    /// The link that opens automatic signing was cancelled.
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

/// A model's members, in the service's words.
fn members(model: serde_json::Result<Value>) -> JsonObject {
    match model {
        Ok(Value::Object(members)) => JsonObject(members),
        // Models are structs of plain members, which always become an object.
        _ => JsonObject(serde_json::Map::new()),
    }
}
