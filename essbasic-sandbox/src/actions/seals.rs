//! Seals: created from an image or by the service, reviewed, granted to employees.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use essbasic::seals::{
    AuthorizedUser, ChannelCreateSealPolicy, ChannelCreateSealPolicyResponse,
    ChannelDeleteSealPolicies, ChannelDescribeOrganizationSeals,
    ChannelDescribeOrganizationSealsResponse, ChannelUpdateSealStatus,
    ChannelUpdateSealStatusResponse, CreateSealByImage, CreateSealByImageResponse, OccupiedSeal,
    SealGenerateSource, SealInfoType, SealStatus, SealStatusFilter, SealStatusUpdate, SealType,
};
use essbasic::{EmptyResponse, codes};

use super::output::{count, nonzero, page};
use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::random;
use crate::seed::SEAL_IMAGE;
use crate::state::{Owner, Purpose, SEAL_REVIEW_TIME, ScheduledTask, Seal, State, decode};

/// Width and height of every seal, in millimetres.
const SEAL_SIZE: i64 = 42;

/// Lifetime of the link to a seal's image, in seconds.
const FIVE_MINUTES: i64 = 5 * 60;

/// Lifetime of the link to the image of a new seal, in seconds.
const DAY: i64 = 24 * 60 * 60;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(create).write(describe).write(update).write(give).write(take)
}

