//! Cancellations: of one contract, of a batch, on a page, or of all contracts of an organization.

use std::collections::BTreeSet;

use essbasic::flows::{
    CancelFailureFlow, CancelOrganizationFlows, CancelOrganizationFlowsResponse, CancelTaskStatus,
    CancelTaskType, ChannelBatchCancelFlows, ChannelBatchCancelFlowsResponse, ChannelCancelFlow,
    ChannelCreateBatchCancelFlowUrl, ChannelCreateBatchCancelFlowUrlResponse,
    DescribeCancelFlowsTask, DescribeCancelFlowsTaskResponse,
};
use essbasic::{EmptyResponse, ErrorCode, codes};
use serde_json::json;

use super::output::{date, unique};
use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::random;
use crate::state::{Caller, CancelTask, Flow, Purpose, State};

const DAY: i64 = 24 * 60 * 60;

/// Time to cancel a batch, in seconds.
const CANCELLING_TAKES: i64 = 2;

/// Reason of a batch that names none.
const DEFAULT_REASON: &str = "自动撤销（通过接口实现）";

/// Maximum number of contracts that one task cancels.
const MOST: usize = 3000;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(one).write(many).write(all).write(on_a_page).read(task)
}

fn one(state: &mut State, request: ChannelCancelFlow) -> Result<EmptyResponse, ServiceError> {
    let caller = state.caller(&request.agent)?;
    can_be_cancelled(state, &caller, &request.flow_id)?;
    let now = state.now();
    state.cancel_flow(&request.flow_id, &request.cancel_message.unwrap_or_default(), now);
    Ok(EmptyResponse::new())
}

/// Cancels an open contract, for its initiator or the administrator.
fn can_be_cancelled(state: &State, caller: &Caller, id: &str) -> Result<(), ServiceError> {
    let flow = state.own_flow(&caller.owner, id)?;
    if flow.creator != caller.operator && !state.is_admin(caller) {
        Err(errors::other_organization())
    } else if flow.is_open() {
        Ok(())
    } else {
        Err(errors::ended())
    }
}

fn many(
    state: &mut State,
    request: ChannelBatchCancelFlows,
) -> Result<ChannelBatchCancelFlowsResponse, ServiceError> {
    let caller = state.caller(&request.agent)?;
    let now = state.now();
    let same = |task: &CancelTask| {
        let flows = task.cancelled.iter().chain(task.failed.iter().map(|it| &it.flow_id));
        let flows: BTreeSet<_> = flows.collect();
        let is_running = task.done_on > now && task.unconfirmed_until.is_none();
        is_running && flows == request.flow_ids.iter().collect()
    };
    if state.cancel_tasks.iter().any(|(_, task)| same(task)) {
        let code = codes::INVALID_PARAMETER_DUP_TASK;
        return Err(ServiceError::new(code, "重复的任务。", "The same task is already running."));
    }
    let messages = messages(state, &caller, &request.flow_ids);
    if messages.iter().all(|message| !message.is_empty()) {
        let ended = request.flow_ids.iter().all(|id| state.own_flow(&caller.owner, id).is_ok());
        return if ended {
            Err(errors::ended())
        } else {
            Ok(ChannelBatchCancelFlowsResponse::new(messages, ""))
        };
    }
    let message = reason(request.cancel_message);
    let task = state.cancel_all(&caller, &request.flow_ids, &message, now + CANCELLING_TAKES);
    // Without failures, the service returns no messages.
    let clean = messages.iter().all(String::is_empty);
    Ok(ChannelBatchCancelFlowsResponse::new(if clean { Vec::new() } else { messages }, task))
}

fn all(
    state: &mut State,
    request: CancelOrganizationFlows,
) -> Result<CancelOrganizationFlowsResponse, ServiceError> {
    let caller = state.admin(&request.agent)?;
    let open = |flow: &&Flow| flow.owner == caller.owner && flow.is_open();
    let flows = state.flows.iter().map(|(_, flow)| flow).filter(open);
    let ids: Vec<_> = flows.take(MOST).map(|flow| flow.id.clone()).collect();
    if ids.is_empty() {
        let english = "There are no contracts to cancel.";
        return Err(ServiceError::new(ErrorCode::FAILED_OPERATION, "没有可撤销的合同。", english));
    }
    let message = reason(request.cancel_message);
    let done_on = state.now() + CANCELLING_TAKES;
    let task = state.cancel_all(&caller, &ids, &message, done_on);
    if let Some(task) = state.cancel_tasks.get_mut(&task) {
        task.kind = CancelTaskType::Organization;
    }
    Ok(CancelOrganizationFlowsResponse::new(task))
}

