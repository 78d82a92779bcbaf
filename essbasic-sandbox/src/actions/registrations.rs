//! Registrations of batches of organizations, with a link for each.

use std::collections::BTreeSet;

use essbasic::ErrorCode;
use essbasic::organizations::{
    AuthorizationStatus, BatchOrganizationRegistrationTasksDetails,
    CreateBatchOrganizationRegistrationTasks, CreateBatchOrganizationRegistrationTasksResponse,
    DescribeBatchOrganizationRegistrationTasks, DescribeBatchOrganizationRegistrationTasksResponse,
    DescribeBatchOrganizationRegistrationUrls, DescribeBatchOrganizationRegistrationUrlsResponse,
    OrganizationAuthUrl, RegistrationOrganizationInfo, RegistrationTaskStatus,
};

use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::random;
use crate::state::{Employee, Organization, Owner, Purpose, Registration, Registrations, State};

/// Time to prepare the links, and their lifetime, in seconds.
const PREPARING_TAKES: i64 = 3;
const YEAR: i64 = 365 * 24 * 60 * 60;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(create).read(urls).read(tasks)
}

/// Registers the organizations, all or none.
fn create(
    state: &mut State,
    request: CreateBatchOrganizationRegistrationTasks,
) -> Result<CreateBatchOrganizationRegistrationTasksResponse, ServiceError> {
    let application = state.application(&request.agent)?;
    let infos = request.registration_organizations;
    let mut known = BTreeSet::new();
    if !infos.iter().all(|info| known.insert(&info.organization_name)) {
        let english = "The name of an organization is given twice.";
        let code = ErrorCode::INVALID_PARAMETER_VALUE;
        return Err(ServiceError::new(code, "企业名称重复。", english));
    }
    let errors = errors(state, &application, &infos);
    let response = CreateBatchOrganizationRegistrationTasksResponse::new();
    if errors.iter().any(|error| !error.is_empty()) {
        return Ok(response.error_messages(errors));
    }
    let now = state.now();
    let all = infos.into_iter().map(|info| one(state, &application, info, now));
    let all: Vec<_> = all.collect();
    let id = random::id();
    let batch = Registrations { application, ready_on: now + PREPARING_TAKES, all };
    state.registrations.insert(id.clone(), batch);
    Ok(response.task_id(id))
}

fn errors(state: &State, application: &str, infos: &[RegistrationOrganizationInfo]) -> Vec<String> {
    let error = |info: &RegistrationOrganizationInfo| {
        let key = Owner::new(application, &info.organization_open_id).key();
        let verified = state.organizations.get(&key);
        let verified = verified.is_some_and(|it| it.status == AuthorizationStatus::Verified);
        if verified { "企业已认证".to_owned() } else { String::new() }
    };
    infos.iter().map(error).collect()
}

fn one(
    state: &mut State,
    application: &str,
    info: RegistrationOrganizationInfo,
    now: i64,
) -> Registration {
    let owner = Owner::new(application, &info.organization_open_id);
    let mut organization = Organization::new(owner.clone(), &info.organization_name);
    organization.credit_code = info.uniform_social_credit_code;
    organization.legal_name.clone_from(&info.legal_name);
    state.organizations.insert(owner.key(), organization);
    let key = owner.employee(&info.open_id);
    let mut employee = Employee::new(owner.clone(), &info.open_id, now);
    employee.name = info.admin_name.unwrap_or(info.legal_name);
    employee.mobile = info.admin_mobile.unwrap_or_default();
    state.employees.insert(key.clone(), employee);
    let token = state.create_link(Purpose::Console { employee: key }, now + YEAR);
    Registration { id: random::id(), owner, path: format!("/links/{token}") }
}

fn urls(
    state: &State,
    request: DescribeBatchOrganizationRegistrationUrls,
) -> Result<DescribeBatchOrganizationRegistrationUrlsResponse, ServiceError> {
    let application = state.application(&request.agent)?;
    let batch = state.registrations.get(&request.task_id);
    let batch = batch.filter(|batch| batch.application == application).ok_or_else(|| {
        let message = "The task does not exist.";
        errors::invalid("TaskId", message)
    })?;
    let ready = batch.ready_on <= state.now();
    let urls = batch.all.iter().filter(|_| ready).map(|it| {
        let name = state.organizations.get(&it.owner.key()).map(|it| it.name.clone());
        OrganizationAuthUrl::new()
            .auth_url(state.url(&it.path))
            .error_message("")
            .organization_name(name.unwrap_or_default())
            .sub_task_id(it.id.as_str())
    });
    let urls: Vec<_> = urls.collect();
    Ok(DescribeBatchOrganizationRegistrationUrlsResponse::new().organization_auth_urls(urls))
}

fn tasks(
    state: &State,
    request: DescribeBatchOrganizationRegistrationTasks,
) -> Result<DescribeBatchOrganizationRegistrationTasksResponse, ServiceError> {
    let application = state.application(&request.agent)?;
    let batches = state.registrations.iter().map(|(_, batch)| batch);
    let batches: Vec<_> = batches.filter(|batch| batch.application == application).collect();
    let mut details = Vec::new();
    for id in request.task_ids.unwrap_or_default() {
        let found = batches.iter().find_map(|batch| {
            let registration = batch.all.iter().find(|it| it.id == id)?;
            Some((batch.ready_on, registration))
        });
        let Some((ready_on, registration)) = found else {
            let message = "The registration does not exist.";
            return Err(errors::invalid("TaskIds", message));
        };
        let organization = state.organizations.get(&registration.owner.key());
        let verified = organization.is_some_and(|it| it.status == AuthorizationStatus::Verified);
        let status = if verified {
            RegistrationTaskStatus::Authorization
        } else if ready_on <= state.now() {
            RegistrationTaskStatus::Create
        } else {
            RegistrationTaskStatus::Processing
        };
        let detail = BatchOrganizationRegistrationTasksDetails::new();
        details.push(detail.task_id(id).status(status).error_message(""));
    }
    Ok(DescribeBatchOrganizationRegistrationTasksResponse::new().details(details))
}
