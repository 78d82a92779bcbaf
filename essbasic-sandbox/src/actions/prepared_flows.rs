//! Prepared contracts, which a person starts on a page.

use essbasic::models::{ApproverOption, ApproverType, FlowApproverInfo};
use essbasic::start_flows::{
    BaseFlowInfo, ChannelCreatePrepareFlow, ChannelCreatePrepareFlowGroup,
    ChannelCreatePrepareFlowGroupResponse, ChannelCreatePrepareFlowResponse, CommonApproverType,
    CommonFlowApprover, FlowFileInfo, FlowInfo, PrepareResourceType,
};
#[allow(deprecated, reason = "the vendor advises against it; it is here all the same")]
use essbasic::start_flows::{PrepareFlows, PrepareFlowsResponse};

use super::flows_by_templates::Missing;
use super::registry::Actions;
use super::{flows_by_files, flows_by_templates, groups, signers};
use crate::errors::{self, ServiceError};
use crate::random;
use crate::state::{Approver, Caller, Flow, FlowGroup, Purpose, Review, SignError, State};

const FIVE_MINUTES: i64 = 5 * 60;

#[allow(deprecated, reason = "the vendor advises against it; it is here all the same")]
pub(super) fn register(actions: Actions) -> Actions {
    actions.write(one).write(group).write(several)
}

fn one(
    state: &mut State,
    request: ChannelCreatePrepareFlow,
) -> Result<ChannelCreatePrepareFlowResponse, ServiceError> {
    let caller = state.initiator(&request.agent)?;
    let resource = request.resource_id.filter(|id| !id.is_empty());
    let mut flow = prepared(state, &caller, request.resource_type, resource, request.flow_info)?;
    if let Some(id) = request.flow_id.filter(|id| !id.is_empty()) {
        if !state.own_flow(&caller.owner, &id)?.waits_for_start() {
            let message = "The contract does not wait for the review before its start.";
            return Err(errors::invalid("FlowId", message));
        }
        (flow.id, flow.create_review) = (id, Review::Waiting);
    }
    let id = flow.id.clone();
    let url = page(state, vec![flow], None);
    let draft = random::id();
    Ok(ChannelCreatePrepareFlowResponse::new(url.clone(), url).flow_id(id).draft_id(draft))
}

fn group(
    state: &mut State,
    request: ChannelCreatePrepareFlowGroup,
) -> Result<ChannelCreatePrepareFlowGroupResponse, ServiceError> {
    let caller = state.initiator(&request.agent)?;
    // The API reference requires two, but its example has one.
    groups::size(request.base_flow_infos.len(), 1, "BaseFlowInfos")?;
    let infos = request.base_flow_infos.into_iter();
    let flows = infos.map(|info| prepared(state, &caller, request.resource_type, None, info));
    let flows = flows.collect::<Result<Vec<_>, _>>()?;
    let id = random::id();
    let url = page(state, flows, Some((id.clone(), request.flow_group_name)));
    Ok(ChannelCreatePrepareFlowGroupResponse::new(id, url))
}

#[allow(deprecated, reason = "the vendor advises against it; it is here all the same")]
fn several(state: &mut State, request: PrepareFlows) -> Result<PrepareFlowsResponse, ServiceError> {
    let caller = state.initiator(&request.agent)?;
    let infos = request.flow_infos.into_iter();
    let flows = infos.map(|info| flows_by_templates::flow(state, &caller, info, Missing::Open));
    let flows = flows.collect::<Result<Vec<_>, _>>()?;
    Ok(PrepareFlowsResponse::new(page(state, flows, None)))
}

fn page(state: &mut State, flows: Vec<Flow>, group: Option<(String, String)>) -> String {
    let until = state.now() + FIVE_MINUTES;
    state.create_link_url(Purpose::Prepared { flows, group }, until)
}

