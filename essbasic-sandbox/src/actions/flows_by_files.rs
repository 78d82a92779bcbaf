//! Contracts started from files.

use essbasic::codes;
use essbasic::models::{AutoSignScene, FlowApproverInfo};
use essbasic::start_flows::{
    ApproverItem, ChannelCreateFlowByFiles, ChannelCreateFlowByFilesResponse, FlowFileInfo,
    SignFieldPlacement,
};

use super::registry::Actions;
use super::signers;
use crate::errors::{self, ServiceError};
use crate::state::{Approver, Caller, Field, Flow, Purpose, State};

const FIVE_MINUTES: i64 = 5 * 60;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(create)
}

fn create(
    state: &mut State,
    request: ChannelCreateFlowByFiles,
) -> Result<ChannelCreateFlowByFilesResponse, ServiceError> {
    let caller = state.initiator(&request.agent)?;
    let Some(name) = request.flow_name.clone().filter(|name| !name.is_empty()) else {
        let english = "FlowName is missing.";
        return Err(errors::value(codes::INVALID_PARAMETER_FLOW_NAME, "FlowName", english));
    };
    let mut flow = Flow::new(caller.owner.clone(), &caller.operator, &name, state.now());
    flow.file = Some(pdf(state, &caller, request.file_ids.as_deref().unwrap_or_default())?);
    signers::deadline(&mut flow, request.deadline)?;
    let infos = request.flow_approvers.unwrap_or_default();
    flow.is_dynamic = request.open_dynamic_sign_flow.unwrap_or(false);
    if infos.is_empty() && !flow.is_dynamic {
        let code = codes::INVALID_PARAMETER_FLOW_APPROVERS;
        return Err(errors::value(code, "FlowApprovers", "FlowApprovers is missing."));
    }
    let scene = request.auto_sign_scene.as_ref().map(AutoSignScene::as_str);
    flow.approvers = signers::all(state, &caller, &infos, scene)?;
    let placed =
        |it: &FlowApproverInfo| it.sign_components.as_ref().is_some_and(|all| !all.is_empty());
    let by_signers = request.sign_bean_tag == Some(SignFieldPlacement::Signer);
    if !by_signers && !infos.iter().all(placed) {
        let message = "A signer has no field to sign, and SignBeanTag is not 1.";
        let code = codes::MISSING_PARAMETER_SIGN_COMPONENTS;
        return Err(errors::value(code, "SignComponents", message));
    }
    flow.copies = signers::copies(&request.cc_infos.unwrap_or_default(), &flow.approvers)?;
    flow.description = request.flow_description.unwrap_or_default();
    flow.kind = request.flow_type.unwrap_or_default();
    flow.data = request.customer_data.unwrap_or_default();
    flow.ordered = !request.unordered.unwrap_or(false);
    flow.fields = request.components.iter().flatten().map(Field::from_component).collect();
    flow.review = signers::review(request.need_sign_review);
    let limit = request.flow_operate_limit.and_then(|limit| limit.no_release);
    flow.can_be_released = !limit.unwrap_or(false);
    let items = items(&flow.approvers);
    if request.need_preview.unwrap_or(false) {
        let file = flow.file.unwrap_or_default();
        let url = state.create_link_url(Purpose::File { file }, flow.created_on + FIVE_MINUTES);
        return Ok(ChannelCreateFlowByFilesResponse::new("").preview_url(url));
    }
    let id = state.start(flow)?;
    Ok(ChannelCreateFlowByFilesResponse::new(id).approvers(items))
}

/// Creates a contract of a group without starting it.
pub(super) fn of_group(
    state: &State,
    caller: &Caller,
    info: FlowFileInfo,
) -> Result<Flow, ServiceError> {
    if (1..=5).contains(&info.flow_approvers.len()) {
        return of_file(state, caller, info);
    }
    let message = "FlowApprovers must have 1 to 5 items.";
    Err(errors::value(codes::INVALID_PARAMETER_FLOW_APPROVERS, "FlowApprovers", message))
}

/// Creates a contract from a file without starting it.
pub(super) fn of_file(
    state: &State,
    caller: &Caller,
    info: FlowFileInfo,
) -> Result<Flow, ServiceError> {
    let mut flow = Flow::new(caller.owner.clone(), &caller.operator, &info.flow_name, state.now());
    // On a page, a person can upload the file.
    if !info.file_ids.is_empty() {
        flow.file = Some(pdf(state, caller, &info.file_ids)?);
    }
    signers::deadline(&mut flow, info.deadline)?;
    flow.approvers = signers::all(state, caller, &info.flow_approvers, None)?;
    flow.description = info.flow_description.unwrap_or_default();
    flow.kind = info.flow_type.unwrap_or_default();
    flow.data = info.customer_data.unwrap_or_default();
    flow.ordered = !info.unordered.unwrap_or(false);
    flow.fields = info.components.iter().flatten().map(Field::from_component).collect();
    flow.review = signers::review(info.need_sign_review);
    Ok(flow)
}

/// Returns the only file of a contract.
fn pdf(state: &State, caller: &Caller, ids: &[String]) -> Result<String, ServiceError> {
    let code = codes::INVALID_PARAMETER_FLOW_FILE_IDS;
    let [id] = ids else {
        return Err(errors::value(code, "FileIds", "FileIds must have exactly one item."));
    };
    let file = state.file(&caller.owner, id).ok_or_else(errors::file)?;
    if !file.is_pdf() {
        let message = "The file is not a PDF; convert it first.";
        return Err(errors::value(code, "FileIds", message));
    }
    Ok(id.clone())
}

/// Returns the signers for the response.
pub(super) fn items(approvers: &[Approver]) -> Vec<ApproverItem> {
    let item = |it: &Approver| {
        ApproverItem::new()
            .sign_id(it.sign_id.as_str())
            .recipient_id(it.recipient_id.as_str())
            .approver_role_name(it.role_name.as_str())
    };
    approvers.iter().map(item).collect()
}
