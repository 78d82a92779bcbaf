//! Employees, roles, files, seals, authorizations and finished tasks of the initial data.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use essbasic::flows::{CancelFailureFlow, CancelTaskType};
use essbasic::seals::{SealStatus, SealType};

use super::{
    APPLICATION, AUTO_SIGN_ASKED_ID_CARD_NUMBER, AUTO_SIGN_ID_CARD_NUMBER, CANCEL_TASK,
    CONVERT_TASK, DAY, EMPLOYEE, FILE, FILE_LICENSE, FILE_WORD, FLOW_CANCELLED, FLOW_FINISHED,
    OPERATOR, REGISTERED_ORGANIZATION, REGISTRATION_SUB_TASK, REGISTRATION_TASK, REPORT, ROLE,
    ROLES, SEAL, SEAL_FINANCE, YEAR, contracts, employee, organization, owner, person,
};
use crate::state::{
    AutoSign, CancelTask, ConvertTask, File, Owner, Purpose, Registration, Registrations, Report,
    Role, Seal, State, auto_sign_key,
};

/// A contract of one A4 page.
const CONTRACT: &[u8] = include_bytes!("contract.pdf");

/// First bytes of a Word document.
const WORD: &[u8] = b"PK\x03\x04";

/// Image of a seal: a red ring with a star.
pub(crate) const SEAL_IMAGE: &[u8] = include_bytes!("seal.png");

/// Scene of the authorizations to sign.
const SCENE: &str = "E_PRESCRIPTION_AUTO_SIGN";

/// Adds the objects.
pub(super) fn add(state: &mut State, now: i64) {
    add_employees(state, now);
    add_files(state, now);
    add_seals(state, now);
    add_auto_signs(state, now);
    add_tasks(state, now);
    add_registration(state, now);
}

/// Adds a role, and employees: one with the role, one who is not verified.
fn add_employees(state: &mut State, now: i64) {
    let role = Role {
        owner: Some(owner()),
        id: ROLE.to_owned(),
        name: "法务".to_owned(),
        description: "审核合同".to_owned(),
    };
    state.roles.insert(ROLE, role);
    let mut clerk = employee(&owner(), EMPLOYEE, &person("测试法务", "13000000097"), now);
    clerk.roles = [ROLES[1].0, ROLE].map(str::to_owned).into();
    (clerk.verified, clerk.verified_on) = (true, now);
    let mut new = employee(&owner(), "n9529", &person("测试新员工", "13000000096"), now);
    new.roles = [ROLES[1].0.to_owned()].into();
    for row in [clerk, new] {
        state.employees.insert(row.owner.employee(&row.open_id), row);
    }
}

/// Adds files, which expire in a year.
fn add_files(state: &mut State, now: i64) {
    for (id, name, business, content) in [
        (FILE, "采购合同.pdf", "DOCUMENT", CONTRACT),
        (FILE_WORD, "供货合同.docx", "DOCUMENT", WORD),
        (FILE_LICENSE, "营业执照.png", "BUSINESS_LICENSE", SEAL_IMAGE),
    ] {
        let file = File {
            owner: owner(),
            name: name.to_owned(),
            business: business.to_owned(),
            expires_on: now + YEAR,
            used: true,
        };
        state.files.insert(id, file);
        state.file_contents.insert(id, STANDARD.encode(content));
    }
}

fn add_seals(state: &mut State, now: i64) {
    for (id, name, kind, users) in [
        (SEAL, "合同专用章", SealType::Contract, vec![OPERATOR]),
        (SEAL_FINANCE, "财务专用章", SealType::Finance, vec![OPERATOR, EMPLOYEE]),
    ] {
        let seal = Seal {
            owner: owner(),
            id: id.to_owned(),
            name: name.to_owned(),
            kind,
            description: String::new(),
            creator: OPERATOR.to_owned(),
            created_on: now - contracts::AGE,
            status: SealStatus::Success,
            fail_reason: String::new(),
            users: users.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(),
        };
        state.seals.insert(id, seal);
        state.file_contents.insert(id, STANDARD.encode(SEAL_IMAGE));
    }
}

/// Adds an authorization to sign, and one that a person has not given yet.
fn add_auto_signs(state: &mut State, now: i64) {
    let key = auto_sign_key(&owner(), SCENE, AUTO_SIGN_ASKED_ID_CARD_NUMBER);
    let purpose = Purpose::AutoSign { owner: owner(), key: key.clone() };
    let link = state.create_link(purpose, now + 7 * DAY);
    let asked = AutoSign {
        open: false,
        from: 0,
        to: 0,
        link: Some(link),
        scene: SCENE.to_owned(),
        data: String::new(),
        reports_seal: false,
    };
    let given =
        AutoSign { open: true, from: now - DAY, to: now + YEAR, link: None, ..asked.clone() };
    state.auto_signs.insert(key, asked);
    state.auto_signs.insert(auto_sign_key(&owner(), SCENE, AUTO_SIGN_ID_CARD_NUMBER), given);
}

/// Adds finished tasks: a cancellation, a conversion, an evidence report.
fn add_tasks(state: &mut State, now: i64) {
    let cancellation = CancelTask {
        owner: owner(),
        operator: OPERATOR.to_owned(),
        kind: CancelTaskType::Batch,
        done_on: now - DAY,
        unconfirmed_until: None,
        cancelled: vec![FLOW_CANCELLED.to_owned()],
        failed: vec![CancelFailureFlow::new(FLOW_FINISHED).reason("合同已终止。")],
    };
    state.cancel_tasks.insert(CANCEL_TASK, cancellation);
    let conversion = ConvertTask { owner: owner(), done_on: now - DAY, file: FILE.to_owned() };
    state.convert_tasks.insert(CONVERT_TASK, conversion);
    let report = Report { owner: owner(), flow: FLOW_FINISHED.to_owned(), done_on: now - DAY };
    state.reports.insert(REPORT, report);
}

/// Adds an organization that is registered and not verified.
fn add_registration(state: &mut State, now: i64) {
    let owner = Owner::new(APPLICATION, REGISTERED_ORGANIZATION);
    let mut row = organization(&owner, "沙箱示例分公司");
    "SANDBOX00000000001".clone_into(&mut row.credit_code);
    "测试法人".clone_into(&mut row.legal_name);
    state.organizations.insert(owner.key(), row);
    let admin = employee(&owner, "branch01", &person("测试分公司经办人", "13000000095"), now);
    let key = owner.employee(&admin.open_id);
    state.employees.insert(key.clone(), admin);
    let token = state.create_link(Purpose::Console { employee: key }, now + YEAR);
    let part = Registration {
        id: REGISTRATION_SUB_TASK.to_owned(),
        owner,
        path: format!("/links/{token}"),
    };
    let batch =
        Registrations { application: APPLICATION.to_owned(), ready_on: now - DAY, all: vec![part] };
    state.registrations.insert(REGISTRATION_TASK, batch);
}
