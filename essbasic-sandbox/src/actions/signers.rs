//! Signers as a request describes them, made signers of a contract.

use std::collections::BTreeSet;

use essbasic::codes;
use essbasic::flows::ApproverStatus;
use essbasic::models::{ApproverFillType, ApproverType, ComponentType, FlowApproverInfo};
use essbasic::start_flows::CcInfo;

use crate::refusal::{Refusal, reasons};
use crate::state::{
    Approver, Caller, Copied, DEFAULT_LIFE, Field, Flow, Owner, Review, State, auto_sign_key,
};

/// Makes signers of what a request says of them, each of them once.
pub(super) fn all(
    state: &State,
    caller: &Caller,
    infos: &[FlowApproverInfo],
    scene: Option<&str>,
) -> Result<Vec<Approver>, Refusal> {
    let mut known = BTreeSet::new();
    let mut approvers = Vec::new();
    for info in infos {
        let approver = one(state, caller, info, scene)?;
        let who = if approver.open_id.is_empty() {
            format!("{}/{}", approver.organization_name, approver.mobile)
        } else {
            format!("{}/{}", approver.organization, approver.open_id)
        };
        let is_certain = !approver.signs_itself() && approver.status != ApproverStatus::WaitPickup;
        if is_certain && !known.insert(who) {
            return Err(reasons::value(
                codes::INVALID_PARAMETER_BIZ_APPROVER_ALREADY_EXISTS,
                "FlowApprovers",
                "A signer is given twice.",
            ));
        }
        approvers.push(approver);
    }
    Ok(approvers)
}

/// Makes a signer of what a request says of them.
pub(super) fn one(
    state: &State,
    caller: &Caller,
    info: &FlowApproverInfo,
    scene: Option<&str>,
) -> Result<Approver, Refusal> {
    let kind = info.approver_type.clone().unwrap_or(ApproverType::Person);
    if let ApproverType::Other(_) = kind {
        let code = codes::INVALID_PARAMETER_APPROVER_TYPE;
        return Err(reasons::value(code, "ApproverType", "There is no such type of signer."));
    }
    let mut approver = Approver::new(kind);
    approver.name = info.name.clone().unwrap_or_default();
    approver.mobile = info.mobile.clone().unwrap_or_default();
    approver.id_card_number = info.id_card_number.clone().unwrap_or_default();
    approver.role_name = info.approver_role_name.clone().unwrap_or_default();
    approver.deadline = info.deadline.filter(|deadline| *deadline > 0);
    approver.review = review(info.approver_need_sign_review);
    approver.fills = info.components.iter().flatten().map(Field::of).collect();
    if approver.fills.iter().any(Field::is_missing) {
        approver.status = ApproverStatus::FillPending;
    }
    if approver.kind == ApproverType::EnterpriseServer {
        signs_by_itself(state, caller, info, &mut approver)?;
    } else if approver.is_organization() {
        for_organization(state, caller, info, &mut approver)?;
    } else {
        as_person(state, caller, &approver, scene)?;
    }
    Ok(approver)
}

/// The starting organization's seal is put by the service.
fn signs_by_itself(
    state: &State,
    caller: &Caller,
    info: &FlowApproverInfo,
    approver: &mut Approver,
) -> Result<(), Refusal> {
    if !state.organization(&caller.owner)?.has("AUTO_SIGN") {
        return Err(Refusal::new(
            codes::OPERATION_DENIED_BY_FILES_SERVER_SIGN_FORBID,
            "企业未开通自动签署。",
            "The organization has not switched on signing by authorization.",
        ));
    }
    let components = info.sign_components.as_deref().unwrap_or_default().iter();
    let seals = components
        .filter(|component| component.component_type == Some(ComponentType::SignSeal))
        .filter_map(|component| component.component_value.clone());
    let Some(seal) = seals.rev().find(|seal| !seal.is_empty()) else {
        let why = "A seal that the service puts must be named in ComponentValue.";
        return Err(reasons::value(codes::MISSING_PARAMETER_SEAL_ID, "ComponentValue", why));
    };
    if state.seals.get(&seal).is_none_or(|it| it.owner != caller.owner || !it.is_usable()) {
        return Err(reasons::seal());
    }
    approver.seal = Some(seal);
    state.put_employee(approver, &caller.owner, &caller.operator);
    Ok(())
}

