//! Changes of an organization's details, possible once its open contracts have ended.

use essbasic::codes;
use essbasic::organizations::{
    ChangeObstacle, ModifyOrganizationBusinessInfo, ModifyOrganizationBusinessInfoResponse,
};
use serde_json::json;

use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::state::{Flow, State};

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(modify)
}

fn modify(
    state: &mut State,
    request: ModifyOrganizationBusinessInfo,
) -> Result<ModifyOrganizationBusinessInfoResponse, ServiceError> {
    let caller = state.admin(&request.agent)?;
    let organization = state.organization(&caller.owner)?;
    if state.file(&caller.owner, &request.biz_license_resource_id).is_none() {
        return Err(errors::file());
    }
    let name = request.organization_name.filter(|name| *name != organization.name);
    let legal_name = request.legal_name.filter(|name| *name != organization.legal_name);
    let changes = [name.is_some(), legal_name.is_some(), request.address.is_some()];
    if !changes.contains(&true) && request.organization_type.is_none() {
        let code = codes::FAILED_OPERATION_ORGANIZATION_NOT_CHANGE;
        return Err(ServiceError::new(code, "企业信息未变更。", "The details are unchanged."));
    }
    let response = ModifyOrganizationBusinessInfoResponse::new();
    let unfinished = |flow: &&Flow| flow.owner == caller.owner && flow.is_open();
    let flows = state.flows.iter().map(|(_, flow)| flow).filter(unfinished);
    let flows: Vec<_> = flows.map(|flow| flow.id.clone()).collect();
    if name.is_some() && !flows.is_empty() {
        let message = format!("有 {} 份合同未完成，请先完成或撤销", flows.len());
        return Ok(response
            .error_code(ChangeObstacle::UnfinishedContracts)
            .error_message(message)
            .unfinished_count(flows.len() as u64)
            .channel_flow_ids(flows));
    }
    let organization = state.organization_mut(&caller.owner)?;
    if let Some(name) = name {
        organization.name = name;
    }
    if let Some(name) = legal_name {
        organization.legal_name = name;
    }
    let event = json!({"OrganizationName": organization.name});
    state.emit(&caller.owner, "ModifyOrganizationBaseInfo", event);
    Ok(response.error_code(ChangeObstacle::Nothing).error_message("").unfinished_count(0))
}
