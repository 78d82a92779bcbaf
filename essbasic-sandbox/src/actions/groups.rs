//! Contract groups: 2 to 50 contracts that are started and signed together.

use essbasic::start_flows::{
    ChannelCreateFlowGroupByFiles, ChannelCreateFlowGroupByFilesResponse,
    ChannelCreateFlowGroupByTemplates, ChannelCreateFlowGroupByTemplatesResponse,
    FlowGroupApprovers, TaskInfo, TaskStatus,
};

use super::flows_by_templates::Missing;
use super::registry::Actions;
use super::{flows_by_files, flows_by_templates};
use crate::errors::{self, ServiceError};
use crate::random;
use crate::state::{Caller, Flow, FlowGroup, State};

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(by_files).write(by_templates)
}

fn by_files(
    state: &mut State,
    request: ChannelCreateFlowGroupByFiles,
) -> Result<ChannelCreateFlowGroupByFilesResponse, ServiceError> {
    let caller = state.initiator(&request.agent)?;
    size(request.flow_file_infos.len(), 2, "FlowFileInfos")?;
    let flows = request.flow_file_infos.into_iter();
    let flows = flows.map(|info| flows_by_files::of_group(state, &caller, info));
    let flows = flows.collect::<Result<Vec<_>, _>>()?;
    let (id, ids, approvers) = start(state, &caller, request.flow_group_name, flows)?;
    Ok(ChannelCreateFlowGroupByFilesResponse::new(id, ids).approvers(approvers))
}

fn by_templates(
    state: &mut State,
    request: ChannelCreateFlowGroupByTemplates,
) -> Result<ChannelCreateFlowGroupByTemplatesResponse, ServiceError> {
    let caller = state.initiator(&request.agent)?;
    size(request.flow_infos.len(), 2, "FlowInfos")?;
    let flows = request.flow_infos.into_iter();
    let flows = flows.map(|info| flows_by_templates::flow(state, &caller, info, Missing::Rejected));
    let flows = flows.collect::<Result<Vec<_>, _>>()?;
    let (id, ids, approvers) = start(state, &caller, request.flow_group_name, flows)?;
    let tasks: Vec<_> = ids
        .iter()
        .map(|_| flows_by_templates::task(state, &caller))
        .map(|task| TaskInfo::new(task, TaskStatus::NotReady))
        .collect();
    Ok(ChannelCreateFlowGroupByTemplatesResponse::new(id, ids, tasks).approvers(approvers))
}

pub(super) fn size(contracts: usize, min: usize, field: &'static str) -> Result<(), ServiceError> {
    if (min..=50).contains(&contracts) {
        return Ok(());
    }
    let message = format!("{field} must have {min} to 50 items.");
    Err(errors::invalid(field, message))
}

type Started = (String, Vec<String>, Vec<FlowGroupApprovers>);

fn start(
    state: &mut State,
    caller: &Caller,
    name: String,
    flows: Vec<Flow>,
) -> Result<Started, ServiceError> {
    let id = random::id();
    let ids: Vec<_> = flows.iter().map(|flow| flow.id.clone()).collect();
    let group = FlowGroup { owner: caller.owner.clone(), name, flows: ids.clone() };
    state.groups.insert(id.clone(), group);
    let mut approvers = Vec::new();
    for mut flow in flows {
        let items = flows_by_files::items(&flow.approvers);
        approvers.push(FlowGroupApprovers::new().flow_id(flow.id.as_str()).approvers(items));
        flow.group = Some(id.clone());
        state.start(flow)?;
    }
    Ok((id, ids, approvers))
}
