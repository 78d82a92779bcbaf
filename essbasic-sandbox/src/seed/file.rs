//! Initial data from a TOML file.

use std::collections::BTreeSet;
use std::fmt;

use essbasic::organizations::AuthorizationStatus;
use serde::Deserialize;

use super::{ACCOUNT, APPLICATION, ROLES, YEAR, add_roles};
use crate::state::{
    Account, Employee, Field, Organization, Owner, Party, PartyKind, QrCode, Service, State,
    Template,
};

/// Maximum size of a file: 1 MiB.
const MAX_BYTES: usize = 1 << 20;

/// Initial data of a sandbox, for [`SandboxBuilder::seed`](crate::SandboxBuilder::seed), instead of
/// that of the [module](crate::seed). Use obviously fictitious people.
///
/// ```
/// use essbasic_sandbox::seed::Seed;
///
/// let seed = Seed::from_toml(r#"
///     [application]             # optional
///     id = "yDfakeapplicationfakeapplication"
///     contracts = 3             # quotas; also licenses, reports
///
///     [[organizations]]
///     id = "org_tea"            # open ID
///     name = "绿茶有限公司"
///     services = ["DOWNLOAD_FLOW"] # also: verified = false, active = false
///
///     [[organizations.employees]]
///     id = "clerk01"
///     name = "测试甲"
///     mobile = "13000000001"
///     admin = true              # also: verified = false
///
///     [[templates]]
///     id = "yDfaketemplatefaketemplatefake01"
///     name = "租赁合同"          # also: ordered = false, organizations = ["org_tea"]
///     fields = [{ id = "rent", name = "租金", required = true }]
///
///     [[templates.parties]]
///     recipient_id = "yDfakerecipientfakerecipient0001"
///     kind = "person"           # or "initiator"
///     role = "租客"
///
///     [[qr_codes]]
///     id = "yDfakefakefakefakefakefakefake01"
///     organization = "org_tea"
///     template = "yDfaketemplatefaketemplatefake01"
///     flow_name = "租赁合同"
///     max_flows = 10            # default: 5
/// "#)?;
/// # Ok::<(), essbasic_sandbox::seed::SeedError>(())
/// ```
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seed {
    #[serde(default)]
    application: ApplicationSeed,
    #[serde(default)]
    organizations: Vec<OrganizationSeed>,
    #[serde(default)]
    templates: Vec<TemplateSeed>,
    #[serde(default)]
    qr_codes: Vec<QrCodeSeed>,
}

#[derive(Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ApplicationSeed {
    id: String,
    contracts: i64,
    licenses: i64,
    reports: i64,
}

impl Default for ApplicationSeed {
    fn default() -> Self {
        let Account { contracts, licenses, reports } = ACCOUNT;
        Self { id: APPLICATION.to_owned(), contracts, licenses, reports }
    }
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganizationSeed {
    id: String,
    name: String,
    #[serde(default = "yes")]
    verified: bool,
    #[serde(default = "yes")]
    active: bool,
    #[serde(default)]
    services: Vec<String>,
    #[serde(default)]
    employees: Vec<EmployeeSeed>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct EmployeeSeed {
    id: String,
    name: String,
    mobile: String,
    #[serde(default)]
    admin: bool,
    #[serde(default = "yes")]
    verified: bool,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateSeed {
    id: String,
    name: String,
    #[serde(default = "yes")]
    ordered: bool,
    organizations: Option<Vec<String>>,
    parties: Vec<PartySeed>,
    #[serde(default)]
    fields: Vec<FieldSeed>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartySeed {
    recipient_id: String,
    kind: Kind,
    #[serde(default)]
    role: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Person,
    Initiator,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldSeed {
    id: String,
    name: String,
    #[serde(default)]
    required: bool,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct QrCodeSeed {
    id: String,
    organization: String,
    template: String,
    flow_name: String,
    #[serde(default = "five")]
    max_flows: i64,
}

fn yes() -> bool {
    true
}

fn five() -> i64 {
    5
}

/// Error of a [`Seed`]: TOML that is not valid, or an ID that is missing or occurs twice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SeedError(String);

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid initial data: {}", self.0)
    }
}

impl std::error::Error for SeedError {}

impl Seed {
    /// Reads initial data of at most 1 MiB.
    ///
    /// # Errors
    ///
    /// [`SeedError`] names the line or the ID.
    pub fn from_toml(text: &str) -> Result<Self, SeedError> {
        if text.len() > MAX_BYTES {
            return Err(SeedError(format!("more than {MAX_BYTES} bytes")));
        }
        let seed: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| {
                text.get(..span.start).unwrap_or_default().matches('\n').count() + 1
            });
            SeedError(format!("line {line}: {}", error.message()))
        })?;
        seed.check()?;
        Ok(seed)
    }

    /// Checks that IDs are unique, and that those that are referred to exist.
    fn check(&self) -> Result<(), SeedError> {
        let organizations = unique("organization", self.organizations.iter().map(|it| &*it.id))?;
        let templates = unique("template", self.templates.iter().map(|it| &*it.id))?;
        unique("QR code", self.qr_codes.iter().map(|it| &*it.id))?;
        for organization in &self.organizations {
            let employees = organization.employees.iter();
            unique("employee", employees.clone().map(|it| &*it.id))?;
            if employees.filter(|it| it.admin).count() > 1 {
                return Err(SeedError(format!("{} has two administrators", organization.id)));
            }
        }
        let allowed = self.templates.iter().flat_map(|it| it.organizations.iter().flatten());
        let owners = self.qr_codes.iter().map(|it| &it.organization);
        for id in allowed.chain(owners) {
            exists("organization", &organizations, id)?;
        }
        for code in &self.qr_codes {
            exists("template", &templates, &code.template)?;
        }
        Ok(())
    }

    /// Adds the data to the empty state of a new sandbox.
    pub(crate) fn fill(&self, state: &mut State) {
        let ApplicationSeed { id: application, contracts, licenses, reports } = &self.application;
        let account = Account { contracts: *contracts, licenses: *licenses, reports: *reports };
        state.accounts.insert(application, account);
        add_roles(state);
        for organization in &self.organizations {
            organization.add_to(state, application);
        }
        for template in &self.templates {
            let row = template.row(application, state.now());
            state.templates.insert(&template.id, row);
        }
        for code in &self.qr_codes {
            let admin = self.organizations.iter().find(|it| it.id == code.organization);
            let creator = admin.map(OrganizationSeed::admin).unwrap_or_default();
            let row = code.row(application, creator, state.now());
            state.qr_codes.insert(&code.id, row);
        }
    }
}

fn unique<'a>(
    what: &str,
    ids: impl Iterator<Item = &'a str>,
) -> Result<BTreeSet<&'a str>, SeedError> {
    let mut all = BTreeSet::new();
    for id in ids {
        if id.is_empty() {
            return Err(SeedError(format!("empty ID: {what}")));
        }
        if !all.insert(id) {
            return Err(SeedError(format!("there are two {what}s {id}")));
        }
    }
    Ok(all)
}