/// Creates a contract for the page.
fn prepared(
    state: &State,
    caller: &Caller,
    kind: PrepareResourceType,
    resource: Option<String>,
    info: BaseFlowInfo,
) -> Result<Flow, ServiceError> {
    let approvers = info.approvers.unwrap_or_default().into_iter().map(approver);
    let approvers = approvers.collect::<Result<Vec<_>, _>>()?;
    let create_review = signers::review(info.need_create_review);
    let flow = match kind {
        PrepareResourceType::Template => {
            let mut flow = FlowInfo::new(info.flow_name).deadline(info.deadline);
            flow.template_id = resource;
            flow.flow_approvers = Some(approvers);
            flow.form_fields = info.form_fields;
            flow.flow_type = info.flow_type;
            flow.flow_description = info.flow_description;
            flow.customer_data = info.user_data;
            flow.cc_infos = info.cc_infos;
            flow.need_sign_review = info.need_sign_review;
            flows_by_templates::flow(state, caller, flow, Missing::Open)
        }
        PrepareResourceType::Draft if resource.is_none() => {
            Err(errors::invalid("ResourceId", "ResourceId is missing."))
        }
        PrepareResourceType::File | PrepareResourceType::Draft => {
            // The content of drafts is not kept: they are contracts without a file.
            let resource = resource.filter(|_| kind == PrepareResourceType::File);
            let files = resource.map_or(info.file_ids.unwrap_or_default(), |id| vec![id]);
            let copied = info.cc_infos.unwrap_or_default();
            let mut flow = FlowFileInfo::new(files, info.flow_name, approvers);
            flow.deadline = Some(info.deadline);
            flow.flow_type = info.flow_type;
            flow.flow_description = info.flow_description;
            flow.customer_data = info.user_data;
            flow.unordered = info.unordered;
            flow.components = info.components;
            flow.need_sign_review = info.need_sign_review;
            let mut flow = flows_by_files::of_file(state, caller, flow)?;
            flow.copies = signers::copies(&copied, &flow.approvers)?;
            Ok(flow)
        }
        _ => {
            let message = "ResourceType must be 1, 2 or 3.";
            Err(errors::invalid("ResourceType", message))
        }
    }?;
    // Without signers, the person names them on the page.
    let signs =
        |it: &Approver| it.is_organization() && it.organization == caller.owner.organization;
    let no_initiator = !flow.approvers.is_empty() && !flow.approvers.iter().any(signs);
    if create_review == Review::Waiting && no_initiator {
        let message = "NeedCreateReview needs the initiator's organization among the signers.";
        return Err(errors::invalid("NeedCreateReview", message));
    }
    Ok(Flow { create_review, ..flow })
}

fn approver(it: CommonFlowApprover) -> Result<FlowApproverInfo, ServiceError> {
    let kind = match it.approver_type {
        Some(CommonApproverType::Organization) => ApproverType::Organization,
        Some(CommonApproverType::EnterpriseServer) => ApproverType::EnterpriseServer,
        Some(CommonApproverType::Person) | None => ApproverType::Person,
        Some(_) => {
            return Err(errors::invalid("ApproverType", "The signer type does not exist."));
        }
    };
    let mut info = FlowApproverInfo::new().approver_type(kind);
    info.name = it.approver_name;
    info.mobile = it.approver_mobile;
    info.id_card_number = it.approver_id_card_number;
    info.open_id = it.open_id;
    info.organization_open_id = it.organization_open_id;
    info.organization_name = it.organization_name;
    info.not_channel_organization = it.not_channel_organization;
    info.recipient_id = it.recipient_id;
    info.sign_components = it.sign_components;
    // Options have no effect on organizations of the application and automatic signatures.
    let is_outside = info.approver_type == Some(ApproverType::Person)
        || info.not_channel_organization == Some(true);
    let no_refuse = it.approver_option.and_then(|option| option.no_refuse);
    if is_outside && no_refuse == Some(true) {
        info.approver_option = Some(ApproverOption::new().no_refuse(true));
    }
    Ok(info)
}

impl State {
    /// Starts prepared contracts.
    pub(crate) fn start_prepared(
        &mut self,
        flows: Vec<Flow>,
        group: Option<(String, String)>,
    ) -> Result<(), SignError> {
        let now = self.now();
        let id = group.as_ref().map(|(id, _)| id.clone());
        if let Some((id, name)) = group {
            let owner = flows.first().ok_or(SignError::NotFound)?.owner.clone();
            let flows = flows.iter().map(|flow| flow.id.clone()).collect();
            self.groups.insert(id, FlowGroup { owner, name, flows });
        }
        for mut flow in flows {
            flow.group.clone_from(&id);
            flow.created_on = now;
            // A contract that waits for its review was charged before; the new one replaces it.
            match self.flows.get(&flow.id).map(Flow::waits_for_start) {
                None => self.start(flow).map_err(|_| SignError::QuotaExhausted)?,
                Some(true) => self.open(flow),
                Some(false) => return Err(SignError::Ended),
            };
        }
        Ok(())
    }
}
