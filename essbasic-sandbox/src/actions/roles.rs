//! Roles: common ones, and an organization's own.

use essbasic::employees::{
    ChannelCreateRole, ChannelCreateRoleResponse, ChannelCreateUserRoles,
    ChannelCreateUserRolesResponse, ChannelDeleteRole, ChannelDeleteRoleUsers,
    ChannelDeleteRoleUsersResponse, ChannelDescribeRoles, ChannelDescribeRolesResponse,
    ChannelModifyRole, ChannelModifyRoleResponse, ChannelRole, FailedCreateRoleData, Permission,
    PermissionGroup, PermissionType, PermissionVisibility, RoleStatus,
};
use essbasic::{Agent, EmptyResponse, codes};

use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::random;
use crate::seed::ROLES;
use crate::state::{Owner, Role, State};

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(create).write(modify).write(delete).read(describe).write(give).write(take)
}

fn create(
    state: &mut State,
    request: ChannelCreateRole,
) -> Result<ChannelCreateRoleResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    name_is_free(state, &owner, &request.name)?;
    let id = random::id();
    let role = Role {
        owner: Some(owner),
        id: id.clone(),
        name: request.name,
        description: request.description.unwrap_or_default(),
    };
    state.roles.insert(id.clone(), role);
    Ok(ChannelCreateRoleResponse::new().role_id(id))
}

fn modify(
    state: &mut State,
    request: ChannelModifyRole,
) -> Result<ChannelModifyRoleResponse, ServiceError> {
    let (owner, key) = own(state, &request.agent, &request.role_id)?;
    let renamed = state.roles.get(&key).is_some_and(|role| role.name != request.name);
    if renamed {
        name_is_free(state, &owner, &request.name)?;
    }
    let role = state.roles.get_mut(&key).ok_or_else(errors::role)?;
    role.name = request.name;
    if let Some(description) = request.description {
        role.description = description;
    }
    Ok(ChannelModifyRoleResponse::new().role_id(key))
}

fn delete(state: &mut State, request: ChannelDeleteRole) -> Result<EmptyResponse, ServiceError> {
    for id in &request.role_ids {
        let (owner, key) = own(state, &request.agent, id)?;
        let holders = state.employees_of(&owner).into_iter().filter(|it| it.roles.contains(&key));
        let holders: Vec<_> = holders.map(|it| owner.employee(&it.open_id)).collect();
        for holder in holders {
            if let Some(employee) = state.employees.get_mut(&holder) {
                employee.roles.remove(&key);
            }
        }
        state.roles.remove(&key);
    }
    Ok(EmptyResponse::new())
}

fn describe(
    state: &State,
    request: ChannelDescribeRoles,
) -> Result<ChannelDescribeRolesResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let Some(limit) = request.limit.parse::<u64>().ok().filter(|it| (1..=200).contains(it)) else {
        let code = codes::INVALID_PARAMETER_LIMIT;
        return Err(errors::value(code, "Limit", "Limit must be 1 to 200."));
    };
    // The offset of this action counts pages.
    let number = request.offset.unwrap_or(0);
    let filters = request.filters.unwrap_or_default();
    let with_permissions = filters.iter().any(|it| {
        it.key == "IsReturnPermissionGroup" && it.values.iter().any(|value| value == "1")
    });
    let wanted = |role: &&Role| {
        let kind = if role.owner.is_none() { "1" } else { "2" };
        filters.iter().all(|filter| match filter.key.as_str() {
            "RoleType" => filter.values.iter().any(|it| it == kind),
            "RoleStatus" => filter.values.iter().any(|it| it == "1"),
            _ => true,
        })
    };
    let roles: Vec<_> = state.roles_of(&owner).into_iter().filter(wanted).collect();
    let shown = roles
        .iter()
        .skip(usize::try_from(number.saturating_mul(limit)).unwrap_or(usize::MAX))
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .map(|it| {
            let role = ChannelRole::new(it.id.as_str(), it.name.as_str(), RoleStatus::Enabled);
            if with_permissions { role.permission_groups([permissions()]) } else { role }
        });
    let shown: Vec<_> = shown.collect();
    Ok(ChannelDescribeRolesResponse::new(number, limit, roles.len() as u64, shown))
}

