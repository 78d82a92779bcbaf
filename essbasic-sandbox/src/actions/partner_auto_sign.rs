//! Authorizations between organizations to use each other's seals.

use essbasic::ErrorCode;
use essbasic::auto_sign::{CreatePartnerAutoSignAuthUrl, CreatePartnerAutoSignAuthUrlResponse};
use serde_json::json;

use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::state::{Owner, Purpose, State};

const WEEK: i64 = 7 * 24 * 60 * 60;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(link)
}

fn link(
    state: &mut State,
    request: CreatePartnerAutoSignAuthUrl,
) -> Result<CreatePartnerAutoSignAuthUrlResponse, ServiceError> {
    let caller = state.admin(&request.agent)?;
    let application = &caller.owner.application;
    let known = state.organizations_of(application);
    let mut partners = Vec::new();
    for id in request.authorized_organization_ids.unwrap_or_default() {
        let found = known.iter().find(|it| it.id == id || it.owner.organization == id);
        partners.push(found.ok_or_else(partner)?.owner.organization.clone());
    }
    for name in request.authorized_organization_names.unwrap_or_default() {
        let found = state.organization_named(application, &name).ok_or_else(partner)?;
        partners.push(found.owner.organization.clone());
    }
    let to_me = request.auth_to_me.unwrap_or(false);
    if to_me && partners.len() > 1 {
        return Err(errors::invalid("AuthToMe", "AuthToMe allows one partner."));
    }
    let own = caller.owner.organization.clone();
    let pairs: Vec<_> = partners
        .into_iter()
        .map(|partner| if to_me { (partner, own.clone()) } else { (own.clone(), partner) })
        .collect();
    let is_given = |(from, to): &(String, String)| {
        let from = state.organizations.get(&Owner::new(application, from).key());
        from.is_some_and(|it| it.partners.contains_key(to))
    };
    if pairs.iter().any(is_given) {
        let english = "The partner is already authorized.";
        return Err(ServiceError::new(ErrorCode::FAILED_OPERATION, "合作企业已授权。", english));
    }
    let until = state.now() + WEEK;
    let purpose = Purpose::Partners { application: application.clone(), pairs };
    let token = state.create_link(purpose, until);
    let url = state.url(&format!("/links/{token}"));
    Ok(CreatePartnerAutoSignAuthUrlResponse::new(url)
        .mini_app_path(format!("pages/guide?to=SANDBOX&shortKey={token}"))
        .expire_time(until))
}

fn partner() -> ServiceError {
    let message = "The organization does not exist in the application.";
    errors::invalid("AuthorizedOrganizationIds", message)
}

impl State {
    /// Authorizes organizations to use the seals of others.
    pub(crate) fn authorize_partners(&mut self, application: &str, pairs: &[(String, String)]) {
        let now = self.now();
        for (from, to) in pairs {
            let owner = Owner::new(application, from);
            let Some(organization) = self.organizations.get_mut(&owner.key()) else { continue };
            organization.partners.insert(to.clone(), now);
            let event = json!({"AuthorizedOrganizationOpenId": to, "OccurTime": now});
            self.emit(&owner, "PartnerServerSignAuthorization", event);
        }
    }
}
