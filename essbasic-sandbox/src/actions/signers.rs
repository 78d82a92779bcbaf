//! Conversion of a request's signers to those of a contract.

use std::collections::BTreeSet;

use essbasic::codes;
use essbasic::flows::ApproverStatus;
use essbasic::models::{ApproverFillType, ApproverType, ComponentType, FlowApproverInfo};
use essbasic::start_flows::CcInfo;

use crate::errors::{self, ServiceError};
use crate::state::{
    Approver, Caller, Copied, Field, Flow, MAX_DEADLINE, Owner, Review, State, auto_sign_key,
};

/// Creates the signers of a contract, without duplicates.
pub(super) fn all(
    state: &State,
    caller: &Caller,
    infos: &[FlowApproverInfo],
    scene: Option<&str>,
) -> Result<Vec<Approver>, ServiceError> {
    let mut known = BTreeSet::new();
    let mut approvers = Vec::new();
    for info in infos {
        let approver = one(state, caller, info, scene)?;
        let identity = if approver.open_id.is_empty() {
            (false, approver.organization_name.clone(), approver.mobile.clone())
        } else {
            (true, approver.organization.clone(), approver.open_id.clone())
        };
        let is_certain = !approver.is_automatic() && approver.status != ApproverStatus::WaitPickup;
        if is_certain && !known.insert(identity) {
            let code = codes::INVALID_PARAMETER_BIZ_APPROVER_ALREADY_EXISTS;
            let english = "A signer is given twice.";
            return Err(errors::value(code, "FlowApprovers", english));
        }
        approvers.push(approver);
    }
    Ok(approvers)
}

/// Creates a signer.
pub(super) fn one(
    state: &State,
    caller: &Caller,
    info: &FlowApproverInfo,
    scene: Option<&str>,
) -> Result<Approver, ServiceError> {
    let kind = info.approver_type.clone().unwrap_or(ApproverType::Person);
    if let ApproverType::Other(_) = kind {
        let code = codes::INVALID_PARAMETER_APPROVER_TYPE;
        return Err(errors::value(code, "ApproverType", "The signer type does not exist."));
    }
    let mut approver = Approver::new(kind);
    approver.name = info.name.clone().unwrap_or_default();
    approver.mobile = info.mobile.clone().unwrap_or_default();
    approver.id_card_number = info.id_card_number.clone().unwrap_or_default();
    approver.role_name = info.approver_role_name.clone().unwrap_or_default();
    approver.deadline = info.deadline.filter(|deadline| *deadline != 0);
    if let Some(deadline) = approver.deadline {
        is_future(state.now(), deadline)?;
    }
    approver.review = review(info.approver_need_sign_review);
    let option = info.approver_option.as_ref();
    approver.no_refuse = option.and_then(|option| option.no_refuse).unwrap_or(false);
    approver.fills = info.components.iter().flatten().map(Field::from_component).collect();
    approver.sign_fields = info.sign_components.clone().unwrap_or_default();
    approver.set_pending();
    if approver.kind == ApproverType::EnterpriseServer {
        signs_by_itself(state, caller, info, &mut approver)?;
    } else if approver.is_organization() {
        for_organization(state, caller, info, &mut approver)?;
    } else {
        as_person(state, caller, info, &mut approver, scene)?;
    }
    Ok(approver)
}

