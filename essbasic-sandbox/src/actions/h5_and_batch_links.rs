//! Signing links for H5 pages, and for batches of contracts of one signer.

use essbasic::ErrorCode;
use essbasic::flows::ApproverStatus;
use essbasic::models::{ApproverType, FlowApproverInfo};
use essbasic::signing::{
    ChannelCreateBatchQuickSignUrl, ChannelCreateBatchQuickSignUrlResponse,
    ChannelCreateBatchSignUrl, ChannelCreateBatchSignUrlResponse, ChannelCreateFlowSignUrl,
    ChannelCreateFlowSignUrlResponse, ChannelCreateOrganizationBatchSignUrl,
    ChannelCreateOrganizationBatchSignUrlResponse, FlowApproverUrlInfo, FlowSignUrlType,
};

use super::registry::Actions;
use super::sign_links::{contracts, one_each, unset_or_equal};
use crate::errors::{self, ServiceError};
use crate::state::{Approver, Flow, Owner, Purpose, State};

const DAY: i64 = 24 * 60 * 60;

/// Lifetime of batch links, in seconds.
const BATCH_LIFETIME: i64 = 7 * DAY;

/// Default and minimum lifetime of H5 links, in seconds.
const H5_LIFETIME: i64 = 30 * 60;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(h5).write(h5_batch).write(batch).write(organization_batch)
}

/// Creates H5 links for the persons of one contract.
fn h5(
    state: &mut State,
    request: ChannelCreateFlowSignUrl,
) -> Result<ChannelCreateFlowSignUrlResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let flow = state.own_flow(&owner, &request.flow_id)?.clone();
    let wanted = request.flow_approver_infos.unwrap_or_default();
    let lifetime = lifetime(request.expired_on)?;
    if request.url_type == Some(FlowSignUrlType::Preview) {
        return preview(state, &flow, &wanted, lifetime);
    }
    if !flow.is_open() {
        return Err(errors::ended());
    }
    let is_wanted = |it: &&Approver| {
        let named = wanted.is_empty() || wanted.iter().any(|info| matches_info(it, info));
        // Who claims an open party is not named; the link is for the party.
        let is_party =
            |info: &FlowApproverInfo| info.recipient_id.as_ref() == Some(&it.recipient_id);
        let is_open = it.status == ApproverStatus::WaitPickup;
        it.is_waiting() && !it.is_automatic() && named && (!is_open || wanted.iter().any(is_party))
    };
    let signers: Vec<_> = flow.approvers.iter().filter(is_wanted).cloned().collect();
    if signers.is_empty() {
        return Err(no_signer(ErrorCode::RESOURCE_NOT_FOUND));
    }
    let until = state.now() + lifetime;
    let infos = signers.iter().map(|it| {
        let purpose =
            Purpose::Sign { flows: vec![flow.id.clone()], signer: Some(it.sign_id.clone()) };
        let url = state.create_link_url(purpose, until);
        url_info(it, url)
    });
    let infos: Vec<_> = infos.collect();
    Ok(ChannelCreateFlowSignUrlResponse::new(infos))
}

/// Creates H5 links to view a contract in any status: for the signers that the request names, or else
/// for the initiator.
fn preview(
    state: &mut State,
    flow: &Flow,
    wanted: &[FlowApproverInfo],
    lifetime: i64,
) -> Result<ChannelCreateFlowSignUrlResponse, ServiceError> {
    let until = state.now() + lifetime;
    let mut link = || state.create_link_url(Purpose::Download { flow: flow.id.clone() }, until);
    if wanted.is_empty() {
        // The initiator's link has no name.
        let (url, nobody) = (link(), ApproverType::Other(String::new()));
        let info = FlowApproverUrlInfo::new(url.clone(), nobody, "", "", url);
        return Ok(ChannelCreateFlowSignUrlResponse::new([info]));
    }
    let is_wanted = |it: &&Approver| wanted.iter().any(|info| matches_info(it, info));
    let infos = flow.approvers.iter().filter(is_wanted).map(|it| url_info(it, link()));
    let infos: Vec<_> = infos.collect();
    if infos.is_empty() {
        return Err(no_signer(ErrorCode::RESOURCE_NOT_FOUND));
    }
    Ok(ChannelCreateFlowSignUrlResponse::new(infos))
}

/// Creates an H5 link for a batch of contracts of one signer.
fn h5_batch(
    state: &mut State,
    request: ChannelCreateBatchQuickSignUrl,
) -> Result<ChannelCreateBatchQuickSignUrlResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let lifetime = lifetime(request.expired_on)?;
    let (flows, _) = contracts(state, &owner, request.flow_ids, request.flow_group_id.as_ref())?;
    let info = request.flow_approver_info;
    let signer = signer_of_all(state, &owner, &flows, |it| matches_info(it, &info));
    let signer = signer.ok_or_else(|| no_signer(ErrorCode::FAILED_OPERATION))?;
    let until = state.now() + lifetime;
    let url = state.create_link_url(Purpose::Sign { flows, signer: None }, until);
    let response = ChannelCreateBatchQuickSignUrlResponse::new();
    Ok(response.flow_approver_url_info(url_info(&signer, url)))
}

