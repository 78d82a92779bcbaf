//! What is done to a contract on its way: reminded of, given more time, handed on, agreed to.

use essbasic::flows::{
    ApproverStatus, ChannelCreateFlowReminds, ChannelCreateFlowRemindsResponse,
    ChannelCreateFlowSignReview, CreateFlowForwards, CreateFlowForwardsResponse,
    CreateFlowGroupSignReview, FlowForwardInfo, FlowForwardResult, ModifyFlowDeadline,
    NeedReviewApproverInfo, RemindFlowRecords, ReviewType,
};
use essbasic::models::FlowStatus;
use essbasic::{EmptyResponse, ErrorCode, codes};
use serde_json::json;

use super::Actions;
use crate::refusal::{Refusal, reasons};
use crate::state::{Approver, Caller, DEFAULT_LIFE, Owner, Review, State};

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(remind).write(extend).write(forward).write(review).write(review_group)
}

/// Reminds whoever's turn it is; everybody once a contract.
fn remind(
    state: &mut State,
    request: ChannelCreateFlowReminds,
) -> Result<ChannelCreateFlowRemindsResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let record = |id: &String| {
        let done = remind_one(state, &owner, id);
        RemindFlowRecords::new(done.is_ok(), id.as_str(), done.err().unwrap_or_default())
    };
    let records: Vec<_> = request.flow_ids.iter().map(record).collect();
    Ok(ChannelCreateFlowRemindsResponse::new(records))
}

fn remind_one(state: &mut State, owner: &Owner, id: &str) -> Result<(), String> {
    state.own_flow(owner, id).map_err(|refusal| refusal.message(None).to_owned())?;
    let flow = state.flows.get_mut(id).ok_or("合同不存在")?;
    if !flow.is_open() {
        return Err("合同已终止".to_owned());
    }
    let turns: Vec<_> = (0..flow.approvers.len())
        .filter(|at| flow.approvers[*at].is_waiting() && flow.is_turn_of(*at))
        .collect();
    let mut somebody = false;
    for at in turns {
        let approver = &mut flow.approvers[at];
        somebody |= !approver.reminded && !approver.mobile.is_empty();
        approver.reminded = true;
    }
    if somebody { Ok(()) } else { Err("签署人已催办过".to_owned()) }
}

/// Gives a contract or a signer of it more time; never less.
fn extend(state: &mut State, request: ModifyFlowDeadline) -> Result<EmptyResponse, Refusal> {
    let caller = state.caller(&request.agent)?;
    let flow = state.own_flow(&caller.owner, &request.flow_id)?;
    if flow.creator != caller.operator && !state.is_admin(&caller) {
        return Err(reasons::not_yours());
    }
    if flow.group.is_some() {
        return Err(no_review());
    }
    if !flow.is_open() {
        return Err(reasons::ended());
    }
    let recipient = request.recipient_id.filter(|id| !id.is_empty());
    let at = match &recipient {
        Some(id) => Some(flow.party(id).ok_or_else(party)?),
        None => None,
    };
    if at.is_some_and(|at| !flow.approvers[at].is_waiting()) {
        return Err(reasons::ended());
    }
    let own = |at: usize| flow.approvers.get(at).and_then(|it| it.deadline);
    let (before, most) = match at {
        // A signer's time ends before the contract's, and before that of the next in order.
        Some(at) => {
            let next = own(at + 1).filter(|_| flow.ordered);
            (own(at).unwrap_or(0), next.unwrap_or(flow.deadline).min(flow.deadline))
        }
        None => (flow.deadline, flow.created_on + DEFAULT_LIFE),
    };
    if request.deadline <= before.max(state.now()) || request.deadline > most {
        return Err(Refusal::new(
            ErrorCode::FAILED_OPERATION,
            "截止时间必须晚于原截止时间，且不超过上限。",
            "The new deadline must be later than the old one, and not beyond what ends it.",
        ));
    }
    state.set_deadline(&request.flow_id, at, request.deadline);
    Ok(EmptyResponse::new())
}

fn party() -> Refusal {
    let why = "There is no such party.";
    reasons::value(codes::INVALID_PARAMETER_PARAM_ERROR, "RecipientId", why)
}

