//! `essbasic configure`: writes a profile of the configuration file and its credentials.

use std::io;
use std::path::{Path, PathBuf};

use essbasic::RetryPolicy;
use essbasic_devtools::Language;
use serde_json::{Map, Value, json};

use crate::cli::{ConfigureArgs, ConnectionArgs, ProfileArgs};
use crate::client;
use crate::config::{self, Profile};
use crate::credential::{self, CredentialSource};
use crate::error::CliError;
use crate::files;
use crate::message::message;
use crate::output::{self, OutputFormat, PrintOptions};
use crate::report;
use crate::settings::Settings;

mod change;
mod credential_file;
mod key_pair;
mod prompt;
mod terminal;
mod toml_file;

use change::ProfileChange;
use key_pair::KeyPair;

pub(crate) fn run(arguments: &ConfigureArgs, print: &PrintOptions) -> Result<(), CliError> {
    let name = arguments.profile.as_deref().unwrap_or(config::DEFAULT);
    if arguments.show {
        let profile = Profile::read(arguments.profile.as_deref())?;
        return output::result(&profile_report(name, &profile, print.result_language()), print);
    }
    let (path, text) = read_config()?;
    let current = toml_file::profile(&text, &path, name)?;
    let (change, key_pair) = if has_no_settings(&arguments.settings) {
        prompt::ask_all(name, &path, &current)?
    } else {
        let change = ProfileChange::from_options(&arguments.settings)?;
        let key_pair = KeyPair::from_options(&arguments.settings, &current, name)?;
        (change, key_pair)
    };
    let change = change.with_credentials(key_pair.as_ref().map(KeyPair::name), name);
    let apply = |text: &str| {
        let text = toml_file::apply(text, &path, name, &change)?;
        // A profile is written only if every other command can use it.
        let profile = Profile::parse(&text, &path, Some(name))?;
        check_profile(&profile)?;
        Ok::<_, CliError>((text, profile))
    };
    apply(&text)?;
    let cannot_write = |error: io::Error| cannot_write(&path, &error);
    let _lock = files::lock(&path).map_err(cannot_write)?;
    // Another process may have changed the file since it was read.
    let (text, profile) = apply(&read_config()?.1)?;
    let mut written = Vec::new();
    if let Some(key_pair) = key_pair {
        written.extend(key_pair.store(arguments.settings.replace_key, print.output)?);
    }
    warn_if_readable_by_others(&path, print.output);
    files::replace(&path, text.as_bytes()).map_err(cannot_write)?;
    written.push(path.clone());

    let mut report = profile_report(name, &profile, print.result_language());
    report["written"] = written.iter().map(|path| path.display().to_string()).collect();
    output::result(&report, print)
}

/// Returns the path and the text of the configuration file, which may not exist yet.
fn read_config() -> Result<(PathBuf, String), CliError> {
    let path = config::path().0.ok_or_else(|| {
        CliError::usage(message!("cli-no-home-for-config"))
            .with_hint(message!("cli-set-config-variable"))
    })?;
    let path = files::resolve(&path).map_err(|error| cannot_write(&path, &error))?;
    let text = if path.exists() { config::read_file()?.map(|(_, text)| text) } else { None };
    Ok((path, text.unwrap_or_default()))
}

fn cannot_write(path: &Path, error: &io::Error) -> CliError {
    CliError::usage(message!("cli-cannot-write", path = path, problem = error))
}

/// Warns before a file becomes private.
fn warn_if_readable_by_others(path: &Path, format: Option<OutputFormat>) {
    if files::is_accessible(path, 0o077) {
        report::warning(&message!("cli-was-readable", path = path), format);
    }
}

/// Returns whether no option sets anything.
fn has_no_settings(settings: &ProfileArgs) -> bool {
    let ProfileArgs {
        environment,
        endpoint,
        agent,
        language,
        region,
        proxy,
        ca_file,
        credentials,
        secret_id,
        secret_key_file: _,
        replace_key: _,
    } = settings;
    let texts = [endpoint, agent, language, region, proxy, ca_file, credentials, secret_id];
    environment.is_none() && texts.iter().all(|text| text.is_none())
}

/// Rejects a profile from which no client can be built.
fn check_profile(profile: &Profile) -> Result<(), CliError> {
    let settings = Settings::with_profile(&ConnectionArgs::default(), profile.clone())?;
    let builder =
        client::without_credential(&settings).allow_plain_http().retry(RetryPolicy::none());
    client::with_network(builder.credential(credential::placeholder()), &settings)?.build()?;
    Ok(())
}

/// Returns a profile without its secrets.
fn profile_report(name: &str, profile: &Profile, language: Language) -> Value {
    let path = config::path().0;
    let settings: Map<String, Value> = config::KEYS
        .iter()
        .filter_map(|key| {
            let value = profile.get(key)?;
            let shown = match *key {
                // The arguments of the program may be secret.
                "credential_process" => credential::program(value).unwrap_or_default(),
                _ => redact_password(value),
            };
            Some(((*key).to_owned(), shown.into()))
        })
        .collect();
    let (credential, secret_id) = match CredentialSource::find(profile) {
        Ok(source) => (source.origin(), source.abbreviated_id()),
        Err(error) => (message!("cli-no-credential", problem = error.message()), None),
    };
    json!({
        "file": path.as_ref().map(|path| path.display().to_string()),
        "profile": name,
        "settings": settings,
        "credential": credential.text(language),
        "secret_id": secret_id,
    })
}

/// Redacts user and password of a URL.
fn redact_password(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://***@{host}"),
        (None, Some((_, host))) => format!("***@{host}"),
        _ => url.to_owned(),
    }
}
