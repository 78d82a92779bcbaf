//! `essbasic call`: sends one action, or prints the request (`--dry-run`) or a program (`--code`).

use std::borrow::Cow;
use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::path::Path;

use bytes::Bytes;
use essbasic::Credential;
use essbasic_devtools::Language;
use essbasic_devtools::code_samples::{
    SampleBody, SampleEndpoint, capture, command, curl, redact, rust,
};
use essbasic_devtools::signature_diagnostics::{self, KeyDisplay, SigningStep};
use essbasic_devtools::t;
use serde_json::{Map, Value, json};

use crate::cli::{CallArgs, EnvironmentName};
use crate::client;
use crate::credential::{self, CredentialSource};
use crate::error::CliError;
use crate::files;
use crate::fleet;
use crate::language;
use crate::message::{Localize, message};
use crate::output::{self, OutputFormat, PrintOptions};
use crate::request::{RequestBuilder, misspelling};
use crate::settings::{Destination, Settings};
use crate::target::Target;

mod code;

/// Maximum length of a request that is printed in a command line, in bytes.
const MAX_INLINE: usize = 64 << 10;

pub(crate) fn run(arguments: &CallArgs, print: &PrintOptions) -> Result<(), CliError> {
    let target = Target::find(&arguments.action)?;
    let settings = Settings::new(&arguments.connection)?;
    let request = RequestBuilder::new(&arguments.fields, &settings.profile, arguments.unchecked)?;
    let fields = request.read(&target, arguments.json.as_ref())?;
    if let Some(format) = arguments.code {
        return code::print(format, arguments, &target, &fields, &settings);
    }
    if arguments.dry_run {
        return dry_run(arguments, &target, &fields, &settings, print);
    }

    let reply = client::block_on(async {
        let client = fleet::client(&arguments.limiter, &settings).await?;
        let reply = target.call(&client, &fields, arguments.unchecked).await;
        reply.map_err(|error| client::explain(error, &settings))
    })??;
    let response = target.check_response(reply)?;
    let schema = target.descriptor().map(|action| (action.response)());
    let printed = output::response(&response, schema, print);
    printed.map_err(|error| error.after_execution(response, target.effect()))
}

fn dry_run(
    arguments: &CallArgs,
    target: &Target,
    fields: &Map<String, Value>,
    settings: &Settings,
    print: &PrintOptions,
) -> Result<(), CliError> {
    let (credential, signed_by) = match CredentialSource::find(&settings.profile)? {
        CredentialSource::Static { credential, origin } => (credential, origin),
        source => {
            let signed_by = message!("cli-signed-by-placeholder", origin = source.origin());
            (credential::placeholder(), signed_by)
        }
    };
    let client = client::without_credential(settings).credential(credential.clone());
    let (action, endpoint) = (target.sample_action(), sample_endpoint(&settings.destination.value));
    let request = capture::signed_request(client, &action, fields, arguments.unchecked);
    let request = client::block_on(request)??;

    let shown = redact::request_fields(target.schema(), fields);
    let is_complete = shown == *fields;
    let saved = arguments.save_request.as_deref().map(|path| save(path, request.body()));
    let saved = saved.transpose()?;
    let is_inline =
        request.body().len() <= MAX_INLINE && !redact::has_secrets(target.schema(), fields);
    // A redacted request would not match the signature.
    let body = match &saved {
        Some(path) => Some(SampleBody::File(path)),
        None => is_inline.then_some(SampleBody::Inline),
    };
    let headers: Map<String, Value> = redact::headers(request.headers())
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    let unchecked = needs_unchecked(target, fields);
    let is_text = print.output != Some(OutputFormat::Json)
        && print.filter.is_none()
        && (print.output.is_some() || io::stdout().is_terminal());
    let language = if is_text { language::current() } else { Language::English };
    let mut report = json!({
        "action": target.name(),
        "effect": target.effect().as_str(),
        "signed_by": signed_by.text(language),
        "method": request.method().as_str(),
        "url": request.uri().to_string(),
        "headers": headers,
        "body": shown,
        "body_is_whole": is_complete,
        "request_file": saved,
        "command": body.map(|body| command::render(&action, &endpoint, fields, unchecked, body)),
        "curl": body.map(|body| curl::render(&request, body)),
        "rust": rust::snippet(&action, &endpoint, &shown, unchecked),
    });
    if arguments.explain {
        report["explain"] = signing_steps(&request, &credential, language);
    }
    if is_text {
        output::lines(&dry_run_text(&report, language))
    } else {
        output::data(&report, print)
    }
}

