//! Contracts started from templates, up to 20 per call.

use essbasic::codes;
use essbasic::flows::ApproverStatus;
use essbasic::models::AutoSignScene;
use essbasic::start_flows::{
    CreateFlowsByTemplates, CreateFlowsByTemplatesResponse, FlowApproverItem, FlowInfo, FormField,
    TaskInfo, TaskStatus,
};

use super::registry::Actions;
use super::{flows_by_files, signers};
use crate::errors::{self, ServiceError};
use crate::random;
use crate::state::{
    Approver, Caller, ConvertTask, Field, Flow, PartyKind, Purpose, RENDERING_TIME, State, Template,
};

const FIVE_MINUTES: i64 = 5 * 60;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(create)
}

/// Starts the contracts, each independently of the others. Errors are returned per contract.
fn create(
    state: &mut State,
    request: CreateFlowsByTemplates,
) -> Result<CreateFlowsByTemplatesResponse, ServiceError> {
    let caller = state.initiator(&request.agent)?;
    if request.flow_infos.is_empty() {
        let code = codes::INVALID_PARAMETER_FLOW_INFOS;
        return Err(errors::value(code, "FlowInfos", "FlowInfos must have 1 to 20 items."));
    }
    let preview = request.need_preview.unwrap_or(false);
    let (mut ids, mut data, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    let (mut previews, mut tasks, mut approvers) = (Vec::new(), Vec::new(), Vec::new());
    for info in request.flow_infos {
        data.push(info.customer_data.clone().unwrap_or_default());
        // An unknown template rejects the call, any other error only its contract.
        template(state, &caller, &info)?;
        let (id, url, error) = match flow(state, &caller, info, Missing::Rejected) {
            Ok(flow) if preview => {
                let until = flow.created_on + FIVE_MINUTES;
                let template = flow.template.unwrap_or_default();
                let url = state.create_link_url(Purpose::Template { template }, until);
                (String::new(), url, String::new())
            }
            Ok(flow) => {
                let items = flows_by_files::items(&flow.approvers);
                let id = state.start(flow)?;
                approvers.push(FlowApproverItem::new().flow_id(id.as_str()).approvers(items));
                (id, String::new(), String::new())
            }
            Err(error) => (String::new(), String::new(), error.message(None).to_owned()),
        };
        let task = if id.is_empty() { String::new() } else { task(state, &caller) };
        tasks.push(TaskInfo::new(task, TaskStatus::NotReady));
        ids.push(id);
        previews.push(url);
        errors.push(error);
    }
    Ok(CreateFlowsByTemplatesResponse::new(ids, data, errors, previews, tasks)
        .flow_approvers(approvers))
}

/// Creates the task that creates a contract's document. Returns its ID.
pub(super) fn task(state: &mut State, caller: &Caller) -> String {
    let (id, now) = (random::id(), state.now());
    let done_on = now + RENDERING_TIME;
    let task = ConvertTask { owner: caller.owner.clone(), done_on, file: String::new() };
    state.convert_tasks.insert(id.clone(), task);
    id
}

/// Effect of a signer or a required field that is missing.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Missing {
    /// The contract is rejected.
    Rejected,
    /// The person who starts the contract on a page adds it there.
    Open,
}

/// Creates a contract from a template without starting it.
pub(super) fn flow(
    state: &State,
    caller: &Caller,
    info: FlowInfo,
    missing: Missing,
) -> Result<Flow, ServiceError> {
    let template = template(state, caller, &info)?;
    let mut flow = Flow::new(caller.owner.clone(), &caller.operator, &info.flow_name, state.now());
    signers::deadline(&mut flow, info.deadline)?;
    let scene = info.auto_sign_scene.as_ref().map(AutoSignScene::as_str);
    let given = info.flow_approvers.unwrap_or_default();
    let made = signers::all(state, caller, &given, scene)?;
    let made = given.iter().map(|it| it.recipient_id.clone()).zip(made).collect();
    flow.approvers = parties(state, caller, template, made, missing)?;
    flow.fields = fields(template, &info.form_fields.unwrap_or_default());
    if missing == Missing::Rejected && flow.fields.iter().any(Field::is_missing) {
        let code = codes::INVALID_PARAMETER_MISSING_REQUIRED_PARAMETER_VALUE;
        let english = "A field that must be filled in is not.";
        return Err(errors::value(code, "FormFields", english));
    }
    flow.template = Some(template.id.clone());
    flow.ordered = template.ordered;
    flow.copies = signers::copies(&info.cc_infos.unwrap_or_default(), &flow.approvers)?;
    flow.description = info.flow_description.unwrap_or_default();
    flow.kind = info.flow_type.unwrap_or_default();
    flow.data = info.customer_data.unwrap_or_default();
    flow.review = signers::review(info.need_sign_review);
    let limit = info.flow_operate_limit.and_then(|limit| limit.no_release);
    flow.can_be_released = !limit.unwrap_or(false);
    Ok(flow)
}

fn template<'s>(
    state: &'s State,
    caller: &Caller,
    info: &FlowInfo,
) -> Result<&'s Template, ServiceError> {
    let id = info.template_id.as_deref().unwrap_or_default();
    state.enabled_template(&caller.owner, id).ok_or_else(errors::template)
}

/// Assigns the signers to the template's parties, by the party that they name or else in order.
/// The operator signs for the initiator by default.
fn parties(
    state: &State,
    caller: &Caller,
    template: &Template,
    mut given: Vec<(Option<String>, Approver)>,
    missing: Missing,
) -> Result<Vec<Approver>, ServiceError> {
    let wrong = |english: &'static str| {
        errors::value(codes::INVALID_PARAMETER_FLOW_INFOS, "FlowApprovers", english)
    };
    let mut approvers = Vec::new();
    for party in &template.parties {
        let named = given.iter().position(|(id, _)| id.as_ref() == Some(&party.recipient_id));
        let fits = |approver: &Approver| {
            approver.is_organization() == (party.kind == PartyKind::Initiator)
        };
        let next = || given.iter().position(|(id, it)| id.is_none() && fits(it));
        let mut approver = match named.or_else(next) {
            Some(index) => given.remove(index).1,
            None if party.kind == PartyKind::Initiator => {
                let mut approver = Approver::new(party.kind.approver());
                state.set_employee(&mut approver, &caller.owner, &caller.operator);
                approver
            }
            None if missing == Missing::Open => {
                let mut approver = Approver::new(party.kind.approver());
                approver.status = ApproverStatus::WaitPickup;
                approver
            }
            None => return Err(wrong("A signer of the template is missing.")),
        };
        if !fits(&approver) {
            return Err(wrong("A signer is not of the kind that the template has there."));
        }
        // The recipient ID in the contract is the template's.
        approver.recipient_id.clone_from(&party.recipient_id);
        approver.role_name.clone_from(&party.role_name);
        approver.fills.extend(party.fills.iter().cloned());
        if approver.status != ApproverStatus::WaitPickup {
            approver.set_pending();
        }
        approvers.push(approver);
    }
    if given.is_empty() { Ok(approvers) } else { Err(wrong("The template has no such party.")) }
}

/// Returns the template's fields with the values of the request.
fn fields(template: &Template, given: &[FormField]) -> Vec<Field> {
    let mut fields = template.fields.clone();
    for value in given {
        let is = |field: &&mut Field| {
            value.component_id.as_ref() == Some(&field.id)
                || value.component_name.as_ref() == Some(&field.name)
        };
        if let Some(field) = fields.iter_mut().find(is) {
            field.value.clone_from(&value.component_value);
        }
    }
    fields
}
