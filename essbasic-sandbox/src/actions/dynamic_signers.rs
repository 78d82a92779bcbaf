//! Signers who are named after a contract was started: for a party that was left open, or as
//! many as come.

use essbasic::flows::{ApproverStatus, ChannelCreateBoundFlows};
use essbasic::start_flows::{
    ArchiveDynamicFlow, ArchiveDynamicFlowResponse, ChannelArchiveDynamicApproverData,
    ChannelCreateDynamicFlowApprover, ChannelCreateDynamicFlowApproverResponse,
    ChannelCreateFlowApprovers, ChannelCreateFlowApproversResponse, DynamicFlowApproverResult,
    DynamicFlowInfo, DynamicFlowResult, FillApproverInfo, FillError,
};
use essbasic::{EmptyResponse, ErrorCode};

use super::{Actions, signers};
use crate::refusal::{Refusal, reasons};
use crate::state::{Approver, Caller, Owner, State};

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(fill).write(add).write(archive).write(take_up)
}

/// The operator takes up contracts that wait for somebody of their organization; all or none.
fn take_up(state: &mut State, request: ChannelCreateBoundFlows) -> Result<EmptyResponse, Refusal> {
    let caller = state.admin(&request.agent)?;
    for id in request.flow_ids.unwrap_or_default() {
        let flow = state
            .flows
            .get(&id)
            .filter(|flow| flow.owner.application == caller.owner.application && flow.is_open());
        let flow = flow.ok_or_else(reasons::flow)?;
        let own = |it: &Approver| it.organization == caller.owner.organization;
        if !flow.approvers.iter().any(own) {
            return Err(reasons::flow());
        }
        let waits = |it: &Approver| own(it) && it.status == ApproverStatus::WaitPickup;
        let Some(at) = flow.approvers.iter().position(waits) else {
            let code = ErrorCode::FAILED_OPERATION;
            return Err(Refusal::new(code, "合同不能重复领取。", "It was taken up before."));
        };
        let mut approver = flow.approvers[at].clone();
        state.put_employee(&mut approver, &caller.owner, &caller.operator);
        approver.status = ApproverStatus::Pending;
        if let Some(flow) = state.flows.get_mut(&id) {
            flow.approvers[at] = approver;
        }
    }
    Ok(EmptyResponse::new())
}

/// Names signers for parties that were left open; each for itself.
fn fill(
    state: &mut State,
    request: ChannelCreateFlowApprovers,
) -> Result<ChannelCreateFlowApproversResponse, Refusal> {
    let caller = state.caller(&request.agent)?;
    let mut errors = Vec::new();
    for info in &request.approvers {
        let flow = info.flow_id.clone().or_else(|| request.flow_id.clone()).unwrap_or_default();
        if let Err(why) = fill_one(state, &caller, &flow, info) {
            let error = FillError::new()
                .recipient_id(info.recipient_id.as_str())
                .err_message(why)
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
    let words = |refusal: Refusal| refusal.message(None).to_owned();
    let flow = state.own_flow(&caller.owner, id).map_err(words)?;
    let at = flow.party(&info.recipient_id).ok_or("签署方不存在")?;
    let mut approver = flow.approvers[at].clone();
    if !flow.is_open() || approver.status != ApproverStatus::WaitPickup {
        return Err("签署人已领取".to_owned());
    }
    let organization = info.organization_open_id.as_deref().unwrap_or(&approver.organization);
    let owner = Owner::new(&caller.owner.application, organization);
    match info.open_id.as_deref().filter(|id| !id.is_empty()) {
        Some(open_id) => {
            let known = state.employee(&owner, open_id).filter(|it| !it.resigned);
            let open_id = known.ok_or("签署人不存在")?.open_id.clone();
            state.put_employee(&mut approver, &owner, &open_id);
        }
        None => {
            approver.name = info.approver_name.clone().unwrap_or_default();
            approver.mobile = info.approver_mobile.clone().unwrap_or_default();
        }
    }
    if approver.name.is_empty() || approver.mobile.is_empty() {
        return Err("签署人姓名或手机号为空".to_owned());
    }
    approver.status = ApproverStatus::Pending;
    if let Some(flow) = state.flows.get_mut(id) {
        flow.approvers[at] = approver;
    }
    Ok(())
}

/// Adds signers to contracts that take more while they run.
fn add(
    state: &mut State,
    request: ChannelCreateDynamicFlowApprover,
) -> Result<ChannelCreateDynamicFlowApproverResponse, Refusal> {
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
) -> Result<DynamicFlowResult, Refusal> {
    let flow = state.own_flow(&caller.owner, &info.flow_id)?;
    if !flow.is_dynamic || !flow.is_open() {
        return Err(reasons::denied("合同不可添加签署人。", "The contract takes no more signers."));
    }
    let scene = info.auto_sign_scene.as_ref().map(essbasic::models::AutoSignScene::as_str);
    let approvers = signers::all(state, caller, &info.flow_approvers, scene)?;
    let results: Vec<_> = approvers
        .iter()
        // The manual does not list the numbers; 2 is what callbacks call pending.
        .map(|it| DynamicFlowApproverResult::new(it.recipient_id.as_str(), it.sign_id.as_str(), 2))
        .collect();
    let now = state.now();
    if let Some(flow) = state.flows.get_mut(&info.flow_id) {
        flow.approvers.extend(approvers);
        flow.count();
    }
    state.go_on(&info.flow_id, now);
    Ok(DynamicFlowResult::new().flow_id(info.flow_id.as_str()).dynamic_flow_approver_list(results))
}

/// Ends a contract to which signers were added, once all of them have signed.
fn archive(
    state: &mut State,
    request: ArchiveDynamicFlow,
) -> Result<ArchiveDynamicFlowResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let flow = state.own_flow(&owner, &request.flow_id)?;
    let signed = flow.approvers.iter().all(|it| it.status == ApproverStatus::Accept);
    if !flow.is_dynamic || !flow.is_open() || !signed || flow.approvers.is_empty() {
        return Err(reasons::denied(
            "合同不可结束：签署人未全部签署。",
            "Somebody has yet to sign, or the contract has ended.",
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
        flow.count();
    }
    state.go_on(&request.flow_id, now);
    Ok(ArchiveDynamicFlowResponse::new().flow_id(request.flow_id).approvers(data))
}