fn reason(given: Option<String>) -> String {
    given.filter(|it| !it.is_empty()).unwrap_or_else(|| DEFAULT_REASON.to_owned())
}

/// Creates a link to a page on which a person confirms the cancellation.
fn on_a_page(
    state: &mut State,
    request: ChannelCreateBatchCancelFlowUrl,
) -> Result<ChannelCreateBatchCancelFlowUrlResponse, ServiceError> {
    let caller = state.caller(&request.agent)?;
    let messages = messages(state, &caller, &request.flow_ids);
    if messages.iter().all(|message| !message.is_empty()) {
        return Err(errors::denied("合同均不可撤销。", "None of the contracts can be cancelled."));
    }
    let (task, until) = (random::id(), state.now() + DAY);
    let waiting = CancelTask {
        owner: caller.owner,
        operator: caller.operator,
        kind: CancelTaskType::Batch,
        done_on: i64::MAX,
        unconfirmed_until: Some(until),
        cancelled: request.flow_ids,
        failed: Vec::new(),
    };
    state.cancel_tasks.insert(task.clone(), waiting);
    let url = state.create_link_url(Purpose::Cancel { task: task.clone() }, until);
    Ok(ChannelCreateBatchCancelFlowUrlResponse::new(url, messages, date(until), task))
}

/// Returns the reason why each contract cannot be cancelled; empty if it can.
fn messages(state: &State, caller: &Caller, ids: &[String]) -> Vec<String> {
    let message = |id: &String| match can_be_cancelled(state, caller, id) {
        Ok(()) => String::new(),
        Err(error) => error.message(None).to_owned(),
    };
    ids.iter().map(message).collect()
}

impl State {
    /// Cancels the contracts that can be cancelled. Returns the task with the results.
    pub(crate) fn cancel_all(
        &mut self,
        caller: &Caller,
        ids: &[String],
        message: &str,
        done_on: i64,
    ) -> String {
        let (id, now) = (random::id(), self.now());
        let (mut cancelled, mut failed) = (Vec::new(), Vec::new());
        for flow in unique(ids) {
            match can_be_cancelled(self, caller, flow) {
                Ok(()) => {
                    self.cancel_flow(flow, message, now);
                    cancelled.push(flow.clone());
                }
                Err(error) => {
                    failed.push(CancelFailureFlow::new(flow.as_str()).reason(error.message(None)));
                }
            }
        }
        let event = json!({"TaskId": id, "SuccessFlowIds": cancelled, "FailureFlows": failed});
        self.emit(&caller.owner, "CancelFlows", event);
        let task = CancelTask {
            owner: caller.owner.clone(),
            operator: caller.operator.clone(),
            kind: CancelTaskType::Batch,
            done_on,
            unconfirmed_until: None,
            cancelled,
            failed,
        };
        self.cancel_tasks.insert(id.clone(), task);
        id
    }

    /// Runs a cancellation that was waiting for confirmation.
    pub(crate) fn confirm_cancellation(&mut self, task: &str) {
        let Some(waiting) = self.cancel_tasks.get(task).cloned() else { return };
        if waiting.done_on != i64::MAX {
            return;
        }
        let now = self.now();
        let caller = Caller { owner: waiting.owner, operator: waiting.operator };
        let done = self.cancel_all(&caller, &waiting.cancelled, "", now);
        if let Some(result) = self.cancel_tasks.get(&done).cloned() {
            self.cancel_tasks.insert(task, result);
            self.cancel_tasks.remove(&done);
        }
    }
}

fn task(
    state: &State,
    request: DescribeCancelFlowsTask,
) -> Result<DescribeCancelFlowsTaskResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let task = state.cancel_tasks.get(&request.task_id).filter(|task| task.owner == owner);
    let Some(task) = task else {
        let code = ErrorCode::RESOURCE_NOT_FOUND;
        return Err(ServiceError::new(code, "任务不存在。", "The task does not exist."));
    };
    if request.cancel_type.unwrap_or(CancelTaskType::Batch) != task.kind {
        return Err(errors::invalid("CancelType", "The task has another type."));
    }
    let id = request.task_id;
    let now = state.now();
    if task.done_on > now {
        let status = match task.unconfirmed_until {
            Some(until) if until <= now => CancelTaskStatus::Timeout,
            _ => CancelTaskStatus::Processing,
        };
        return Ok(DescribeCancelFlowsTaskResponse::new(
            id,
            status,
            Vec::<String>::new(),
            Vec::<CancelFailureFlow>::new(),
        ));
    }
    let (cancelled, failed) = (task.cancelled.clone(), task.failed.clone());
    Ok(DescribeCancelFlowsTaskResponse::new(id, CancelTaskStatus::End, cancelled, failed))
}
