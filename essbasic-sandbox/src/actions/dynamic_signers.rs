//! Signers added after the start of a contract: for an open party, or to a dynamic contract.

use essbasic::flows::{ApproverStatus, ChannelCreateBoundFlows};
use essbasic::start_flows::{
    ArchiveDynamicFlow, ArchiveDynamicFlowResponse, ChannelArchiveDynamicApproverData,
    ChannelCreateDynamicFlowApprover, ChannelCreateDynamicFlowApproverResponse,
    ChannelCreateFlowApprovers, ChannelCreateFlowApproversResponse, DynamicFlowApproverResult,
    DynamicFlowInfo, DynamicFlowResult, FillApproverInfo, FillError,
};
use essbasic::{EmptyResponse, ErrorCode};

use super::output::unique;
use super::registry::Actions;
use super::signers;
use crate::errors::{self, ServiceError};
use crate::state::{Approver, Caller, Owner, State};

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(fill).write(add).write(archive).write(take_up)
}

/// Assigns contracts that wait for any employee of the organization to the operator; all or none.
fn take_up(
    state: &mut State,
    request: ChannelCreateBoundFlows,
) -> Result<EmptyResponse, ServiceError> {
    let caller = state.admin(&request.agent)?;
    for id in unique(&request.flow_ids.unwrap_or_default()) {
        let flow = state
            .flows
            .get(id)
            .filter(|flow| flow.owner.application == caller.owner.application)
            .ok_or_else(errors::flow)?;
        let waits = |it: &Approver| {
            it.organization == caller.owner.organization && it.status == ApproverStatus::WaitPickup
        };
        let index = flow.approvers.iter().position(waits).filter(|_| flow.is_open());
        let index = index.ok_or_else(|| {
            let english = "The contract does not wait for an employee of the organization.";
            ServiceError::new(ErrorCode::FAILED_OPERATION, "合同状态无法领取。", english)
        })?;
        let mut approver = flow.approvers[index].clone();
        state.set_employee(&mut approver, &caller.owner, &caller.operator);
        approver.set_pending();
        if let Some(flow) = state.flows.get_mut(id) {
            flow.approvers[index] = approver;
        }
    }
    Ok(EmptyResponse::new())
}

/// Sets the signers of open parties, each independently of the others.
fn fill(
    state: &mut State,
    request: ChannelCreateFlowApprovers,
) -> Result<ChannelCreateFlowApproversResponse, ServiceError> {
    let caller = state.caller(&request.agent)?;
    let mut errors = Vec::new();
    for info in &request.approvers {
        let flow = info.flow_id.clone().or_else(|| request.flow_id.clone()).unwrap_or_default();
        if let Err(error) = fill_one(state, &caller, &flow, info) {
            let error = FillError::new()
                .recipient_id(info.recipient_id.as_str())
                .err_message(error)
                .flow_id(flow);
            errors.push(error);
        }
    }
    let response = ChannelCreateFlowApproversResponse::new();
    Ok(if errors.is_empty() { response } else { response.fill_error(errors) })
}

fn fill_one(
    state: &mut State,
    caller: &Caller,
    id: &str,
    info: &FillApproverInfo,
) -> Result<(), String> {
    let words = |error: ServiceError| error.message(None).to_owned();
    let flow = state.own_flow(&caller.owner, id).map_err(words)?;
    let index = flow.party(&info.recipient_id).ok_or("签署方不存在")?;
    let mut approver = flow.approvers[index].clone();
    if !flow.is_open() || approver.status != ApproverStatus::WaitPickup {
        return Err("签署人已领取".to_owned());
    }
    let organization = info.organization_open_id.as_deref().unwrap_or(&approver.organization);
    let owner = Owner::new(&caller.owner.application, organization);
    let open_id = info.open_id.as_deref().filter(|id| !id.is_empty());
    let known = open_id.and_then(|id| state.employee(&owner, id)).filter(|it| !it.resigned);
    if let Some(open_id) = known.map(|it| it.open_id.clone()) {
        state.set_employee(&mut approver, &owner, &open_id);
    } else {
        approver.name = info.approver_name.clone().unwrap_or_default();
        approver.mobile = info.approver_mobile.clone().unwrap_or_default();
        approver.id_card_number = info.approver_id_card_number.clone().unwrap_or_default();
        // An employee who has not joined the organization yet is given by name and mobile number.
        if let Some(open_id) = open_id.filter(|_| approver.is_organization()) {
            if approver.name.is_empty() {
                return Err("签署人不存在".to_owned());
            }
            open_id.clone_into(&mut approver.open_id);
            approver.organization.clone_from(&owner.organization);
        }
        if let Some(name) = info.organization_name.clone().filter(|name| !name.is_empty()) {
            approver.organization_name = name;
        }
    }
    // A verified person can be given by name and identity document instead.
    let has_document = !approver.is_organization() && !approver.id_card_number.is_empty();
    if approver.name.is_empty() || (approver.mobile.is_empty() && !has_document) {
        return Err("签署人姓名或手机号为空".to_owned());
    }
    approver.set_pending();
    let (before, now) = (state.receivers(id), state.now());
    if let Some(flow) = state.flows.get_mut(id) {
        flow.approvers[index] = approver;
    }
    state.emit_receipts_except(id, &before, now);
    Ok(())
}

