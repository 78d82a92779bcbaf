//! Agreements that terminate a completed contract.

use essbasic::flows::ApproverStatus;
use essbasic::models::{ApproverType, FlowStatus};
use essbasic::start_flows::{
    ChannelCreateReleaseFlow, ChannelCreateReleaseFlowResponse, ReleasedApprover,
};
use essbasic::{ErrorCode, codes};

use super::registry::Actions;
use super::signers;
use crate::errors::{self, ServiceError};
use crate::random;
use crate::state::{Approver, Caller, Field, Flow, Owner, State};

/// Default time to sign an agreement, in seconds.
const WEEK: i64 = 7 * 24 * 60 * 60;

/// Default names of the parties of an agreement, in the order of the contract.
const ROLES: [&str; 10] =
    ["甲方", "乙方", "丙方", "丁方", "戊方", "己方", "庚方", "辛方", "壬方", "癸方"];

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(release)
}

fn release(
    state: &mut State,
    request: ChannelCreateReleaseFlow,
) -> Result<ChannelCreateReleaseFlowResponse, ServiceError> {
    let caller = state.initiator(&request.agent)?;
    let old = released(state, &caller.owner, &request.need_relieved_flow_id)?;
    if old.status != FlowStatus::All || !old.can_be_released {
        let english = "The contract must be signed by all and allow termination.";
        return Err(ServiceError::new(ErrorCode::FAILED_OPERATION, "合同不可解除。", english));
    }
    let unfinished = |flow: &Flow| flow.releases.as_ref() == Some(&old.id) && flow.is_open();
    if state.flows.iter().any(|(_, flow)| unfinished(flow)) {
        let english = "A termination agreement already exists.";
        return Err(ServiceError::new(ErrorCode::FAILED_OPERATION, "解除协议已存在。", english));
    }
    let name = request.flow_name.filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| format!("解除协议_{}", old.name));
    let mut flow = Flow::new(caller.owner.clone(), &caller.operator, &name, state.now());
    flow.approvers = old.approvers.iter().enumerate().map(again).collect();
    for named in request.released_approvers.unwrap_or_default() {
        replace(state, &caller, &mut flow, &named)?;
    }
    flow.deadline = flow.created_on + WEEK;
    signers::deadline(&mut flow, request.deadline)?;
    let field = |name: &str, value: Option<String>| Field {
        id: random::id(),
        name: name.to_owned(),
        required: false,
        value: value.unwrap_or_default(),
        component: None,
    };
    let info = request.relive_info;
    flow.fields = vec![
        field("解除原因", Some(info.reason)),
        field("继续有效的条款", info.remain_in_force_item),
        field("费用结算", info.original_expense_settlement),
        field("其他结算", info.original_other_settlement),
        field("其他约定", info.other_deals),
    ];
    flow.data = request.user_data.unwrap_or_default();
    flow.ordered = false;
    flow.releases = Some(old.id.clone());
    let id = state.start(flow)?;
    Ok(ChannelCreateReleaseFlowResponse::new(id))
}

/// Returns a contract that an organization may terminate: it started it, or is one of its signers.
fn released<'s>(state: &'s State, owner: &Owner, id: &str) -> Result<&'s Flow, ServiceError> {
    let flow = state.flows.get(id).filter(|flow| flow.owner.application == owner.application);
    let flow = flow.ok_or_else(errors::flow)?;
    let is_party = |it: &Approver| it.is_organization() && it.organization == owner.organization;
    if flow.owner == *owner || flow.approvers.iter().any(is_party) {
        return Ok(flow);
    }
    Err(errors::other_organization())
}

/// Creates the agreement's signer from the contract's. No signature is automatic.
fn again((index, old): (usize, &Approver)) -> Approver {
    let mut approver =
        Approver { sign_id: random::id(), recipient_id: random::id(), ..old.clone() };
    approver.kind =
        if old.is_organization() { ApproverType::Organization } else { ApproverType::Person };
    ROLES.get(index).copied().unwrap_or_default().clone_into(&mut approver.role_name);
    approver.status = ApproverStatus::Pending;
    (approver.done_on, approver.reminded, approver.deadline) = (0, false, None);
    approver.fills.clear();
    approver.sign_fields.clear();
    approver.no_refuse = false;
    approver
}

/// Replaces a signer, counted from 0, by another employee, or names their party. Persons cannot be
/// replaced.
fn replace(
    state: &State,
    caller: &Caller,
    flow: &mut Flow,
    named: &ReleasedApprover,
) -> Result<(), ServiceError> {
    let index = usize::try_from(named.approver_number).ok();
    let Some(approver) = index.and_then(|index| flow.approvers.get_mut(index)) else {
        return Err(errors::invalid("ApproverNumber", "The signer does not exist."));
    };
    let role = named.approver_sign_role.clone().filter(|role| !role.is_empty());
    let has_role = role.is_some();
    approver.role_name = role.unwrap_or_else(|| approver.role_name.clone());
    if !approver.is_organization() {
        // A person stays; only the name of the party can change.
        if has_role {
            return Ok(());
        }
        let code = codes::INVALID_PARAMETER_APPROVER_TYPE;
        return Err(errors::value(code, "ApproverType", "A person cannot be replaced."));
    }
    let organization = named.organization_open_id.as_deref().filter(|id| !id.is_empty());
    let organization = organization.unwrap_or(&caller.owner.organization);
    let owner = Owner::new(&caller.owner.application, organization);
    let open_id = named.open_id.as_deref().filter(|id| !id.is_empty());
    let is_known = open_id.is_some_and(|id| state.employee(&owner, id).is_some());
    // An employee who has not joined yet is given by name and mobile number.
    let person = named.name.clone().zip(named.mobile.clone()).filter(|_| !is_known);
    match open_id {
        Some(open_id) if is_known => state.set_employee(approver, &owner, open_id),
        Some(open_id) if person.is_some() => open_id.clone_into(&mut approver.open_id),
        Some(_) => {
            let english = "The employee does not exist.";
            return Err(errors::value(codes::INVALID_PARAMETER_OPEN_ID, "OpenId", english));
        }
        None => {}
    }
    if let Some((name, mobile)) = person {
        (approver.name, approver.mobile) = (name, mobile);
    }
    by_itself(state, caller, approver, named)
}

/// Makes the signature of the initiator's organization automatic, if the request asks for it.
fn by_itself(
    state: &State,
    caller: &Caller,
    approver: &mut Approver,
    named: &ReleasedApprover,
) -> Result<(), ServiceError> {
    let own = approver.organization == caller.owner.organization;
    if named.approver_type != ApproverType::EnterpriseServer || !own {
        return Ok(());
    }
    let wanted = named.approver_sign_seal_id.as_ref().filter(|id| !id.is_empty());
    let mut seals = state.seals_of(&caller.owner).into_iter().filter(|seal| seal.is_usable());
    let seal = seals.find(|seal| wanted.is_none_or(|id| *id == seal.id));
    approver.seal = Some(seal.ok_or_else(errors::seal)?.id.clone());
    approver.kind = ApproverType::EnterpriseServer;
    Ok(())
}
