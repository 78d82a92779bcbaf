//! Status, field values and types of contracts.

use essbasic::codes;
use essbasic::flows::{
    ApproverStatus, ChannelDescribeFlowComponents, ChannelDescribeFlowComponentsResponse,
    DescribeFlowDetailInfo, DescribeFlowDetailInfoResponse, FillStatus, FilledComponent,
    FlowApproverDetail, FlowDetailInfo, RecipientComponentInfo,
};
use essbasic::models::ApproverType;

use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::state::{Approver, Copied, Field, Flow, Owner, State};

pub(super) fn register(actions: Actions) -> Actions {
    actions.read(describe).read(components)
}

impl State {
    /// Returns a contract that an organization started.
    pub(super) fn own_flow(&self, owner: &Owner, id: &str) -> Result<&Flow, ServiceError> {
        let flow = self.flows.get(id).ok_or_else(errors::flow)?;
        if flow.owner.application != owner.application {
            return Err(errors::flow());
        }
        if flow.owner.organization != owner.organization {
            return Err(errors::other_organization());
        }
        Ok(flow)
    }
}

fn describe(
    state: &State,
    request: DescribeFlowDetailInfo,
) -> Result<DescribeFlowDetailInfoResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let group = request.flow_group_id.filter(|id| !id.is_empty());
    let (group, name, ids) = match group {
        Some(id) => {
            let group = state.groups.get(&id).filter(|group| group.owner == owner);
            let group = group.ok_or_else(errors::group)?;
            (id, group.name.clone(), group.flows.clone())
        }
        None => (String::new(), String::new(), request.flow_ids.unwrap_or_default()),
    };
    if ids.is_empty() {
        let code = codes::MISSING_PARAMETER_FLOW_IDS;
        return Err(errors::value(code, "FlowIds", "FlowIds is missing."));
    }
    let flows = ids.iter().map(|id| state.own_flow(&owner, id).map(detail));
    let flows = flows.collect::<Result<Vec<_>, _>>()?;
    Ok(DescribeFlowDetailInfoResponse::new(
        owner.application,
        owner.organization,
        flows,
        group,
        name,
    ))
}

fn detail(flow: &Flow) -> FlowDetailInfo {
    let approvers = flow.approvers.iter().enumerate().map(|(index, it)| approver(flow, index, it));
    let info = FlowDetailInfo::new(
        flow.id.as_str(),
        flow.name.as_str(),
        flow.kind.as_str(),
        flow.status.clone(),
        flow.message.as_str(),
        flow.created_on,
        flow.deadline,
        flow.data.as_str(),
        approvers.collect::<Vec<_>>(),
        flow.copies.iter().map(copied).collect::<Vec<_>>(),
        flow.waits_for_start(),
    );
    match &flow.template {
        Some(template) => info.template_id(template.as_str()),
        None => info,
    }
}

fn approver(flow: &Flow, index: usize, it: &Approver) -> FlowApproverDetail {
    let kind = if it.is_organization() { ApproverType::Organization } else { ApproverType::Person };
    FlowApproverDetail::new(
        it.organization.as_str(),
        it.open_id.as_str(),
        it.organization_name.as_str(),
        it.mobile.as_str(),
        if flow.ordered { super::output::count(index) } else { 0 },
        it.name.as_str(),
        it.status.clone(),
        it.message.as_str(),
        it.done_on,
        kind,
        it.recipient_id.as_str(),
    )
    .sign_id(it.sign_id.as_str())
    .approver_role_name(it.role_name.as_str())
}

fn copied(it: &Copied) -> FlowApproverDetail {
    FlowApproverDetail::new(
        "",
        "",
        "",
        it.mobile.as_str(),
        0,
        it.name.as_str(),
        ApproverStatus::Other(String::new()),
        "",
        0,
        ApproverType::Person,
        "",
    )
}

fn components(
    state: &State,
    request: ChannelDescribeFlowComponents,
) -> Result<ChannelDescribeFlowComponentsResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let flow = state.own_flow(&owner, &request.flow_id)?;
    let initiator = RecipientComponentInfo::new()
        .is_promoter(true)
        .recipient_fill_status(filled(&flow.fields))
        .components(flow.fields.iter().map(component).collect::<Vec<_>>());
    let others = flow.approvers.iter().map(|it| {
        RecipientComponentInfo::new()
            .recipient_id(it.recipient_id.as_str())
            .is_promoter(false)
            .recipient_fill_status(filled(&it.fills))
            .components(it.fills.iter().map(component).collect::<Vec<_>>())
    });
    Ok(ChannelDescribeFlowComponentsResponse::new(std::iter::once(initiator).chain(others)))
}

fn component(field: &Field) -> FilledComponent {
    FilledComponent::new()
        .component_id(field.id.as_str())
        .component_name(field.name.as_str())
        .component_fill_status(filled(std::slice::from_ref(field)))
        .component_value(field.value.as_str())
}

fn filled(fields: &[Field]) -> FillStatus {
    let empty = fields.iter().any(|field| field.value.is_empty());
    if empty { FillStatus::NotFilled } else { FillStatus::Filled }
}