/// Adds signers to dynamic contracts.
fn add(
    state: &mut State,
    request: ChannelCreateDynamicFlowApprover,
) -> Result<ChannelCreateDynamicFlowApproverResponse, ServiceError> {
    let caller = state.caller(&request.agent)?;
    let infos = request.fill_dynamic_flow_list.iter();
    let results = infos.map(|info| add_to(state, &caller, info));
    let results = results.collect::<Result<Vec<_>, _>>()?;
    Ok(ChannelCreateDynamicFlowApproverResponse::new().dynamic_flow_result_list(results))
}

fn add_to(
    state: &mut State,
    caller: &Caller,
    info: &DynamicFlowInfo,
) -> Result<DynamicFlowResult, ServiceError> {
    let flow = state.own_flow(&caller.owner, &info.flow_id)?;
    if !flow.is_dynamic || !flow.is_open() {
        return Err(errors::denied(
            "合同不可添加签署人。",
            "Signers cannot be added to the contract.",
        ));
    }
    let scene = info.auto_sign_scene.as_ref().map(essbasic::models::AutoSignScene::as_str);
    let approvers = signers::all(state, caller, &info.flow_approvers, scene)?;
    let results: Vec<_> = approvers
        .iter()
        // The API reference does not list the numbers; 2 means pending in callbacks.
        .map(|it| DynamicFlowApproverResult::new(it.recipient_id.as_str(), it.sign_id.as_str(), 2))
        .collect();
    let (before, now) = (state.receivers(&info.flow_id), state.now());
    state.schedule_deadlines(&info.flow_id, &approvers);
    if let Some(flow) = state.flows.get_mut(&info.flow_id) {
        flow.approvers.extend(approvers);
        flow.update_status();
    }
    state.emit_receipts_except(&info.flow_id, &before, now);
    state.advance_flow(&info.flow_id, now);
    Ok(DynamicFlowResult::new().flow_id(info.flow_id.as_str()).dynamic_flow_approver_list(results))
}

/// Completes a dynamic contract that all signers have signed.
fn archive(
    state: &mut State,
    request: ArchiveDynamicFlow,
) -> Result<ArchiveDynamicFlowResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let flow = state.own_flow(&owner, &request.flow_id)?;
    let signed = flow.approvers.iter().all(|it| it.status == ApproverStatus::Accept);
    if !flow.is_dynamic || !flow.is_open() || !signed || flow.approvers.is_empty() {
        return Err(errors::denied(
            "合同不可结束：签署人未全部签署。",
            "Signatures are missing, or the contract has ended.",
        ));
    }
    let data = flow.approvers.iter().map(|it| {
        ChannelArchiveDynamicApproverData::new()
            .sign_id(it.sign_id.as_str())
            .recipient_id(it.recipient_id.as_str())
    });
    let data: Vec<_> = data.collect();
    let now = state.now();
    if let Some(flow) = state.flows.get_mut(&request.flow_id) {
        flow.is_dynamic = false;
        flow.update_status();
    }
    state.advance_flow(&request.flow_id, now);
    Ok(ArchiveDynamicFlowResponse::new().flow_id(request.flow_id).approvers(data))
}
