//! Results of tools: outcome, response or error, in words for assistants and people.

use std::borrow::Cow;

use essbasic::schema::SecretFields;
use essbasic::validate::Violation;
use essbasic::{Descriptor, Error, ErrorKind, JsonObject, Outcome, Reply};
use essbasic_devtools::{Language, error_text, t};
use rmcp::model::CallToolResult;
use serde_json::{Map, Value, json};

use crate::limits;
use crate::mask;
use crate::parts::{KeptResults, Part};

/// Result of a tool: a JSON object, and whether the tool failed.
#[derive(Clone, Debug)]
pub(crate) struct ToolResult {
    pub(crate) fields: Map<String, Value>,
    pub(crate) is_error: bool,
}

impl ToolResult {
    /// Creates a result from a JSON object.
    pub(crate) fn new(value: Value) -> Self {
        let fields = match value {
            Value::Object(fields) => fields,
            other => Map::from_iter([("result".to_owned(), other)]),
        };
        Self { fields, is_error: false }
    }

    /// Creates the result of a call that was not sent, with the reason and what to do.
    pub(crate) fn rejected(message: impl Into<String>, hint: Option<Cow<'static, str>>) -> Self {
        let mut result = Self::new(json!({ "outcome": "not_sent", "message": message.into() }));
        result.is_error = true;
        if let Some(hint) = hint {
            result.set("hint", hint.into_owned());
        }
        result
    }

    /// Creates a result that is not an error, with an outcome and its meaning.
    pub(crate) fn outcome(outcome: &str, message: impl Into<String>) -> Self {
        Self::new(json!({ "outcome": outcome, "message": message.into() }))
    }

    pub(crate) fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.fields.insert(name.to_owned(), value.into());
    }

    /// Returns the outcome.
    pub(crate) fn name(&self) -> &str {
        self.fields.get("outcome").and_then(Value::as_str).unwrap_or_default()
    }

    /// Creates a result from a part of a kept one.
    pub(crate) fn of_part(part: Part, language: Language) -> Self {
        let mut result = Self::new(json!({ "outcome": "done" }));
        part.describe(&mut result.fields, language);
        result
    }

    /// Converts the result for the client. A long one is kept, and replaced by its first part.
    pub(crate) fn finish(self, kept: &KeptResults, language: Language) -> CallToolResult {
        let value = kept.shorten(Value::Object(self.fields), language);
        if self.is_error {
            CallToolResult::structured_error(value)
        } else {
            CallToolResult::structured(value)
        }
    }
}

/// The conversion of replies and errors into results.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reporter {
    pub(crate) language: Language,
    pub(crate) reveal: bool,
}

impl Reporter {
    /// Returns the result of a call.
    pub(crate) fn call(
        self,
        action: &'static Descriptor,
        request: &Map<String, Value>,
        result: Result<Reply<JsonObject>, Error>,
    ) -> ToolResult {
        match result {
            Ok(reply) => self.reply(action, reply),
            Err(error) => self.error(action, request, &error),
        }
    }

    fn reply(self, action: &'static Descriptor, reply: Reply<JsonObject>) -> ToolResult {
        let request_id = reply.request_id.clone();
        let mut response = Value::Object(reply.into_output().0);
        if !self.reveal {
            mask::value(SecretFields::of((action.response)()).or_unknown(), &mut response);
        }
        let mut result = ToolResult::new(json!({ "outcome": "done", "request_id": request_id }));
        result.set("response", response);
        result.set("note", t!(self.language, "mcp-data-note").into_owned());
        result
    }

    /// Returns the result of a call that failed.
    pub(crate) fn error(
        self,
        action: &'static Descriptor,
        request: &Map<String, Value>,
        error: &Error,
    ) -> ToolResult {
        let language = self.language;
        if error.kind() == ErrorKind::Invalid && !error.violations().is_empty() {
            return self.violations(error.violations());
        }
        let (name, meaning) = match (error.kind(), error.outcome()) {
            (ErrorKind::WaitTimeout, _) => ("pending", t!(language, "mcp-pending")),
            (ErrorKind::WaitFailed, _) => ("failed", t!(language, "mcp-wait-failed")),
            (_, Outcome::NotSent) => ("not_sent", t!(language, "not-sent-meaning")),
            (_, Outcome::Refused) => ("refused", t!(language, "refused-meaning")),
            _ => ("unknown", t!(language, "mcp-unknown")),
        };
        let mut result = ToolResult::outcome(name, meaning);
        result.is_error = name != "pending";
        if let Some(id) = error.request_id() {
            result.set("request_id", id);
        }
        let message = match (error.kind(), self.reveal) {
            (ErrorKind::Service, false) => error.redacted_message().to_owned(),
            _ => error_text::message(language, error).into_owned(),
        };
        let message = if self.reveal { message } else { mask::text(action, request, &message) };
        let mut detail = Map::from_iter([("message".to_owned(), message.into())]);
        if let Some(code) = error.code() {
            detail.insert("code".to_owned(), code.as_str().into());
            let help = essbasic_devtools::action_docs::error_help(action, code.as_str(), language);
            if let Some(help) = help {
                detail.insert("help".to_owned(), help.into());
            }
        }
        if let Some(hint) = error_text::hint(language, error) {
            detail.insert("hint".to_owned(), hint.into());
        }
        result.set("error", detail);
        if error.outcome() == Outcome::Unknown && action.effect != essbasic::Effect::Read {
            result.set("hint", t!(language, "mcp-unknown-hint").into_owned());
        }
        result
    }

    /// Returns the result of a request that is invalid.
    pub(crate) fn violations(self, violations: &[Violation]) -> ToolResult {
        let language = self.language;
        let mut result = ToolResult::rejected(t!(language, "mcp-invalid"), None);
        result.set("violations", list(violations, language));
        if violations.len() > limits::VIOLATIONS {
            result.set("more_violations", violations.len() - limits::VIOLATIONS);
        }
        result
    }
}

/// Returns violations as JSON.
pub(crate) fn list(violations: &[Violation], language: Language) -> Value {
    let shown = violations.iter().take(limits::VIOLATIONS);
    let shown = shown.map(|it| {
        json!({ "path": it.path, "message": error_text::requirement(language, &it.requirement) })
    });
    shown.collect()
}
