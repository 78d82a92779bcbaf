//! What a new sandbox holds: enough that the manual's own examples run word for word.

use essbasic::Agent;

use crate::state::{Owner, Party, QrCode, State, Template};

/// The secret id that a sandbox knows unless told another.
pub const SECRET_ID: &str = "AKIDsandboxsandboxsandboxsandbox";

/// The key of [`SECRET_ID`]; it opens nothing but a sandbox.
pub const SECRET_KEY: &str = "sandboxsandboxsandboxsandbox";

/// The application.
pub const APPLICATION: &str = "yDwhxUUckp3gl8j5UuFX33LSNozpRsbi";

/// An organization of the application, and its operator.
pub const ORGANIZATION: (&str, &str) = ("org_dianziqian", "n9527");

/// Another organization of the application, and its operator.
pub const OTHER_ORGANIZATION: (&str, &str) = ("org_other", "other01");

/// A code of [`ORGANIZATION`] that can be scanned.
pub const QR_CODE: &str = "yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR";

/// A template that one person signs, fit for a QR code.
pub const TEMPLATE: &str = "yDSandboxTemplatePersonOnly00001";

/// A template that the organization signs first, which no QR code can start.
pub const TEMPLATE_NOT_FOR_QR: &str = "yDSandboxTemplateNotForQr0000001";

/// The agent of [`ORGANIZATION`].
pub fn agent() -> Agent {
    Agent::operator(APPLICATION, ORGANIZATION.0, ORGANIZATION.1)
}

/// The agent of [`OTHER_ORGANIZATION`].
pub fn other_agent() -> Agent {
    Agent::operator(APPLICATION, OTHER_ORGANIZATION.0, OTHER_ORGANIZATION.1)
}

/// The state of a new sandbox.
pub(crate) fn state() -> State {
    let mut state = State::default();
    state
        .application(APPLICATION)
        .operator(ORGANIZATION.0, ORGANIZATION.1)
        .operator(OTHER_ORGANIZATION.0, OTHER_ORGANIZATION.1)
        .template(
            TEMPLATE,
            Template { parties: vec![Party::Person], ordered: false, initiator_fills: false },
        )
        .template(
            TEMPLATE_NOT_FOR_QR,
            Template {
                parties: vec![Party::Initiator, Party::Person],
                ordered: true,
                initiator_fills: false,
            },
        );
    let owner =
        Owner { application: APPLICATION.to_owned(), organization: ORGANIZATION.0.to_owned() };
    let in_a_year = state.now() + 365 * 24 * 60 * 60;
    state.keep(QrCode::new(owner, 100, in_a_year, false, Vec::new()).with_id(QR_CODE));
    state
}
