//! Changes to open contracts: reminders, deadlines, transfers, reviews.

use essbasic::flows::{
    ChannelCreateFlowReminds, ChannelCreateFlowRemindsResponse, ChannelCreateFlowSignReview,
    CreateFlowForwards, CreateFlowForwardsResponse, CreateFlowGroupSignReview, FlowForwardInfo,
    FlowForwardResult, ModifyFlowDeadline, NeedReviewApproverInfo, RemindFlowRecords, ReviewStage,
    ReviewType,
};
use essbasic::{EmptyResponse, ErrorCode, codes};
use serde_json::json;

use super::output::unique;
use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::state::{Approver, Caller, MAX_DEADLINE, Owner, Review, State};

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(remind).write(extend).write(forward).write(review).write(review_group)
}

/// Reminds the signers whose turn it is, each once per contract.
fn remind(
    state: &mut State,
    request: ChannelCreateFlowReminds,
) -> Result<ChannelCreateFlowRemindsResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let record = |id: &String| {
        let done = remind_one(state, &owner, id);
        RemindFlowRecords::new(done.is_ok(), id.as_str(), done.err().unwrap_or_default())
    };
    let records: Vec<_> = unique(&request.flow_ids).map(record).collect();
    Ok(ChannelCreateFlowRemindsResponse::new(records))
}

fn remind_one(state: &mut State, owner: &Owner, id: &str) -> Result<(), String> {
    state.own_flow(owner, id).map_err(|error| error.message(None).to_owned())?;
    let flow = state.flows.get_mut(id).ok_or("合同不存在")?;
    if !flow.is_open() {
        return Err("合同已终止".to_owned());
    }
    let turns: Vec<_> = (0..flow.approvers.len())
        .filter(|index| flow.approvers[*index].is_waiting() && flow.is_turn_of(*index))
        .collect();
    let mut reminded = false;
    for index in turns {
        let approver = &mut flow.approvers[index];
        reminded |= !approver.reminded && !approver.mobile.is_empty();
        approver.reminded = true;
    }
    if reminded { Ok(()) } else { Err("签署人已催办过".to_owned()) }
}

/// Extends the deadline of a contract or of one signer.
fn extend(state: &mut State, request: ModifyFlowDeadline) -> Result<EmptyResponse, ServiceError> {
    let caller = state.caller(&request.agent)?;
    let flow = state.own_flow(&caller.owner, &request.flow_id)?;
    if flow.creator != caller.operator && !state.is_admin(&caller) {
        return Err(errors::other_organization());
    }
    if flow.group.is_some() {
        return Err(no_review());
    }
    let recipient = request.recipient_id.filter(|id| !id.is_empty());
    let index = match &recipient {
        Some(id) => Some(flow.party(id).ok_or_else(party)?),
        None => None,
    };
    if !flow.is_open() || index.is_some_and(|index| !flow.approvers[index].is_waiting()) {
        let english = "Contract or signer has ended.";
        return Err(ServiceError::new(
            ErrorCode::FAILED_OPERATION,
            "合同或签署人已终止。",
            english,
        ));
    }
    let own = |index: usize| flow.approvers.get(index).and_then(|it| it.deadline);
    let (before, most) = match index {
        // A signer's deadline is before the contract's and not after that of the next signer.
        Some(index) => {
            let next = own(index + 1).filter(|_| flow.ordered);
            (own(index).unwrap_or(0), next.unwrap_or(MAX_DEADLINE).min(flow.deadline - 1))
        }
        None => (flow.deadline, MAX_DEADLINE),
    };
    if request.deadline <= before.max(state.now()) || request.deadline > most {
        return Err(ServiceError::new(
            ErrorCode::FAILED_OPERATION,
            "截止时间必须晚于原截止时间，且不超过上限。",
            "The new deadline must be later than the old one and within the contract's limits.",
        ));
    }
    state.set_deadline(&request.flow_id, index, request.deadline);
    Ok(EmptyResponse::new())
}

fn party() -> ServiceError {
    let message = "The party does not exist.";
    errors::invalid("RecipientId", message)
}

/// Transfers contracts to another employee, each independently of the others.
fn forward(
    state: &mut State,
    request: CreateFlowForwards,
) -> Result<CreateFlowForwardsResponse, ServiceError> {
    let caller = state.admin(&request.agent)?;
    let target = request.target_open_id;
    let known = state
        .employee(&caller.owner, &target)
        .filter(|employee| employee.verified && !employee.resigned)
        .map(|employee| employee.open_id.clone())
        .ok_or_else(errors::operator)?;
    let (mut failed, mut done) = (Vec::new(), Vec::new());
    for info in unique(&request.flow_forward_infos) {
        match forward_one(state, &caller, info, &known) {
            Ok(()) => done.push(info.flow_id.clone()),
            Err(error) => failed
                .push(FlowForwardResult::new().flow_id(info.flow_id.as_str()).error_detail(error)),
        }
    }
    Ok(CreateFlowForwardsResponse::new().failed_flows(failed).success_flows(done))
}

fn forward_one(
    state: &mut State,
    caller: &Caller,
    info: &FlowForwardInfo,
    target: &str,
) -> Result<(), String> {
    let flow = state
        .flows
        .get(&info.flow_id)
        .filter(|flow| flow.owner.application == caller.owner.application)
        .ok_or("合同不存在")?;
    let index = flow.party(&info.recipient_id).ok_or("签署方不存在")?;
    let mut approver: Approver = flow.approvers[index].clone();
    if approver.organization != caller.owner.organization {
        return Err("签署方不属于本企业".to_owned());
    }
    if !flow.is_open() || !approver.is_waiting() {
        return Err("当前状态不能转交".to_owned());
    }
    if approver.open_id == target {
        return Err("不能转交给同一经办人".to_owned());
    }
    state.set_employee(&mut approver, &caller.owner, target);
    approver.set_pending();
    let event = json!({
        "FlowId": info.flow_id,
        "RecipientId": info.recipient_id,
        "TargetOpenId": target,
    });
    if let Some(flow) = state.flows.get_mut(&info.flow_id) {
        flow.approvers[index] = approver;
    }
    state.emit(&caller.owner, "ForwardFLow", event);
    Ok(())
}

