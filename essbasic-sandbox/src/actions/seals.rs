//! Seals: made from a picture or by the service, looked at, handed to those who may use them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use essbasic::seals::{
    AuthorizedUser, ChannelCreateSealPolicy, ChannelCreateSealPolicyResponse,
    ChannelDeleteSealPolicies, ChannelDescribeOrganizationSeals,
    ChannelDescribeOrganizationSealsResponse, ChannelUpdateSealStatus,
    ChannelUpdateSealStatusResponse, CreateSealByImage, CreateSealByImageResponse, OccupiedSeal,
    SealInfoType, SealStatus, SealStatusFilter, SealStatusUpdate, SealType,
};
use essbasic::{EmptyResponse, codes};
use serde_json::json;

use super::{Actions, count, page};
use crate::refusal::{Refusal, reasons};
use crate::state::{Due, Owner, Purpose, REVIEW_TAKES, Seal, State, new_id};

/// For how long the link to a picture is good.
const FIVE_MINUTES: i64 = 5 * 60;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(create).write(describe).write(update).write(give).write(take)
}

/// Takes a seal in. Of a picture the service's people say whether it can be used; what the
/// service makes by itself can be.
fn create(
    state: &mut State,
    request: CreateSealByImage,
) -> Result<CreateSealByImageResponse, Refusal> {
    let caller = state.caller(&request.agent)?;
    if state.seals_of(&caller.owner).iter().any(|it| it.name == request.seal_name) {
        return Err(Refusal::new(
            codes::FAILED_OPERATION_EXIST_SAME_SEAL_NAME,
            "印章名称已存在。",
            "The organization has a seal of this name.",
        ));
    }
    let is_official = request.seal_type == Some(SealType::Official);
    let has_official = |it: &&Seal| it.kind == SealType::Official && it.status != SealStatus::Fail;
    if is_official && state.seals_of(&caller.owner).iter().any(has_official) {
        let code = codes::OPERATION_DENIED_ALREADY_HAS;
        return Err(Refusal::new(code, "公章已存在。", "There is an official seal already."));
    }
    let id = new_id();
    let by_service = request.generate_source.is_some();
    let image = request.seal_image.filter(|image| !image.is_empty());
    if !by_service {
        let Some(image) = image else {
            let code = codes::MISSING_PARAMETER_SEAL_IMAGE;
            return Err(Refusal::new(code, "缺少参数：SealImage", "SealImage is missing."));
        };
        picture(&image)?;
        state.file_contents.insert(id.clone(), image);
    }
    let now = state.now();
    let seal = Seal {
        owner: caller.owner,
        id: id.clone(),
        name: request.seal_name,
        kind: request.seal_type.unwrap_or(SealType::OtherSeal),
        description: request.seal_description.unwrap_or_default(),
        creator: caller.operator.clone(),
        created_on: now,
        status: if by_service { SealStatus::Success } else { SealStatus::Checking },
        fail_reason: String::new(),
        users: [caller.operator].into(),
    };
    state.seals.insert(id.clone(), seal);
    if !by_service {
        state.plan(now + REVIEW_TAKES, Due::SealReviewed { seal: id.clone() });
    }
    Ok(CreateSealByImageResponse::new(id))
}

fn picture(image: &str) -> Result<(), Refusal> {
    let code = codes::INVALID_PARAMETER_IMAGE;
    match STANDARD.decode(image) {
        Ok(bytes) if bytes.len() <= 5 << 20 && !bytes.is_empty() => Ok(()),
        Ok(_) => Err(reasons::value(code, "SealImage", "The picture must have at most 5 MB.")),
        Err(_) => Err(reasons::value(code, "SealImage", "SealImage must be base64.")),
    }
}

fn describe(
    state: &mut State,
    request: ChannelDescribeOrganizationSeals,
) -> Result<ChannelDescribeOrganizationSealsResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let (types, statuses) = (request.seal_types.as_ref(), request.seal_statuses.as_ref());
    let has_status = |seal: &Seal| match statuses.filter(|all| !all.is_empty()) {
        Some(all) => {
            let is = |it: &SealStatusFilter| it.as_str() == seal.status.as_str();
            all.iter().any(|it| *it == SealStatusFilter::All || is(it))
        }
        // Unless asked for others, only seals that can be used are listed.
        None => seal.status == SealStatus::Success,
    };
    let wanted = |seal: &&&Seal| {
        request.seal_id.as_ref().filter(|id| !id.is_empty()).is_none_or(|id| *id == seal.id)
            && types.is_none_or(|all| all.is_empty() || all.contains(&seal.kind))
            && has_status(seal)
    };
    let seals = state.seals_of(&owner);
    let found: Vec<_> = seals.iter().filter(wanted).collect();
    let (offset, limit) = (request.offset.unwrap_or(0), request.limit.unwrap_or(20));
    let with_users = request.info_type == Some(SealInfoType::WithUsers);
    let total = count(found.len());
    let shown = page(&found, offset, limit).iter().map(|seal| info(seal, with_users));
    let mut infos: Vec<_> = shown.collect();
    let until = state.now() + FIVE_MINUTES;
    for info in &mut infos {
        if state.file_contents.get(&info.seal_id).is_some() {
            info.url = state.mint_url(Purpose::Seal { seal: info.seal_id.clone() }, until);
        }
    }
    Ok(ChannelDescribeOrganizationSealsResponse::new(total, infos))
}