/// Creates a mini program link for a batch of contracts of one signer.
fn batch(
    state: &mut State,
    request: ChannelCreateBatchSignUrl,
) -> Result<ChannelCreateBatchSignUrlResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let (flows, _) = contracts(state, &owner, request.flow_ids, None)?;
    let (name, mobile) = (request.name.as_deref(), request.mobile.as_deref());
    let is_match = |it: &Approver| is_person(it, request.open_id.as_deref(), name, mobile);
    let signer = signer_of_all(state, &owner, &flows, is_match);
    signer.ok_or_else(|| no_signer(ErrorCode::INVALID_PARAMETER))?;
    let until = state.now() + BATCH_LIFETIME;
    let token = state.create_link(Purpose::Sign { flows, signer: None }, until);
    let url = state.url(&format!("/links/{token}"));
    let path = format!("pages/guide?to=SANDBOX&shortKey={token}");
    Ok(ChannelCreateBatchSignUrlResponse::new(url, until, path))
}

/// Creates a console link for a batch of contracts of an employee.
fn organization_batch(
    state: &mut State,
    request: ChannelCreateOrganizationBatchSignUrl,
) -> Result<ChannelCreateOrganizationBatchSignUrlResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let (flows, _) = contracts(state, &owner, request.flow_ids, request.flow_group_id.as_ref())?;
    one_each(request.recipient_ids.as_deref(), &flows)?;
    let (name, mobile) = (request.name.as_deref(), request.mobile.as_deref());
    let is_match = |it: &Approver| {
        it.status == ApproverStatus::WaitPickup
            || is_person(it, request.open_id.as_deref(), name, mobile)
    };
    let signer = signer_of_all(state, &owner, &flows, is_match);
    signer.ok_or_else(|| no_signer(ErrorCode::INVALID_PARAMETER))?;
    let until = state.now() + BATCH_LIFETIME;
    let url = state.create_link_url(Purpose::Sign { flows, signer: None }, until);
    Ok(ChannelCreateOrganizationBatchSignUrlResponse::new(url, until))
}

/// Returns the matching signer of the last contract, if every contract waits for a matching one.
fn signer_of_all(
    state: &State,
    owner: &Owner,
    flows: &[String],
    is_match: impl Fn(&Approver) -> bool,
) -> Option<Approver> {
    let signer = |id: &String| {
        let flow = state.own_flow(owner, id).ok().filter(|flow| flow.is_open())?;
        flow.approvers.iter().find(|it| it.is_waiting() && is_match(it)).cloned()
    };
    flows.iter().map(signer).collect::<Option<Vec<_>>>()?.pop()
}

/// Returns whether a signer has the values that a request names.
fn matches_info(it: &Approver, info: &FlowApproverInfo) -> bool {
    let (name, mobile) = (info.name.as_deref(), info.mobile.as_deref());
    is_person(it, info.open_id.as_deref(), name, mobile)
        && unset_or_equal(info.recipient_id.as_deref(), &it.recipient_id)
}

/// Returns whether a signer is the person of a request. The open ID of an employee decides alone. A
/// request that names no person is for parties that anyone may claim.
fn is_person(
    it: &Approver,
    open_id: Option<&str>,
    name: Option<&str>,
    mobile: Option<&str>,
) -> bool {
    let is_empty = |text: Option<&str>| text.is_none_or(str::is_empty);
    match open_id.filter(|id| !id.is_empty()) {
        Some(id) => id == it.open_id,
        None if is_empty(name) && is_empty(mobile) => it.status == ApproverStatus::WaitPickup,
        None => unset_or_equal(name, &it.name) && unset_or_equal(mobile, &it.mobile),
    }
}

/// Creates the error for a signer that the contract does not have, with the action's code for it.
fn no_signer(code: ErrorCode) -> ServiceError {
    ServiceError::new(code, "签署人不存在。", "The contract has no such signer.")
}

/// Returns the lifetime of an H5 link, in seconds. `ExpiredOn` of these actions is a duration, not a time.
fn lifetime(expired_on: Option<i64>) -> Result<i64, ServiceError> {
    match expired_on {
        None | Some(0) => Ok(H5_LIFETIME),
        Some(seconds) if (H5_LIFETIME..=90 * DAY).contains(&seconds) => Ok(seconds),
        Some(_) => Err(errors::invalid("ExpiredOn", "ExpiredOn must be 1800 to 7776000 seconds.")),
    }
}

fn url_info(it: &Approver, url: String) -> FlowApproverUrlInfo {
    let kind = if it.is_organization() { ApproverType::Organization } else { ApproverType::Person };
    FlowApproverUrlInfo::new(url.clone(), kind, it.name.as_str(), it.mobile.as_str(), url)
}
