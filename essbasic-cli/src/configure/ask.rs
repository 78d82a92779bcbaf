//! The questions that a person is asked, one after the other.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use secrecy::SecretString;

use super::change::Change;
use super::key::{self, Key};
use crate::arguments::EnvironmentName;
use crate::config::{DEFAULT, Profile};
use crate::failure::Failure;

/// Asks for all that a profile usually says.
pub(super) fn all(
    name: &str,
    path: &Path,
    known: &Profile,
) -> Result<(Change, Option<Key>), Failure> {
    if !io::stdin().is_terminal() {
        let message = "nothing is said to be written, and standard input is no terminal to ask on";
        let hint = "say it with options: --environment or --endpoint, --agent, --language, --secret-id; --help names them all";
        return Err(Failure::usage(message).hint(Some(hint.to_owned())));
    }
    tell(&format!(
        "The profile `{name}` of {}.\nEnter keeps what stands in brackets; - takes it out.\n\n",
        path.display()
    ));
    let mut change = Change::default();
    let place = known.get("endpoint").or(known.get("environment"));
    until("Environment: production, test, or an address", place, |text| {
        match EnvironmentName::read(text) {
            Some(name) => change.environment(name),
            None if text.is_empty() => change.endpoint(""),
            None => {
                essbasic::Endpoint::plain_http(text)?;
                change.endpoint(text);
            }
        }
        Ok(())
    })?;
    let agent = known.agent();
    let question = "Agent: APPLICATION/ORGANIZATION/OPERATOR";
    until(question, agent.as_deref(), |ids| change.agent(ids))?;
    let question = "Language of the service's messages: zh-CN or en-US";
    until(question, known.get("language"), |text| {
        change.say("language", text);
        Ok(())
    })?;
    Ok((change, pair(name, known)?))
}

/// A key to be kept, if there is one.
fn pair(profile: &str, known: &Profile) -> Result<Option<Key>, Failure> {
    let name = known.get("credentials").unwrap_or(profile);
    let is_kept = key::is_kept(name)?;
    let there = if is_kept { "the one that is kept" } else { "none" };
    let Some(id) = answer("Secret id", Some(there))?.filter(|id| id != "-") else {
        return Ok(None);
    };
    let name = if is_kept { other_name(name)? } else { name.to_owned() };
    Key::new(&name, &id, key()?).map(Some)
}

/// A name for a second key: the first is not replaced by the way, since it cannot be got back.
fn other_name(taken: &str) -> Result<String, Failure> {
    tell(&format!(
        "A key is kept as `{taken}` already, and stays; --replace-key would replace it.\n"
    ));
    loop {
        let name = answer("Keep this one as", None)?.unwrap_or_default();
        match key::is_kept(&name)? {
            _ if name.is_empty() || name == DEFAULT && taken == DEFAULT => {}
            false => return Ok(name),
            true => tell("  that name is taken too\n"),
        }
    }
}

/// Asks for a key, which is not shown.
pub(super) fn key() -> Result<SecretString, Failure> {
    // Ctrl-C would else end the command before the terminal shows again what is typed.
    #[cfg(unix)]
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    #[cfg(unix)]
    let _caught = {
        let _inside = runtime.enter();
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?
    };
    match rpassword::prompt_password("Secret key, which is not shown: ") {
        Ok(key) => Ok(key.trim().to_owned().into()),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(given_up()),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(given_up()),
        Err(error) => Err(error.into()),
    }
}

/// Asks until an answer is taken; Enter takes nothing, and `-` an empty text.
fn until(
    question: &str,
    known: Option<&str>,
    mut take: impl FnMut(&str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    loop {
        let Some(text) = answer(question, known)? else { return Ok(()) };
        match take(if text == "-" { "" } else { &text }) {
            Ok(()) => return Ok(()),
            Err(failure) => {
                let options = textwrap::Options::with_termwidth().subsequent_indent("  ");
                tell(&format!(
                    "{}\n",
                    textwrap::fill(&format!("  {}", failure.message()), options)
                ));
            }
        }
    }
}

/// One answer; nothing where only Enter was pressed.
fn answer(question: &str, known: Option<&str>) -> Result<Option<String>, Failure> {
    match known {
        Some(known) => tell(&format!("{question} [{known}]: ")),
        None => tell(&format!("{question}: ")),
    }
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line)? == 0 {
        tell("\n");
        return Err(given_up());
    }
    Ok(Some(line.trim().to_owned()).filter(|text| !text.is_empty()))
}

fn given_up() -> Failure {
    let message = "given up; nothing was written".to_owned();
    Failure::InPart { code: 130, message, hint: None }
}

/// Standard output is for the result.
fn tell(text: &str) {
    // Whoever closed standard error is asked without seeing the question.
    let _ = write!(io::stderr(), "{text}");
}