/// Writes the body of a request to a private file. Returns its absolute path.
fn save(path: &Path, body: &[u8]) -> Result<String, CliError> {
    let failed = |problem: &dyn Localize| {
        let problem = message!("cli-cannot-write", path = path, problem = problem);
        CliError::usage(message!("cli-option", option = "--save-request", problem = problem))
    };
    let absolute = std::path::absolute(path).map_err(|error| failed(&error))?;
    let shown = absolute.to_str().ok_or_else(|| failed(&message!("cli-name-not-utf8")))?;
    files::replace(&absolute, body).map_err(|error| failed(&error))?;
    Ok(shown.to_owned())
}

/// Returns the steps of the signature, for comparison with another implementation.
fn signing_steps(
    request: &http::Request<Bytes>,
    credential: &Credential,
    language: Language,
) -> Value {
    let steps =
        signature_diagnostics::signing_steps(request, credential, KeyDisplay::Redacted, language);
    let step = |step: SigningStep| {
        let (name, how) = (step.name, step.how);
        json!({"step": name, "how": how, "value": step.value.unwrap_or_else(|| redact::REDACTED.into())})
    };
    steps.unwrap_or_default().into_iter().map(step).collect()
}

/// Returns whether a command or a Rust program must skip validation to send a request.
fn needs_unchecked(target: &Target, fields: &Map<String, Value>) -> bool {
    target.sample_action().rejects(fields) || misspelling::check(target.schema(), fields).is_err()
}

fn sample_endpoint(destination: &Destination) -> SampleEndpoint {
    match destination {
        Destination::Environment(EnvironmentName::Production) => SampleEndpoint::Production,
        Destination::Environment(EnvironmentName::Test) => SampleEndpoint::Test,
        Destination::Endpoint(url) => SampleEndpoint::Custom(url.clone()),
    }
}

fn dry_run_text(report: &Value, language: Language) -> String {
    let text = |name: &str| report[name].as_str().unwrap_or_default();
    let mut page = t!(language, "cli-dry-run", origin = text("signed_by")).into_owned() + "\n\n";
    // Writing to a string cannot fail.
    let _ = writeln!(page, "{} {}", text("method"), text("url"));
    for (name, value) in report["headers"].as_object().into_iter().flatten() {
        let _ = writeln!(page, "{name}: {}", value.as_str().unwrap_or_default());
    }
    let body = serde_json::to_string_pretty(&report["body"]).unwrap_or_default();
    let _ = writeln!(page, "\n{body}");
    if report["body_is_whole"] == false {
        let _ = writeln!(page, "\n{}", t!(language, "cli-dry-run-hidden"));
    }
    for step in report["explain"].as_array().into_iter().flatten() {
        let part = |name: &str| step[name].as_str().unwrap_or_default();
        let value = part("value").replace('\n', "\n    ");
        let _ = write!(page, "\n{}\n  {}\n\n    {value}\n", part("step"), part("how"));
    }
    let curl = match report["curl"].as_str() {
        Some(curl) => Cow::Borrowed(curl),
        None => t!(language, "cli-dry-run-save"),
    };
    let _ = write!(page, "\n{}\n\n{curl}\n", t!(language, "cli-dry-run-curl"));
    let _ = write!(page, "\n{}\n\n{}\n", t!(language, "cli-dry-run-rust"), text("rust"));
    page
}