/// Returns the permissions of every role: the sandbox does not check them.
fn permissions() -> PermissionGroup {
    let manage = Permission::new()
        .name("合同管理")
        .key("FlowsManagement")
        .r#type(PermissionType::Frontend)
        .hide(PermissionVisibility::Shown)
        .is_checked(true);
    PermissionGroup::new()
        .group_name("合同中心")
        .group_key("flow")
        .hide(PermissionVisibility::Shown)
        .permissions([manage])
}

/// Assigns roles to employees. Unknown employees are returned in the response.
fn give(
    state: &mut State,
    request: ChannelCreateUserRoles,
) -> Result<ChannelCreateUserRolesResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    for id in &request.role_ids {
        known(state, &owner, id)?;
    }
    let mut failed = Vec::new();
    for user in users(request.user_ids, request.open_ids) {
        let key = state.employee(&owner, &user).filter(|it| it.verified && !it.resigned);
        let key = key.map(|it| owner.employee(&it.open_id));
        match key.and_then(|key| state.employees.get_mut(&key)) {
            Some(employee) => {
                let before = employee.roles.len();
                employee.roles.extend(request.role_ids.iter().cloned());
                if employee.roles.len() > before {
                    let open_id = employee.open_id.clone();
                    state.emit_employee_event("RolesChange", &owner, &open_id);
                }
            }
            None => failed.push(FailedCreateRoleData::new(user, request.role_ids.clone())),
        }
    }
    Ok(ChannelCreateUserRolesResponse::new(failed))
}

fn take(
    state: &mut State,
    request: ChannelDeleteRoleUsers,
) -> Result<ChannelDeleteRoleUsersResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    known(state, &owner, &request.role_id)?;
    if request.role_id == ROLES[0].0 {
        let message = "The administrator role can only be transferred.";
        return Err(errors::value(codes::INVALID_PARAMETER_ROLE_ID, "RoleId", message));
    }
    for user in users(request.user_ids, request.open_ids) {
        let key = state.employee(&owner, &user).map(|it| owner.employee(&it.open_id));
        let employee = key.and_then(|key| state.employees.get_mut(&key));
        let employee = employee.ok_or_else(errors::operator)?;
        if employee.roles.remove(&request.role_id) {
            let open_id = employee.open_id.clone();
            state.emit_employee_event("RolesChange", &owner, &open_id);
        }
    }
    Ok(ChannelDeleteRoleUsersResponse::new(request.role_id))
}

/// Returns the employees of a request: by the service's IDs or else by open ID.
fn users(user_ids: Option<Vec<String>>, open_ids: Option<Vec<String>>) -> Vec<String> {
    user_ids.filter(|ids| !ids.is_empty()).or(open_ids).unwrap_or_default()
}

/// Returns a role that the organization may change.
fn own(state: &State, agent: &Agent, id: &str) -> Result<(Owner, String), ServiceError> {
    let owner = state.caller(agent)?.owner;
    let role = known(state, &owner, id)?;
    if role.owner.is_none() {
        return Err(errors::denied("系统角色不可修改。", "Common roles cannot be changed."));
    }
    Ok((owner, role.id.clone()))
}

fn known<'s>(state: &'s State, owner: &Owner, id: &str) -> Result<&'s Role, ServiceError> {
    state.roles_of(owner).into_iter().find(|role| role.id == id).ok_or_else(errors::role)
}

fn name_is_free(state: &State, owner: &Owner, name: &str) -> Result<(), ServiceError> {
    if state.roles_of(owner).iter().any(|role| role.name == name) {
        return Err(errors::denied("角色名称已存在。", "A role with this name already exists."));
    }
    Ok(())
}
