//! The agent that a request does not name: from an option or a profile.

use essbasic::schema::{FieldKind, StructSchema};
use serde_json::{Map, Value, json};

use crate::config::Profile;
use crate::failure::Failure;

/// For whom actions are called, where their requests do not say.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct AgentIds {
    application: Option<String>,
    organization: Option<String>,
    operator: Option<String>,
}

impl AgentIds {
    /// What `--agent` says, or else a profile.
    pub(crate) fn of(argument: Option<&str>, profile: &Profile) -> Result<Self, Failure> {
        let Some(argument) = argument else {
            let id = |key| profile.get(key).map(str::to_owned);
            let (application, operator) = (id("application"), id("operator"));
            return Ok(Self { application, organization: id("organization"), operator });
        };
        Self::read(argument)
    }

    /// Reads APPLICATION[/ORGANIZATION[/OPERATOR]].
    pub(crate) fn read(argument: &str) -> Result<Self, Failure> {
        let ids: Vec<_> = argument.split('/').collect();
        if ids.len() > 3 || ids.iter().any(|id| id.is_empty()) {
            let message = "--agent: write APPLICATION, APPLICATION/ORGANIZATION or APPLICATION/ORGANIZATION/OPERATOR";
            return Err(Failure::usage(message));
        }
        let id = |at: usize| ids.get(at).map(|id| (*id).to_owned());
        Ok(Self { application: id(0), organization: id(1), operator: id(2) })
    }

    /// Its ids, by what a profile calls them.
    pub(crate) fn parts(&self) -> [(&'static str, Option<&str>); 3] {
        [
            ("application", self.application.as_deref()),
            ("organization", self.organization.as_deref()),
            ("operator", self.operator.as_deref()),
        ]
    }

    /// Adds to a request what its agent lacks. An agent that names another application or
    /// organization than ours gets none of what is ours inside that.
    pub(crate) fn complete(
        &self,
        members: &mut Map<String, Value>,
        schema: Option<&'static StructSchema>,
    ) {
        let takes_one = schema.and_then(|schema| schema.field("Agent")).is_some_and(|(_, field)| {
            matches!(field.kind, FieldKind::Object(agent) if agent().field("ProxyOrganizationOpenId").is_some())
        });
        let Some(application) = self.application.as_ref().filter(|_| takes_one) else { return };
        let agent = members.entry("Agent").or_insert(Value::Null);
        if agent.is_null() {
            *agent = Value::Object(Map::new());
        }
        // Something else than an object is told by the check.
        let Value::Object(agent) = agent else { return };
        let is_ours = say(agent, "AppId", application.as_str().into());
        let Some(organization) = self.organization.as_ref().filter(|_| is_ours) else { return };
        let is_ours = say(agent, "ProxyOrganizationOpenId", organization.as_str().into());
        if let Some(operator) = self.operator.as_ref().filter(|_| is_ours) {
            say(agent, "ProxyOperator", json!({ "OpenId": operator }));
        }
    }
}

/// Says a member where nothing is said yet; whether it says the same now.
fn say(agent: &mut Map<String, Value>, name: &str, ours: Value) -> bool {
    let said = agent.entry(name).or_insert(Value::Null);
    if said.is_null() {
        *said = ours;
        return true;
    }
    *said == ours
}
