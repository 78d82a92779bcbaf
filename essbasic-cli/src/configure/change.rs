//! Changes to a profile.

use std::collections::BTreeMap;

use crate::cli::{EnvironmentName, ProfileArgs};
use crate::config::DEFAULT;
use crate::error::CliError;
use crate::message::Message;
use crate::request::AgentIds;

/// Settings to change, each with its new value, or `None` to remove it.
#[derive(Debug, Default)]
pub(super) struct ProfileChange(BTreeMap<&'static str, Option<String>>);

impl ProfileChange {
    pub(super) fn from_options(options: &ProfileArgs) -> Result<Self, CliError> {
        let mut change = Self::default();
        if let Some(name) = options.environment {
            change.set_environment(name);
        }
        if let Some(url) = &options.endpoint {
            change.set_endpoint(url);
        }
        if let Some(agent) = &options.agent {
            let place = Message::verbatim("--agent");
            change.set_agent(agent).map_err(|error| error.in_context(&place))?;
        }
        let ca_file = match options.ca_file.as_deref() {
            None | Some("") => options.ca_file.clone(),
            // Commands run in other folders.
            Some(path) => Some(std::path::absolute(path)?.display().to_string()),
        };
        let others = [
            ("language", &options.language),
            ("region", &options.region),
            ("proxy", &options.proxy),
            ("ca_file", &ca_file),
            ("credentials", &options.credentials),
        ];
        for (key, text) in others {
            if let Some(text) = text {
                change.set(key, text);
            }
        }
        Ok(change)
    }

    /// Sets the environment, which replaces an endpoint.
    pub(super) fn set_environment(&mut self, name: EnvironmentName) {
        self.set("environment", name.name());
        self.set("endpoint", "");
    }

    /// Sets the endpoint, which replaces an environment.
    pub(super) fn set_endpoint(&mut self, url: &str) {
        self.set("endpoint", url);
        self.set("environment", "");
    }

    /// Sets all IDs of the agent; those that are missing are removed.
    pub(super) fn set_agent(&mut self, ids: &str) -> Result<(), CliError> {
        let ids = if ids.is_empty() { AgentIds::default() } else { AgentIds::parse(ids)? };
        for (key, id) in ids.by_key() {
            self.set(key, id.unwrap_or_default());
        }
        Ok(())
    }

    /// Sets a value. An empty one removes the setting.
    pub(super) fn set(&mut self, key: &'static str, text: &str) {
        self.0.insert(key, Some(text.to_owned()).filter(|text| !text.is_empty()));
    }

    /// Sets `credentials` to the name of a stored key pair, unless commands find it by default.
    pub(super) fn with_credentials(mut self, key_pair: Option<&str>, profile: &str) -> Self {
        if let Some(name) = key_pair.filter(|name| profile != DEFAULT || *name != DEFAULT) {
            self.set("credentials", name);
        }
        self
    }

    pub(super) fn settings(&self) -> impl Iterator<Item = (&'static str, Option<&str>)> {
        self.0.iter().map(|(key, text)| (*key, text.as_deref()))
    }
}