/// Records the review of a contract by the organization that started it.
fn review(
    state: &mut State,
    request: ChannelCreateFlowSignReview,
) -> Result<EmptyResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let id = request.flow_id;
    let flow = state.own_flow(&owner, &id)?;
    let message = request.review_message.as_deref();
    match request.operate_type {
        None | Some(ReviewStage::SignReview) => {}
        Some(ReviewStage::CreateReview) => {
            decide_start(state, &id, &request.review_type, message)?;
            return Ok(EmptyResponse::new());
        }
        Some(_) => return Err(errors::invalid("OperateType", "The stage does not exist.")),
    }
    let recipient = request.recipient_id.filter(|id| !id.is_empty());
    let index = match &recipient {
        Some(recipient) => Some(flow.party(recipient).ok_or_else(party)?),
        None => None,
    };
    decide(state, &owner, &id, index, &request.review_type, message)?;
    Ok(EmptyResponse::new())
}

fn review_group(
    state: &mut State,
    request: CreateFlowGroupSignReview,
) -> Result<EmptyResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let group = state.groups.get(&request.flow_group_id).filter(|group| group.owner == owner);
    let flows = group.ok_or_else(errors::group)?.flows.clone();
    let mut found = false;
    for id in flows {
        let flow = state.flows.get(&id).ok_or_else(errors::flow)?;
        let Some(index) = flow.approvers.iter().position(|it| is(it, &request.approver_info))
        else {
            continue;
        };
        let index = (flow.approvers[index].review != Review::NotNeeded).then_some(index);
        found = true;
        decide(state, &owner, &id, index, &request.review_type, request.review_message.as_deref())?;
    }
    if found { Ok(EmptyResponse::new()) } else { Err(no_review()) }
}

fn is(approver: &Approver, info: &NeedReviewApproverInfo) -> bool {
    let mobile = info.approver_mobile.as_ref();
    approver.name == info.approver_name && mobile.is_none_or(|it| *it == approver.mobile)
}

/// Records the review before the start of a contract. Results after the one that passes are ignored.
fn decide_start(
    state: &mut State,
    id: &str,
    review: &ReviewType,
    message: Option<&str>,
) -> Result<(), ServiceError> {
    let now = state.now();
    let flow = state.flows.get_mut(id).ok_or_else(errors::flow)?;
    match flow.create_review {
        Review::NotNeeded => return Err(no_review()),
        Review::Passed => return Ok(()),
        Review::Waiting if !flow.is_open() => return Err(errors::ended()),
        Review::Waiting => {}
    }
    match review {
        ReviewType::Pass => {
            flow.create_review = Review::Passed;
            state.hand_out(id, now);
        }
        // The contract waits for the next result.
        ReviewType::Reject => {}
        ReviewType::SignReject => state.reject(id, None, message.unwrap_or_default(), now),
        _ => return Err(result()),
    }
    Ok(())
}

fn result() -> ServiceError {
    errors::invalid("ReviewType", "The result does not exist.")
}

fn decide(
    state: &mut State,
    owner: &Owner,
    id: &str,
    index: Option<usize>,
    review: &ReviewType,
    message: Option<&str>,
) -> Result<(), ServiceError> {
    if let ReviewType::Other(_) = review {
        return Err(result());
    }
    let now = state.now();
    let flow = state.flows.get_mut(id).ok_or_else(errors::flow)?;
    if !flow.is_open() {
        return Err(errors::ended());
    }
    // The initiator's review can name the signer for whom it is.
    let is_own = |index: &usize| {
        let it = &flow.approvers[*index];
        it.review != Review::NotNeeded || it.organization != owner.organization
    };
    let index = index.filter(is_own);
    let review_status = match index {
        Some(index) => flow.approvers[index].review,
        None => flow.review,
    };
    match review_status {
        Review::Waiting => {}
        // In a group, the last result counts.
        Review::Passed if flow.group.is_some() => {}
        Review::Passed => return Err(reviewed()),
        Review::NotNeeded => return Err(no_review()),
    }
    if *review != ReviewType::Pass {
        match index {
            Some(index) => flow.approvers[index].review = Review::Waiting,
            None => flow.review = Review::Waiting,
        }
        // A declined signature ends the contract; a rejected review leaves it waiting.
        if *review == ReviewType::SignReject {
            let own = |it: &Approver| it.is_waiting() && it.organization == owner.organization;
            let signer = index.or_else(|| flow.approvers.iter().position(own));
            state.reject(id, signer, message.unwrap_or_default(), now);
        }
        return Ok(());
    }
    match index {
        Some(index) => flow.approvers[index].review = Review::Passed,
        None => flow.review = Review::Passed,
    }
    state.advance_flow(id, now);
    Ok(())
}

fn reviewed() -> ServiceError {
    let code = codes::INVALID_PARAMETER_STATUS;
    ServiceError::new(code, "合同已审核。", "The contract has already been reviewed.")
}

fn no_review() -> ServiceError {
    ServiceError::new(
        codes::FAILED_OPERATION_NOT_AVAILABLE_SIGN_REVIEW,
        "合同当前状态不支持此操作。",
        "The contract's status does not allow this.",
    )
}
