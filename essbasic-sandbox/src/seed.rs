//! Initial data of a sandbox: the examples of the API reference run unchanged, and every action has an
//! object to be tried with. With the feature `toml`, a `Seed` replaces it.
//!
//! One application, two verified organizations, employees, three templates, one QR code, files, seals,
//! contracts in every status, and finished tasks.

use std::collections::BTreeSet;

use essbasic::Agent;
use essbasic::encryption::{Cipher, EncryptionKeys};
use essbasic::organizations::AuthorizationStatus;

use crate::state::{
    ADMIN_ROLE, Account, Employee, Field, Organization, Owner, Party, PartyKind, Person, QrCode,
    Role, Service, State, Template,
};

mod contracts;
mod objects;

pub(crate) use objects::SEAL_IMAGE;

#[cfg(feature = "toml")]
mod file;

#[cfg(feature = "toml")]
pub use file::{Seed, SeedError};

const DAY: i64 = 24 * 60 * 60;
const YEAR: i64 = 365 * DAY;

/// Quotas of the application.
const ACCOUNT: Account = Account { contracts: 10_000, licenses: 100, reports: 100 };

/// Secret ID that a sandbox accepts by default.
pub const SECRET_ID: &str = "AKIDsandboxsandboxsandboxsandbox";

/// Secret key of [`SECRET_ID`]. Valid only for sandboxes.
pub const SECRET_KEY: &str = "sandboxsandboxsandboxsandbox";

/// Key of encrypted calls that a sandbox accepts by default. Valid only for sandboxes.
pub const ENCRYPTION_KEY: &str = "sandboxsandboxsa";

/// Key that signs encrypted calls, with [`ENCRYPTION_KEY`].
pub const ENCRYPTION_MAC_KEY: &str = "sandboxsandboxsandbox";

/// Application ID.
pub const APPLICATION: &str = "yDwhxUUckp3gl8j5UuFX33LSNozpRsbi";

/// Open ID of an organization of [`APPLICATION`].
pub const ORGANIZATION: &str = "org_dianziqian";

/// Open ID of the operator and administrator of [`ORGANIZATION`].
pub const OPERATOR: &str = "n9527";

/// Open ID of a verified employee of [`ORGANIZATION`] with [`ROLE`].
pub const EMPLOYEE: &str = "n9528";

/// Open ID of another organization of [`APPLICATION`].
pub const OTHER_ORGANIZATION: &str = "org_other";

/// Open ID of the operator and administrator of [`OTHER_ORGANIZATION`].
pub const OTHER_OPERATOR: &str = "other01";

/// ID of an active QR code of [`ORGANIZATION`].
pub const QR_CODE: &str = "yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR";

/// ID of a template that one person signs, suitable for QR codes.
pub const TEMPLATE: &str = "yDSandboxTemplatePersonOnly00001";

/// ID of a template that the organization signs first, which QR codes cannot use.
pub const TEMPLATE_NOT_FOR_QR: &str = "yDSandboxTemplateNotForQr0000001";

/// ID of a template that a person signs before the organization, with the field `薪资` for the
/// initiator.
pub const TEMPLATE_WITH_FIELDS: &str = "yDSandboxTemplateWithFields00001";

/// ID of a PDF of [`ORGANIZATION`].
pub const FILE: &str = "yDSandboxFilePdf0000000000000001";

/// ID of a Word document of [`ORGANIZATION`], to be converted.
pub const FILE_WORD: &str = "yDSandboxFileWord000000000000001";

/// ID of an image of [`ORGANIZATION`]'s business license.
pub const FILE_LICENSE: &str = "yDSandboxFileLicense000000000001";

/// ID of a seal of [`ORGANIZATION`] for contracts, which [`OPERATOR`] may use.
pub const SEAL: &str = "yDSandboxSealContract00000000001";

/// ID of a seal of [`ORGANIZATION`] for finances, which [`OPERATOR`] and [`EMPLOYEE`] may use.
pub const SEAL_FINANCE: &str = "yDSandboxSealFinance000000000001";

/// ID of a role that [`ORGANIZATION`] created.
pub const ROLE: &str = "yDSandboxRoleLegal00000000000001";

/// ID of a contract that waits for [`signer`], then for [`OPERATOR`].
pub const FLOW_WAITING: &str = "yDSandboxFlowWaiting000000000001";

/// ID of a contract from [`TEMPLATE_WITH_FIELDS`] that [`signer`] has signed and [`OPERATOR`] has not.
pub const FLOW_PARTLY_SIGNED: &str = "yDSandboxFlowPartlySigned0000001";

