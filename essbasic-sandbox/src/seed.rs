//! Initial data of a sandbox: the examples of the API reference run unchanged. With the feature `toml`,
//! a `Seed` replaces it.
//!
//! One application, two verified organizations with an operator each, three templates, one QR code.

use std::collections::BTreeSet;

use essbasic::Agent;
use essbasic::organizations::AuthorizationStatus;

use crate::state::{
    ADMIN_ROLE, Account, Employee, Field, Organization, Owner, Party, PartyKind, Person, QrCode,
    Role, Service, State, Template,
};

const YEAR: i64 = 365 * 24 * 60 * 60;

#[cfg(feature = "toml")]
mod file;

#[cfg(feature = "toml")]
pub use file::{Seed, SeedError};

/// Quotas of the application.
const ACCOUNT: Account = Account { contracts: 10_000, licenses: 100, reports: 100 };

/// Secret ID that a sandbox accepts by default.
pub const SECRET_ID: &str = "AKIDsandboxsandboxsandboxsandbox";

/// Secret key of [`SECRET_ID`]. Valid only for sandboxes.
pub const SECRET_KEY: &str = "sandboxsandboxsandboxsandbox";

/// Application ID.
pub const APPLICATION: &str = "yDwhxUUckp3gl8j5UuFX33LSNozpRsbi";

/// Open ID of an organization of [`APPLICATION`].
pub const ORGANIZATION: &str = "org_dianziqian";

/// Open ID of the operator and administrator of [`ORGANIZATION`].
pub const OPERATOR: &str = "n9527";

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

/// Name of [`ORGANIZATION`].
pub const ORGANIZATION_NAME: &str = "沙箱示例公司";

/// Name of [`OTHER_ORGANIZATION`].
pub const OTHER_ORGANIZATION_NAME: &str = "沙箱另一公司";

/// Recipient ID of the person who signs, in every template that has one.
pub const PERSON_RECIPIENT: &str = "yDSandboxRecipientPerson00000001";

/// Recipient ID of the initiating organization, in every template that has one.
pub const INITIATOR_RECIPIENT: &str = "yDSandboxRecipientInitiator00001";

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
    Person { name: "测试经办人".to_owned(), mobile: "13000000099".to_owned() }
}

/// Adds the data to the empty state of a new sandbox.
pub(crate) fn fill(state: &mut State) {
    let now = state.now();
    state.accounts.insert(APPLICATION, ACCOUNT);
    add_roles(state);
    let operator = operator_person();
    add_organization(state, (ORGANIZATION, OPERATOR), ORGANIZATION_NAME, &operator, now);
    let other = Person { name: "测试他人".to_owned(), mobile: "13000000098".to_owned() };
    add_organization(
        state,
        (OTHER_ORGANIZATION, OTHER_OPERATOR),
        OTHER_ORGANIZATION_NAME,
        &other,
        now,
    );
    add_templates(state, now);
    let code = QrCode {
        id: QR_CODE.to_owned(),
        owner: Owner::new(APPLICATION, ORGANIZATION),
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
    let mut organization = Organization::new(owner.clone(), name);
    ids.1.clone_into(&mut organization.admin);
    organization.status = AuthorizationStatus::Verified;
    organization.active_until = now + YEAR;
    for service in ["AUTO_SIGN", "DOWNLOAD_FLOW"] {
        let enabled = Service { open: true, operator: ids.1.to_owned(), on: now };
        organization.services.insert(service.to_owned(), enabled);
    }
    state.organizations.insert(owner.key(), organization);
    let mut employee = Employee::new(owner.clone(), ids.1, now);
    employee.name.clone_from(&person.name);
    employee.mobile.clone_from(&person.mobile);
    employee.roles.insert(ROLES[0].0.to_owned());
    (employee.verified, employee.verified_on) = (true, now);
    state.employees.insert(owner.employee(ids.1), employee);
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
    let salary = Field {
        id: "ComponentId_salary".to_owned(),
        name: "薪资".to_owned(),
        required: true,
        value: String::new(),
    };
    for (id, name, parties, fields) in [
        (TEMPLATE, "入职合同", vec![person()], vec![]),
        (TEMPLATE_NOT_FOR_QR, "采购合同", vec![initiator(), person()], vec![]),
        (TEMPLATE_WITH_FIELDS, "劳动合同", vec![person(), initiator()], vec![salary]),
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
