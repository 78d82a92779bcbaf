//! The actions that a server offers, and the agent of its requests.

use essbasic::schema::StructSchema;
use essbasic::{Descriptor, Effect, Entry};
use essbasic_devtools::{Language, action_docs, t};
use serde_json::{Map, Value};

use crate::outcome::ToolResult;

/// The actions and the agent, as configured when the server was built.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) language: Language,
    pub(crate) read_only: bool,
    /// Names of actions and domains; all if empty.
    pub(crate) allow: Vec<String>,
    pub(crate) deny: Vec<String>,
    /// Fields that the agent of every request has.
    pub(crate) agent: Map<String, Value>,
}

impl Scope {
    /// Returns whether the server offers an action.
    pub(crate) fn offers(&self, entry: &Entry) -> bool {
        let is_in = |names: &[String]| {
            names.iter().any(|it| it == entry.descriptor().name || it == entry.domain())
        };
        let is_readable = entry.descriptor().effect == Effect::Read;
        (!self.read_only || is_readable)
            && (self.allow.is_empty() || is_in(&self.allow))
            && !is_in(&self.deny)
    }

    /// Finds an action that exists, whether or not it is offered.
    pub(crate) fn find(&self, name: &str) -> Result<&'static Entry, ToolResult> {
        essbasic::find_action(name).ok_or_else(|| {
            let short: String = name.chars().take(100).collect();
            let message = t!(self.language, "mcp-no-action", name = short);
            let mut result = ToolResult::rejected(message, None);
            let similar = action_docs::search(name).results;
            let similar: Vec<_> =
                similar.iter().take(5).map(|it| it.entry.descriptor().name).collect();
            result.set("similar", similar);
            result.set("hint", t!(self.language, "mcp-no-action-hint").into_owned());
            result
        })
    }

    /// Finds an action that the server offers.
    pub(crate) fn offered(&self, name: &str) -> Result<&'static Entry, ToolResult> {
        let entry = self.find(name)?;
        if self.offers(entry) {
            return Ok(entry);
        }
        let name = entry.descriptor().name;
        let hint = t!(self.language, "mcp-not-offered-hint");
        Err(ToolResult::rejected(t!(self.language, "mcp-not-offered", name = name), Some(hint)))
    }

    /// Replaces the agent of an example by that of the server.
    pub(crate) fn set_agent(&self, action: &Descriptor, example: &mut Map<String, Value>) {
        if !self.agent.is_empty() && example.remove("Agent").is_some() {
            // Without an agent of its own, the example has no other.
            let _ = self.complete(action, example);
        }
    }

    /// Adds the agent to a request.
    ///
    /// # Errors
    ///
    /// If the request has another application, organization or operator.
    pub(crate) fn complete(
        &self,
        action: &Descriptor,
        request: &mut Map<String, Value>,
    ) -> Result<(), ToolResult> {
        let agent = (action.request)().field("Agent").and_then(|(_, field)| field.kind.object());
        let Some(agent) = agent.filter(|_| !self.agent.is_empty()) else { return Ok(()) };
        let fields = request.entry("Agent").or_insert(Value::Null);
        merge(agent, fields, &self.agent, "Agent").map_err(|path| {
            let hint = t!(self.language, "mcp-agent-fixed-hint");
            ToolResult::rejected(t!(self.language, "mcp-agent-fixed", path = path), Some(hint))
        })
    }
}

/// Adds fields to an object; returns the path of the first that is there with another value.
fn merge(
    schema: &'static StructSchema,
    value: &mut Value,
    fields: &Map<String, Value>,
    path: &str,
) -> Result<(), String> {
    if value.is_null() {
        *value = Value::Object(Map::new());
    }
    // Validation reports any other type.
    let Value::Object(object) = value else { return Ok(()) };
    for (name, wanted) in fields.iter().filter(|(_, wanted)| !wanted.is_null()) {
        let path = format!("{path}.{name}");
        let Some((_, field)) = schema.field(name) else { continue };
        let current = object.entry(name).or_insert(Value::Null);
        match (wanted, field.kind.object()) {
            (Value::Object(wanted), Some(schema)) => merge(schema, current, wanted, &path)?,
            _ if current.is_null() => current.clone_from(wanted),
            _ if current == wanted => {}
            _ => return Err(path),
        }
    }
    Ok(())
}