/// ID of a contract that all have signed.
pub const FLOW_FINISHED: &str = "yDSandboxFlowFinished00000000001";

/// ID of a contract that was cancelled.
pub const FLOW_CANCELLED: &str = "yDSandboxFlowCancelled0000000001";

/// ID of a contract that waits for its review by [`ORGANIZATION`].
pub const FLOW_IN_REVIEW: &str = "yDSandboxFlowInReview00000000001";

/// ID of a contract that waits for any employee of [`ORGANIZATION`].
pub const FLOW_UNASSIGNED: &str = "yDSandboxFlowUnassigned000000001";

/// ID of a dynamic contract: signers can be added, and the only one so far has signed.
pub const FLOW_DYNAMIC: &str = "yDSandboxFlowDynamic000000000001";

/// ID of a group of two contracts that wait for their review, and for [`signer`].
pub const FLOW_GROUP: &str = "yDSandboxFlowGroup00000000000001";

/// IDs of the contracts of [`FLOW_GROUP`].
pub const FLOWS_OF_GROUP: [&str; 2] =
    ["yDSandboxFlowOfGroup000000000001", "yDSandboxFlowOfGroup000000000002"];

/// ID of the finished task that cancelled [`FLOW_CANCELLED`].
pub const CANCEL_TASK: &str = "yDSandboxCancelTask0000000000001";

/// ID of the finished task that converted a document to [`FILE`].
pub const CONVERT_TASK: &str = "yDSandboxConvertTask000000000001";

/// ID of the finished evidence report of [`FLOW_FINISHED`].
pub const REPORT: &str = "yDSandboxReport00000000000000001";

/// ID of the registration of [`REGISTERED_ORGANIZATION`].
pub const REGISTRATION_TASK: &str = "yDSandboxRegistration00000000001";

/// ID of the part of [`REGISTRATION_TASK`] for one organization.
pub const REGISTRATION_SUB_TASK: &str = "yDSandboxRegistrationPart0000001";

/// Open ID of an organization that is registered and not verified.
pub const REGISTERED_ORGANIZATION: &str = "org_registered";

/// Name of [`ORGANIZATION`].
pub const ORGANIZATION_NAME: &str = "沙箱示例公司";

/// Name of [`OTHER_ORGANIZATION`].
pub const OTHER_ORGANIZATION_NAME: &str = "沙箱另一公司";

/// Recipient ID of the person who signs, in every template and contract that has one.
pub const PERSON_RECIPIENT: &str = "yDSandboxRecipientPerson00000001";

/// Recipient ID of the initiating organization, in every template and contract that has one.
pub const INITIATOR_RECIPIENT: &str = "yDSandboxRecipientInitiator00001";

/// Identity number of a person who has authorized [`ORGANIZATION`] to sign for them. No such number
/// exists.
pub const AUTO_SIGN_ID_CARD_NUMBER: &str = "000000190001010018";

/// Identity number of a person who was asked for that authorization. No such number exists.
pub const AUTO_SIGN_ASKED_ID_CARD_NUMBER: &str = "000000190001010036";

/// IDs and names of the roles that every organization has.
pub const ROLES: [(&str, &str); 4] = [
    (ADMIN_ROLE, "超级管理员"),
    ("yDSandboxRoleOperator00000000001", "经办人"),
    ("yDSandboxRoleSalesMan00000000001", "业务员"),
    ("yDSandboxRoleBusinessAdmin000001", "业务管理员"),
];

/// Returns the agent of [`ORGANIZATION`] and [`OPERATOR`].
pub fn agent() -> Agent {
    Agent::operator(APPLICATION, ORGANIZATION, OPERATOR)
}

/// Returns the agent of [`OTHER_ORGANIZATION`] and [`OTHER_OPERATOR`].
pub fn other_agent() -> Agent {
    Agent::operator(APPLICATION, OTHER_ORGANIZATION, OTHER_OPERATOR)
}

/// Returns the person behind [`OPERATOR`], who signs for [`ORGANIZATION`].
pub fn operator_person() -> Person {
    person("测试经办人", "13000000099")
}

/// Returns the person who signs the contracts of the initial data.
pub fn signer() -> Person {
    person("测试签署人", "13000000090")
}

/// Returns the keys of encrypted calls, [`ENCRYPTION_KEY`] and [`ENCRYPTION_MAC_KEY`].
pub fn encryption_keys() -> Option<EncryptionKeys> {
    EncryptionKeys::new(Cipher::AesCbc, ENCRYPTION_KEY, ENCRYPTION_MAC_KEY).ok()
}

fn person(name: &str, mobile: &str) -> Person {
    Person { name: name.to_owned(), mobile: mobile.to_owned() }
}

