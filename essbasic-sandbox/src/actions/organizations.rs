//! Organizations: registered, verified in the console, activated.

use essbasic::EmptyResponse;
use essbasic::organizations::{
    ActiveStatus, AuthorizationMethod, AuthorizationStatus, ChannelOrganizationInfo,
    CreateChannelSubOrganizationActive, CreateConsoleLoginUrl, CreateConsoleLoginUrlResponse,
    DescribeChannelOrganizations, DescribeChannelOrganizationsResponse, LoginEndpoint,
    SyncProxyOrganization,
};

use super::output::{page, unique};
use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::state::{Employee, Organization, Owner, Purpose, State, internal_error, open_id};

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;
const YEAR: i64 = 365 * DAY;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(sync).write(login).read(describe).write(activate)
}

/// Registers an organization before its first employee signs in.
fn sync(state: &mut State, request: SyncProxyOrganization) -> Result<EmptyResponse, ServiceError> {
    let application = state.application(&request.agent)?;
    let open_id = request.agent.proxy_organization_open_id.unwrap_or_default();
    let owner = Owner::new(&application, &open_id);
    if state.employees_of(&owner).iter().any(|it| it.verified) {
        // Has no effect after the first employee has signed in.
        return Ok(EmptyResponse::new());
    }
    let organization = named(state, &owner, &request.proxy_organization_name)?;
    if let Some(code) = request.uniform_social_credit_code {
        organization.credit_code = code;
    }
    if let Some(name) = request.proxy_legal_name {
        organization.legal_name = name;
    }
    Ok(EmptyResponse::new())
}

/// Creates a link to the console, where organization and operator verify themselves.
fn login(
    state: &mut State,
    request: CreateConsoleLoginUrl,
) -> Result<CreateConsoleLoginUrlResponse, ServiceError> {
    let application = state.application(&request.agent)?;
    let organization = request.agent.proxy_organization_open_id.clone().unwrap_or_default();
    let owner = Owner::new(&application, &organization);
    let now = state.now();
    let operator = open_id(&request.agent);
    let is_employee =
        |key: &str| state.employees.get(key).is_some_and(|employee| !employee.resigned);
    let elsewhere =
        |it: &&Organization| it.owner != owner && is_employee(&it.owner.employee(&operator));
    if state.organizations_of(&application).iter().any(elsewhere) {
        return Err(errors::operator());
    }
    let organization = named(state, &owner, &request.proxy_organization_name)?;
    if let Some(code) = request.uniform_social_credit_code {
        organization.credit_code = code;
    }
    organization.activates_itself = request.auto_active.unwrap_or(organization.activates_itself);
    let is_activated = organization.is_active(now);
    let is_verified = organization.status == AuthorizationStatus::Verified;
    let key = owner.employee(&operator);
    if !is_verified {
        state.wipe_other_verifications(&owner, &key);
    }
    // The open ID of an employee who has left can be used again, for a new employee.
    if state.employees.get(&key).is_none_or(|employee| employee.resigned) {
        state.employees.insert(key.clone(), Employee::new(owner.clone(), &operator, now));
    }
    let employee = state.employees.get_mut(&key).ok_or_else(internal_error)?;
    if !employee.verified {
        employee.name = request.proxy_operator_name.unwrap_or(employee.name.clone());
        employee.mobile = request.proxy_operator_mobile.unwrap_or(employee.mobile.clone());
    }
    let is_verified = employee.verified;
    let until = match request.endpoint {
        None | Some(LoginEndpoint::Pc) => now + 5 * MINUTE,
        Some(_) => now + 30 * DAY,
    };
    let url = state.create_link_url(Purpose::Console { employee: key }, until);
    Ok(CreateConsoleLoginUrlResponse::new(url, is_activated, is_verified))
}

/// Returns the organization, created if it is new. Once it is verified, another name is ignored.
fn named<'s>(
    state: &'s mut State,
    owner: &Owner,
    name: &str,
) -> Result<&'s mut Organization, ServiceError> {
    let key = owner.key();
    if state.organizations.get(&key).is_none() {
        state.organizations.insert(key.clone(), Organization::new(owner.clone(), name));
    }
    let organization = state.organizations.get_mut(&key).ok_or_else(internal_error)?;
    if organization.status != AuthorizationStatus::Verified {
        name.clone_into(&mut organization.name);
    }
    Ok(organization)
}