/// Hands contracts on to another employee; each for itself.
fn forward(
    state: &mut State,
    request: CreateFlowForwards,
) -> Result<CreateFlowForwardsResponse, Refusal> {
    let caller = state.admin(&request.agent)?;
    let target = request.target_open_id;
    let known = state
        .employee(&caller.owner, &target)
        .filter(|employee| employee.verified && !employee.resigned)
        .map(|employee| employee.open_id.clone())
        .ok_or_else(reasons::operator)?;
    let (mut failed, mut done) = (Vec::new(), Vec::new());
    for info in &request.flow_forward_infos {
        match forward_one(state, &caller, info, &known) {
            Ok(()) => done.push(info.flow_id.clone()),
            Err(why) => failed
                .push(FlowForwardResult::new().flow_id(info.flow_id.as_str()).error_detail(why)),
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
    let at = flow.party(&info.recipient_id).ok_or("签署方不存在")?;
    let mut approver: Approver = flow.approvers[at].clone();
    if approver.organization != caller.owner.organization {
        return Err("签署方不属于本企业".to_owned());
    }
    if !flow.is_open() || !approver.is_waiting() {
        return Err("当前状态不能转交".to_owned());
    }
    if approver.open_id == target {
        return Err("不能转交给同一经办人".to_owned());
    }
    state.put_employee(&mut approver, &caller.owner, target);
    approver.status = ApproverStatus::Pending;
    let told = json!({
        "FlowId": info.flow_id,
        "RecipientId": info.recipient_id,
        "TargetOpenId": target,
    });
    if let Some(flow) = state.flows.get_mut(&info.flow_id) {
        flow.approvers[at] = approver;
    }
    state.tell(&caller.owner, "ForwardFLow", told);
    Ok(())
}

/// The organization agrees that its people sign, or does not.
fn review(
    state: &mut State,
    request: ChannelCreateFlowSignReview,
) -> Result<EmptyResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let id = request.flow_id;
    let flow = state.flows.get(&id).ok_or_else(reasons::flow)?;
    let recipient = request.recipient_id.filter(|id| !id.is_empty());
    let at = match &recipient {
        Some(recipient) => Some(flow.party(recipient).ok_or_else(party)?),
        None => None,
    };
    decide(state, &owner, &id, at, &request.review_type, request.review_message.as_deref())?;
    Ok(EmptyResponse::new())
}

fn review_group(
    state: &mut State,
    request: CreateFlowGroupSignReview,
) -> Result<EmptyResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let group = state.groups.get(&request.flow_group_id).filter(|group| group.owner == owner);
    let flows = group.ok_or_else(reasons::group)?.flows.clone();
    let mut found = false;
    for id in flows {
        let flow = state.flows.get(&id).ok_or_else(reasons::flow)?;
        let Some(at) = flow.approvers.iter().position(|it| is(it, &request.approver_info)) else {
            continue;
        };
        let at = (flow.approvers[at].review != Review::NotNeeded).then_some(at);
        found = true;
        decide(state, &owner, &id, at, &request.review_type, request.review_message.as_deref())?;
    }
    if found { Ok(EmptyResponse::new()) } else { Err(no_review()) }
}

fn is(approver: &Approver, info: &NeedReviewApproverInfo) -> bool {
    let mobile = info.approver_mobile.as_ref();
    approver.name == info.approver_name && mobile.is_none_or(|it| *it == approver.mobile)
}

fn decide(
    state: &mut State,
    owner: &Owner,
    id: &str,
    at: Option<usize>,
    review: &ReviewType,
    message: Option<&str>,
) -> Result<(), Refusal> {
    let now = state.now();
    let flow = state.flows.get_mut(id).ok_or_else(reasons::flow)?;
    if flow.owner.application != owner.application {
        return Err(reasons::flow());
    }
    if !flow.is_open() {
        return Err(reasons::ended());
    }
    let stands = match at {
        Some(at) => flow.approvers[at].review,
        None if flow.owner == *owner => flow.review,
        None => Review::NotNeeded,
    };
    match stands {
        Review::Waiting => {}
        Review::Passed => return Err(reviewed()),
        Review::NotNeeded => return Err(no_review()),
    }
    if *review != ReviewType::Pass {
        // Who refuses to sign ends the contract; who does not agree leaves it waiting.
        if *review == ReviewType::SignReject {
            flow.end(FlowStatus::Reject, ApproverStatus::Stop, message.unwrap_or_default());
            state.tell_flow(id, "reject", at, now);
        }
        return Ok(());
    }
    match at {
        Some(at) => flow.approvers[at].review = Review::Passed,
        None => flow.review = Review::Passed,
    }
    state.go_on(id, now);
    Ok(())
}

fn reviewed() -> Refusal {
    let code = codes::INVALID_PARAMETER_STATUS;
    Refusal::new(code, "合同已审核。", "The organization has agreed already.")
}

fn no_review() -> Refusal {
    Refusal::new(
        codes::FAILED_OPERATION_NOT_AVAILABLE_SIGN_REVIEW,
        "合同当前状态不支持此操作。",
        "The contract is in no state for this.",
    )
}
