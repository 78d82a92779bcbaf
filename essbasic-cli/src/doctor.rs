//! `essbasic doctor`: what is set up here, and whether the service answers.

use essbasic::{Credential, Error, RetryPolicy};
use serde_json::{Map, Value, json};

use crate::arguments::{self, Printing};
use crate::credential::Found;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{client, config, output};

mod probe;

use probe::Probe;

/// A read that the service refuses when it is given nothing, and so does nothing.
const ASKED: &str = "DescribeFlowDetailInfo";

/// More seconds than these, and the service refuses signatures.
const TOLERATED: u64 = 300;

pub(crate) fn run(arguments: &arguments::Doctor, printing: &Printing) -> Result<(), Failure> {
    let settings = Settings::of(&arguments.connection)?;
    let mut told = Map::new();
    told.insert("config".to_owned(), config(arguments, &settings));
    told.insert(
        "place".to_owned(),
        format!("{}, said by {}", settings.place, settings.placed_by).into(),
    );

    let found = Found::look(&settings.profile);
    let mut trouble = None;
    let credential = match found {
        Ok(found) => {
            told.insert("credential".to_owned(), found.by().into());
            if let Found::Ready { credential, .. } = &found {
                told.insert("secret_id".to_owned(), shortened(credential.secret_id()).into());
            }
            Some(found)
        }
        Err(failure) => {
            told.insert("credential".to_owned(), format!("none: {}", failure.message()).into());
            trouble = Some(failure);
            None
        }
    };
    if !arguments.offline {
        let asked = ask(&settings, credential, &mut told)?;
        trouble = trouble.or(asked);
    }
    output::result(&Value::Object(told), printing)?;
    trouble.map_or(Ok(()), Err)
}

/// Which profile counts, and whom it names.
fn config(arguments: &arguments::Doctor, settings: &Settings) -> Value {
    let (path, _) = config::path();
    json!({
        "file": path.as_ref().map(|path| path.display().to_string()),
        "exists": path.is_some_and(|path| path.exists()),
        "profile": arguments.connection.profile.as_deref().unwrap_or(config::DEFAULT),
        "agent": settings.profile.agent(),
    })
}

/// Asks the service; gives what is wrong.
fn ask(
    settings: &Settings,
    credential: Option<Found>,
    told: &mut Map<String, Value>,
) -> Result<Option<Failure>, Failure> {
    let probe = Probe::new(settings)?;
    let builder = client::addressed(settings).retry(RetryPolicy::none()).transport(probe.clone());
    let builder = match credential {
        Some(found) => found.give(builder),
        None => builder.credential(Credential::new("AKIDEXAMPLE", "ExampleKeyThatIsNobodys")),
    };
    let client = builder.build()?;
    let Some(entry) = essbasic::find(ASKED) else { return Ok(None) };
    let call = client.call_json(entry.descriptor(), &Map::new()).unchecked();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(call.into_future());

    if let Some(answer) = probe.take() {
        told.insert("answered_within_ms".to_owned(), answer.took_ms.into());
        told.insert("clock_behind_service_s".to_owned(), json!(answer.behind_s));
        if answer.behind_s.is_some_and(|behind| behind.unsigned_abs() > TOLERATED) {
            told.insert(
                "clock".to_owned(),
                "so far off that the service refuses it: set it".into(),
            );
        }
    }
    Ok(judge(ended.err(), told))
}

/// What an answer means: a refusal of the empty request is as good as any.
fn judge(error: Option<Error>, told: &mut Map<String, Value>) -> Option<Failure> {
    let service = match &error {
        None => "answers, and accepts the credential".to_owned(),
        Some(error) => match error.code() {
            Some(code) if code.is_authentication() => {
                format!("answers, and refuses the credential: {code}")
            }
            Some(_) => "answers, and accepts the credential".to_owned(),
            None => format!("does not answer: {error}"),
        },
    };
    told.insert("service".to_owned(), service.into());
    let refused = |error: &Error| error.code().is_some_and(|code| !code.is_authentication());
    error.filter(|error| !refused(error)).map(Failure::from)
}

/// The start of a secret id, enough to tell it from another.
pub(crate) fn shortened(id: &str) -> String {
    let start: String = id.chars().take(8).collect();
    format!("{start}…")
}
