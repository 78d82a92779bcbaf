//! Signing links for one signer, all signers, or a group.

use essbasic::codes;
use essbasic::models::ApproverType;
use essbasic::signing::{
    CreateSignUrls, CreateSignUrlsResponse, GenerateType, SignUrlEndpoint, SignUrlInfo,
};

use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::state::{Approver, Copied, Flow, Owner, Purpose, State};

/// Lifetime of the links, in seconds.
const LIFETIME: i64 = 90 * 24 * 60 * 60;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(urls)
}

/// Creates the links of every contract. Errors are returned per contract.
fn urls(
    state: &mut State,
    request: CreateSignUrls,
) -> Result<CreateSignUrlsResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let kind = request.generate_type.clone().unwrap_or(GenerateType::All);
    if let GenerateType::Other(_) = kind {
        let code = codes::INVALID_PARAMETER_GENERATE_TYPE;
        return Err(errors::value(code, "GenerateType", "The link type does not exist."));
    }
    if request.endpoint == Some(SignUrlEndpoint::Channel) && kind != GenerateType::All {
        let code = codes::INVALID_PARAMETER_END_POINT;
        return Err(errors::value(code, "Endpoint", "CHANNEL requires GenerateType ALL."));
    }
    let (flows, group) =
        contracts(state, &owner, request.flow_ids.clone(), request.flow_group_id.as_ref())?;
    if kind == GenerateType::All && group.is_none() && flows.len() > 1 {
        let message = "GenerateType ALL allows one contract.";
        return Err(errors::value(codes::INVALID_PARAMETER_FLOW_IDS, "FlowIds", message));
    }
    if group.is_none() {
        one_each(request.recipient_ids.as_deref(), &flows)?;
    }
    if let Some(group) = group {
        let of_group = |it: &Approver| match (&kind, &request.flow_group_url_info) {
            (GenerateType::Recipient, Some(parties)) => {
                let mut parties = parties.flow_group_approver_infos.iter().flatten();
                parties.any(|party| party.recipient_id.as_ref() == Some(&it.recipient_id))
            }
            _ => is_wanted(it, &kind, &request, None),
        };
        let urls = state.group_urls(&group, &flows, of_group, request.endpoint.as_ref())?;
        if urls.is_empty() {
            return Ok(CreateSignUrlsResponse::new([without_address("")], [NO_SIGNER]));
        }
        return Ok(CreateSignUrlsResponse::new(urls, Vec::<String>::new()));
    }
    let (mut infos, mut errors) = (Vec::new(), Vec::new());
    for (index, id) in flows.iter().enumerate() {
        let recipient = request.recipient_ids.as_ref().and_then(|ids| ids.get(index));
        let flow = match state.own_flow(&owner, id) {
            Ok(flow) if flow.is_open() || kind == GenerateType::Follower => Ok(flow.clone()),
            Ok(_) => Err("合同已终止".to_owned()),
            Err(error) => Err(error.message(None).to_owned()),
        };
        let urls = flow.and_then(|flow| {
            let urls = if kind == GenerateType::Follower {
                state.follower_urls(&flow, &request)
            } else {
                let wanted = |it: &&Approver| {
                    it.is_waiting()
                        && !it.is_automatic()
                        && is_wanted(it, &kind, &request, recipient)
                };
                let chosen = flow.approvers.iter().filter(wanted);
                chosen.map(|it| state.sign_url(&flow, it, request.endpoint.as_ref())).collect()
            };
            if urls.is_empty() { Err(NO_SIGNER.to_owned()) } else { Ok(urls) }
        });
        // One message per link. A link that could not be created has no address.
        match urls {
            Ok(urls) => {
                errors.extend(urls.iter().map(|_| String::new()));
                infos.extend(urls);
            }
            Err(error) => {
                infos.push(without_address(id));
                errors.push(error);
            }
        }
    }
    let clean = errors.iter().all(String::is_empty);
    Ok(CreateSignUrlsResponse::new(infos, if clean { Vec::new() } else { errors }))
}

/// Message for a signer that the contract does not have.
const NO_SIGNER: &str = "签署人不存在";

/// Returns the entry of a link that could not be created.
fn without_address(flow: &str) -> SignUrlInfo {
    let nobody = ApproverType::Other(String::new());
    SignUrlInfo::new("", 0, 0, "", "", "", "", nobody, "", flow, "", "")
}

fn is_wanted(
    it: &Approver,
    kind: &GenerateType,
    request: &CreateSignUrls,
    recipient: Option<&String>,
) -> bool {
    let person = unset_or_equal(request.mobile.as_deref(), &it.mobile)
        && unset_or_equal(request.name.as_deref(), &it.name);
    match kind {
        GenerateType::Person => !it.is_organization() && person,
        GenerateType::Channel => {
            unset_or_equal(request.organization_open_id.as_deref(), &it.organization)
                && unset_or_equal(request.open_id.as_deref(), &it.open_id)
                && !it.organization.is_empty()
        }
        GenerateType::NotChannel => {
            unset_or_equal(request.organization_name.as_deref(), &it.organization_name)
                && it.organization.is_empty()
        }
        GenerateType::Recipient => recipient.is_some_and(|id| *id == it.recipient_id),
        _ => true,
    }
}

/// Returns whether a value of the request is not set, or equals that of a signer.
pub(super) fn unset_or_equal(requested: Option<&str>, actual: &str) -> bool {
    requested.filter(|it| !it.is_empty()).is_none_or(|it| it == actual)
}

