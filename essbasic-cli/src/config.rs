//! The configuration file: what nobody should have to type twice.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use crate::failure::Failure;
use crate::nearest::nearest;

/// The profile of whoever asks for none.
pub(crate) const DEFAULT: &str = "default";

/// What a profile may say, each a text.
pub(crate) const KEYS: [&str; 10] = [
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
];

/// A profile, and whether it was asked for by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    values: BTreeMap<String, String>,
    pub(crate) named: bool,
}

impl Profile {
    /// The profile with a name, or the default one as far as there is one.
    pub(crate) fn read(name: Option<&str>) -> Result<Self, Failure> {
        let Some((path, text)) = text()? else {
            return match name {
                None => Ok(Self::default()),
                Some(name) => {
                    let path = path().0.map_or_else(String::new, |path| path.display().to_string());
                    let message = format!("--profile {name}: there is no file {path}");
                    Err(Failure::usage(message).hint(Some(example())))
                }
            };
        };
        Self::of(&text, &path, name)
    }

    /// The profile with a name in the text of a file.
    pub(crate) fn of(text: &str, path: &Path, name: Option<&str>) -> Result<Self, Failure> {
        let shown = path.display();
        let profiles: BTreeMap<String, BTreeMap<String, toml::Value>> = toml::from_str(text)
            .map_err(|error| unreadable(path, text, error.span().map_or(0, |span| span.start)))?;
        let wanted = name.unwrap_or(DEFAULT);
        let Some(found) = profiles.get(wanted) else {
            return match name {
                None => Ok(Self::default()),
                Some(name) => {
                    let message = format!("{shown} has no profile `{name}`");
                    let names = profiles.keys().map(String::as_str);
                    Err(Failure::usage(message).hint(nearest(name, names)))
                }
            };
        };
        let values = found.iter().map(|(key, value)| {
            known(key).map_err(|failure| failure.within(&format!("{shown}, [{wanted}]")))?;
            let text = value.as_str().ok_or_else(|| {
                Failure::usage(format!("{shown}, [{wanted}]: `{key}` is a text in quotes"))
            })?;
            Ok((key.clone(), text.to_owned()))
        });
        Ok(Self { values: values.collect::<Result<_, Failure>>()?, named: name.is_some() })
    }

    /// What it says of a key, if anything.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// For whom it calls: application, organization, operator, as far as they are said.
    pub(crate) fn agent(&self) -> Option<String> {
        let ids = ["application", "organization", "operator"].map(|key| self.get(key));
        let ids: Vec<_> = ids.into_iter().flatten().collect();
        if ids.is_empty() { None } else { Some(ids.join("/")) }
    }
}

/// Where the file is, and whether it was asked for.
pub(crate) fn path() -> (Option<PathBuf>, bool) {
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(path) = variable("ESSBASIC_CONFIG") {
        return (Some(path), true);
    }
    let base =
        variable("XDG_CONFIG_HOME").or_else(|| env::home_dir().map(|home| home.join(".config")));
    (base.map(|base| base.join("essbasic/config.toml")), false)
}

/// The file and its text, where there is one.
pub(crate) fn text() -> Result<Option<(PathBuf, String)>, Failure> {
    let (Some(path), asked_for) = path() else { return Ok(None) };
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path, text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !asked_for => Ok(None),
        Err(error) => Err(Failure::usage(format!("cannot read {}: {error}", path.display()))),
    }
}

/// Refuses a key that no profile has, and keys to the account above all.
fn known(key: &str) -> Result<(), Failure> {
    if KEYS.contains(&key) {
        return Ok(());
    }
    if key.to_lowercase().contains("secret") || key == "token" {
        let hint = "credentials stand in ~/.tencentcloud/credentials; `credentials` names a profile of that file";
        let message = format!("`{key}` does not belong here");
        return Err(Failure::usage(message).hint(Some(hint.to_owned())));
    }
    let hint = nearest(key, KEYS.into_iter())
        .unwrap_or_else(|| format!("a profile has {}", KEYS.join(", ")));
    Err(Failure::usage(format!("`{key}` is not a setting")).hint(Some(hint)))
}

/// Refuses a text that is not TOML. What its parser shows of a line may hold a secret that was
/// written into it.
pub(crate) fn unreadable(path: &Path, text: &str, at: usize) -> Failure {
    let line = text.get(..at.min(text.len())).unwrap_or_default().matches('\n').count() + 1;
    Failure::usage(format!("{}, line {line}: not a configuration file", path.display()))
        .hint(Some(example()))
}

fn example() -> String {
    "a profile is `[name]`, and below it lines as `application = \"…\"`".to_owned()
}