fn describe(
    state: &State,
    request: DescribeChannelOrganizations,
) -> Result<DescribeChannelOrganizationsResponse, ServiceError> {
    let application = state.application(&request.agent)?;
    let wanted = |organization: &&&Organization| {
        let open_id = request.organization_open_id.as_ref();
        let statuses = request.authorization_status_list.as_ref();
        open_id.is_none_or(|id| *id == organization.owner.organization)
            && statuses.is_none_or(|all| all.is_empty() || all.contains(&organization.status))
    };
    let organizations = state.organizations_of(&application);
    let found: Vec<_> = organizations.iter().filter(wanted).collect();
    let (offset, limit) = (request.offset.unwrap_or(0), request.limit);
    let shown = page(&found, offset, limit).iter().map(|it| info(state, it));
    Ok(DescribeChannelOrganizationsResponse::new()
        .channel_organization_infos(shown.collect::<Vec<_>>())
        .offset(offset)
        .limit(limit)
        .total(super::output::count(found.len())))
}

fn info(state: &State, it: &Organization) -> ChannelOrganizationInfo {
    let admin = state.employee(&it.owner, &it.admin);
    let is_active = it.is_active(state.now());
    let info = ChannelOrganizationInfo::new()
        .organization_id(it.id.as_str())
        .organization_open_id(it.owner.organization.as_str())
        .organization_name(it.name.as_str())
        .unified_social_credit_code(it.credit_code.as_str())
        .legal_name(it.legal_name.as_str())
        .legal_open_id("")
        .admin_open_id(it.admin.as_str())
        .admin_name(admin.map(|it| it.name.clone()).unwrap_or_default())
        .admin_mobile(admin.map(|it| masked(&it.mobile)).unwrap_or_default())
        .authorization_status(it.status.clone())
        .active_status(if is_active { ActiveStatus::Active } else { ActiveStatus::Inactive })
        .license_expire_time(it.active_until)
        .has_submitted_auth_info(it.status != AuthorizationStatus::Unverified);
    if it.status == AuthorizationStatus::Verified {
        info.authorization_type(AuthorizationMethod::AuthorizationLegalPerson)
    } else {
        info.authorization_type(AuthorizationMethod::AuthorizationInit)
    }
}

/// Gives organizations a license for a year.
fn activate(
    state: &mut State,
    request: CreateChannelSubOrganizationActive,
) -> Result<EmptyResponse, ServiceError> {
    let caller = state.caller(&request.agent)?;
    let own = || vec![caller.owner.organization.clone()];
    let open_ids = request.sub_organization_open_ids.filter(|ids| !ids.is_empty());
    for open_id in unique(&open_ids.unwrap_or_else(own)) {
        let owner = Owner::new(&caller.owner.application, open_id);
        let now = state.now();
        let organization = state.organization(&owner)?;
        if organization.status != AuthorizationStatus::Verified {
            let message = "An organization is not verified.";
            return Err(errors::invalid("SubOrganizationOpenIds", message));
        }
        if organization.is_active(now) != request.renew.unwrap_or(false) {
            let english = "Active organizations are renewed, inactive ones activated.";
            return Err(errors::denied("企业激活状态不符。", english));
        }
        state.activate(&owner)?;
    }
    Ok(EmptyResponse::new())
}

impl State {
    /// Gives an organization a license for a year, or extends it by a year.
    pub(crate) fn activate(&mut self, owner: &Owner) -> Result<(), ServiceError> {
        let now = self.now();
        let account = self.accounts.get_mut(&owner.application).ok_or_else(errors::application)?;
        if account.licenses == 0 {
            return Err(errors::denied("企业许可不足。", "No licenses are left."));
        }
        account.licenses -= 1;
        let organization = self.organization_mut(owner)?;
        organization.active_until = organization.active_until.max(now) + YEAR;
        Ok(())
    }
}

impl State {
    /// Ends a running verification when a link for another employee is created.
    fn wipe_other_verifications(&mut self, owner: &Owner, key: &str) {
        let (all, own) = (owner.employee(""), key);
        let others = self.links.iter().filter(|(_, link)| match &link.purpose {
            Purpose::Console { employee } => employee.starts_with(&all) && employee != own,
            _ => false,
        });
        let tokens: Vec<_> = others.map(|(token, _)| token.to_owned()).collect();
        for token in tokens {
            self.links.remove(&token);
        }
    }
}

/// Returns a mobile number masked as in the service's responses.
pub(super) fn masked(mobile: &str) -> String {
    let shown = |(index, digit)| if (3..7).contains(&index) { '*' } else { digit };
    mobile.chars().enumerate().map(shown).collect()
}
