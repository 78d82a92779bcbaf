//! Configuration file: profiles of settings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, io};

use crate::error::CliError;
use crate::input;
use crate::message::{Localize, message};
use crate::suggest;

/// Maximum size of the file.
const MAX_BYTES: u64 = 1 << 20;

/// Name of the profile that is used by default.
pub(crate) const DEFAULT: &str = "default";

/// Keys of a profile; all values are strings.
pub(crate) const KEYS: [&str; 13] = [
    "application",
    "organization",
    "operator",
    "environment",
    "endpoint",
    "region",
    "language",
    "proxy",
    "ca_file",
    "credentials",
    "credential_process",
    "callback_token_file",
    "callback_key_file",
];

/// A profile.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    values: BTreeMap<String, String>,
    pub(crate) name: String,
    /// File of the profile.
    pub(crate) path: Option<PathBuf>,
    /// `true` if the profile was selected by name.
    pub(crate) named: bool,
}

impl Profile {
    /// Reads the named profile, or the default profile if there is one.
    pub(crate) fn read(name: Option<&str>) -> Result<Self, CliError> {
        let Some((path, text)) = read_file()? else {
            return match name {
                None => Ok(Self::default()),
                Some(name) => {
                    let path = path().0.unwrap_or_default();
                    let message = message!("cli-profile-no-file", name = name, path = path);
                    Err(CliError::usage(message).with_hint(message!("cli-config-example")))
                }
            };
        };
        Self::parse(&text, &path, name)
    }

    /// Parses the named profile, or the default one, of the text of a configuration file.
    pub(crate) fn parse(text: &str, path: &Path, name: Option<&str>) -> Result<Self, CliError> {
        let profiles: BTreeMap<String, BTreeMap<String, toml::Value>> = toml::from_str(text)
            .map_err(|error| syntax_error(path, text, error.span().map_or(0, |span| span.start)))?;
        let wanted = name.unwrap_or(DEFAULT);
        let Some(profile) = profiles.get(wanted) else {
            return match name {
                None => Ok(Self::default()),
                Some(name) => {
                    let names = profiles.keys().map(String::as_str);
                    Err(CliError::usage(message!("cli-no-profile", path = path, name = name))
                        .with_suggestion(suggest::similar_name(name, names)))
                }
            };
        };
        let values = profile.iter().map(|(key, value)| {
            let context = || message!("cli-in-profile", path = path, name = wanted);
            check_key(key).map_err(|error| error.in_context(&context()))?;
            let text = value.as_str().ok_or_else(|| {
                CliError::usage(message!("cli-not-a-string", name = key)).in_context(&context())
            })?;
            Ok((key.clone(), text.to_owned()))
        });
        Ok(Self {
            values: values.collect::<Result<_, CliError>>()?,
            name: wanted.to_owned(),
            path: Some(path.to_owned()),
            named: name.is_some(),
        })
    }

    /// Returns the value of a key, unless it is empty.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Returns the IDs of the agent as `APPLICATION/ORGANIZATION/OPERATOR`: those that requests get. An ID
    /// without the ones before it is not used.
    pub(crate) fn agent(&self) -> Option<String> {
        let ids = ["application", "organization", "operator"].map(|key| self.get(key));
        let ids: Vec<_> = ids.into_iter().map_while(|id| id).collect();
        if ids.is_empty() { None } else { Some(ids.join("/")) }
    }
}

/// Returns the path of the file, and whether a variable sets it.
pub(crate) fn path() -> (Option<PathBuf>, bool) {
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(path) = variable("ESSBASIC_CONFIG") {
        return (Some(path), true);
    }
    let base =
        variable("XDG_CONFIG_HOME").or_else(|| env::home_dir().map(|home| home.join(".config")));
    (base.map(|base| base.join("essbasic/config.toml")), false)
}

/// Reads the file. Returns `None` if there is none and no variable names it.
pub(crate) fn read_file() -> Result<Option<(PathBuf, String)>, CliError> {
    let (Some(path), is_required) = path() else { return Ok(None) };
    let cannot_read = |problem: &dyn Localize| input::cannot_read(&path, problem);
    match input::read_file_up_to(MAX_BYTES, &path) {
        Ok(bytes) => {
            let text = input::decode(&bytes).map_err(|problem| cannot_read(&problem))?;
            Ok(Some((path, text)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && !is_required => Ok(None),
        Err(error) => Err(cannot_read(&error)),
    }
}

/// Rejects unknown keys. Keys of secrets get an error that says where to store them.
fn check_key(key: &str) -> Result<(), CliError> {
    if KEYS.contains(&key) {
        return Ok(());
    }
    if key.to_lowercase().contains("secret") || key == "token" {
        return Err(CliError::usage(message!("cli-secret-in-config", name = key))
            .with_hint(message!("cli-secret-in-config-hint")));
    }
    let hint = suggest::similar_name(key, KEYS.into_iter())
        .unwrap_or_else(|| message!("cli-use-one-of", names = KEYS.join(", ")));
    Err(CliError::usage(message!("cli-not-a-setting", name = key)).with_hint(hint))
}

/// Returns the error for invalid TOML. It does not quote the line, which may contain a secret.
pub(crate) fn syntax_error(path: &Path, text: &str, offset: usize) -> CliError {
    let before = text.get(..offset.min(text.len())).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    CliError::usage(message!("cli-not-toml", path = path, line = line))
        .with_hint(message!("cli-config-example"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::Profile;

    const KEY: &str = "ObviouslyFakeKeyInAFile";

    proptest! {
        #[test]
        fn no_error_shows_a_value_of_the_file(
            lines in prop::collection::vec(
                prop_oneof![
                    Just("[default]".to_owned()),
                    Just("[other]".to_owned()),
                    Just(format!("secret_key = \"{KEY}\"")),
                    Just(format!("operator = {KEY}")),
                    Just(format!("language = '{KEY}")),
                    Just(format!("endpoint = [\"{KEY}\"]")),
                    "[ -~]{0,20}",
                ],
                0..8,
            ),
            name in prop::option::of(Just("other")),
        ) {
            let text = lines.join("\n");
            if let Err(error) = Profile::parse(&text, Path::new("config.toml"), name) {
                let shown = format!("{error} {error:?}");
                prop_assert!(!shown.contains(KEY));
            }
        }
    }
}
