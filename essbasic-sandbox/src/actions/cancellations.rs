//! Contracts are cancelled: one, many, on a page by a person, or all that an organization has.

use std::collections::BTreeSet;

use essbasic::flows::{
    CancelFailureFlow, CancelOrganizationFlows, CancelOrganizationFlowsResponse, CancelTaskStatus,
    CancelTaskType, ChannelBatchCancelFlows, ChannelBatchCancelFlowsResponse, ChannelCancelFlow,
    ChannelCreateBatchCancelFlowUrl, ChannelCreateBatchCancelFlowUrlResponse,
    DescribeCancelFlowsTask, DescribeCancelFlowsTaskResponse,
};
use essbasic::{EmptyResponse, ErrorCode, codes};
use serde_json::json;

use super::{Actions, date};
use crate::refusal::{Refusal, reasons};
use crate::state::{Caller, CancelTask, Flow, Purpose, State, new_id};

const DAY: i64 = 24 * 60 * 60;

/// How long the service takes for many contracts.
const CANCELLING_TAKES: i64 = 2;

/// How many contracts of an organization one task cancels.
const MOST: usize = 3000;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(one).write(many).write(all).write(on_a_page).read(task)
}

fn one(state: &mut State, request: ChannelCancelFlow) -> Result<EmptyResponse, Refusal> {
    let caller = state.caller(&request.agent)?;
    can_be_cancelled(state, &caller, &request.flow_id)?;
    let now = state.now();
    state.cancel_flow(&request.flow_id, &request.cancel_message.unwrap_or_default(), now);
    Ok(EmptyResponse::new())
}

/// A contract that is open is cancelled by who started it, or by the administrator.
fn can_be_cancelled(state: &State, caller: &Caller, id: &str) -> Result<(), Refusal> {
    let flow = state.own_flow(&caller.owner, id)?;
    if flow.creator != caller.operator && !state.is_admin(caller) {
        Err(reasons::not_yours())
    } else if flow.is_open() {
        Ok(())
    } else {
        Err(reasons::ended())
    }
}

fn many(
    state: &mut State,
    request: ChannelBatchCancelFlows,
) -> Result<ChannelBatchCancelFlowsResponse, Refusal> {
    let caller = state.caller(&request.agent)?;
    let now = state.now();
    let same = |task: &CancelTask| {
        let flows = task.cancelled.iter().chain(task.failed.iter().map(|it| &it.flow_id));
        let flows: BTreeSet<_> = flows.collect();
        task.done_on > now && flows == request.flow_ids.iter().collect()
    };
    if state.cancel_tasks.iter().any(|(_, task)| same(task)) {
        let code = codes::INVALID_PARAMETER_DUP_TASK;
        return Err(Refusal::new(code, "重复的任务。", "The same task is under way."));
    }
    let messages = messages(state, &caller, &request.flow_ids);
    if messages.iter().all(|message| !message.is_empty()) {
        let ended = request.flow_ids.iter().all(|id| state.own_flow(&caller.owner, id).is_ok());
        return if ended {
            Err(reasons::ended())
        } else {
            Ok(ChannelBatchCancelFlowsResponse::new(messages, ""))
        };
    }
    let message = request.cancel_message.unwrap_or_default();
    let task = state.cancel_all(&caller, &request.flow_ids, &message, now + CANCELLING_TAKES);
    // Where nothing went wrong, the service sends no messages at all.
    let clean = messages.iter().all(String::is_empty);
    Ok(ChannelBatchCancelFlowsResponse::new(if clean { Vec::new() } else { messages }, task))
}