/// Creates the automatic signature of an organization: the initiator's, or one that has authorized the
/// initiator to use its seals.
fn signs_by_itself(
    state: &State,
    caller: &Caller,
    info: &FlowApproverInfo,
    approver: &mut Approver,
) -> Result<(), ServiceError> {
    let owner = organization_of(state, caller, info);
    let organization = state.organization(&owner)?;
    let code = codes::OPERATION_DENIED_BY_FILES_SERVER_SIGN_FORBID;
    if owner != caller.owner && !organization.partners.contains_key(&caller.owner.organization) {
        let english = "The organization has not authorized the initiator to use its seals.";
        return Err(ServiceError::new(code, "签署方企业未授权发起方使用其印章。", english));
    }
    if owner == caller.owner && !organization.has("AUTO_SIGN") {
        let english = "The organization has not enabled auto-sign.";
        return Err(ServiceError::new(code, "企业未开通自动签署。", english));
    }
    let components = info.sign_components.as_deref().unwrap_or_default().iter();
    let seals = components
        .filter(|component| component.component_type == Some(ComponentType::SignSeal))
        .filter_map(|component| component.component_value.clone());
    // Without one, as in an example of the API reference, the organization's first seal is used.
    let first = state.seals_of(&owner).into_iter().find(|seal| seal.is_usable());
    let first = first.map(|seal| seal.id.clone());
    let Some(seal) = seals.rev().find(|seal| !seal.is_empty()).or(first) else {
        let message = "The organization has no seal, and ComponentValue names none.";
        return Err(errors::value(codes::MISSING_PARAMETER_SEAL_ID, "ComponentValue", message));
    };
    if state.seals.get(&seal).is_none_or(|it| it.owner != owner || !it.is_usable()) {
        return Err(errors::seal());
    }
    approver.seal = Some(seal);
    let operator = if owner == caller.owner { &caller.operator } else { &organization.admin };
    state.set_employee(approver, &owner, operator);
    Ok(())
}

/// Returns the organization of a signer, by open ID or else by name. Default: the initiator's.
fn organization_of(state: &State, caller: &Caller, info: &FlowApproverInfo) -> Owner {
    let application = &caller.owner.application;
    let by_name = || {
        let name = info.organization_name.as_deref()?;
        state.organization_named(application, name).map(|it| it.owner.organization.clone())
    };
    let organization = info.organization_open_id.clone().filter(|id| !id.is_empty());
    match organization.or_else(by_name) {
        Some(organization) => Owner::new(application, &organization),
        None => caller.owner.clone(),
    }
}

fn for_organization(
    state: &State,
    caller: &Caller,
    info: &FlowApproverInfo,
    approver: &mut Approver,
) -> Result<(), ServiceError> {
    if info.not_channel_organization == Some(true) {
        approver.organization_name = info.organization_name.clone().unwrap_or_default();
        if approver.organization_name.is_empty() {
            let code = codes::INVALID_PARAMETER_ORGANIZATION_NAME;
            return Err(errors::value(code, "OrganizationName", "OrganizationName is missing."));
        }
        return named(approver);
    }
    let owner = organization_of(state, caller, info);
    approver.organization.clone_from(&owner.organization);
    // Signers need not be verified: an organization that has not registered yet has the name of the
    // request, and so have employees who have not joined.
    approver.organization_name = match (state.organization(&owner), &info.organization_name) {
        (Ok(known), _) => known.name.clone(),
        (Err(_), Some(name)) if !name.is_empty() => name.clone(),
        (Err(error), _) => return Err(error),
    };
    match info.open_id.as_deref().filter(|id| !id.is_empty()) {
        Some(open_id) => {
            let employee = state.employee(&owner, open_id).filter(|it| !it.resigned);
            if let Some(employee) = employee {
                state.set_employee(approver, &owner, &employee.open_id);
                return Ok(());
            }
            if approver.name.is_empty() {
                const CODES: &[essbasic::ErrorCode] = &[
                    codes::RESOURCE_NOT_FOUND_USER,
                    codes::INVALID_PARAMETER_DATA_NOT_FOUND,
                    codes::INVALID_PARAMETER_PARAM_ERROR,
                ];
                let english = "The employee does not exist.";
                return Err(ServiceError::any_of(CODES, "签署人不存在。", english));
            }
            open_id.clone_into(&mut approver.open_id);
            named(approver)
        }
        None if approver.name.is_empty() || is_dynamic(info) => {
            approver.status = ApproverStatus::WaitPickup;
            Ok(())
        }
        None => named(approver),
    }
}

