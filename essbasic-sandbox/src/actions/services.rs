//! Services that an organization can enable and disable.

use essbasic::services::{
    AuthInfoDetail, AuthorizedServiceType, DescribeExtendedServiceAuthDetail,
    DescribeExtendedServiceAuthDetailResponse, DescribeExtendedServiceAuthInfo,
    DescribeExtendedServiceAuthInfoResponse, ExtendedServiceOperation, ExtendedServiceStatus,
    ExtendedServiceType, ExtentServiceAuthInfo, HasAuthOrganization, HasAuthUser,
    ModifyExtendedService, ModifyExtendedServiceResponse,
};
use serde_json::json;

use super::output::{count, nonzero, page};
use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::state::{Organization, Owner, Purpose, Service, State};

const DAY: i64 = 24 * 60 * 60;

/// The services with their names, and whether a person must confirm on a page.
const SERVICES: [(ExtendedServiceType, &str, bool); 6] = [
    (ExtendedServiceType::AutoSign, "企业静默签", true),
    (ExtendedServiceType::OverseaSign, "企业与港澳台居民签署合同", false),
    (ExtendedServiceType::MobileCheckApprover, "使用手机号验证签署方身份", false),
    (ExtendedServiceType::DownloadFlow, "授权渠道下载合同", true),
    (ExtendedServiceType::AgeLimitExpansion, "拓宽签署方年龄限制", false),
    (ExtendedServiceType::HideOperatorDisplay, "隐藏合同经办人姓名", false),
];

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(modify).read(info).read(detail)
}

/// Enables or disables a service. Some need the confirmation of a person on a page.
fn modify(
    state: &mut State,
    request: ModifyExtendedService,
) -> Result<ModifyExtendedServiceResponse, ServiceError> {
    let caller = state.admin(&request.agent)?;
    let open = match request.operate {
        ExtendedServiceOperation::Open => true,
        ExtendedServiceOperation::Close => false,
        _ => {
            return Err(errors::invalid("Operate", "The operation does not exist."));
        }
    };
    let service = SERVICES.iter().find(|(kind, ..)| *kind == request.service_type);
    let Some((kind, _, on_a_page)) = service else {
        return Err(errors::invalid("ServiceType", "The service does not exist."));
    };
    let service = kind.as_str();
    if !*on_a_page || !open {
        state.set_service(&caller.owner, service, open, &caller.operator);
        return Ok(ModifyExtendedServiceResponse::new(""));
    }
    let purpose = Purpose::Service {
        owner: caller.owner,
        service: service.to_owned(),
        open,
        operator: caller.operator,
    };
    let until = state.now() + DAY;
    Ok(ModifyExtendedServiceResponse::new(state.create_link_url(purpose, until)))
}

impl State {
    /// Enables or disables a service of an organization.
    pub(crate) fn set_service(&mut self, owner: &Owner, service: &str, open: bool, operator: &str) {
        let on = self.now();
        let Some(organization) = self.organizations.get_mut(&owner.key()) else { return };
        let switched = Service { open, operator: operator.to_owned(), on };
        organization.services.insert(service.to_owned(), switched);
        let operate = if open { "OPEN" } else { "CLOSE" };
        let event = json!({"ServiceType": service, "Operate": operate, "OperateOn": on});
        self.emit(owner, "OperateExtendedService", event);
    }
}

fn info(
    state: &State,
    request: DescribeExtendedServiceAuthInfo,
) -> Result<DescribeExtendedServiceAuthInfoResponse, ServiceError> {
    let owner = state.admin(&request.agent)?.owner;
    let organization = state.organization(&owner)?;
    let infos = SERVICES.iter().map(|(kind, name, _)| {
        let service = organization.services.get(kind.as_str());
        let status = match service {
            Some(service) if service.open => ExtendedServiceStatus::Enable,
            _ => ExtendedServiceStatus::Disable,
        };
        let operator = service.map(|it| it.operator.clone()).unwrap_or_default();
        let on = service.map_or(0, |it| it.on);
        ExtentServiceAuthInfo::new(kind.clone(), *name, status, operator, on)
    });
    Ok(DescribeExtendedServiceAuthInfoResponse::new(infos.collect::<Vec<_>>()))
}

/// Returns the employee who enabled a service and the organizations that may use it.
fn detail(
    state: &State,
    request: DescribeExtendedServiceAuthDetail,
) -> Result<DescribeExtendedServiceAuthDetailResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let organization = state.organization(&owner)?;
    // An example of the API reference has the former name of auto-sign.
    let kind = match request.extend_service_type {
        AuthorizedServiceType::Other(it) if it == "OPEN_SERVER_SIGN" => {
            AuthorizedServiceType::AutoSign
        }
        kind => kind,
    };
    let users: Vec<_> = organization
        .services
        .get(kind.as_str())
        .filter(|service| service.open)
        .map(|service| HasAuthUser::new().open_id(service.operator.as_str()))
        .into_iter()
        .collect();
    let partners: Vec<_> = organization
        .partners
        .iter()
        .filter(|_| kind == AuthorizedServiceType::AutoSign)
        .map(|(to, on)| partner(state, organization, to, *on))
        .collect();
    let (number, limit) = (request.offset.unwrap_or(0), nonzero(request.limit).unwrap_or(20));
    // The offset of this action counts pages.
    let start = number.saturating_mul(limit);
    let name = SERVICES.iter().find(|(it, ..)| it.as_str() == kind.as_str());
    let detail = AuthInfoDetail::new()
        .name(name.map_or("", |(_, name, _)| name))
        .r#type(kind)
        .auth_user_total(count(users.len()))
        .has_auth_user_list(page(&users, start, limit).to_vec())
        .auth_organization_total(count(partners.len()))
        .has_auth_organization_list(page(&partners, start, limit).to_vec());
    Ok(DescribeExtendedServiceAuthDetailResponse::new(detail))
}

fn partner(state: &State, from: &Organization, to: &str, on: i64) -> HasAuthOrganization {
    let owner = Owner::new(&from.owner.application, to);
    let name = state.organizations.get(&owner.key()).map(|it| it.name.clone());
    HasAuthOrganization::new()
        .organization_open_id(from.owner.organization.as_str())
        .organization_name(from.name.as_str())
        .authorized_organization_open_id(to)
        .authorized_organization_name(name.unwrap_or_default())
        .authorize_time(on)
}