fn for_organization(
    state: &State,
    caller: &Caller,
    info: &FlowApproverInfo,
    approver: &mut Approver,
) -> Result<(), Refusal> {
    let application = &caller.owner.application;
    if info.not_channel_organization == Some(true) {
        approver.organization_name = info.organization_name.clone().unwrap_or_default();
        if approver.organization_name.is_empty() {
            let code = codes::INVALID_PARAMETER_ORGANIZATION_NAME;
            return Err(reasons::value(code, "OrganizationName", "OrganizationName is missing."));
        }
        return named(approver);
    }
    let by_name = || {
        let name = info.organization_name.as_deref()?;
        state.organization_named(application, name).map(|it| it.owner.organization.clone())
    };
    let organization = info.organization_open_id.clone().filter(|id| !id.is_empty());
    let owner = match organization.or_else(by_name) {
        Some(organization) => Owner::new(application, &organization),
        None => caller.owner.clone(),
    };
    let known = state.organization(&owner)?;
    approver.organization.clone_from(&owner.organization);
    approver.organization_name.clone_from(&known.name);
    let fill = info.approver_option.as_ref().and_then(|option| option.fill_type);
    match info.open_id.as_deref().filter(|id| !id.is_empty()) {
        Some(open_id) => {
            let employee = state.employee(&owner, open_id).filter(|it| !it.resigned);
            let Some(employee) = employee else {
                const CODES: &[essbasic::ErrorCode] = &[
                    codes::RESOURCE_NOT_FOUND_USER,
                    codes::INVALID_PARAMETER_DATA_NOT_FOUND,
                    codes::INVALID_PARAMETER_PARAM_ERROR,
                ];
                let english = "There is no such employee.";
                return Err(Refusal::any_of(CODES, "签署人不存在。", english));
            };
            state.put_employee(approver, &owner, &employee.open_id);
            Ok(())
        }
        None if approver.name.is_empty() || fill == Some(ApproverFillType::Dynamic) => {
            approver.status = ApproverStatus::WaitPickup;
            Ok(())
        }
        None => named(approver),
    }
}

fn as_person(
    state: &State,
    caller: &Caller,
    approver: &Approver,
    scene: Option<&str>,
) -> Result<(), Refusal> {
    if approver.kind != ApproverType::PersonAutoSign {
        return named(approver);
    }
    let Some(scene) = scene else {
        let why = "AutoSignScene is missing.";
        return Err(reasons::value(codes::INVALID_PARAMETER_PARAM_ERROR, "AutoSignScene", why));
    };
    let key = auto_sign_key(&caller.owner, scene, &approver.id_card_number);
    let now = state.now();
    if state.auto_signs.get(&key).is_some_and(|it| it.open && it.to > now) {
        return Ok(());
    }
    Err(Refusal::new(
        codes::OPERATION_DENIED_PERSON_NO_OPEN_SERVER_SIGN,
        "个人未开通自动签署。",
        "The person has not authorized it.",
    ))
}

/// A person is named by name and mobile number.
fn named(approver: &Approver) -> Result<(), Refusal> {
    if approver.name.is_empty() {
        return Err(reasons::value(codes::INVALID_PARAMETER_NAME, "Name", "Name is missing."));
    }
    let digits = approver.mobile.chars().all(|digit| digit.is_ascii_digit());
    if approver.mobile.chars().count() == 11 && digits {
        return Ok(());
    }
    let why = "Mobile must have 11 digits.";
    Err(reasons::value(codes::INVALID_PARAMETER_MOBILE, "Mobile", why))
}

/// Who gets a copy, each of them once and none of them a signer.
pub(super) fn copies(infos: &[CcInfo]) -> Result<Vec<Copied>, Refusal> {
    let mut known = BTreeSet::new();
    infos
        .iter()
        .map(|info| {
            let mobile = info.mobile.clone().unwrap_or_default();
            if !known.insert(mobile.clone()) {
                return Err(Refusal::new(
                    codes::OPERATION_DENIED_CC_USER_REPEAT,
                    "抄送人重复。",
                    "Somebody gets two copies.",
                ));
            }
            Ok(Copied { name: info.name.clone().unwrap_or_default(), mobile })
        })
        .collect()
}

/// A contract's deadline, which must be to come.
pub(super) fn deadline(flow: &mut Flow, deadline: Option<i64>) -> Result<(), Refusal> {
    let Some(deadline) = deadline.filter(|deadline| *deadline != 0) else { return Ok(()) };
    let too_late = flow.created_on + DEFAULT_LIFE;
    if deadline <= flow.created_on || deadline > too_late {
        return Err(reasons::value(
            codes::INVALID_PARAMETER_FLOW_DEAD_LINE,
            "Deadline",
            "Deadline must be within the next 365 days, in seconds.",
        ));
    }
    flow.deadline = deadline;
    Ok(())
}

/// Whether the starting organization's own people wait until it agrees.
pub(super) fn review(needed: Option<bool>) -> Review {
    if needed.unwrap_or(false) { Review::Waiting } else { Review::NotNeeded }
}
