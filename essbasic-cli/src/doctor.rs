//! `essbasic doctor`: checks configuration, credentials, connection and clock.

use std::time::Duration;

use essbasic::{Error, ErrorKind, RetryPolicy};
use essbasic_devtools::Language;
use serde_json::{Map, Value, json};

use crate::cli::DoctorArgs;
use crate::client;
use crate::config;
use crate::credential::{self, CredentialSource};
use crate::error::CliError;
use crate::message::{Message, message};
use crate::output::{self, PrintOptions};
use crate::settings::Settings;

mod probe;

use probe::Probe;

/// A read that the service rejects when its request is empty.
const PROBE_ACTION: &str = "DescribeFlowDetailInfo";

/// Clock difference in seconds beyond which the service rejects signatures.
const MAX_CLOCK_OFFSET: u64 = 300;

/// Maximum time to wait for a response.
const TIMEOUT: Duration = Duration::from_secs(10);

pub(crate) fn run(arguments: &DoctorArgs, print: &PrintOptions) -> Result<(), CliError> {
    let settings = Settings::new(&arguments.connection)?;
    let mut report = Map::new();
    report.insert("config".to_owned(), config_report(arguments, &settings));
    let language = print.result_language();
    let destination = message!(
        "cli-destination",
        destination = settings.destination.value.describe(),
        source = settings.destination.source
    );
    report.insert("destination".to_owned(), destination.text(language).into());

    let mut problem = None;
    let source = match CredentialSource::find(&settings.profile) {
        Ok(source) => {
            report.insert("credential".to_owned(), source.origin().text(language).into());
            if let Some(secret_id) = source.abbreviated_id() {
                report.insert("secret_id".to_owned(), secret_id.into());
            }
            Some(source)
        }
        Err(error) => {
            let text = message!("cli-no-credential", problem = error.message());
            report.insert("credential".to_owned(), text.text(language).into());
            problem = Some(error);
            None
        }
    };
    if !arguments.offline {
        let call_problem = call_service(&settings, source, language, &mut report)?;
        problem = problem.or(call_problem);
    }
    output::result(&Value::Object(report), print)?;
    problem.map_or(Ok(()), Err)
}

fn config_report(arguments: &DoctorArgs, settings: &Settings) -> Value {
    let (path, _) = config::path();
    json!({
        "file": path.as_ref().map(|path| path.display().to_string()),
        "exists": path.is_some_and(|path| path.exists()),
        "profile": arguments.connection.profile.as_deref().unwrap_or(config::DEFAULT),
        "agent": settings.profile.agent(),
    })
}

/// Calls the service and adds the result to the report. Returns the problem, if any.
fn call_service(
    settings: &Settings,
    source: Option<CredentialSource>,
    language: Language,
    report: &mut Map<String, Value>,
) -> Result<Option<CliError>, CliError> {
    let builder = client::without_credential(settings);
    let transport = client::with_network(builder.clone(), settings)?.build_transport()?;
    let probe = Probe::new(transport);
    let timeout = settings.timeout.unwrap_or(TIMEOUT).min(TIMEOUT);
    let builder = builder.timeout(timeout).retry(RetryPolicy::none()).transport(probe.clone());
    let builder = match source {
        Some(source) => source.apply(builder),
        None => builder.credential(credential::placeholder()),
    };
    let client = builder.build()?;
    let Some(entry) = essbasic::find(PROBE_ACTION) else { return Ok(None) };
    let call = client.call_json(entry.descriptor(), &Map::new()).unchecked();
    let result = client::block_on(call.into_future())?;

    if let Some(exchange) = probe.take() {
        report.insert("response_time_ms".to_owned(), exchange.duration_ms.into());
        report.insert("clock_behind_service_s".to_owned(), json!(exchange.clock_behind_s));
        if exchange.clock_behind_s.is_some_and(|it| it.unsigned_abs() > MAX_CLOCK_OFFSET) {
            report.insert("clock".to_owned(), message!("cli-clock-off").text(language).into());
        }
    }
    let (service, problem) = classify(result.err());
    report.insert("service".to_owned(), service.text(language).into());
    Ok(problem.map(|error| client::explain(error, settings)))
}

/// Classifies the result. The rejection of the empty request means that everything works.
fn classify(error: Option<Error>) -> (Message, Option<Error>) {
    let Some(error) = error else { return (message!("cli-service-works"), None) };
    match error.code() {
        Some(code) if code.is_authentication() => {
            (message!("cli-service-rejects", code = code.as_str()), Some(error))
        }
        Some(_) => (message!("cli-service-works"), None),
        None if error.kind() == ErrorKind::Credential => {
            (message!("cli-service-not-called"), Some(error))
        }
        None => (message!("cli-service-silent", problem = error), Some(error)),
    }
}