/// Creates a seal. Images are reviewed by the service's staff; generated seals can be used at once.
fn create(
    state: &mut State,
    request: CreateSealByImage,
) -> Result<CreateSealByImageResponse, ServiceError> {
    let caller = state.caller(&request.agent)?;
    if state.seals_of(&caller.owner).iter().any(|it| it.name == request.seal_name) {
        let code = codes::FAILED_OPERATION_EXIST_SAME_SEAL_NAME;
        let english = "A seal with this name already exists.";
        return Err(ServiceError::new(code, "印章名称已存在。", english));
    }
    let is_official = request.seal_type == Some(SealType::Official);
    let has_official = |it: &&Seal| it.kind == SealType::Official && it.status != SealStatus::Fail;
    if is_official && state.seals_of(&caller.owner).iter().any(has_official) {
        let code = codes::OPERATION_DENIED_ALREADY_HAS;
        return Err(ServiceError::new(code, "公章已存在。", "An official seal already exists."));
    }
    let id = random::id();
    let by_service = request.generate_source == Some(SealGenerateSource::System);
    let image = request.seal_image.filter(|image| !image.is_empty());
    if by_service {
        state.file_contents.insert(id.clone(), STANDARD.encode(SEAL_IMAGE));
    } else {
        let Some(image) = image else {
            let code = codes::MISSING_PARAMETER_SEAL_IMAGE;
            return Err(ServiceError::new(code, "缺少参数：SealImage", "SealImage is missing."));
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
    state.emit_seal_event(&id, "Create", &[]);
    if !by_service {
        state.schedule(now + SEAL_REVIEW_TIME, ScheduledTask::SealReviewed { seal: id.clone() });
    }
    let response = CreateSealByImageResponse::new(id.as_str());
    if !by_service {
        return Ok(response);
    }
    Ok(response.image_url(state.create_link_url(Purpose::Seal { seal: id }, now + DAY)))
}

fn picture(image: &str) -> Result<(), ServiceError> {
    let code = codes::INVALID_PARAMETER_IMAGE;
    match decode(image) {
        Some(bytes) if bytes.len() <= 5 << 20 && !bytes.is_empty() => Ok(()),
        Some(_) => Err(errors::value(code, "SealImage", "The image must have at most 5 MB.")),
        None => Err(errors::value(code, "SealImage", "SealImage must be base64.")),
    }
}

fn describe(
    state: &mut State,
    request: ChannelDescribeOrganizationSeals,
) -> Result<ChannelDescribeOrganizationSealsResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let (types, statuses) = (request.seal_types.as_ref(), request.seal_statuses.as_ref());
    let has_status = |seal: &Seal| match statuses.filter(|all| !all.is_empty()) {
        Some(all) => {
            let is = |it: &SealStatusFilter| it.as_str() == seal.status.as_str();
            all.iter().any(|it| *it == SealStatusFilter::All || is(it))
        }
        // By default, only approved seals are listed.
        None => seal.status == SealStatus::Success,
    };
    let wanted = |seal: &&&Seal| {
        request.seal_id.as_ref().filter(|id| !id.is_empty()).is_none_or(|id| *id == seal.id)
            && types.is_none_or(|all| all.is_empty() || all.contains(&seal.kind))
            && has_status(seal)
    };
    let seals = state.seals_of(&owner);
    let found: Vec<_> = seals.iter().filter(wanted).collect();
    let (offset, limit) = (request.offset.unwrap_or(0), nonzero(request.limit).unwrap_or(20));
    let with_users = request.info_type == Some(SealInfoType::WithUsers);
    let total = count(found.len());
    let shown = page(&found, offset, limit).iter().map(|seal| info(seal, with_users));
    let mut infos: Vec<_> = shown.collect();
    let until = state.now() + FIVE_MINUTES;
    for info in &mut infos {
        if state.file_contents.get(&info.seal_id).is_some() {
            info.url = state.create_link_url(Purpose::Seal { seal: info.seal_id.clone() }, until);
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
    .real_width(SEAL_SIZE)
    .real_height(SEAL_SIZE)
    .seal_description(seal.description.as_str())
}

fn update(
    state: &mut State,
    request: ChannelUpdateSealStatus,
) -> Result<ChannelUpdateSealStatusResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let seal = usable(state, &owner, &request.seal_id)?;
    if request.status != SealStatusUpdate::Disable {
        return Err(errors::invalid("Status", "Status must be DISABLE."));
    }
    seal.status = SealStatus::Disable;
    state.emit_seal_event(&request.seal_id, "Disable", &[]);
    Ok(ChannelUpdateSealStatusResponse::new())
}

/// Grants a seal to employees.
fn give(
    state: &mut State,
    request: ChannelCreateSealPolicy,
) -> Result<ChannelCreateSealPolicyResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let users = employees(state, &owner, &request.user_ids)?;
    let seal = usable(state, &owner, &request.seal_id)?;
    if users.iter().all(|user| seal.users.contains(user)) {
        const CODES: &[essbasic::ErrorCode] =
            &[codes::FAILED_OPERATION_HAS_AUTHORIZED, codes::INVALID_PARAMETER_PARAM_ERROR];
        let english = "All employees may already use the seal.";
        return Err(ServiceError::any_of(CODES, "员工已授权。", english));
    }
    let new: Vec<_> = users.iter().filter(|user| !seal.users.contains(*user)).cloned().collect();
    seal.users.extend(users);
    state.emit_seal_event(&request.seal_id, "Valid", &new);
    // Employees who could already use it are skipped.
    Ok(ChannelCreateSealPolicyResponse::new(new))
}

fn take(
    state: &mut State,
    request: ChannelDeleteSealPolicies,
) -> Result<EmptyResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let users = employees(state, &owner, &request.user_ids)?;
    let seal = usable(state, &owner, &request.seal_id)?;
    let revoked: Vec<_> = users.into_iter().filter(|user| seal.users.remove(user)).collect();
    if !revoked.is_empty() {
        state.emit_seal_event(&request.seal_id, "Invalid", &revoked);
    }
    Ok(EmptyResponse::new())
}

/// Error codes for a seal that cannot be used.
const UNUSABLE: &[essbasic::ErrorCode] =
    &[codes::INVALID_PARAMETER_PARAM_ERROR, essbasic::ErrorCode::FAILED_OPERATION];

fn usable<'s>(state: &'s mut State, owner: &Owner, id: &str) -> Result<&'s mut Seal, ServiceError> {
    let seal = state.seals.get_mut(id).filter(|seal| seal.owner == *owner);
    let seal = seal.ok_or_else(errors::seal)?;
    if seal.is_usable() {
        return Ok(seal);
    }
    Err(ServiceError::any_of(UNUSABLE, "印章不可用。", "The seal cannot be used."))
}

/// Returns the open IDs of employees, given by open ID or by the service's own ID.
fn employees(state: &State, owner: &Owner, ids: &[String]) -> Result<Vec<String>, ServiceError> {
    ids.iter()
        .map(|id| {
            let employee = state.employee(owner, id).filter(|it| it.verified && !it.resigned);
            employee.map(|it| it.open_id.clone()).ok_or_else(|| {
                let message = "The employee does not exist.";
                errors::invalid("UserIds", message)
            })
        })
        .collect()
}