fn exists(what: &str, ids: &BTreeSet<&str>, id: &str) -> Result<(), SeedError> {
    if ids.contains(id) { Ok(()) } else { Err(SeedError(format!("there is no {what} {id}"))) }
}

impl OrganizationSeed {
    /// Returns the open ID of the administrator, empty if there is none.
    fn admin(&self) -> &str {
        self.employees.iter().find(|it| it.admin).map_or("", |it| &it.id)
    }

    fn add_to(&self, state: &mut State, application: &str) {
        let now = state.now();
        let owner = Owner::new(application, &self.id);
        let mut row = Organization::new(owner.clone(), &self.name);
        self.admin().clone_into(&mut row.admin);
        if self.verified {
            row.status = AuthorizationStatus::Verified;
        }
        if self.active {
            row.active_until = now + YEAR;
        }
        for service in &self.services {
            let enabled = Service { open: true, operator: row.admin.clone(), on: now };
            row.services.insert(service.clone(), enabled);
        }
        state.organizations.insert(owner.key(), row);
        for employee in &self.employees {
            let mut row = Employee::new(owner.clone(), &employee.id, now);
            row.name.clone_from(&employee.name);
            row.mobile.clone_from(&employee.mobile);
            let role = if employee.admin { ROLES[0].0 } else { ROLES[1].0 };
            row.roles.insert(role.to_owned());
            if employee.verified {
                (row.verified, row.verified_on) = (true, now);
            }
            state.employees.insert(owner.employee(&employee.id), row);
        }
    }
}

impl TemplateSeed {
    fn row(&self, application: &str, now: i64) -> Template {
        let party = |it: &PartySeed| Party {
            recipient_id: it.recipient_id.clone(),
            kind: match it.kind {
                Kind::Person => PartyKind::Person,
                Kind::Initiator => PartyKind::Initiator,
            },
            role_name: it.role.clone(),
            fills: Vec::new(),
        };
        let field = |it: &FieldSeed| Field {
            id: it.id.clone(),
            name: it.name.clone(),
            required: it.required,
            value: String::new(),
            component: None,
        };
        Template {
            id: self.id.clone(),
            application: application.to_owned(),
            name: self.name.clone(),
            description: String::new(),
            parties: self.parties.iter().map(party).collect(),
            ordered: self.ordered,
            fields: self.fields.iter().map(field).collect(),
            created_on: now,
            available: true,
            organizations: self.organizations.clone(),
        }
    }
}

impl QrCodeSeed {
    fn row(&self, application: &str, creator: &str, now: i64) -> QrCode {
        QrCode {
            id: self.id.clone(),
            owner: Owner::new(application, &self.organization),
            creator: creator.to_owned(),
            template: self.template.clone(),
            flow_name: self.flow_name.clone(),
            names_the_scanner: false,
            flow_days: 7,
            max_flows: self.max_flows,
            expires_on: now + YEAR,
            once_each: false,
            restrictions: Vec::new(),
            cancelled: false,
            flows: 0,
            scanned_by: BTreeSet::new(),
        }
    }
}

/// Shows only the numbers of objects: employees are people.
impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seed")
            .field("organizations", &self.organizations.len())
            .field("templates", &self.templates.len())
            .field("qr_codes", &self.qr_codes.len())
            .finish_non_exhaustive()
    }
}