fn info(seal: &Seal, with_users: bool) -> OccupiedSeal {
    let users = seal.users.iter().filter(|_| with_users);
    OccupiedSeal::new(
        seal.id.as_str(),
        seal.name.as_str(),
        seal.created_on,
        seal.creator.as_str(),
        seal.id.as_str(),
        seal.status.clone(),
        seal.fail_reason.as_str(),
        "",
        seal.kind.clone(),
        true,
        users.map(|user| AuthorizedUser::new(user.as_str())).collect::<Vec<_>>(),
    )
    .seal_description(seal.description.as_str())
}

fn update(
    state: &mut State,
    request: ChannelUpdateSealStatus,
) -> Result<ChannelUpdateSealStatusResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let seal = usable(state, &owner, &request.seal_id)?;
    if request.status != SealStatusUpdate::Disable {
        let code = codes::INVALID_PARAMETER_PARAM_ERROR;
        return Err(reasons::value(code, "Status", "Only DISABLE can be asked for."));
    }
    seal.status = SealStatus::Disable;
    let told = json!({"SealId": seal.id, "SealName": seal.name, "SealStatus": seal.status});
    state.tell(&owner, "OperateSeal", told);
    Ok(ChannelUpdateSealStatusResponse::new())
}

/// Lets employees use a seal.
fn give(
    state: &mut State,
    request: ChannelCreateSealPolicy,
) -> Result<ChannelCreateSealPolicyResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let users = employees(state, &owner, &request.user_ids)?;
    let seal = usable(state, &owner, &request.seal_id)?;
    if users.iter().all(|user| seal.users.contains(user)) {
        const CODES: &[essbasic::ErrorCode] =
            &[codes::FAILED_OPERATION_HAS_AUTHORIZED, codes::INVALID_PARAMETER_PARAM_ERROR];
        return Err(Refusal::any_of(CODES, "员工已授权。", "All of them may use it already."));
    }
    let new: Vec<_> = users.iter().filter(|user| !seal.users.contains(*user)).cloned().collect();
    seal.users.extend(users);
    let told = json!({"SealId": seal.id, "OpenIds": new});
    state.tell(&owner, "EmployeeSealAuth", told);
    // Who could use it already is passed over.
    Ok(ChannelCreateSealPolicyResponse::new(new))
}

fn take(state: &mut State, request: ChannelDeleteSealPolicies) -> Result<EmptyResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let users = employees(state, &owner, &request.user_ids)?;
    let seal = usable(state, &owner, &request.seal_id)?;
    for user in users {
        seal.users.remove(&user);
    }
    Ok(EmptyResponse::new())
}

/// The codes for a seal that cannot be used.
const UNUSABLE: &[essbasic::ErrorCode] =
    &[codes::INVALID_PARAMETER_PARAM_ERROR, essbasic::ErrorCode::FAILED_OPERATION];

fn usable<'s>(state: &'s mut State, owner: &Owner, id: &str) -> Result<&'s mut Seal, Refusal> {
    let seal = state.seals.get_mut(id).filter(|seal| seal.owner == *owner);
    let seal = seal.ok_or_else(reasons::seal)?;
    if seal.is_usable() {
        return Ok(seal);
    }
    Err(Refusal::any_of(UNUSABLE, "印章不可用。", "The seal cannot be used."))
}

/// The open ids of employees who are given by either of their ids.
fn employees(state: &State, owner: &Owner, ids: &[String]) -> Result<Vec<String>, Refusal> {
    ids.iter()
        .map(|id| {
            let employee = state.employee(owner, id).filter(|it| it.verified && !it.resigned);
            employee.map(|it| it.open_id.clone()).ok_or_else(|| {
                let why = "There is no such employee.";
                reasons::value(codes::INVALID_PARAMETER_PARAM_ERROR, "UserIds", why)
            })
        })
        .collect()
}
