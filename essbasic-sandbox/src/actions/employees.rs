//! Employees: synchronized in lists, verified in the console, listed in pages.

use std::collections::BTreeSet;

use essbasic::employees::{
    ChannelDescribeEmployees, ChannelDescribeEmployeesResponse, DefaultRole, Department,
    EmployeeOperation, EmploymentStatus, ProxyOrganizationOperator, Staff, StaffRole,
    SyncFailReason, SyncProxyOrganizationOperators, SyncProxyOrganizationOperatorsResponse,
    SyncStatus,
};
use essbasic::{ErrorCode, codes};

use super::organizations::masked;
use super::output::page;
use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::seed::ROLES;
use crate::state::{Employee, Owner, State};

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(sync).read(describe)
}

/// Creates, updates or removes employees, each independently of the others.
fn sync(
    state: &mut State,
    request: SyncProxyOrganizationOperators,
) -> Result<SyncProxyOrganizationOperatorsResponse, ServiceError> {
    let owner = state.owner(&request.agent)?;
    let (mut failed, mut error, mut is_done) = (Vec::new(), None, false);
    let mut ids = BTreeSet::new();
    for operator in &request.proxy_organization_operators {
        // An employee who is listed twice leaves once.
        let is_again = !ids.insert(operator.id.as_str());
        if is_again && request.operator_type == EmployeeOperation::Resign {
            continue;
        }
        let done = match request.operator_type {
            EmployeeOperation::Create => create(state, &owner, operator),
            EmployeeOperation::Update => update(state, &owner, operator),
            EmployeeOperation::Resign => resign(state, &owner, operator),
            _ => {
                let code = codes::OPERATION_DENIED_OPERATE_TYPE;
                return Err(errors::value(code, "OperatorType", "The operation does not exist."));
            }
        };
        match done {
            Ok(()) => is_done = true,
            Err((code, message)) => {
                failed.push(SyncFailReason::new(operator.id.as_str(), message));
                let english = "The operation failed for all employees.";
                error.get_or_insert(ServiceError::new(code, message, english));
            }
        }
    }
    // The call succeeds only if the operation did for some.
    if let Some(error) = error.filter(|_| !is_done) {
        return Err(error);
    }
    let status = if failed.is_empty() { SyncStatus::All } else { SyncStatus::Part };
    Ok(SyncProxyOrganizationOperatorsResponse::new(status, failed))
}

type Done = Result<(), (ErrorCode, &'static str)>;

/// Error of an employee who does not exist.
const MISSING: (ErrorCode, &str) = (ErrorCode::FAILED_OPERATION, "员工不存在");

fn create(state: &mut State, owner: &Owner, operator: &ProxyOrganizationOperator) -> Done {
    let (key, now) = (owner.employee(&operator.id), state.now());
    match state.employees.get(&key) {
        Some(employee) if employee.verified && !employee.resigned => {
            let code = codes::FAILED_OPERATION_STAFF_ALREADY_VERIFY;
            return Err((code, "员工已实名，不能重复创建"));
        }
        _ => {}
    }
    let mut employee = Employee::new(owner.clone(), &operator.id, now);
    describe_as(&mut employee, operator);
    let role = match operator.default_role {
        // Not the super administrator, of whom there is one.
        Some(DefaultRole::Admin) => ROLES[3].0,
        Some(DefaultRole::ChannelSalesMan) => ROLES[2].0,
        _ => ROLES[1].0,
    };
    employee.roles.insert(role.to_owned());
    state.employees.insert(key, employee);
    Ok(())
}

fn update(state: &mut State, owner: &Owner, operator: &ProxyOrganizationOperator) -> Done {
    let employee = state
        .employees
        .get_mut(&owner.employee(&operator.id))
        .filter(|employee| !employee.resigned)
        .ok_or(MISSING)?;
    if employee.verified {
        return Err((codes::FAILED_OPERATION_STAFF_ALREADY_VERIFY, "员工已实名，不能修改"));
    }
    describe_as(employee, operator);
    Ok(())
}

fn resign(state: &mut State, owner: &Owner, operator: &ProxyOrganizationOperator) -> Done {
    let is_admin = state.organizations.get(&owner.key()).is_some_and(|it| it.admin == operator.id);
    if is_admin {
        return Err((ErrorCode::FAILED_OPERATION, "超级管理员不能离职"));
    }
    let employee = state
        .employees
        .get_mut(&owner.employee(&operator.id))
        .filter(|employee| !employee.resigned)
        .ok_or(MISSING)?;
    // Personal data is removed, and the open ID can be used again.
    employee.resigned = true;
    employee.roles.clear();
    employee.name.clear();
    employee.mobile.clear();
    state.emit_employee_event("QuiteJob", owner, &operator.id);
    Ok(())
}

fn describe_as(employee: &mut Employee, operator: &ProxyOrganizationOperator) {
    if let Some(name) = &operator.name {
        name.clone_into(&mut employee.name);
    }
    if let Some(mobile) = &operator.mobile {
        mobile.clone_into(&mut employee.mobile);
    }
}

fn describe(
    state: &State,
    request: ChannelDescribeEmployees,
) -> Result<ChannelDescribeEmployeesResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let filters = request.filters.unwrap_or_default();
    let wanted = |employee: &&&Employee| {
        filters.iter().all(|filter| {
            let is = |value: &str| filter.values.iter().any(|it| it == value);
            match filter.key.as_str() {
                "StaffOpenId" => is(&employee.open_id),
                "Status" => is(status(employee)),
                "ExcludeQuiteJob" => !is("true") || !employee.resigned,
                _ => true,
            }
        })
    };
    let employees = state.employees_of(&owner);
    let found: Vec<_> = employees.iter().filter(wanted).collect();
    let (offset, limit) = (request.offset.unwrap_or(0), request.limit);
    let shown = page(&found, offset, limit).iter().map(|it| staff(state, it));
    let total = super::output::count(found.len());
    Ok(ChannelDescribeEmployeesResponse::new(shown.collect::<Vec<_>>(), offset, limit, total))
}

fn status(employee: &Employee) -> &'static str {
    match (employee.resigned, employee.verified) {
        (true, _) => "QuiteJob",
        (false, true) => "IsVerified",
        (false, false) => "NotVerified",
    }
}

fn staff(state: &State, it: &Employee) -> Staff {
    let roles = it.roles.iter().filter_map(|id| state.roles.get(id));
    let roles: Vec<_> =
        roles.map(|role| StaffRole::new(role.id.as_str(), role.name.as_str())).collect();
    let job = if it.resigned { EmploymentStatus::Resigned } else { EmploymentStatus::Employed };
    Staff::new(
        it.user_id.as_str(),
        it.name.as_str(),
        masked(&it.mobile),
        "",
        it.open_id.as_str(),
        roles,
        Department::new("", ""),
        it.verified,
        it.created_on,
        it.verified_on,
        job,
    )
}