fn as_person(
    state: &State,
    caller: &Caller,
    info: &FlowApproverInfo,
    approver: &mut Approver,
    scene: Option<&str>,
) -> Result<(), ServiceError> {
    if approver.kind != ApproverType::PersonAutoSign {
        if is_dynamic(info) {
            approver.status = ApproverStatus::WaitPickup;
            return Ok(());
        }
        return named(approver);
    }
    let Some(scene) = scene else {
        let message = "AutoSignScene is missing.";
        return Err(errors::invalid("AutoSignScene", message));
    };
    let key = auto_sign_key(&caller.owner, scene, &approver.id_card_number);
    let now = state.now();
    if state.auto_signs.get(&key).is_some_and(|it| it.open && it.to > now) {
        return Ok(());
    }
    Err(ServiceError::new(
        codes::OPERATION_DENIED_PERSON_NO_OPEN_SERVER_SIGN,
        "个人未开通自动签署。",
        "The person has not enabled auto-sign.",
    ))
}

/// Returns whether the signer is named after the start of the contract.
fn is_dynamic(info: &FlowApproverInfo) -> bool {
    let fill = info.approver_option.as_ref().and_then(|option| option.fill_type);
    fill == Some(ApproverFillType::Dynamic)
}

/// Checks name and mobile number of a person.
fn named(approver: &Approver) -> Result<(), ServiceError> {
    if approver.name.is_empty() {
        return Err(errors::value(codes::INVALID_PARAMETER_NAME, "Name", "Name is missing."));
    }
    let digits = approver.mobile.chars().all(|digit| digit.is_ascii_digit());
    if approver.mobile.chars().count() == 11 && digits {
        return Ok(());
    }
    let message = "Mobile must have 11 digits.";
    Err(errors::value(codes::INVALID_PARAMETER_MOBILE, "Mobile", message))
}

/// Returns the recipients of copies: no duplicates and no signers.
pub(super) fn copies(
    infos: &[CcInfo],
    approvers: &[Approver],
) -> Result<Vec<Copied>, ServiceError> {
    let mut known = BTreeSet::new();
    let signs = |mobile: &str| !mobile.is_empty() && approvers.iter().any(|it| it.mobile == mobile);
    infos
        .iter()
        .map(|info| {
            let mobile = info.mobile.clone().unwrap_or_default();
            let code = codes::OPERATION_DENIED_CC_USER_REPEAT;
            if signs(&mobile) {
                let english = "A recipient of a copy is a signer.";
                return Err(ServiceError::new(code, "抄送人与签署人重复。", english));
            }
            if !known.insert(mobile.clone()) {
                let english = "A recipient is listed twice.";
                return Err(ServiceError::new(code, "抄送人重复。", english));
            }
            Ok(Copied { name: info.name.clone().unwrap_or_default(), mobile })
        })
        .collect()
}

/// Returns the deadline of a contract, which must be in the future.
pub(super) fn deadline(flow: &mut Flow, deadline: Option<i64>) -> Result<(), ServiceError> {
    let Some(deadline) = deadline.filter(|deadline| *deadline != 0) else { return Ok(()) };
    is_future(flow.created_on, deadline)?;
    flow.deadline = deadline;
    Ok(())
}

/// Checks the deadline of a contract or a signer.
fn is_future(now: i64, deadline: i64) -> Result<(), ServiceError> {
    if deadline > now && deadline <= MAX_DEADLINE {
        return Ok(());
    }
    Err(errors::value(
        codes::INVALID_PARAMETER_FLOW_DEAD_LINE,
        "Deadline",
        "Deadline must be a Unix time in seconds, in the future and not after the year 3020.",
    ))
}

/// Returns whether the initiator's organization reviews the contract first.
pub(super) fn review(needed: Option<bool>) -> Review {
    if needed.unwrap_or(false) { Review::Waiting } else { Review::NotNeeded }
}