fn all(
    state: &mut State,
    request: CancelOrganizationFlows,
) -> Result<CancelOrganizationFlowsResponse, Refusal> {
    let caller = state.admin(&request.agent)?;
    let open = |flow: &&Flow| flow.owner == caller.owner && flow.is_open();
    let flows = state.flows.iter().map(|(_, flow)| flow).filter(open);
    let ids: Vec<_> = flows.take(MOST).map(|flow| flow.id.clone()).collect();
    if ids.is_empty() {
        let code = ErrorCode::FAILED_OPERATION;
        return Err(Refusal::new(code, "没有可撤销的合同。", "There is nothing to cancel."));
    }
    let message = request.cancel_message.unwrap_or_default();
    let done_on = state.now() + CANCELLING_TAKES;
    let task = state.cancel_all(&caller, &ids, &message, done_on);
    if let Some(task) = state.cancel_tasks.get_mut(&task) {
        task.kind = CancelTaskType::Organization;
    }
    Ok(CancelOrganizationFlowsResponse::new(task))
}

/// A link on which a person cancels the contracts; until then the task waits.
fn on_a_page(
    state: &mut State,
    request: ChannelCreateBatchCancelFlowUrl,
) -> Result<ChannelCreateBatchCancelFlowUrlResponse, Refusal> {
    let caller = state.caller(&request.agent)?;
    let messages = messages(state, &caller, &request.flow_ids);
    if messages.iter().all(|message| !message.is_empty()) {
        return Err(reasons::denied("合同均不可撤销。", "None of the contracts can be cancelled."));
    }
    let (task, until) = (new_id(), state.now() + DAY);
    let waiting = CancelTask {
        owner: caller.owner,
        operator: caller.operator,
        kind: CancelTaskType::Batch,
        done_on: i64::MAX,
        cancelled: request.flow_ids,
        failed: Vec::new(),
    };
    state.cancel_tasks.insert(task.clone(), waiting);
    let url = state.mint_url(Purpose::Cancel { task: task.clone() }, until);
    Ok(ChannelCreateBatchCancelFlowUrlResponse::new(url, messages, date(until), task))
}

/// What stands in the way of each contract; nothing where it can be cancelled.
fn messages(state: &State, caller: &Caller, ids: &[String]) -> Vec<String> {
    let message = |id: &String| match can_be_cancelled(state, caller, id) {
        Ok(()) => String::new(),
        Err(refusal) => refusal.message(None).to_owned(),
    };
    ids.iter().map(message).collect()
}

impl State {
    /// Cancels what can be; the task that tells of it.
    pub(crate) fn cancel_all(
        &mut self,
        caller: &Caller,
        ids: &[String],
        message: &str,
        done_on: i64,
    ) -> String {
        let (id, now) = (new_id(), self.now());
        let (mut cancelled, mut failed) = (Vec::new(), Vec::new());
        for flow in ids {
            match can_be_cancelled(self, caller, flow) {
                Ok(()) => {
                    self.cancel_flow(flow, message, now);
                    cancelled.push(flow.clone());
                }
                Err(refusal) => {
                    failed
                        .push(CancelFailureFlow::new(flow.as_str()).reason(refusal.message(None)));
                }
            }
        }
        let told = json!({"TaskId": id, "SuccessFlowIds": cancelled, "FailureFlows": failed});
        self.tell(&caller.owner, "CancelFlows", told);
        let task = CancelTask {
            owner: caller.owner.clone(),
            operator: caller.operator.clone(),
            kind: CancelTaskType::Batch,
            done_on,
            cancelled,
            failed,
        };
        self.cancel_tasks.insert(id.clone(), task);
        id
    }

    /// A person agrees on the page that a task waits for.
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
) -> Result<DescribeCancelFlowsTaskResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let task = state.cancel_tasks.get(&request.task_id).filter(|task| task.owner == owner);
    let Some(task) = task else {
        let code = ErrorCode::RESOURCE_NOT_FOUND;
        return Err(Refusal::new(code, "任务不存在。", "There is no such task."));
    };
    if request.cancel_type.unwrap_or(CancelTaskType::Batch) != task.kind {
        let code = codes::INVALID_PARAMETER_PARAM_ERROR;
        return Err(reasons::value(code, "CancelType", "The task is of another kind."));
    }
    let id = request.task_id;
    if task.done_on > state.now() {
        let status = CancelTaskStatus::Processing;
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
