//! A value with the option, variable or profile that sets it.

use std::path::PathBuf;

use crate::config::Profile;
use crate::error::CliError;
use crate::message::{Message, message};

use super::variable;

/// A value, and what sets it: `--proxy`, `TENCENTCLOUD_REGION`, or a key of a profile.
#[derive(Clone, Debug)]
pub(crate) struct Setting<T = String> {
    pub(crate) value: T,
    pub(crate) source: Message,
}

impl<T> Setting<T> {
    /// Creates the setting of an option or a variable, which has the same name in every language.
    pub(crate) fn named(name: &str, value: T) -> Self {
        Self { value, source: Message::verbatim(name) }
    }

    /// Uses the value. An error begins with what sets it.
    pub(crate) fn apply<U, E: Into<CliError>>(
        &self,
        function: impl FnOnce(&T) -> Result<U, E>,
    ) -> Result<U, CliError> {
        function(&self.value).map_err(|error| error.into().in_context(&self.source))
    }

    /// Converts the value.
    pub(crate) fn map<U>(self, function: impl FnOnce(T) -> U) -> Setting<U> {
        Setting { value: function(self.value), source: self.source }
    }
}

impl Setting {
    /// Returns the value of a key of a profile, unless it is empty.
    pub(crate) fn of_profile(profile: &Profile, key: &str) -> Option<Self> {
        let value = profile.get(key)?.to_owned();
        let path = profile.path.clone().unwrap_or_else(|| PathBuf::from("config.toml"));
        let source = message!("cli-key-in-profile", path = path, name = profile.name, key = key);
        Some(Self { value, source })
    }

    /// Returns the value of a variable, unless it is empty or not set.
    pub(crate) fn of_variable(name: &str) -> Result<Option<Self>, CliError> {
        Ok(variable(name)?.map(|value| Self::named(name, value)))
    }
}
