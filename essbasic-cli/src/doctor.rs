//! `essbasic doctor`: checks configuration, credentials, connection and clock.

use std::io::{self, IsTerminal};
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
use crate::output::{self, OutputFormat, PrintOptions};
use crate::settings::Settings;

mod checklist;
mod probe;

use checklist::Check;
use probe::{Exchange, Probe};

/// A read that the service rejects when its request is empty.
const PROBE_ACTION: &str = "DescribeFlowDetailInfo";

/// Clock difference in seconds beyond which the service rejects signatures.
const MAX_CLOCK_OFFSET: u64 = 300;

/// Maximum time to wait for a response.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Findings, as JSON for programs and as checks for people.
struct Report {
    language: Language,
    fields: Map<String, Value>,
    checks: Vec<Check>,
}

pub(crate) fn run(arguments: &DoctorArgs, print: &PrintOptions) -> Result<(), CliError> {
    let settings = Settings::new(&arguments.connection)?;
    let language = print.result_language();
    let mut report = Report { language, fields: Map::new(), checks: Vec::new() };
    report.add_config(arguments, &settings);
    let destination = message!(
        "cli-destination",
        destination = settings.destination.value.describe(),
        source = settings.destination.source
    );
    report.set("destination", destination.text(language));
    report.checks.push(Check::ok(message!("doctor-destination"), destination));

    let (source, mut problem) = match CredentialSource::find(&settings.profile) {
        Ok(source) => (Some(source), None),
        Err(error) => (None, Some(error)),
    };
    report.add_credential(source.as_ref(), problem.as_ref());
    if !arguments.offline {
        let call_problem = call_service(&settings, source, &mut report)?;
        problem = problem.or(call_problem);
    }
    let printed = report.print(print);
    // A problem counts more than that it cannot be printed.
    problem.map_or(printed, Err)
}

impl Report {
    fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.fields.insert(name.to_owned(), value.into());
    }

    fn add_config(&mut self, arguments: &DoctorArgs, settings: &Settings) {
        let (path, _) = config::path();
        let file = path.as_ref().map(|path| path.display().to_string());
        let exists = path.is_some_and(|path| path.exists());
        let profile = arguments.connection.profile.as_deref().unwrap_or(config::DEFAULT);
        let agent = settings.profile.agent();
        let text = match &file {
            Some(path) if exists => message!("doctor-config", path = path, profile = profile),
            Some(path) => message!("doctor-no-config", path = path),
            None => message!("doctor-no-config-folder"),
        };
        self.checks.push(Check::ok(message!("doctor-configuration"), text));
        if let Some(agent) = &agent {
            let text = Message::verbatim(agent.as_str());
            self.checks.push(Check::ok(message!("doctor-agent"), text));
        }
        let config = json!({ "file": file, "exists": exists, "profile": profile, "agent": agent });
        self.set("config", config);
    }

    fn add_credential(&mut self, source: Option<&CredentialSource>, problem: Option<&CliError>) {
        let title = message!("doctor-credentials");
        let Some(source) = source else {
            let problem = problem.map(CliError::message).unwrap_or_default();
            let text = message!("cli-no-credential", problem = problem);
            self.set("credential", text.text(self.language));
            self.checks.push(Check { title, text, is_ok: false });
            return;
        };
        let origin = source.origin();
        self.set("credential", origin.text(self.language));
        let text = match source.abbreviated_id() {
            Some(secret_id) => {
                self.set("secret_id", secret_id.clone());
                message!("doctor-credential", source = origin, id = secret_id)
            }
            None => origin,
        };
        self.checks.push(Check::ok(title, text));
    }

    /// Adds response time and clock. Returns the problem of the clock, if it has one.
    fn add_exchange(&mut self, exchange: &Exchange) -> Option<CliError> {
        self.set("response_time_ms", exchange.duration_ms);
        self.set("clock_behind_service_s", json!(exchange.clock_behind_s));
        let behind = exchange.clock_behind_s?;
        let seconds = behind.unsigned_abs();
        let mut text = match behind {
            0.. => message!("doctor-clock-behind", seconds = seconds),
            _ => message!("doctor-clock-ahead", seconds = seconds),
        };
        let is_ok = seconds <= MAX_CLOCK_OFFSET;
        let title = message!("doctor-clock");
        let mut problem = None;
        if !is_ok {
            text = message!("cli-clock-off");
            self.set("clock", text.text(self.language));
            let message = message!("cli-in-context", context = title, problem = text);
            problem = Some(CliError::Partial { code: 1, message, hint: None });
        }
        self.checks.push(Check { title, text, is_ok });
        problem
    }

    /// Prints the checks as text, or the findings in another format.
    fn print(self, print: &PrintOptions) -> Result<(), CliError> {
        let format =
            print.output.or_else(|| io::stdout().is_terminal().then_some(OutputFormat::Text));
        if format != Some(OutputFormat::Text) || print.filter.is_some() {
            return output::result(&Value::Object(self.fields), print);
        }
        for line in self.checks.iter().flat_map(|check| check.lines(self.language)) {
            output::line(&line)?;
        }
        Ok(())
    }
}

/// Calls the service and adds the result to the report. Returns the problem, if any.
fn call_service(
    settings: &Settings,
    source: Option<CredentialSource>,
    report: &mut Report,
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
    let Some(entry) = essbasic::find_action(PROBE_ACTION) else { return Ok(None) };
    let call = client.call_json(entry.descriptor(), &Map::new()).unchecked();
    let result = client::block_on(call.into_future())?;

    let exchange = probe.take();
    let (service, problem) = classify(result.err());
    let text = match &exchange {
        Some(it) => message!("doctor-service", service = service, ms = it.duration_ms),
        None => service.clone(),
    };
    let is_ok = problem.is_none();
    report.checks.push(Check { title: message!("doctor-service-title"), text, is_ok });
    let clock = exchange.as_ref().and_then(|it| report.add_exchange(it));
    report.set("service", service.text(report.language));
    // A rejection, which a wrong clock may cause, says more.
    Ok(problem.map(|error| client::explain(error, settings)).or(clock))
}

/// Returns whether a code says that the gateway or the service fails, or accepts no call from here. Any other code
/// is about the empty request.
fn concerns_every_call(code: &str) -> bool {
    let kind = code.split('.').next().unwrap_or_default();
    matches!(
        kind,
        "ActionOffline"
            | "InternalError"
            | "InvalidAction"
            | "IpInBlacklist"
            | "IpNotInWhitelist"
            | "NoSuchProduct"
            | "NoSuchVersion"
            | "RequestLimitExceeded"
            | "ServiceUnavailable"
            | "UnauthorizedOperation"
            | "UnsupportedProtocol"
            | "UnsupportedRegion"
    )
}

/// Classifies the result. The rejection of the empty request means that everything works.
fn classify(error: Option<Error>) -> (Message, Option<Error>) {
    let Some(error) = error else { return (message!("cli-service-works"), None) };
    match error.code() {
        Some(code) if code.is_authentication() => {
            (message!("cli-service-rejects", code = code.as_str()), Some(error))
        }
        Some(code) if concerns_every_call(code.as_str()) => {
            (message!("cli-service-fails", code = code.as_str()), Some(error))
        }
        Some(_) => (message!("cli-service-works"), None),
        None if error.kind() == ErrorKind::Credential => {
            (message!("cli-service-not-called"), Some(error))
        }
        None => (message!("cli-service-silent", problem = error), Some(error)),
    }
}
