//! Evidence: reports, which are finished after a day, and verification of PDFs.

use std::hash::{DefaultHasher, Hash, Hasher};

use essbasic::evidence::{
    ChannelVerifyPdf, ChannelVerifyPdfResponse, CreateChannelFlowEvidenceReport,
    CreateChannelFlowEvidenceReportResponse, DescribeChannelFlowEvidenceReport,
    DescribeChannelFlowEvidenceReportResponse, EvidenceStatus, PdfSignatureStatus, PdfStatus,
    PdfVerifyResult, SignPlatform,
};
use essbasic::flows::ApproverStatus;
use essbasic::models::FlowStatus;
use essbasic::{ErrorCode, codes};

use super::output::count;
use super::registry::Actions;
use crate::errors::ServiceError;
use crate::random;
use crate::state::{Approver, Flow, Purpose, Report, State};

const DAY: i64 = 24 * 60 * 60;
const FIVE_MINUTES: i64 = 5 * 60;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(create).write(describe).read(verify)
}

/// Charges a report and starts it.
fn create(
    state: &mut State,
    request: CreateChannelFlowEvidenceReport,
) -> Result<CreateChannelFlowEvidenceReportResponse, ServiceError> {
    let caller = state.caller(&request.agent)?;
    let flow = state.own_flow(&caller.owner, &request.flow_id)?;
    if !state.is_admin(&caller) {
        let code = codes::OPERATION_DENIED_NOT_BELONG_SUPER_ADMIN_OR_LEGAL_PERSON;
        let english = "Only the administrator may do this.";
        return Err(ServiceError::new(code, "仅超级管理员或法人可操作。", english));
    }
    if !matches!(flow.status, FlowStatus::All | FlowStatus::Relieved) {
        let code = codes::OPERATION_DENIED_FLOW_STATUS_FORBID;
        let english = "Reports require a contract that all have signed.";
        return Err(ServiceError::new(code, "合同状态不允许出证。", english));
    }
    let flow = flow.clone();
    let (id, now) = (random::id(), state.now());
    state.charge_report(&flow, now)?;
    let report = Report { owner: caller.owner, flow: request.flow_id, done_on: now + DAY };
    state.reports.insert(id.clone(), report);
    Ok(CreateChannelFlowEvidenceReportResponse::new(id, EvidenceStatus::Executing, ""))
}

/// Returns the status of a report, and a link once it is finished.
fn describe(
    state: &mut State,
    request: DescribeChannelFlowEvidenceReport,
) -> Result<DescribeChannelFlowEvidenceReportResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let report = state.reports.get(&request.report_id).filter(|report| report.owner == owner);
    let Some(report) = report else {
        const CODES: &[ErrorCode] =
            &[codes::INVALID_PARAMETER_DATA_NOT_FOUND, ErrorCode::RESOURCE_NOT_FOUND];
        return Err(ServiceError::any_of(CODES, "出证报告不存在。", "The report does not exist."));
    };
    let now = state.now();
    if report.done_on > now {
        return Ok(DescribeChannelFlowEvidenceReportResponse::new("", EvidenceStatus::Executing));
    }
    let url =
        state.create_link_url(Purpose::Report { report: request.report_id }, now + FIVE_MINUTES);
    Ok(DescribeChannelFlowEvidenceReportResponse::new(url, EvidenceStatus::Success))
}

/// Returns a valid signature for each signer that has signed.
fn verify(
    state: &State,
    request: ChannelVerifyPdf,
) -> Result<ChannelVerifyPdfResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let flow = state.own_flow(&owner, &request.flow_id)?;
    let signed = flow.approvers.iter().filter(|it| it.status == ApproverStatus::Accept);
    let results: Vec<_> = signed.enumerate().map(|(index, it)| signature(index, it)).collect();
    let status = if results.is_empty() { PdfStatus::NoSignature } else { PdfStatus::Unmodified };
    let serial = format!("{}{:04}", state.now(), count(results.len()));
    Ok(ChannelVerifyPdfResponse::new(status, results)
        .verify_serial_no(serial)
        .pdf_resource_md5(file_hash(flow)))
}

/// Returns 32 hexadecimal digits that change with every signature. The signed file itself exists only
/// while it is downloaded.
fn file_hash(flow: &Flow) -> String {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, &flow.id).hash(&mut hasher);
        flow.approvers.iter().for_each(|it| it.done_on.hash(&mut hasher));
        hasher.finish()
    };
    format!("{:016X}{:016X}", half(0), half(1))
}

/// Returns a signature with a fictitious certificate.
fn signature(index: usize, approver: &Approver) -> PdfVerifyResult {
    let number = 100_000 + index;
    let signer = if approver.is_organization() {
        format!("ESS@{}@{number}", approver.organization_name)
    } else {
        format!("ESS@{}@{}@{number}", approver.name, approver.id_card_number)
    };
    let milliseconds = approver.done_on * 1000;
    let (from, to) = (milliseconds - DAY * 1000, milliseconds + 365 * DAY * 1000);
    let offset = f64::from(u32::try_from(index).unwrap_or(0)) * 60.0;
    PdfVerifyResult::new(
        PdfSignatureStatus::Valid,
        SignPlatform::Tencent,
        signer,
        milliseconds,
        "SHA256WITHRSA",
        format!("SANDBOX{:08}", count(index) + 1),
        from,
        to,
        0,
        72.0,
        72.0 + offset,
        119.0,
        43.0,
        1,
    )
}