/// Returns the owner of most objects.
fn owner() -> Owner {
    Owner::new(APPLICATION, ORGANIZATION)
}

/// Adds the data to the empty state of a new sandbox.
pub(crate) fn fill(state: &mut State) {
    let now = state.now();
    state.accounts.insert(APPLICATION, ACCOUNT);
    add_roles(state);
    let other = (OTHER_ORGANIZATION, OTHER_OPERATOR);
    let people = [operator_person(), person("测试他人", "13000000098")];
    add_organization(state, (ORGANIZATION, OPERATOR), ORGANIZATION_NAME, &people[0], now);
    add_organization(state, other, OTHER_ORGANIZATION_NAME, &people[1], now);
    add_templates(state, now);
    objects::add(state, now);
    contracts::add(state, now);
    let code = QrCode {
        id: QR_CODE.to_owned(),
        owner: owner(),
        creator: OPERATOR.to_owned(),
        template: TEMPLATE.to_owned(),
        flow_name: "入职合同".to_owned(),
        names_the_scanner: false,
        flow_days: 7,
        max_flows: 100,
        expires_on: now + YEAR,
        once_each: false,
        restrictions: Vec::new(),
        cancelled: false,
        flows: 0,
        scanned_by: BTreeSet::new(),
    };
    state.qr_codes.insert(QR_CODE, code);
}

/// Adds the roles that every organization has.
fn add_roles(state: &mut State) {
    for (id, name) in ROLES {
        let role = Role {
            owner: None,
            id: id.to_owned(),
            name: name.to_owned(),
            description: String::new(),
        };
        state.roles.insert(id, role);
    }
}

/// Adds a verified and activated organization with its operator.
fn add_organization(state: &mut State, ids: (&str, &str), name: &str, person: &Person, now: i64) {
    let owner = Owner::new(APPLICATION, ids.0);
    let mut organization = organization(&owner, name);
    ids.1.clone_into(&mut organization.admin);
    organization.status = AuthorizationStatus::Verified;
    organization.active_until = now + YEAR;
    for service in ["AUTO_SIGN", "DOWNLOAD_FLOW"] {
        let enabled = Service { open: true, operator: ids.1.to_owned(), on: now };
        organization.services.insert(service.to_owned(), enabled);
    }
    state.organizations.insert(owner.key(), organization);
    let mut employee = employee(&owner, ids.1, person, now);
    employee.roles.insert(ROLES[0].0.to_owned());
    (employee.verified, employee.verified_on) = (true, now);
    state.employees.insert(owner.employee(ids.1), employee);
}

/// Creates an organization with an ID that is always the same.
fn organization(owner: &Owner, name: &str) -> Organization {
    let id = format!("yDSandboxOrg{:0>20}", owner.organization.replace('_', ""));
    Organization { id, ..Organization::new(owner.clone(), name) }
}

/// Creates an employee who is not verified, with a user ID that is always the same.
fn employee(owner: &Owner, open_id: &str, person: &Person, now: i64) -> Employee {
    let mut employee = Employee::new(owner.clone(), open_id, now);
    employee.user_id = format!("yDSandboxUser{open_id:0>19}");
    employee.name.clone_from(&person.name);
    employee.mobile.clone_from(&person.mobile);
    employee
}

fn add_templates(state: &mut State, now: i64) {
    let party = |recipient: &str, kind, role: &str| Party {
        recipient_id: recipient.to_owned(),
        kind,
        role_name: role.to_owned(),
        fills: Vec::new(),
    };
    let person = || party(PERSON_RECIPIENT, PartyKind::Person, "员工");
    let initiator = || party(INITIATOR_RECIPIENT, PartyKind::Initiator, "企业");
    for (id, name, parties, fields) in [
        (TEMPLATE, "入职合同", vec![person()], vec![]),
        (TEMPLATE_NOT_FOR_QR, "采购合同", vec![initiator(), person()], vec![]),
        (TEMPLATE_WITH_FIELDS, "劳动合同", vec![person(), initiator()], vec![salary("")]),
    ] {
        let template = Template {
            id: id.to_owned(),
            application: APPLICATION.to_owned(),
            name: name.to_owned(),
            description: String::new(),
            parties,
            ordered: id != TEMPLATE,
            fields,
            created_on: now,
            available: true,
            organizations: None,
        };
        state.templates.insert(id, template);
    }
}

/// Creates the field of [`TEMPLATE_WITH_FIELDS`].
fn salary(value: &str) -> Field {
    Field {
        id: "ComponentId_salary".to_owned(),
        name: "薪资".to_owned(),
        required: true,
        value: value.to_owned(),
        component: None,
    }
}
