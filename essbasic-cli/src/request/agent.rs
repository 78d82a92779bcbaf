//! Default agent of requests, from an option or a profile.

use essbasic::schema::StructSchema;
use serde_json::{Map, Value, json};

use crate::config::Profile;
use crate::error::CliError;
use crate::message::{Message, message};

/// IDs of the agent, added to requests that leave them out.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct AgentIds {
    application: Option<String>,
    organization: Option<String>,
    operator: Option<String>,
}

impl AgentIds {
    /// Returns the IDs of `--agent`, or else those of the profile.
    pub(crate) fn from_option_or_profile(
        option: Option<&str>,
        profile: &Profile,
    ) -> Result<Self, CliError> {
        let Some(option) = option else {
            let id = |key| profile.get(key).map(str::to_owned);
            let (application, operator) = (id("application"), id("operator"));
            return Ok(Self { application, organization: id("organization"), operator });
        };
        Self::parse(option).map_err(|error| error.in_context(&Message::verbatim("--agent")))
    }

    /// Parses `APPLICATION[/ORGANIZATION[/OPERATOR]]`.
    pub(crate) fn parse(argument: &str) -> Result<Self, CliError> {
        let ids: Vec<_> = argument.split('/').collect();
        if ids.len() > 3 || ids.iter().any(|id| id.is_empty()) {
            return Err(CliError::usage(message!("cli-write-agent")));
        }
        let id = |index: usize| ids.get(index).map(|id| (*id).to_owned());
        Ok(Self { application: id(0), organization: id(1), operator: id(2) })
    }

    /// Returns the IDs with their keys in a profile.
    pub(crate) fn by_key(&self) -> [(&'static str, Option<&str>); 3] {
        [
            ("application", self.application.as_deref()),
            ("organization", self.organization.as_deref()),
            ("operator", self.operator.as_deref()),
        ]
    }

    /// Adds the IDs that the agent of a request leaves out.
    pub(super) fn complete(
        &self,
        fields: &mut Map<String, Value>,
        schema: Option<&'static StructSchema>,
    ) {
        let agent = schema.and_then(|schema| schema.field("Agent")?.1.kind.object());
        let has_agent = agent.is_some_and(|it| it.field("ProxyOrganizationOpenId").is_some());
        if !has_agent || self.application.is_none() {
            return;
        }
        let agent = fields.entry("Agent").or_insert(Value::Null);
        if agent.is_null() {
            *agent = Value::Object(Map::new());
        }
        // Validation reports any other type.
        if let Value::Object(agent) = agent {
            self.complete_agent(agent);
        }
    }

    /// Adds the IDs that an agent leaves out.
    ///
    /// An agent with another application or organization does not get the IDs below it.
    pub(crate) fn complete_agent(&self, agent: &mut Map<String, Value>) {
        let Some(application) = &self.application else { return };
        let is_ours = set_if_missing(agent, "AppId", application.as_str().into());
        let Some(organization) = self.organization.as_ref().filter(|_| is_ours) else { return };
        let is_ours =
            set_if_missing(agent, "ProxyOrganizationOpenId", organization.as_str().into());
        if let Some(operator) = self.operator.as_ref().filter(|_| is_ours) {
            set_if_missing(agent, "ProxyOperator", json!({ "OpenId": operator }));
        }
    }
}

/// Sets a field that is missing or null. Returns whether it now has the given value.
fn set_if_missing(agent: &mut Map<String, Value>, name: &str, value: Value) -> bool {
    let current = agent.entry(name).or_insert(Value::Null);
    if current.is_null() {
        *current = value;
        return true;
    }
    *current == value
}
