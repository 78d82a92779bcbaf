//! Questions for the settings of a profile.

use std::io::{self, IsTerminal};
use std::path::Path;

use super::change::ProfileChange;
use super::key_pair::{self, KeyPair};
use super::terminal;
use crate::cli::EnvironmentName;
use crate::config::{DEFAULT, Profile};
use crate::error::CliError;
use crate::message::{Message, message};
use crate::settings::check_language;

/// Asks for all common settings of a profile.
pub(super) fn ask_all(
    name: &str,
    path: &Path,
    current: &Profile,
) -> Result<(ProfileChange, Option<KeyPair>), CliError> {
    if !io::stdin().is_terminal() {
        return Err(CliError::usage(message!("cli-no-settings"))
            .with_hint(message!("cli-no-settings-hint")));
    }
    let title = message!("cli-profile-of", name = name, path = path);
    let usage = message!("cli-prompt-usage");
    terminal::print(&format!("{}\n{}\n\n", title.local(), usage.local()));
    let mut change = ProfileChange::default();
    let destination =
        current.get("endpoint").or(current.get("environment")).unwrap_or("production");
    let question = message!("cli-ask-environment");
    terminal::ask_until_valid(&question, Some(destination), |text| {
        match EnvironmentName::parse(text) {
            Some(name) => change.set_environment(name),
            None if text.is_empty() => change.set_endpoint(""),
            None => {
                essbasic::Endpoint::plain_http(text)?;
                change.set_endpoint(text);
            }
        }
        Ok(())
    })?;
    let agent = current.agent();
    let question = message!("cli-ask-agent");
    terminal::ask_until_valid(&question, agent.as_deref(), |ids| change.set_agent(ids))?;
    let question = message!("cli-ask-language");
    terminal::ask_until_valid(&question, current.get("language"), |text| {
        if !text.is_empty() {
            check_language(text)?;
        }
        change.set("language", text);
        Ok(())
    })?;
    Ok((change, ask_key_pair(name, current)?))
}

/// Asks for a key pair to store.
fn ask_key_pair(profile: &str, current: &Profile) -> Result<Option<KeyPair>, CliError> {
    let name = current.get("credentials").unwrap_or(profile);
    let is_stored = key_pair::is_stored(name)?;
    let default = if is_stored { message!("cli-stored-one") } else { message!("cli-none") };
    let question = Message::verbatim("Secret ID");
    let Some(id) = terminal::ask(&question, Some(default.local()))?.filter(|id| id != "-") else {
        return Ok(None);
    };
    let name = if is_stored { ask_other_name(name)? } else { name.to_owned() };
    KeyPair::new(&name, &id, terminal::read_secret_key()?).map(Some)
}

/// Asks for the name of a second key pair. The first stays, since it could not be recovered.
fn ask_other_name(existing: &str) -> Result<String, CliError> {
    let message = message!("cli-already-stored", name = existing);
    terminal::print(&format!("{}\n", message.local()));
    loop {
        let name = terminal::ask(&message!("cli-ask-name"), None)?.unwrap_or_default();
        match key_pair::is_stored(&name)? {
            _ if name.is_empty() || name == DEFAULT && existing == DEFAULT => {}
            false => return Ok(name),
            true => terminal::print(&format!("  {}\n", message!("cli-name-taken").local())),
        }
    }
}
