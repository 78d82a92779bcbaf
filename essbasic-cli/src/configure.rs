//! `essbasic configure`: a profile of the configuration file, and the key that it names.

use std::path::PathBuf;

use essbasic::{Credential, RetryPolicy};
use serde_json::{Map, Value, json};

use crate::arguments::{self, Connection, Printing, Setting};
use crate::config::{self, Profile};
use crate::credential::Found;
use crate::doctor::shortened;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{client, output};

mod ask;
mod change;
mod document;
mod ini;
mod keep;
mod key;

use change::Change;
use key::Key;

pub(crate) fn run(arguments: &arguments::Configure, printing: &Printing) -> Result<(), Failure> {
    let name = arguments.profile.as_deref().unwrap_or(config::DEFAULT);
    if arguments.show {
        let profile = Profile::read(arguments.profile.as_deref())?;
        return output::result(&shown(name, &profile), printing);
    }
    let (path, text) = file()?;
    let known = document::profile(&text, &path, name)?;
    let (change, key) = if is_silent(&arguments.setting) {
        ask::all(name, &path, &known)?
    } else {
        let change = Change::of(&arguments.setting)?;
        let key = Key::of(&arguments.setting, &known, name)?;
        (change, key)
    };
    let change = change.naming(key.as_ref(), name);
    let text = document::changed(&text, &path, name, &change)?;
    // What it says must be understood by every other command, or it is not written.
    let profile = Profile::of(&text, &path, Some(name))?;
    usable(&profile)?;
    let mut written = Vec::new();
    if let Some(key) = key {
        written.extend(key.keep(arguments.setting.replace_key, printing.output)?);
    }
    keep::keep(&path, &text, printing.output)?;
    written.push(path);

    let mut told = shown(name, &profile);
    told["written"] = written.iter().map(|path| path.display().to_string()).collect();
    output::result(&told, printing)
}

/// The configuration file, and what it says so far.
fn file() -> Result<(PathBuf, String), Failure> {
    let path = config::path().0.ok_or_else(|| {
        let hint = "ESSBASIC_CONFIG names the file";
        Failure::usage("there is no home directory to keep a configuration in")
            .hint(Some(hint.to_owned()))
    })?;
    // A file that was asked for by a variable need not be there yet.
    let text = if path.exists() { config::text()?.map(|(_, text)| text) } else { None };
    Ok((path, text.unwrap_or_default()))
}

/// Whether nothing was said that could be written.
fn is_silent(setting: &Setting) -> bool {
    let Setting {
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
    } = setting;
    let texts = [endpoint, agent, language, region, proxy, ca_file, credentials, secret_id];
    environment.is_none() && texts.iter().all(|text| text.is_none())
}

/// Refuses a profile that no command could call with.
fn usable(profile: &Profile) -> Result<(), Failure> {
    let settings = Settings::with(&Connection::default(), profile.clone())?;
    let nobody = Credential::new("AKIDEXAMPLE", "ExampleKeyThatIsNobodys");
    let builder = client::addressed(&settings).allow_plain_http().retry(RetryPolicy::none());
    client::network(builder.credential(nobody), &settings)?.build()?;
    Ok(())
}

/// A profile as everybody may see it.
fn shown(name: &str, profile: &Profile) -> Value {
    let path = config::path().0;
    let settings: Map<String, Value> = config::KEYS
        .iter()
        .filter_map(|key| Some(((*key).to_owned(), without_password(profile.get(key)?).into())))
        .collect();
    let (credential, secret_id) = match Found::look(profile) {
        Ok(found) => {
            let id = match &found {
                Found::Ready { credential, .. } => Some(shortened(credential.secret_id())),
                _ => None,
            };
            (found.by().to_owned(), id)
        }
        Err(failure) => (format!("none: {}", failure.message()), None),
    };
    json!({
        "file": path.as_ref().map(|path| path.display().to_string()),
        "profile": name,
        "settings": settings,
        "credential": credential,
        "secret_id": secret_id,
    })
}

/// An address without the password that a proxy's may hold.
fn without_password(text: &str) -> String {
    match (text.split_once("://"), text.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://***@{host}"),
        (None, Some((_, host))) => format!("***@{host}"),
        _ => text.to_owned(),
    }
}
