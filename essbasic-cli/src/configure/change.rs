//! What is to be changed in a profile.

use std::collections::BTreeMap;

use super::key::Key;
use crate::arguments::{EnvironmentName, Setting};
use crate::config::DEFAULT;
use crate::failure::Failure;
use crate::input::AgentIds;

/// What is to be changed in a profile: settings, each with its text, or with none where it is to
/// be taken out.
#[derive(Debug, Default)]
pub(super) struct Change(BTreeMap<&'static str, Option<String>>);

impl Change {
    /// What was said by options.
    pub(super) fn of(setting: &Setting) -> Result<Self, Failure> {
        let mut change = Self::default();
        if let Some(name) = setting.environment {
            change.environment(name);
        }
        if let Some(url) = &setting.endpoint {
            change.endpoint(url);
        }
        if let Some(agent) = &setting.agent {
            change.agent(agent)?;
        }
        let ca_file = match setting.ca_file.as_deref() {
            None | Some("") => setting.ca_file.clone(),
            // A profile is used from any folder.
            Some(path) => Some(std::path::absolute(path)?.display().to_string()),
        };
        let plain = [
            ("language", &setting.language),
            ("region", &setting.region),
            ("proxy", &setting.proxy),
            ("ca_file", &ca_file),
            ("credentials", &setting.credentials),
        ];
        for (key, text) in plain {
            if let Some(text) = text {
                change.say(key, text);
            }
        }
        Ok(change)
    }

    /// One of both says where everything goes, never two.
    pub(super) fn environment(&mut self, name: EnvironmentName) {
        self.say("environment", name.name());
        self.say("endpoint", "");
    }

    pub(super) fn endpoint(&mut self, url: &str) {
        self.say("endpoint", url);
        self.say("environment", "");
    }

    /// Whoever names an agent names all of it.
    pub(super) fn agent(&mut self, ids: &str) -> Result<(), Failure> {
        let ids = if ids.is_empty() { AgentIds::default() } else { AgentIds::read(ids)? };
        for (key, id) in ids.parts() {
            self.say(key, id.unwrap_or_default());
        }
        Ok(())
    }

    /// Sets a setting; an empty text takes it out.
    pub(super) fn say(&mut self, key: &'static str, text: &str) {
        self.0.insert(key, Some(text.to_owned()).filter(|text| !text.is_empty()));
    }

    /// With the name under which a key is kept, where others would not look there.
    pub(super) fn naming(mut self, key: Option<&Key>, profile: &str) -> Self {
        if let Some(key) = key.filter(|key| profile != DEFAULT || key.name() != DEFAULT) {
            self.say("credentials", key.name());
        }
        self
    }

    /// The settings; those that go before those that come, which may take their place.
    pub(super) fn settings(&self) -> impl Iterator<Item = (&'static str, Option<&str>)> {
        self.0.iter().map(|(key, text)| (*key, text.as_deref()))
    }
}
