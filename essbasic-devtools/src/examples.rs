//! Examples of every action: requests that a new sandbox accepts, and the responses they get.
//!
//! They are written in `examples/<domain>/<action>.json`, one object per example, or a list of them:
//!
//! - `Title`: the text by language; only if an action has several examples, or one needs a remark.
//! - `Request`: without an `Agent`, the [`agent`] is added.
//! - `Response`: recorded by the test `action_examples`. IDs, links and times that the sandbox makes up are
//!   replaced.
//! - `Simulated`: whether the sandbox returns a canned response.
//!
//! Times are relative, such as `$now+30d`: Unix time in seconds. `$ms` is in milliseconds; `$date`,
//! `$day` and `$local` are the time in Beijing as `20260102`, `2026-01-02` and `2026-01-02 03:04:05`.
//! Units are `s`, `m`, `h` and `d`.
//!
//! ```
//! use essbasic_devtools::examples;
//!
//! let example = &examples::for_action("ModifyFlowDeadline")[0];
//! let request = example.request(1_767_225_600);
//! assert_eq!(request["Deadline"], 1_767_225_600 + 60 * 86_400);
//! assert_eq!(request["Agent"]["AppId"], "yDwhxUUckp3gl8j5UuFX33LSNozpRsbi");
//! assert!(!example.is_simulated());
//! ```

use std::time::{SystemTime, UNIX_EPOCH};

use essbasic::Descriptor;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::Language;

mod fill;
mod time;

/// Actions in ascending order, each with its examples as JSON.
const EXAMPLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// An example of an action.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Example {
    title: Option<Title>,
    request: Map<String, Value>,
    response: Map<String, Value>,
    #[serde(default)]
    simulated: bool,
    #[serde(skip)]
    has_agent: bool,
}

#[derive(Clone, Debug, Deserialize)]
struct Title {
    en: String,
    #[serde(rename = "zh-CN")]
    zh_cn: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum File {
    One(Box<Example>),
    Several(Vec<Example>),
}

/// Returns the examples of an action, the most common first. Every action of the catalogue has one.
pub fn for_action(action: &str) -> Vec<Example> {
    let Ok(index) = EXAMPLES.binary_search_by_key(&action, |(name, _)| *name) else {
        return Vec::new();
    };
    // The tests parse every example.
    let mut examples = match serde_json::from_str(EXAMPLES[index].1) {
        Ok(File::One(example)) => vec![*example],
        Ok(File::Several(examples)) => examples,
        Err(_) => Vec::new(),
    };
    let schema = essbasic::find_action(action).map(|entry| (entry.descriptor().request)());
    let has_agent = schema.is_some_and(|schema| schema.field("Agent").is_some());
    for example in &mut examples {
        example.has_agent = has_agent;
    }
    examples
}

/// Returns whether the sandbox returns a canned response for an action: it validates the request and
/// stores nothing.
pub fn is_simulated(action: &str) -> bool {
    for_action(action).iter().any(Example::is_simulated)
}

/// Returns the agent of the examples: application, organization and operator of a new sandbox.
pub fn agent() -> Map<String, Value> {
    let agent = json!({
        "AppId": "yDwhxUUckp3gl8j5UuFX33LSNozpRsbi",
        "ProxyOrganizationOpenId": "org_dianziqian",
        "ProxyOperator": { "OpenId": "n9527" },
    });
    agent.as_object().cloned().unwrap_or_default()
}

/// Returns the Unix time of the system clock in seconds, which the times of examples are relative to.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(0)
}

impl Example {
    /// Returns the title in a language, if the example has one.
    pub fn title(&self, language: Language) -> Option<&str> {
        let title = self.title.as_ref()?;
        Some(match language {
            Language::English => &title.en,
            Language::Chinese => &title.zh_cn,
        })
    }

    /// Returns the request, at a Unix time in seconds.
    pub fn request(&self, now: i64) -> Map<String, Value> {
        let mut request = resolved(&self.request, now);
        if self.has_agent {
            request.entry("Agent").or_insert_with(|| agent().into());
        }
        request
    }

    /// Returns the response, at a Unix time in seconds.
    pub fn response(&self, now: i64) -> Map<String, Value> {
        resolved(&self.response, now)
    }

    /// Adds to a request of the action what it does not have. Nothing that is there changes.
    pub fn fill(&self, action: &Descriptor, request: &mut Map<String, Value>, now: i64) {
        fill::fill((action.request)(), request, self.request(now));
    }

    /// Returns whether the sandbox returns a canned response.
    pub fn is_simulated(&self) -> bool {
        self.simulated
    }

    /// Returns whether the request has the [`agent`], not one of its own.
    pub fn has_default_agent(&self) -> bool {
        self.has_agent && !self.request.contains_key("Agent")
    }
}

fn resolved(fields: &Map<String, Value>, now: i64) -> Map<String, Value> {
    fields.iter().map(|(name, value)| (name.clone(), resolve(value, now))).collect()
}

/// Replaces relative times.
fn resolve(value: &Value, now: i64) -> Value {
    match value {
        Value::String(text) => time::resolve(text, now).unwrap_or_else(|| value.clone()),
        Value::Array(items) => items.iter().map(|it| resolve(it, now)).collect(),
        Value::Object(fields) => Value::Object(resolved(fields, now)),
        _ => value.clone(),
    }
}