/// Checks that a request names one party of each contract, if any.
pub(super) fn one_each(parties: Option<&[String]>, flows: &[String]) -> Result<(), ServiceError> {
    let parties = parties.unwrap_or_default().len();
    if parties == 0 || parties == flows.len() {
        return Ok(());
    }
    let message = "RecipientIds must have one item per contract of FlowIds.";
    Err(errors::invalid("RecipientIds", message))
}

/// Error codes for a request without a contract.
const NO_FLOWS: &[essbasic::ErrorCode] =
    &[codes::MISSING_PARAMETER_FLOW_IDS_OR_FLOW_GROUP_ID, codes::MISSING_PARAMETER_FLOW_IDS];

/// Returns the contracts of a request, and their group.
pub(super) fn contracts(
    state: &State,
    owner: &Owner,
    flows: Option<Vec<String>>,
    group: Option<&String>,
) -> Result<(Vec<String>, Option<String>), ServiceError> {
    if let Some(id) = group.cloned().filter(|id| !id.is_empty()) {
        let group = state.groups.get(&id).filter(|group| group.owner == *owner);
        return Ok((group.ok_or_else(errors::group)?.flows.clone(), Some(id)));
    }
    match flows.filter(|flows| !flows.is_empty()) {
        Some(flows) => Ok((flows, None)),
        None => Err(ServiceError::any_of(
            NO_FLOWS,
            "缺少参数：FlowIds",
            "FlowIds or FlowGroupId is missing.",
        )),
    }
}

impl State {
    fn sign_url(
        &mut self,
        flow: &Flow,
        it: &Approver,
        endpoint: Option<&SignUrlEndpoint>,
    ) -> SignUrlInfo {
        let purpose =
            Purpose::Sign { flows: vec![flow.id.clone()], signer: Some(it.sign_id.clone()) };
        let until = self.now() + LIFETIME;
        let url = self.for_endpoint(purpose, until, endpoint);
        let place = flow.signer(&it.sign_id).map_or(0, super::output::count);
        SignUrlInfo::new(
            url.clone(),
            until,
            if flow.ordered { place } else { 0 },
            it.sign_id.as_str(),
            it.name.as_str(),
            it.mobile.as_str(),
            it.organization_name.as_str(),
            if it.is_organization() { ApproverType::Organization } else { ApproverType::Person },
            it.id_card_number.as_str(),
            flow.id.as_str(),
            it.open_id.as_str(),
            flow.group.clone().unwrap_or_default(),
        )
        .sign_qrcode_url(url)
    }

    /// Creates the links of copy recipients, who view the contract in any status.
    fn follower_urls(&mut self, flow: &Flow, request: &CreateSignUrls) -> Vec<SignUrlInfo> {
        let is_wanted = |it: &&Copied| {
            unset_or_equal(request.mobile.as_deref(), &it.mobile)
                && unset_or_equal(request.name.as_deref(), &it.name)
        };
        let until = self.now() + LIFETIME;
        let infos = flow.copies.iter().filter(is_wanted).map(|it| {
            let purpose = Purpose::Download { flow: flow.id.clone() };
            SignUrlInfo::new(
                self.for_endpoint(purpose, until, request.endpoint.as_ref()),
                until,
                0,
                "",
                it.name.as_str(),
                it.mobile.as_str(),
                "",
                ApproverType::Person,
                "",
                flow.id.as_str(),
                "",
                flow.group.clone().unwrap_or_default(),
            )
        });
        infos.collect()
    }

    /// Creates one link per wanted person of a group, for all their contracts.
    fn group_urls(
        &mut self,
        group: &str,
        flows: &[String],
        is_wanted: impl Fn(&Approver) -> bool,
        endpoint: Option<&SignUrlEndpoint>,
    ) -> Result<Vec<SignUrlInfo>, ServiceError> {
        let contracts: Vec<Flow> =
            flows.iter().filter_map(|id| self.flows.get(id).cloned()).collect();
        let mut people: Vec<Approver> = Vec::new();
        for it in contracts.iter().flat_map(|flow| &flow.approvers) {
            let known = people.iter().any(|p| p.name == it.name && p.mobile == it.mobile);
            if it.is_waiting() && !it.is_automatic() && !known {
                people.push(it.clone());
            }
        }
        if people.is_empty() {
            return Err(errors::ended());
        }
        people.retain(is_wanted);
        let until = self.now() + LIFETIME;
        Ok(people
            .into_iter()
            .map(|it| {
                let purpose = Purpose::Sign { flows: flows.to_vec(), signer: None };
                let url = self.for_endpoint(purpose, until, endpoint);
                SignUrlInfo::new(
                    url,
                    until,
                    0,
                    "",
                    it.name.as_str(),
                    it.mobile.as_str(),
                    it.organization_name.as_str(),
                    it.kind.clone(),
                    "",
                    "",
                    it.open_id.as_str(),
                    group,
                )
            })
            .collect())
    }

    /// Formats a link for an endpoint; mini programs get a path.
    fn for_endpoint(
        &mut self,
        purpose: Purpose,
        until: i64,
        endpoint: Option<&SignUrlEndpoint>,
    ) -> String {
        let token = self.create_link(purpose, until);
        match endpoint {
            Some(SignUrlEndpoint::App) => format!("pages/guide?to=SANDBOX&shortKey={token}"),
            _ => self.url(&format!("/links/{token}")),
        }
    }
}
